"""Standards and numbers of staff are written, mended and confirmed by who writes for the whole district."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from cadres.staff.actions import ruling
from cadres.staff.models import QualificationStandard, StaffingNumber
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import cadres as make
from tests.factories import people

D = dt.date
LIST, ENACT, CONFIRM = (reverse(f"staff:{name}") for name in ("standards", "enact_standard", "confirm_standards"))
NUMBERS, ENACT_NUMBER = reverse("staff:numbers"), reverse("staff:enact_number")
CONFIRM_NUMBERS = reverse("staff:confirm_numbers")
NEW = {
    "title": "front_chair",
    "area": "mountain",
    "general": "lower_secondary",
    "since": "01/12/2009",
    "source": "Thông tư thử",
}
NUMBER = {"kind": "commune", "grade": "1", "full_time": "25", "since": "01/12/2009", "source": "Nghị định thử"}


@pytest.fixture
def old(db):
    return make.standard("front_chair", general="primary")


def written() -> int:
    return AuditEntry.objects.filter(did__startswith="staff_rule.").count()


def mend_url(row):
    return reverse("staff:mend_standard", args=[row.pk])


def test_a_new_standard_ends_the_old_one(log_in, staff, old):
    client = log_in(staff)
    assert client.get(ENACT).status_code == 200
    assert client.post(ENACT, NEW).status_code == 302
    old.refresh_from_db()
    new = QualificationStandard.objects.exclude(pk=old.pk).get()
    assert (old.last_day, new.since, new.until, new.is_confirmed) == (D(2009, 11, 30), D(2009, 12, 1), None, False)
    assert "trung học cơ sở" in client.get(LIST).content.decode()
    assert "tiểu học" in client.get(LIST, {"ngay": "30/11/2009"}).content.decode()
    assert written() == 1 and client.post(ENACT, NEW).status_code == 409 and written() == 1


BAD = [
    ({"title": "x"}, 422, "title"),
    ({"title": "village_head"}, 422, "title"),
    ({"area": ""}, 422, "area"),
    ({"general": "x"}, 422, "general"),
    ({"general": ""}, 409, "ít nhất một điều"),
    ({"max_first_age": "x"}, 422, "max_first_age"),
    ({"max_first_age": "17"}, 409, "từ 18 đến 70"),
    ({"since": "31/02/2009"}, 422, "Không có ngày"),
    ({"since": ""}, 422, "since"),
    ({"until": "30/11/2009"}, 409, "từ ngày bắt đầu trở đi"),
    ({"source": ""}, 422, "source"),
    ({"source": " \n "}, 422, "source"),
    ({"source": "x" * 301}, 422, "source"),
    ({"source": "A\x00"}, 422, "source"),
]


def test_a_standard_that_cannot_be_writes_nothing(log_in, staff, old):
    client = log_in(staff)
    for change, status, said in BAD:
        answer = client.post(ENACT, NEW | change)
        assert (answer.status_code, said in answer.content.decode()) == (status, True), change
    assert QualificationStandard.objects.count() == 1 and written() == 0


def test_one_that_was_written_wrongly_is_mended_and_has_to_be_confirmed_anew(log_in, staff, old):
    client = log_in(staff)
    ruling.confirm(rows=[old], by=staff)
    page = client.get(mend_url(old))
    assert {field.name: field.value() for field in page.context["form"]}["general"] == "primary"
    sent = {
        "general": "lower_secondary",
        "since": "01/01/2004",
        "source": "Quyết định thử",
        "reason": "Đọc lại văn bản",
    }
    seen = {"seen": page.context["seen"]}
    for change, status in (({"reason": ""}, 422), ({"until": "01/01/2003"}, 409), ({"since": "x"}, 422)):
        assert client.post(mend_url(old), sent | seen | change).status_code == status
    assert client.post(mend_url(old), sent | seen).status_code == 302
    old.refresh_from_db()
    assert (old.general, old.since, old.is_confirmed) == ("lower_secondary", D(2004, 1, 1), False)
    entry = AuditEntry.objects.filter(did="staff_rule.mended").get()
    assert (entry.before["general"], entry.after["general"]) == ("primary", "lower_secondary")
    assert client.post(mend_url(old), sent | seen).status_code == 409, "sent from an older page"
    figures = {name: getattr(old, name) for name in ruling.FIGURES[QualificationStandard]}
    with pytest.raises(Refused, match="Chưa có gì khác"):
        ruling.mend(row=old, figures=figures, source=old.source, since=old.since, until=None, reason="A", by=staff)
    assert client.get(reverse("staff:mend_standard", args=[999])).status_code == 404


def test_a_period_that_another_row_holds_is_refused(staff, old):
    QualificationStandard.objects.filter(pk=old.pk).update(valid=DateRange(D(2004, 1, 1), D(2008, 1, 1)))
    make.standard("front_chair", since=D(2008, 1, 1), general="lower_secondary")
    figures = {name: getattr(old, name) for name in ruling.FIGURES[QualificationStandard]}
    with pytest.raises(Refused, match="đã có tiêu chuẩn"):
        ruling.mend(row=old, figures=figures, source="A", since=D(2004, 1, 1), until=None, reason="A", by=staff)
    assert written() == 0


def test_who_compared_it_is_named(log_in, staff, old):
    client = log_in(staff)
    seen = client.get(LIST).context["seen"]
    assert "chưa đối chiếu" in client.get(LIST).content.decode()
    for bad in ({}, {"dong": "x"}, {"dong": "9" * 30}, {"dong": "999"}):
        assert (
            client.post(CONFIRM, bad | {"seen": seen}, follow=True).content.decode().count("Chọn ít nhất một dòng") == 1
        )
    assert client.post(CONFIRM, {"dong": old.pk, "seen": "x"}).status_code == 302 and written() == 0
    assert client.post(CONFIRM, {"dong": old.pk, "seen": seen, "query": "vung=mountain"}).url == f"{LIST}?vung=mountain"
    old.refresh_from_db()
    assert old.confirmed_by == staff and staff.full_name in client.get(LIST).content.decode()
    assert client.get(CONFIRM).status_code == 405
    with pytest.raises(Refused, match="Đã được đối chiếu"):
        ruling.confirm(rows=[old], by=staff)
    assert written() == 1


def test_numbers_by_decree(log_in, staff, db):
    client = log_in(staff)
    for change, said in (({"full_time": "x"}, "full_time"), ({"kind": ""}, "kind"), ({"grade": "4"}, "grade")):
        answer = client.post(ENACT_NUMBER, NUMBER | change)
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert client.post(ENACT_NUMBER, NUMBER | {"least": "26"}).status_code == 409
    assert written() == 0 and client.post(ENACT_NUMBER, NUMBER).status_code == 302
    assert client.post(ENACT_NUMBER, NUMBER | {"grade": "", "full_time": "24"}).status_code == 302
    row = StaffingNumber.objects.get(grade=1)
    page = client.get(reverse("staff:mend_number", args=[row.pk]))
    sent = NUMBER | {"full_time": "23", "reason": "Đọc lại", "seen": page.context["seen"]}
    assert client.post(reverse("staff:mend_number", args=[row.pk]), sent).status_code == 302
    assert client.post(CONFIRM_NUMBERS, {"dong": row.pk}).status_code == 302
    text = client.get(NUMBERS).content.decode()
    assert "loại 1" in text and ">23<" in text and "mọi loại" in text and written() == 4


@pytest.mark.parametrize("reader", ["secretary", "leader"])
def test_readers_see_but_write_nothing(request, log_in, old, reader):
    client = log_in(request.getfixturevalue(reader))
    assert client.get(LIST).status_code == client.get(NUMBERS).status_code == 200
    assert "Ghi tiêu chuẩn mới" not in client.get(LIST).content.decode()
    writing = [ENACT, CONFIRM, mend_url(old), ENACT_NUMBER, CONFIRM_NUMBERS]
    assert {client.post(one, NEW).status_code for one in writing} == {403}


def test_who_writes_for_one_commune_alone_changes_no_figure_of_all(log_in, nam_tam, old):
    client = log_in(people.user("can.bo.xa", "cadre_officer", nam_tam))
    writing = [ENACT, CONFIRM, mend_url(old), ENACT_NUMBER, CONFIRM_NUMBERS]
    assert {client.post(one, NEW).status_code for one in writing} == {403} and written() == 0
