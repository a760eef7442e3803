"""How many people a commune may have and has, on any day; its class by decision."""

import datetime as dt

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.staff.models import CommuneGrade, StaffingNumber
from cadres.staff.report.staffing import build
from sinho.audit.models import AuditEntry
from tests.factories import cadres as make
from tests.factories import people

D = dt.date
DAY = D(2009, 12, 18)
EARLY = D(2008, 1, 1)
STAFFING = reverse("staff:staffing")
NEW = {"grade": "1", "area": "mountain", "since": "01/12/2009", "number": "5/QĐ-UBND", "date": "20/11/2009"}


@pytest.fixture
def numbers(db):
    facts = {"kind": "commune", "valid": DateRange(D(2009, 10, 22), None), "source": "Nghị định thử"}
    for grade, full in ((1, 25), (2, 23)):
        StaffingNumber.objects.create(grade=grade, full_time=full, part_time=20, **facts)
    early = facts | {"valid": DateRange(D(2004, 1, 1), D(2009, 10, 22))}
    StaffingNumber.objects.create(least=17, full_time=25, **early)


@pytest.fixture
def four(nam_tam):
    """One elected with two titles, a civil servant who was sent, one part-time at the commune, one in a village."""
    both = make.cadre(nam_tam, "Lò Văn An", "party_secretary")
    make.post(both, nam_tam, "council_chair")
    make.cadre(nam_tam, "Lò Văn Ba", "police_chief").posts.update(entry="sent")
    make.cadre(nam_tam, "Lò Văn Phó", "police_deputy")
    make.cadre(nam_tam, "Lò Văn Bản", "village_head")


def graded(commune, since=EARLY, until=None, **facts):
    facts = {"grade": 1, "area": "mountain", "decision_number": "1/QĐ", "decision_date": since} | facts
    return CommuneGrade.objects.create(organization=commune, valid=DateRange(since, until), **facts)


def line(user, commune, day=DAY):
    return next(one for one in build(people.scope(user), day).lines if one.organization_id == commune.pk)


def written() -> int:
    return AuditEntry.objects.filter(did__startswith="commune.grade").count()


def url(commune):
    return reverse("staff:grade", args=[commune.pk])


def test_people_are_counted_once_and_held_against_the_class(staff, nam_tam, ta_phin, four, numbers):
    graded(nam_tam)
    one = line(staff, nam_tam)
    assert (one.elected, one.civil, one.staff, one.sent, one.part_time) == (1, 1, 2, 1, 1)
    assert (one.allowed.full_time, one.over, one.part_time_over) == (25, -23, -19)
    assert line(staff, ta_phin).over is None, "its class is not known"
    earlier = line(staff, ta_phin, D(2009, 1, 1)).allowed
    assert (earlier.least, earlier.full_time) == (17, 25), "then no class was needed"


def test_numbers_that_a_decision_gave_go_first(staff, nam_tam, ta_phin, four, numbers):
    graded(nam_tam, until=D(2009, 12, 1))
    graded(nam_tam, D(2009, 12, 1), full_time=1)
    one = line(staff, nam_tam)
    assert (one.allowed.full_time, one.allowed.part_time, one.allowed.own, one.over) == (1, 20, True, 1)
    assert line(staff, nam_tam, D(2009, 11, 30)).over == -23
    found = build(people.scope(staff), DAY)
    assert (found.exceeding, found.ungraded, found.allowed, found.over) == (1, 1, (None, None), (None, None))


def test_every_number_opens_as_many_people(log_in, staff, nam_tam, four, numbers):
    client, listed = log_in(staff), reverse("staff:list")
    text = client.get(STAFFING).content.decode()
    for query, count in (
        ("nhom=bien-che", 2),
        ("nhom=chuyen-trach", 1),
        ("nhom=cong-chuc", 1),
        ("nhom=bien-che&den=tang-cuong", 1),
        ("nhom=khong-chuyen-trach-xa", 1),
    ):
        address = f"{listed}?don-vi={nam_tam.pk}&{query}"
        assert address.replace("&", "&amp;") in text
        assert client.get(address).context["page"].paginator.count == count, query
    for day in ("31/02/2009", "01/01/2030", "x"):
        assert client.get(STAFFING, {"ngay": day}).status_code == 200


def test_a_class_from_a_day_on(log_in, staff, nam_tam):
    old, client = graded(nam_tam, grade=2), log_in(staff)
    seen = client.get(url(nam_tam)).context["seen"]
    assert client.post(url(nam_tam), NEW | {"seen": seen}).status_code == 302
    old.refresh_from_db()
    assert old.last_day == D(2009, 11, 30) and CommuneGrade.objects.count() == 2 and written() == 1
    for again in ({"seen": seen}, {}):
        assert client.post(url(nam_tam), NEW | again).status_code == 409 and written() == 1


BAD = [
    ({"grade": "4"}, 422, "grade"),
    ({"grade": ""}, 422, "grade"),
    ({"area": "x"}, 422, "area"),
    ({"since": "31/02/2009"}, 422, "Không có ngày"),
    ({"since": "19/12/2009"}, 409, "chưa đến"),
    ({"since": "01/01/1990"}, 409, "không phải là đảng bộ xã"),
    ({"number": ""}, 422, "number"),
    ({"number": "x" * 41}, 422, "number"),
    ({"date": ""}, 422, "date"),
    ({"date": "19/12/2009"}, 409, "chưa đến"),
    ({"full_time": "0"}, 422, "full_time"),
    ({"full_time": "100"}, 422, "full_time"),
    ({"part_time": "x"}, 422, "part_time"),
    ({"note": "A\x00"}, 422, "note"),
]


def test_a_class_that_cannot_be_writes_nothing(log_in, staff, nam_tam):
    client = log_in(staff)
    for change, status, said in BAD:
        answer = client.post(url(nam_tam), NEW | change)
        assert (answer.status_code, said in answer.content.decode()) == (status, True), change
    assert not CommuneGrade.objects.exists() and written() == 0


def test_a_wrong_class_is_mended_with_a_reason(log_in, staff, nam_tam):
    row, client = graded(nam_tam, D(2008, 1, 1), D(2009, 12, 1)), log_in(staff)
    graded(nam_tam, D(2009, 12, 1))
    address = reverse("staff:correct_grade", args=[row.pk])
    page = client.get(address)
    sent = {field.name: field.value() or "" for field in page.context["form"]} | {"seen": page.context["seen"]}
    assert (sent["until"], sent["number"]) == ("30/11/2009", "1/QĐ")
    sent |= {"reason": "Ghi nhầm"}
    for change, status in (
        ({}, 409),
        ({"reason": ""}, 422),
        ({"until": "05/12/2009"}, 409),
        ({"until": "1/1/2007"}, 409),
    ):
        assert client.post(address, sent | change).status_code == status, change
    assert written() == 0 and client.post(address, sent | {"grade": "3"}).status_code == 302
    entry = AuditEntry.objects.get(did="commune.grade_corrected")
    assert (entry.before["grade"], entry.after["grade"], entry.organization_id) == (1, 3, nam_tam.pk)


def test_who_may_write_the_class(log_in, nam_tam, stranger, secretary, leader):
    row = graded(nam_tam)
    addresses = [url(nam_tam), reverse("staff:correct_grade", args=[row.pk])]
    for reader in (secretary, leader, stranger):
        client = log_in(reader)
        assert {client.post(one, NEW).status_code for one in addresses} == {403}
    outside = people.user("can.bo.tp", "cadre_officer", row.organization.__class__.objects.get(code="SH-TP"))
    assert {log_in(outside).get(one).status_code for one in addresses} == {404}
    assert [one.organization_id for one in build(people.scope(secretary), DAY).lines] == [nam_tam.pk]


def test_the_same_queries_for_few_and_many(log_in, staff, nam_tam, four, numbers):
    client, counted = log_in(staff), []
    for number in (0, 30):
        for n in range(number):
            make.cadre(nam_tam, f"Lò Văn {chr(97 + n % 26)}", "culture_society")
        client.get(STAFFING)
        with CaptureQueriesContext(connection) as found:
            client.get(STAFFING)
        counted.append(len(found))
    assert counted[0] == counted[1]
