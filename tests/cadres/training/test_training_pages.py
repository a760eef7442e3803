"""The pages of training: classes of a year, one class, enrolment of many, attendance, results; who sees and writes."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.staff.models import Qualification
from cadres.training.models import Enrolment, TrainingClass
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from tests.factories import cadres as make
from tests.factories import members, offices, people
from tests.factories import training as train
from tests.tables import each

D = dt.date
LIST, OPEN = reverse("training:list"), reverse("training:open")
NEW = {
    "name": "Trung cấp Luật khóa 1",
    "kind": "training",
    "field": "professional",
    "level": "professional:intermediate",
    "specialty": "Trung cấp Luật",
    "mode": "part_time",
    "place": "on_site",
    "opened_by": "district",
    "organiser": "Trung tâm Giáo dục thường xuyên",
    "partner": "Trường Trung cấp Luật Tây Bắc",
    "starts_on": "05/03/2009",
    "ends_on": "05/03/2011",
    "decision_number": "20-QĐ/HU",
    "decision_date": "02/03/2009",
    "cost": "120.000.000",
}


def url(name, row):
    return reverse(f"training:{name}", args=[row.pk])


def written() -> int:
    return AuditEntry.objects.filter(did__startswith="training.").count()


@pytest.fixture
def course(district):
    return train.training_class(district)


@pytest.fixture
def an(nam_tam):
    return make.cadre(nam_tam, "Lò Văn An", "committee_deputy", birth_year=1975)


@pytest.fixture
def lo(ta_phin):
    return make.cadre(ta_phin, "Chẻo A Lở", "front_chair", ethnicity="eth_dao", birth_year=1970)


@pytest.fixture
def both(course, nam_tam, ta_phin, an, lo):
    """One of each commune in the class."""
    return [train.student(course, nam_tam, an), train.student(course, ta_phin, lo)]


def test_a_class_is_opened_from_the_page(log_in, staff):
    client = log_in(staff)
    assert client.get(OPEN).status_code == 200
    answer = client.post(OPEN, NEW, follow=True)
    one = TrainingClass.objects.get()
    assert (one.level, one.cost, one.starts_on) == ("intermediate", 120_000_000, D(2009, 3, 5))
    assert "Đã ghi lớp Trung cấp Luật khóa 1" in answer.text
    assert "Trung cấp Luật khóa 1" in client.get(LIST).text
    assert "Trung cấp Luật khóa 1" not in client.get(LIST, {"nam": "2008"}).text


@each(
    ("more", "status", "words"),
    [
        ({"name": ""}, 422, "Tên lớp"),
        ({"name": "x" * 161}, 422, "160"),
        ({"name": "a\x00b"}, 422, "Tên lớp"),
        ({"kind": "x"}, 422, "Loại lớp"),
        ({"level": "theory:intermediate"}, 422, "Chọn trình độ của nội dung chuyên môn"),
        ({"level": ""}, 409, "Chọn trình độ của nội dung chuyên môn"),
        ({"kind": "committee"}, 409, "có nội dung: kỹ năng, nghiệp vụ xây dựng đảng"),
        ({"title": "front_chair"}, 409, "khi và chỉ khi"),
        ({"ends_on": "01/03/2009"}, 409, "Ngày kết thúc phải từ ngày khai giảng"),
        ({"ends_on": "31/12/2099"}, 409, "quá 8 năm"),
        ({"starts_on": "31/02/2009"}, 422, "Không có ngày 31/02/2009"),
        ({"decision_date": "06/03/2009"}, 409, "trước hoặc trùng ngày khai giảng"),
        ({"cost": "-5"}, 422, "Ghi số đồng nguyên"),
        ({"cost": "1,5"}, 422, "Ghi số đồng nguyên"),
        ({"cost": "12.00"}, 422, "Ghi số đồng nguyên"),
        ({"cost": "9" * 30}, 422, "không quá 999.999.999.999"),
    ],
)
def test_a_class_that_cannot_be_is_refused_with_a_sentence(log_in, staff, more, status, words):
    answer = log_in(staff).post(OPEN, NEW | more)
    assert answer.status_code == status
    assert words.lower() in answer.text.lower()
    assert (TrainingClass.objects.count(), written()) == (0, 0)


def test_sent_twice_is_written_once(log_in, staff):
    client = log_in(staff)
    client.post(OPEN, NEW)
    answer = client.post(OPEN, NEW)
    assert (answer.status_code, TrainingClass.objects.count()) == (409, 1)
    assert "khai giảng ngày này đã ghi" in answer.text


def test_a_secretary_sees_a_class_with_his_own_people_alone(log_in, secretary, course, both):
    client = log_in(secretary)
    page = client.get(url("class", course))
    assert "Lò Văn An" in page.text and "Chẻo A Lở" not in page.text
    assert "<b>1</b> người học" in page.text
    assert "Ghi danh" not in page.text
    assert course.name in client.get(LIST).text
    for name in ("enrol", "attendance", "results", "correct", "call_off", "award", "paper"):
        assert client.get(url(name, course)).status_code == 403


def test_a_class_without_ones_people_does_not_exist(log_in, stranger, course, nam_tam, an):
    train.student(course, nam_tam, an)
    client = log_in(stranger)
    assert client.get(url("class", course)).status_code == 404
    assert course.name not in client.get(LIST).text


def test_many_are_enrolled_from_the_list(log_in, staff, course, an, lo, nam_tam, nam_tam_cells):
    committee = members.member(nam_tam_cells[0], "Tao Văn Bí", birth_year=1972)
    offices.holds(committee, nam_tam_cells[0], by=staff)
    client = log_in(staff)
    page = client.get(url("enrol", course), {"don-vi": nam_tam.pk})
    assert [one.person.full_name for one in page.context["people"]] == ["Lò Văn An"]
    page = client.get(url("enrol", course), {"ai": "cap-uy"})
    assert [(one.person.full_name, one.place) for one in page.context["people"]] == [
        ("Tao Văn Bí", "Chi bộ bản Nậm Tăm 1, Nậm Tăm")
    ]
    ticked = {"nguoi": [f"c{an.pk}", f"c{lo.pk}", f"m{committee.pk}"], "since": "06/01/2009"}
    assert client.post(url("enrol", course), ticked, follow=True).status_code == 200
    assert Enrolment.objects.count() == 3
    assert client.post(url("enrol", course), ticked).status_code == 409
    assert Enrolment.objects.count() == 3


def test_only_those_who_lack_the_level_are_offered_when_asked(log_in, staff, course, an, lo):
    make.learned(lo, "professional", "college", D(2008, 5, 1))
    page = log_in(staff).get(url("enrol", course), {"chua": "1"})
    assert [one.person for one in page.context["people"]] == [an]


def test_what_is_wrong_with_an_enrolment(log_in, staff, course, an):
    client = log_in(staff)
    cases = [
        ({"nguoi": [f"c{an.pk}"], "since": ""}, 422, "Vào học ngày"),
        ({"nguoi": [], "since": "06/01/2009"}, 409, "Chưa chọn ai"),
        ({"nguoi": ["c0"], "since": "06/01/2009"}, 409, "không còn trong danh sách"),
        ({"nguoi": [f"x{an.pk}"], "since": "06/01/2009"}, 409, "không còn trong danh sách"),
        ({"nguoi": ["cabc"], "since": "06/01/2009"}, 404, ""),
        ({"nguoi": [f"c{an.pk}"], "since": "06/01/2008"}, 409, "trong thời gian của lớp"),
        ({"nguoi": [f"c{an.pk}"], "since": "06/01/2009", "seen": "cũ"}, 409, "vừa được người khác sửa"),
    ]
    for data, status, words in cases:
        answer = client.post(url("enrol", course), data)
        assert (answer.status_code, words in answer.text) == (status, True), data
    assert (Enrolment.objects.count(), written()) == (0, 0)


def test_the_cadre_officer_picks_staff_and_no_members(log_in, district, course, nam_tam_cells, staff):
    officer = people.user("canbo", Role.CADRE_OFFICER, district)
    committee = members.member(nam_tam_cells[0], "Tao Văn Bí")
    offices.holds(committee, nam_tam_cells[0], by=staff)
    client = log_in(officer)
    assert "Tao Văn Bí" not in client.get(url("enrol", course), {"ai": "cap-uy"}).text
    answer = client.post(url("enrol", course), {"nguoi": [f"m{committee.pk}"], "since": "06/01/2009"})
    assert (answer.status_code, Enrolment.objects.count()) == (409, 0)


def test_attendance_is_entered_for_all_on_one_page(log_in, staff, course, both):
    client, page = log_in(staff), url("attendance", course)
    assert "Chẻo A Lở" in client.get(page).text
    first, second = both
    answer = client.post(page, {"held": "20", f"e{first.pk}": "21", f"e{second.pk}": "x"})
    assert (answer.status_code, "Số buổi là số nguyên" in answer.text) == (422, True)
    answer = client.post(page, {"held": "20", f"e{first.pk}": "21"})
    assert (answer.status_code, "nhiều hơn số buổi" in answer.text) == (409, True)
    client.post(page, {"held": "20", f"e{first.pk}": "19", f"e{second.pk}": ""})
    assert list(Enrolment.objects.order_by("pk").values_list("days_present", flat=True)) == [19, None]


def lines(rows, **more) -> dict:
    """The form of results as it is sent."""
    data = {"nguoi": [row.pk for row in rows], "chung-ended_on": "", "chung-certificate_on": ""}
    for row in rows:
        fields = {"status": "attending", "ended_on": "", "result": "", "certificate_number": "", "certificate_on": ""}
        data |= {f"e{row.pk}-{name}": value for name, value in (fields | more.get(f"e{row.pk}", {})).items()}
    return data | {name: value for name, value in more.items() if name.startswith("chung")}


def test_results_and_certificates_are_one_form_with_shared_days(log_in, staff, course, both):
    client, page = log_in(staff), url("results", course)
    first, second = both
    data = lines(
        both,
        **{
            f"e{first.pk}": {"status": "finished", "result": "good", "certificate_number": "TC 1"},
            f"e{second.pk}": {"status": "left", "ended_on": "01/06/2009"},
        },
    )
    data |= {"chung-ended_on": "30/11/2009", "chung-certificate_on": "10/12/2009"}
    assert "Đã ghi kết quả của 2 người" in client.post(page, data, follow=True).text
    assert Qualification.objects.get().since == D(2009, 12, 10)
    second.refresh_from_db()
    assert (second.status, second.ended_on) == ("left", D(2009, 6, 1))
    assert "Không còn ai phải ghi kết quả" in client.get(page).text
    answer = client.post(page, data)
    assert (answer.status_code, "đã ghi kết quả hoặc không còn" in answer.text) == (409, True)


def test_what_is_wrong_with_results(log_in, staff, course, both):
    client, page, first = log_in(staff), url("results", course), both[0]
    cases = [
        ({"status": "withdrawn"}, 422, "Lò Văn An, tình trạng"),
        ({"status": "finished", "ended_on": "31/13/2009"}, 422, "Không có ngày 31/13/2009"),
        ({"status": "finished"}, 409, "Lò Văn An: đã xong thì ghi ngày"),
        ({"status": "finished", "ended_on": "04/01/2009"}, 409, "Lò Văn An: ngày kết thúc học phải từ"),
        ({"status": "failed", "ended_on": "30/11/2009", "result": "good"}, 409, "chỉ xếp loại người hoàn thành"),
        ({"status": "finished", "ended_on": "31/12/2009"}, 409, "ngày 31/12/2009 chưa đến"),
        ({"status": "finished", "ended_on": "30/11/2009", "certificate_number": "1"}, 409, "cả số và ngày cấp"),
        ({"status": "finished", "certificate_number": "1" * 41}, 422, "40"),
    ]
    for fields, status, words in cases:
        answer = client.post(page, lines(both, **{f"e{first.pk}": fields}))
        assert (answer.status_code, words in answer.text) == (status, True), fields
    assert (Qualification.objects.count(), written()) == (0, 0)


def test_a_result_is_mended_for_a_reason(log_in, staff, secretary, course, both):
    page = url("correct_result", both[0])
    data = {"status": "finished", "ended_on": "30/11/2009", "result": "fair", "reason": ""}
    client = log_in(staff)
    assert client.get(page).status_code == 200
    assert client.post(page, data).status_code == 422
    client.post(page, data | {"reason": "Phúc tra"})
    assert Enrolment.objects.get(pk=both[0].pk).result == "fair"
    assert log_in(secretary).post(page, data).status_code == 403


def test_a_class_is_mended_and_called_off_from_its_page(log_in, staff, course):
    client = log_in(staff)
    assert train.FACTS.name in client.get(url("correct", course)).text
    answer = client.post(url("correct", course), NEW | {"reason": "Đổi chuyên ngành"}, follow=True)
    assert "Đã sửa lớp" in answer.text
    client.post(url("call_off", course), {"reason": "Không mở"})
    course.refresh_from_db()
    assert course.called_off == "Không mở"
    assert "Lớp đã hủy" in client.get(url("class", course)).text
    assert client.post(url("enrol", course), {"nguoi": [], "since": "06/03/2009"}).status_code == 409


def test_a_year_that_cannot_be_read_is_said(log_in, staff):
    assert "Năm phải là số" in log_in(staff).get(LIST, {"nam": "hai nghìn"}).text


def test_the_list_to_sign_is_a_pdf_and_stands_in_the_log(log_in, staff, course, both):
    answer = log_in(staff).get(url("paper", course))
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert AuditEntry.objects.get(did="training.printed").said.endswith(course.name)
    empty = train.training_class(course.organization, name="Trống")
    assert log_in(staff).get(url("paper", empty)).status_code == 409


@pytest.mark.parametrize("name", ["list", "class", "enrol", "results"])
def test_the_same_queries_for_one_and_for_many(log_in, staff, district, nam_tam, course, an, name):
    train.student(course, nam_tam, an)
    make.cadre(nam_tam, "Lò Văn Đầu", "police_deputy", birth_year=1980)
    client, page = log_in(staff), LIST if name == "list" else url(name, course)
    client.get(page)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(page)
    for number in range(30):
        who = make.cadre(nam_tam, f"Lò Văn {number}", "village_head", birth_year=1980)
        make.cadre(nam_tam, f"Tao Văn {number}", "village_head", birth_year=1980)
        train.student(course, nam_tam, who)
        train.training_class(district, name=f"Lớp {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) == len(one)
