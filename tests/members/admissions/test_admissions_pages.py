"""The list of cases and the page of a case: what is due, who may write which step, stale and wrong forms (A4)."""

import datetime as dt

import pytest
from django.urls import reverse

from members.admissions.models import Case, CaseStep
from members.admissions.views.case import voters
from members.roll.rules import BirthDate
from tests.factories import admissions as make
from tests.factories import members as roll
from tests.factories import people, transfers

D = dt.date
LIST, NEW = reverse("admissions:list"), reverse("admissions:new")
CANDIDATE = {
    "full_name": "Tẩn Láo Lở",
    "sex": "male",
    "birth": "14/05/1986",
    "ethnicity": "eth_dao",
    "religion": "none",
    "schooling": "lower_secondary",
    "occupation": "farmer",
    "mountain": "on",
    "cell": "SH-NT-01",
    "on": "12/02/2007",
    "people": "Phàn A Chẳn",
}


def url(case, name="case", *more):
    return reverse(f"admissions:{name}", args=[case.pk, *more])


def step_data(code, **data):
    return {f"{code}-{name}": value for name, value in data.items()}


@pytest.fixture
def case(nam_tam_cells, staff):
    return make.brought(nam_tam_cells[0], staff, "opinions")


def test_the_secretary_of_a_cell_begins_a_case(log_in, nam_tam_cells):
    cell_secretary = people.user("bi.thu.cb", "cell_secretary", nam_tam_cells[0])
    answer = log_in(cell_secretary).post(NEW, CANDIDATE)
    found = Case.objects.get()
    assert answer.status_code == 302 and answer.url == url(found)
    assert log_in(cell_secretary).post(NEW, CANDIDATE | {"cell": "SH-NT-02"}).status_code == 422
    page = log_in(cell_secretary).get(url(found))
    assert [form.step.code for form in page.context["forms"]] == ["awareness_class"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"full_name": ""}, 422),
        ({"birth": "1/1"}, 422),
        ({"schooling": "x"}, 422),
        ({"people": ""}, 422),
        ({"cell": ""}, 422),
        ({"on": "30/02/2009"}, 422),
        ({"on": "19/12/2009"}, 409),
        ({"identity_number": "1"}, 422),
        ({"village": "Không có"}, 422),
        ({"left_party_on": "x"}, 422),
    ],
)
def test_a_bad_beginning_writes_nothing_and_keeps_what_was_typed(log_in, staff, nam_tam_cells, change, status):
    answer = log_in(staff).post(NEW, CANDIDATE | change)
    assert answer.status_code == status and not Case.objects.exists()
    assert "Phàn A Chẳn" in answer.content.decode() or "people" in change


def test_the_list_tells_stages_and_what_is_due(log_in, staff, nam_tam_cells, case):
    make.brought(nam_tam_cells[1], staff, "decision", full_name="Lò Văn Ban", identity_number="")
    page = log_in(staff).get(LIST)
    assert [item.case.full_name for item in page.context["page"]] == ["Lò Văn Ban", "Tẩn Láo Lở"]
    assert {code: number for code, _, number in page.context["stages"] if number} == {"votes": 1, "decision": 1}
    due = {word: number for word, _, number in page.context["due"]}
    assert due["tre"] == 2
    for code, _, number in page.context["stages"]:
        assert len(log_in(staff).get(LIST, {"giai-doan": code}).context["page"]) == number
    for word, _, number in page.context["due"]:
        assert len(log_in(staff).get(LIST, {"han": word}).context["page"]) == number
    assert len(log_in(staff).get(LIST, {"q": "tan lao"}).context["page"]) == 1
    assert len(log_in(staff).get(LIST, {"don-vi": nam_tam_cells[1].pk}).context["page"]) == 1
    assert len(log_in(staff).get(LIST, {"ngay": "01/01/2007"}).context["page"]) == 0


def test_the_list_needs_no_more_queries_for_more_cases(log_in, staff, nam_tam_cells, django_assert_max_num_queries):
    make.case(nam_tam_cells[0], staff, identity_number="")
    client = log_in(staff)
    client.get(LIST)
    with django_assert_max_num_queries(14) as few:
        client.get(LIST)
    for number in range(12):
        make.case(nam_tam_cells[number % 2], staff, identity_number="", full_name=f"Lò Văn {number}")
    with django_assert_max_num_queries(len(few)):
        client.get(LIST)


def test_each_sees_the_cases_of_his_own_tree(log_in, secretary, stranger, administrator, case):
    assert log_in(secretary).get(url(case)).status_code == 200
    assert log_in(stranger).get(url(case)).status_code == 404
    assert len(log_in(stranger).get(LIST).context["page"]) == 0
    assert log_in(administrator).get(LIST).status_code == 403
    for name, more in (("take", ["cell_vote"]), ("close", [])):
        assert log_in(stranger).post(url(case, name, *more), {}).status_code == 404


def test_the_vote_is_asked_with_the_number_of_those_who_may_vote(log_in, secretary, case, nam_tam_cells):
    for number in range(6):
        roll.member(nam_tam_cells[0], f"Lò Văn {number}")
    roll.probationer(nam_tam_cells[0])
    roll.exempted(roll.member(nam_tam_cells[0], "Lò Văn Già"))
    client = log_in(secretary)
    page = client.get(url(case))
    [form] = [one for one in page.context["forms"] if one.step.code == "cell_vote"]
    assert form["counted"].value() is None and "hôm nay 6 người" in form["counted"].help_text
    data = step_data("cell_vote", on="02/06/2008", number="11-NQ/CB", counted="6", agreed="3")
    answer = client.post(url(case, "take", "cell_vote"), data | {"seen": page.context["seen"]}, follow=True)
    assert "Số phiếu chưa đủ" in answer.content.decode() and "3/6 tán thành, chưa đủ" in answer.content.decode()
    data = step_data("cell_vote", on="02/07/2008", counted="", agreed="4")
    assert client.post(url(case, "take", "cell_vote"), data).status_code == 302
    assert "4/6 tán thành" in client.get(url(case)).content.decode()


def test_who_votes_is_read_from_the_roll_of_the_day_of_the_vote(log_in, secretary, case, nam_tam_cells):
    for number in range(6):
        since = D(2009, 3, 1) if number == 5 else None
        roll.member(nam_tam_cells[0], f"Lò Văn {number}", since=since)
    data = step_data("cell_vote", on="02/06/2008", agreed="4")
    assert log_in(secretary).post(url(case, "take", "cell_vote"), data).status_code == 302
    assert case.steps.get(step="cell_vote").counted == 5


@pytest.mark.parametrize(
    ("code", "data", "status", "said"),
    [
        ("cell_vote", {"on": "02/06/2008", "counted": "", "agreed": "5"}, 422, "không có ai được biểu quyết"),
        ("cell_vote", {"on": "02/06/2008", "counted": "x", "agreed": "5"}, 422, "số nguyên"),
        ("cell_vote", {"on": "02/06/2008", "counted": "6", "agreed": "7"}, 409, "từ 0 đến 6"),
        ("cell_vote", {"on": "02/06/2008", "counted": "0", "agreed": "0"}, 422, "counted"),
        ("cell_vote", {"on": "x", "counted": "6", "agreed": "6"}, 422, "không phải là ngày"),
        ("cell_vote", {"on": "19/12/2009", "counted": "6", "agreed": "6"}, 409, "chưa đến"),
        ("ceremony", {"on": "04/08/2008", "people": "A"}, 409, "còn thiếu"),
        ("outstanding", {"on": "04/08/2008", "people": "A"}, 409, "đã ghi ngày"),
    ],
)
def test_a_wrong_step_writes_nothing_and_keeps_what_was_typed(log_in, staff, case, code, data, status, said):
    before = CaseStep.objects.count()
    answer = log_in(staff).post(url(case, "take", code), step_data(code, **data))
    assert answer.status_code == status and said in answer.content.decode()
    assert CaseStep.objects.count() == before


def test_nobody_is_prepared_twice_in_one_cell(log_in, staff, case, nam_tam_cells):
    answer = log_in(staff).post(NEW, CANDIDATE)
    assert answer.status_code == 409 and Case.objects.count() == 1
    text = answer.content.decode()
    assert "đã có hồ sơ đang theo dõi ở chi bộ này từ 12/02/2007" in text and "Phàn A Chẳn" in text


@pytest.mark.parametrize(
    "other",
    [{"identity_number": "045000778"}, {"cell": "SH-NT-02"}, {"birth": "1986"}, {"sex": "female"}],
)
def test_two_people_of_one_name_have_a_case_each(log_in, staff, case, other):
    assert log_in(staff).post(NEW, CANDIDATE | other).status_code == 302


def test_who_may_be_prepared_in_two_communes_is_named_to_who_sees_both(log_in, staff, secretary, case, ta_phin_cells):
    far = make.case(ta_phin_cells[0], staff, identity_number="")
    make.case(ta_phin_cells[1], staff, birth=BirthDate(1986), identity_number="")
    said = "Có thể là cùng một người"
    for one, other in ((case, far), (far, case)):
        text = log_in(staff).get(url(one)).content.decode()
        assert said in text and url(other) in text
    assert said not in log_in(secretary).get(url(case)).content.decode()
    Case.objects.filter(pk=far.pk).update(identity_number="045000778")
    assert said not in log_in(staff).get(url(case)).content.decode()


def test_a_paper_that_has_expired_is_to_be_written_again_after_what_was_never_written(log_in, secretary, case):
    page = log_in(secretary).get(url(case))
    codes = [form.step.code for form in page.context["forms"]]
    assert codes[0] == "cell_vote" == page.context["next"].code and page.context["again"] == {"record"}
    text = page.content.decode()
    assert "Làm lại" in text and "hết giá trị 02/04/2009" in text and "Ghi lại: Lý lịch" in text
    assert text.count("btn-primary") == 1


def test_the_record_of_a_member_leads_back_to_his_case(log_in, secretary, staff, nam_tam_cells):
    found = make.brought(nam_tam_cells[0], staff, "recognition")
    record = reverse("members:member", args=[found.member_id])
    assert url(found) in log_in(secretary).get(record).content.decode()
    assert url(found) not in log_in(secretary).get(record, {"ngay": "01/01/2007"}).content.decode()


def test_a_step_that_does_not_exist_is_not_found(log_in, staff, case):
    assert log_in(staff).post(url(case, "take", "x"), {}).status_code == 404
    assert log_in(staff).get(url(case, "take", "cell_vote")).status_code == 405


def test_a_page_that_somebody_overtook_writes_nothing(log_in, staff, secretary, case):
    seen = log_in(staff).get(url(case)).context["seen"]
    data = step_data("cell_vote", on="02/06/2008", counted="6", agreed="6") | {"seen": seen}
    assert log_in(secretary).post(url(case, "take", "cell_vote"), data).status_code == 302
    answer = log_in(staff).post(url(case, "take", "cell_vote"), data)
    assert answer.status_code == 409 and secretary.full_name in answer.content.decode()
    assert case.steps.filter(step="cell_vote").count() == 1


def test_the_decision_is_written_by_the_district(log_in, staff, secretary, nam_tam_cells):
    found = make.brought(nam_tam_cells[0], staff, "committee_vote")
    page = log_in(secretary).get(url(found))
    assert page.context["forms"] == [] and [step.code for step, _ in page.context["waiting"]] == ["decision"]
    data = step_data("decision", on="15/07/2008", number="44-QĐ/HU")
    assert log_in(secretary).post(url(found, "take", "decision"), data).status_code == 403
    assert log_in(staff).post(url(found, "take", "decision"), data).status_code == 302
    ceremony = step_data("ceremony", on="04/08/2008", people="Phàn A Chẳn")
    answer = log_in(secretary).post(url(found, "take", "ceremony"), ceremony, follow=True)
    found.refresh_from_db()
    assert "Hồ sơ đảng viên" in answer.content.decode() and found.member.full_name == "Tẩn Láo Lở"


def test_a_case_is_given_up_from_its_page(log_in, staff, secretary, leader, case):
    data = {"thoi-closing": "withdrawn", "thoi-on": "01/12/2009", "thoi-reason": "Đi làm xa"}
    assert log_in(leader).post(url(case, "close"), data).status_code == 403
    assert log_in(secretary).post(url(case, "close"), data | {"thoi-reason": ""}).status_code == 422
    assert log_in(secretary).post(url(case, "close"), data).status_code == 302
    text = log_in(secretary).get(url(case)).content.decode()
    assert "Đi làm xa" in text and "Ghi bước này" not in text
    assert log_in(secretary).post(url(case, "close"), data).status_code == 409


def test_an_earlier_day_shows_the_case_of_that_day_and_asks_nothing(log_in, staff, case):
    page = log_in(staff).get(url(case), {"ngay": "05/03/2008"})
    assert page.context["item"].stage == "file" and page.context["forms"] == []
    taken = {row["step"].code: row["taken"] for _, rows in page.context["groups"] for row in rows}
    assert taken["permission"].on == D(2008, 3, 4) and taken["application"] is None


def test_who_is_away_for_a_time_does_not_vote_at_home(staff, nam_tam_cells, ta_phin_cells):
    found = make.brought(nam_tam_cells[0], staff, "opinions")
    step = found.rules.step("cell_vote")
    here = [roll.member(nam_tam_cells[0], f"Lò Văn {number}") for number in range(4)]
    transfers.temporary(here[0], ta_phin_cells[0], returned_on=D(2009, 12, 1))
    transfers.temporary(here[1], to_words="Trường Chính trị tỉnh")
    days = (D(2009, 9, 9), D(2009, 9, 10), D(2009, 12, 1))
    assert [voters(found, step, day) for day in days] == [4, 2, 3]


def test_on_a_day_before_it_was_opened_a_case_is_not_there_yet(log_in, staff, nam_tam_cells):
    case = make.case(nam_tam_cells[0], staff)
    answer = log_in(staff).get(url(case), {"ngay": "01/01/2001"})
    assert answer.status_code == 200
    assert "Hồ sơ đã kết thúc" not in answer.content.decode()
