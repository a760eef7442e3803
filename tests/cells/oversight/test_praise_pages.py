"""Praise: one decision, many candidates after a preview, model practices that others take up."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from cells.oversight.models import Commendation, Practice, TakenUp
from cells.oversight.models.streaks import best_in_a_row
from members.conduct.models import MemberCommendation
from members.ratings.models.streaks import excellent
from sinho.audit.models import AuditEntry
from sinho.web import clock
from sinho.web.integrity import sentence_for
from tests.factories import assessments as years
from tests.factories import conduct, ratings
from tests.factories import members as roll

D = dt.date
LIST, ONE, MANY = (reverse(f"oversight:{name}") for name in ("commendations", "commend", "candidates"))
PRACTICES, NEW_PRACTICE, TAKE_UP = (reverse(f"oversight:{n}") for n in ("practices", "record_practice", "take_up"))
PEOPLE = reverse("conduct:candidates")
GIVEN = {
    "kind": "certificate",
    "level": "district",
    "issuer": "Huyện ủy Sìn Hồ",
    "decision_number": "15-QĐ/HU",
    "decision_date": "03/02/2009",
    "year": "2008",
    "achievement": "Trong sạch, vững mạnh năm 2008",
}
PRACTICE = {"organization": "SH-NT", "title": "Nhà vệ sinh tự hoại", "text": "Chi bộ góp công", "on": "01/06/2009"}


def names(answer) -> list[str]:
    return [row.name for row in answer.context["rows"]]


def candidates(answer) -> list[tuple[str, int, bool]]:
    return [(one.name, one.years, one.praised) for one in answer.context["found"]]


@pytest.fixture
def graded(district, nam_tam, ta_phin, nam_tam_cells, staff):
    """Nậm Tăm clean and strong in both years, Tả Phìn in the last one; a cell in the first one."""
    for year, best in ((2007, [nam_tam, nam_tam_cells[0]]), (2008, [nam_tam, ta_phin])):
        campaign = years.campaign(district, year)
        for one in best:
            years.decided(campaign, one, "clean_strong")
    return campaign


def test_one_organisation_is_praised(log_in, staff, secretary, stranger, nam_tam):
    client = log_in(staff)
    assert client.post(ONE, GIVEN | {"organization": "SH-NT"}).status_code == 302
    assert client.post(ONE, GIVEN | {"organization": "SH-NT"}).status_code == 409, "sent twice"
    assert names(client.get(LIST)) == ["Đảng bộ xã Nậm Tăm"] and names(client.get(f"{LIST}?nam=2009")) == []
    assert names(client.get(f"{LIST}?ngay=02/02/2009")) == []
    tab = reverse("oversight:organization_praise", args=[nam_tam.pk])
    assert "15-QĐ/HU, 03/02/2009" in log_in(secretary).get(tab).content.decode()
    assert "Giấy khen: Trong sạch" in client.get(reverse("organizations:history", args=[nam_tam.pk])).content.decode()
    assert names(log_in(stranger).get(LIST)) == [] and log_in(stranger).get(tab).status_code == 404


def test_bad_input_is_answered_with_a_sentence_and_writes_nothing(log_in, staff, leader, nam_tam):
    client = log_in(staff)
    bad = [
        ({"organization": "SH-XX"}, 422, "không có trong danh sách"),
        ({"kind": "x"}, 422, "Hình thức"),
        ({"kind": "flag"}, 409, "Cấp ủy cấp trên trực tiếp của cơ sở khen bằng biểu dương, giấy khen, không bằng cờ"),
        ({"year": "x"}, 422, "Năm phải là số"),
        ({"year": "2010"}, 409, "không thể có từ năm 2009"),
        ({"decision_date": "19/12/2009"}, 409, "chưa đến"),
        ({"decision_date": "01/01/2003", "year": "2002"}, 409, "chưa có hoặc không còn"),
        ({"achievement": ""}, 422, "Thành tích"),
        ({"achievement": "x" * 501}, 422, "Thành tích"),
        ({"issuer": "a\x00"}, 422, "Cơ quan khen"),
    ]
    for change, status, said in bad:
        answer = client.post(ONE, GIVEN | {"organization": "SH-NT"} | change)
        assert (answer.status_code, said in answer.content.decode()) == (status, True), change
    assert log_in(leader).post(ONE, GIVEN | {"organization": "SH-NT"}).status_code == 403
    assert not Commendation.objects.exists()


def test_candidates_follow_from_the_decisions_of_the_years(log_in, staff, graded, nam_tam, ta_phin):
    client, base = log_in(staff), f"{MANY}?nam=2008&quy-tac="
    assert candidates(client.get(f"{base}base_year")) == [
        ("Đảng bộ xã Nậm Tăm", 2, False),
        ("Đảng bộ xã Tả Phìn", 1, False),
    ]
    assert candidates(client.get(f"{base}base_two")) == [("Đảng bộ xã Nậm Tăm", 2, False)]
    assert candidates(client.get(f"{MANY}?nam=2007&quy-tac=cell_year"))[0][0].startswith("Chi bộ")
    assert candidates(client.get(f"{base}base_year&ngay=01/01/2008")) == [], "not decided by then"
    assert "chưa đối chiếu văn bản" in client.get(f"{base}base_two").content.decode()
    assert best_in_a_row(2008, 2, clock.end_of(D(2009, 12, 18))) == {nam_tam.pk: 2}


def test_many_are_praised_after_a_preview(log_in, staff, graded, nam_tam, ta_phin):
    client, page = log_in(staff), f"{MANY}?nam=2008&quy-tac=base_year"
    chosen = GIVEN | {"chosen": [nam_tam.pk, ta_phin.pk]}
    assert "Chưa chọn ai." in client.post(page, GIVEN).content.decode()
    preview = client.post(page, chosen)
    assert [one.name for one in preview.context["preview"]] == ["Đảng bộ xã Nậm Tăm", "Đảng bộ xã Tả Phìn"]
    assert "Giấy khen" in preview.content.decode() and not Commendation.objects.exists()
    assert client.post(page, chosen | {"kind": "flag"}).status_code == 409
    assert client.post(page, chosen | {"buoc": "ghi"}).status_code == 302
    assert Commendation.objects.count() == AuditEntry.objects.filter(did="commendation.recorded").count() == 2
    again = client.post(page, chosen | {"buoc": "ghi"})
    assert again.status_code == 422 and Commendation.objects.count() == 2, "praised ones are not offered again"
    assert [one.praised for one in client.get(page).context["found"]] == [True, True]


def test_nobody_praises_elsewhere(log_in, secretary, leader, graded, nam_tam, ta_phin):
    page = f"{MANY}?nam=2008&quy-tac=base_year"
    client = log_in(secretary)
    assert [name for name, *_ in candidates(client.get(page))] == ["Đảng bộ xã Nậm Tăm"]
    assert client.post(page, GIVEN | {"chosen": [ta_phin.pk], "buoc": "ghi"}).status_code == 422
    assert log_in(leader).post(page, GIVEN | {"chosen": [nam_tam.pk], "buoc": "ghi"}).status_code == 403
    assert not Commendation.objects.exists()


def test_members_are_praised_alone_and_together(log_in, staff, secretary, stranger, graded, nam_tam, nam_tam_cells):
    proposals = ["excellent", *["good"] * 7]
    best, other, *_ = ratings.rated(graded, nam_tam_cells[0], proposals, by=staff, state="submitted")
    ratings.decide(graded, nam_tam, [nam_tam_cells[0]], staff)
    page = f"{PEOPLE}?nam=2008&quy-tac=member_year"
    client = log_in(secretary)
    assert [one.pk for one in client.get(page).context["found"]] == [best.member_id]
    given = GIVEN | {"level": "grassroots", "chosen": [best.member_id], "buoc": "ghi"}
    assert client.post(page, given).status_code == 302
    one = MemberCommendation.objects.get()
    assert (one.member_id, one.organization) == (best.member_id, nam_tam_cells[0])
    alone = reverse("conduct:commend", args=[other.member_id])
    assert client.post(alone, GIVEN).status_code == 302 and client.post(alone, GIVEN).status_code == 409
    assert len(names(client.get(reverse("conduct:commendations")))) == 2
    assert "15-QĐ/HU" in client.get(reverse("conduct:member", args=[best.member_id])).content.decode()
    assert names(log_in(stranger).get(reverse("conduct:commendations"))) == []
    assert log_in(stranger).post(alone, GIVEN).status_code == 404
    assert excellent(2008, 1, clock.end_of(D(2009, 12, 18))) == {best.member_id: 1}


def test_a_practice_is_found_without_marks_and_taken_up_elsewhere(log_in, staff, secretary, stranger, ta_phin, leader):
    client = log_in(secretary)
    assert client.post(NEW_PRACTICE, PRACTICE).status_code == 302
    assert client.post(NEW_PRACTICE, PRACTICE).status_code == 409, "sent twice"
    one = Practice.objects.get()
    elsewhere = log_in(stranger)
    assert [row[0] for row in elsewhere.get(f"{PRACTICES}?q=nha ve sinh").context["rows"]] == [one]
    assert elsewhere.get(f"{PRACTICES}?q=cau treo").context["rows"] == []
    taken = {"organization": "SH-TP", "on": "01/09/2009", "note": "Ba bản làm theo"}
    assert elsewhere.post(f"{TAKE_UP}?so={one.pk}", taken).status_code == 302
    assert TakenUp.objects.get().organization == ta_phin
    bad = [
        ({}, 409, "đã ghi áp dụng"),
        ({"organization": "SH-NT"}, 422, "không có trong danh sách"),
        ({"on": "31/05/2009"}, 409, "trước ngày ghi nhận"),
        ({"on": "19/12/2009"}, 409, "chưa đến"),
    ]
    for change, status, said in bad:
        answer = elsewhere.post(f"{TAKE_UP}?so={one.pk}", taken | change)
        assert (answer.status_code, said in answer.content.decode()) == (status, True), change
    assert elsewhere.get(f"{TAKE_UP}?so=9999").status_code == elsewhere.get(TAKE_UP).status_code == 404
    client = log_in(secretary)
    own = client.post(f"{TAKE_UP}?so={one.pk}", {"organization": "SH-NT", "on": "01/09/2009"})
    assert own.status_code == 409 and "của chính đơn vị" in own.content.decode()
    assert "Đã áp dụng tại: Tả Phìn" in client.get(PRACTICES).content.decode()
    assert log_in(leader).post(NEW_PRACTICE, PRACTICE).status_code == 403


def test_rows_stay_as_they_were_written(staff, nam_tam, nam_tam_cells):
    who = roll.member(nam_tam_cells[0])
    rows = [
        conduct.commendation(nam_tam, staff),
        conduct.member_commendation(who, nam_tam_cells[0], staff),
        conduct.discipline(nam_tam, staff),
        conduct.member_discipline(who, nam_tam_cells[0], staff),
        conduct.plan(nam_tam, staff),
    ]
    for row in rows:
        row.at = clock.now()
        for act in (row.save, row.delete):
            with pytest.raises(DatabaseError, match="chỉ được ghi thêm"), transaction.atomic():
                act()


@pytest.mark.parametrize(
    ("name", "make", "change"),
    [
        ("commendation_whole", conduct.commendation, {"issuer": ""}),
        ("commendation_after_its_year", conduct.commendation, {"year": 2010}),
        ("commendation_once", conduct.commendation, {}),
        ("discipline_whole", conduct.discipline, {"reason": ""}),
        ("discipline_once", conduct.discipline, {}),
        ("inspection_plan_whole", conduct.plan, {"body": "x", "number": "4"}),
        ("inspection_plan_once", conduct.plan, {}),
    ],
)
def test_each_constraint_has_its_sentence(staff, nam_tam, name, make, change):
    if name.endswith("once"):
        make(nam_tam, staff)
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        make(nam_tam, staff, **change)
    assert raised.value.__cause__.diag.constraint_name == name and sentence_for(raised.value)
