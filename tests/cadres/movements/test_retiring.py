"""Cases of retirement: who is found, the steps, the posts that end, what is struck out, who sees what is medical."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cadres.movements.actions import retiring
from cadres.movements.actions.retiring import Taken
from cadres.movements.models import InsuranceRecord, RetirementCase, RetirementStep
from cadres.movements.report import candidates as candidates_module
from cadres.movements.report.candidates import candidates, take_ratings_from
from cadres.movements.report.cases import read_cases, year_of
from cadres.staff.actions.facts import Paper
from cadres.staff.models import Post
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from sinho.web.integrity import sentence_for
from tests.factories import cadres as make
from tests.factories import people
from tests.tables import each

D = dt.date
CASES, FOUND = reverse("movements:cases"), reverse("movements:candidates")
DONE = (
    Taken("persuasion", D(2009, 2, 2), people="Đồng chí Bí thư Đảng ủy xã"),
    Taken("application", D(2009, 3, 2)),
    Taken("assessment", D(2009, 4, 1), "7/GĐYK", place="Hội đồng Giám định y khoa tỉnh", loss=61),
    Taken("support", D(2009, 4, 20), "15/QĐ-UBND", amount=1_150_000),
    Taken("decision", D(2009, 6, 1), "99/QĐ-UBND", regime="health", last_day=D(2009, 6, 30)),
    Taken("leaving", D(2009, 6, 30)),
)


@pytest.fixture
def old(nam_tam):
    """A man of 55 with primary schooling and two titles."""
    found = make.cadre(nam_tam, "Lò Văn Lão", "front_chair", birth_year=1954)
    make.post(found, nam_tam, "council_deputy")
    make.learned(found, "general", "primary")
    return found


@pytest.fixture
def case(old, staff):
    return retiring.open_case(cadre=old, on=D(2009, 1, 15), grounds="Tuổi cao", by=staff)


def take(case, staff, count=6):
    return [retiring.take_step(case=case, taken=one, by=staff) for one in DONE[:count]]


def refused(act, **values) -> str:
    models = (RetirementCase, RetirementStep, Post, AuditEntry)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    with pytest.raises(Refused) as raised:
        act(**values)
    assert before == [list(model.objects.order_by("pk").values()) for model in models]
    return " ".join(raised.value.reasons)


def test_whom_the_rule_finds_on_a_day(old, nam_tam, ta_phin, staff, stranger):
    make.cadre(nam_tam, "Lò Văn Trẻ", "youth_secretary", birth_year=1980)
    make.cadre(nam_tam, "Lò Văn Phụ", "police_deputy", birth_year=1954)
    scope = people.scope(staff)
    _, found = candidates(scope, D(2009, 12, 18))
    assert [one.row.cadre for one in found] == [old] and "dưới trung học cơ sở" in "; ".join(found[0].reasons)
    assert candidates(scope, D(2003, 12, 18))[1] == []
    assert candidates(people.scope(stranger), D(2009, 12, 18))[1] == []
    make.learned(old, "general", "lower_secondary", D(2009, 6, 1))
    make.learned(old, "professional", "elementary", D(2009, 6, 1))
    assert len(candidates(scope, D(2009, 5, 31))[1]) == 1 and candidates(scope, D(2009, 6, 1))[1] == []


def test_ratings_come_from_the_theme_of_reviews(old, staff, monkeypatch):
    make.learned(old, "general", "upper_secondary", D(2008, 6, 1))
    make.learned(old, "professional", "elementary")
    monkeypatch.setattr(candidates_module, "_ratings", [])
    scope, day = people.scope(staff), D(2009, 12, 18)
    assert candidates(scope, day)[1] == []
    take_ratings_from(lambda ids, on, years: {old.pk} if (on, years) == (day, 2) else ())
    assert "2 năm liền" in "; ".join(candidates(scope, day)[1][0].reasons)


def test_the_newest_record_of_insurance_counts(old, staff):
    retiring.record_insurance(cadre=old, on=D(2007, 12, 31), months=200, number="", by=staff)
    retiring.record_insurance(cadre=old, on=D(2009, 6, 30), months=236, number="22", by=staff)
    scope = people.scope(staff)
    assert "16 năm 8 tháng" in candidates(scope, D(2007, 12, 31))[1][0].insurance
    assert candidates(scope, D(2009, 12, 18))[1][0].insured
    assert "nhiều hơn tuổi" in refused(
        retiring.record_insurance, cadre=old, on=D(2009, 6, 30), months=700, number="", by=staff
    )
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        InsuranceRecord.objects.update(months=1)
    assert sentence_for(raised.value)


def test_the_whole_way_ends_the_posts(case, old, staff):
    take(case, staff)
    posts = list(old.posts.all())
    assert {(one.until, one.exit, one.exit_number) for one in posts} == {(D(2009, 7, 1), "retired_early", "99/QĐ-UBND")}
    scope = people.scope(staff)
    [item] = read_cases([case], scope, D(2009, 12, 18))
    assert (item.state[1], item.support, item.left_on) == ("Đã nghỉ", 1_150_000, D(2009, 6, 30))
    [item] = read_cases([case], scope, D(2009, 3, 1))
    assert item.state[1] == "Chờ: đơn xin nghỉ" and item.support == 0
    year = year_of(RetirementCase.objects.all(), D(2009, 12, 18))
    assert (year.going_on, year.left, year.closed, year.support, year.supported) == (0, 1, 0, 1_150_000, 1)
    assert year_of(RetirementCase.objects.all(), D(2009, 6, 30)).going_on == 1
    dids = list(AuditEntry.objects.filter(object_type="cadres.retirementcase").values_list("did", flat=True))
    assert dids.count("retirement.step") == 6
    assert "61" not in str(list(AuditEntry.objects.values_list("said", "after")))


@pytest.mark.parametrize(
    ("after", "taken", "said"),
    [
        (0, Taken("decision", D(2009, 3, 1)), "chưa đến"),
        (0, Taken("x", D(2009, 3, 1)), "chưa đến"),
        (0, Taken("persuasion", D(2009, 2, 2)), "người gặp gỡ"),
        (0, Taken("application", D(2009, 1, 14)), "phải từ 15/01/2009"),
        (0, Taken("application", D(2009, 12, 19)), "chưa đến"),
        (0, Taken("application", D(2009, 2, 2), amount=5), "không có số tiền"),
        (2, Taken("application", D(2009, 3, 2)), "đã ghi rồi"),
        (2, Taken("assessment", D(2009, 3, 1), place="Tỉnh"), "phải từ 02/03/2009"),
        (2, Taken("assessment", D(2009, 4, 1)), "nơi giám định"),
        (2, Taken("assessment", D(2009, 4, 1), place="Tỉnh", loss=101), "0 đến 100"),
        (3, Taken("support", D(2009, 4, 20), amount=5), "ghi số giấy"),
        (3, Taken("support", D(2009, 4, 20), "1"), "ghi số tiền"),
        (4, Taken("decision", D(2009, 6, 1), "9", regime="nd29", last_day=D(2009, 6, 30)), "không có chế độ này"),
        (4, Taken("decision", D(2009, 6, 1), "9", regime="health", last_day=D(2008, 6, 30)), "phải từ ngày mở"),
        (5, Taken("leaving", D(2009, 5, 30)), "phải từ 01/06/2009"),
        (5, Taken("leaving", D(2009, 12, 18)), "18/12/2009 chưa qua; bước này ghi được từ 19/12/2009"),
    ],
)
def test_a_step_that_cannot_be(case, staff, after, taken, said):
    take(case, staff, after)
    assert said in refused(retiring.take_step, case=case, taken=taken, by=staff)


def test_the_last_step_is_struck_out_and_gives_the_posts_back(case, old, staff):
    steps = take(case, staff)
    paper = Paper("5/QĐ-UBND", D(2009, 8, 1), "Ghi nhầm ngày")
    assert "sau cùng" in refused(retiring.strike_step, case=case, step=steps[0], paper=paper, by=staff)
    assert "phải có số" in refused(retiring.strike_step, case=case, step=steps[-1], paper=Paper(reason="x"), by=staff)
    retiring.strike_step(case=case, step=steps[-1], paper=paper, by=staff)
    assert all(one.until is None and one.exit_number == "" for one in old.posts.all())
    retiring.take_step(case=case, taken=Taken("leaving", D(2009, 7, 31)), by=staff)
    assert {one.until for one in old.posts.all()} == {D(2009, 8, 1)}
    assert RetirementStep.objects.filter(struck_at__isnull=False).count() == 1
    rows = RetirementStep.objects.all()
    for act in (lambda: rows.update(note="x"), lambda: rows._raw_delete("default")):
        with pytest.raises(IntegrityError) as raised, transaction.atomic():
            act()
        assert raised.value.__cause__.diag.constraint_name == "retirement_step_kept" and sentence_for(raised.value)


def test_refused_or_withdrawn_the_person_stays(case, old, staff):
    take(case, staff, 2)
    late = {"case": case, "on": D(2009, 3, 1), "closing": "withdrawn", "reason": "Đổi ý", "by": staff}
    assert "phải từ 02/03/2009" in refused(retiring.close_case, **late)
    assert "ghi lý do" in refused(retiring.close_case, **late | {"reason": " "})
    retiring.close_case(**late | {"on": D(2009, 5, 1)})
    assert old.posts.filter(exit="").count() == 2
    assert "Hồ sơ đã thôi" in refused(retiring.take_step, case=case, taken=DONE[2], by=staff)
    retiring.open_case(cadre=old, on=D(2009, 9, 1), grounds="Lại vận động", by=staff)
    again = {"cadre": old, "on": D(2009, 10, 1), "grounds": "x", "by": staff}
    assert "đã có hồ sơ nghỉ hưu" in refused(retiring.open_case, **again)


def test_nobody_without_a_post_and_nothing_without_grounds(old, staff):
    said = refused(retiring.open_case, cadre=old, on=D(2003, 1, 1), grounds="x", by=staff)
    assert "không giữ chức danh nào" in said
    assert "căn cứ" in refused(retiring.open_case, cadre=old, on=D(2009, 1, 1), grounds=" ", by=staff)


def test_each_figure_of_the_year_opens_its_list(log_in, staff, case, nam_tam):
    take(case, staff)
    given_up = retiring.open_case(cadre=make.cadre(nam_tam, "Lò Văn Ở"), on=D(2008, 5, 1), grounds="x", by=staff)
    retiring.close_case(case=given_up, on=D(2008, 6, 1), closing="refused", reason="x", by=staff)
    client = log_in(staff)
    for day in ("18/12/2009", "30/06/2009", "01/01/2009", "31/12/2008"):
        page = client.get(CASES, {"ngay": day})
        year = page.context["year"]
        shown = {"dang": year.going_on, "da-nghi": year.left, "thoi": year.closed, "ho-tro": year.supported}
        found = {state: len(client.get(CASES, {"ngay": day, "tinh-trang": state}).context["items"]) for state in shown}
        assert found == shown


def url(name, one, *more):
    return reverse(f"movements:{name}", args=[one.pk, *more])


def test_what_is_medical_is_seen_by_who_keeps_the_staff(log_in, staff, leader, secretary, case):
    take(case, staff, 4)
    assert "suy giảm 61" in log_in(staff).get(url("case", case)).content.decode()
    for reader in (leader, secretary):
        text = log_in(reader).get(url("case", case)).content.decode()
        assert "suy giảm" not in text and "y khoa" not in text and "chỉ cán bộ quản lý hồ sơ xem" in text
        assert "1.150.000 đồng" in text


def test_the_pages_from_the_list_to_the_end(log_in, staff, old):
    client = log_in(staff)
    assert "Mở hồ sơ" in client.get(FOUND).content.decode()
    opening = client.get(url("open_case", old))
    assert "dưới trung học cơ sở" in opening.content.decode()
    insured = {"on": "01/01/2009", "years": "21", "months": "3"}
    assert client.post(url("insurance", old), insured).status_code == 302
    assert client.post(url("open_case", old), {"on": "15/01/2009", "grounds": "Tuổi cao"}).status_code == 302
    case = RetirementCase.objects.get()
    posts = {
        "application": {"on": "02/03/2009"},
        "assessment": {"on": "01/04/2009", "place": "Tỉnh", "loss": "61,5"},
        "support": {"on": "20/04/2009", "number": "15", "amount": "1.150.000"},
        "decision": {"on": "01/06/2009", "number": "99", "regime": "health", "last_day": "30/06/2009"},
        "leaving": {"on": "30/06/2009"},
    }
    for code, typed in posts.items():
        answer = client.post(url("take", case, code), {f"{code}-{name}": value for name, value in typed.items()})
        assert answer.status_code == 302, code
    assert [item.case for item in client.get(CASES, {"tinh-trang": "da-nghi"}).context["items"]] == [case]
    assert list(client.get(CASES).context["items"]) == []
    assert len(client.get(CASES, {"ngay": "30/06/2009"}).context["items"]) == 1
    text = client.get(url("case", case)).content.decode()
    assert "22 năm 2 tháng" in text and "1.150.000 đồng" in text and "Suy giảm" not in text
    paper = {"reason": "Nhầm ngày", "number": "5", "date": "01/08/2009"}
    assert client.post(url("strike", case), paper).status_code == 302
    assert "Bước đã gạch bỏ" in client.get(url("case", case)).content.decode()


@each(
    ("code", "change", "status", "said"),
    [
        ("application", {"on": "x"}, 422, "Ngày"),
        ("application", {"on": "19/12/2009"}, 409, "chưa đến"),
        ("application", {"number": "1" * 41}, 422, "Số đơn"),
        ("application", {"seen": "cu"}, 409, "vừa được người khác sửa"),
        ("persuasion", {"people": "A\x00"}, 422, "Người gặp gỡ"),
        ("decision", {"number": "9", "regime": "x", "last_day": "30/06/2009"}, 422, "Chế độ"),
        ("support", {"number": "1", "amount": "một triệu"}, 422, "Số tiền"),
        ("assessment", {"place": "Tỉnh", "loss": "61,55"}, 422, "một chữ số lẻ"),
    ],
)
def test_bad_input_gets_a_sentence(log_in, staff, case, code, change, status, said):
    typed = {"on": "02/03/2009"} | change
    named = {name if name == "seen" else f"{code}-{name}": value for name, value in typed.items()}
    answer = log_in(staff).post(url("take", case, code), named)
    assert (answer.status_code, said in answer.content.decode()) == (status, True)
    assert not RetirementStep.objects.exists()


def test_doors(log_in, secretary, stranger, case, old):
    client = log_in(secretary)
    assert client.get(CASES).status_code == client.get(FOUND).status_code == 200
    closed = [url("open_case", old), url("insurance", old), url("strike", case), url("close", case)]
    closed.append(url("take", case, "application"))
    assert {client.post(one, {}).status_code for one in closed} == {403}
    people.grant(stranger, "cadre_officer", stranger.grants.get().organization)
    client = log_in(stranger)
    assert {client.post(one, {}).status_code for one in closed} == {404}
    assert client.get(url("case", case)).status_code == 404 and list(client.get(CASES).context["items"]) == []


def test_closing_on_the_page(log_in, staff, case):
    client = log_in(staff)
    assert client.get(url("close", case)).status_code == 405
    assert client.get(url("strike", case)).status_code == 404
    assert client.post(url("take", case, "khong-co"), {}).status_code == 404
    bad = client.post(url("close", case), {"thoi-closing": "", "thoi-on": "01/05/2009", "thoi-reason": "Đổi ý"})
    assert bad.status_code == 422 and "Đổi ý" in bad.content.decode()
    typed = {"thoi-closing": "refused", "thoi-on": "01/05/2009", "thoi-reason": "Còn sức khỏe"}
    assert client.post(url("close", case), typed).status_code == 302
    assert "Không đồng ý nghỉ" in client.get(CASES, {"tinh-trang": "thoi"}).content.decode()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("retirement_closed_with_reason", {"closed_on": D(2009, 1, 1)}),
        ("retirement_has_grounds", {"grounds": ""}),
    ],
)
def test_the_database_keeps_cases_whole(old, nam_tam, name, change):
    row = {"cadre": old, "organization": nam_tam, "path": "article", "opened_on": D(2009, 1, 1), "grounds": "x"}
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        RetirementCase.objects.create(**row | change)
    assert raised.value.__cause__.diag.constraint_name == name and sentence_for(raised.value)
