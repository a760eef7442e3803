"""Targets are given by a document, changed by a later one, never overwritten; what the database keeps of them (A4)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from members.admissions.models import AdmissionTarget
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import organizations as places
from tests.factories import people
from tests.factories import targets as make

D = dt.date


def numbers(**query):
    rows = AdmissionTarget.objects.filter(**query).order_by("id")
    return [(row.organization.code, row.number, row.document) for row in rows]


def test_the_targets_of_a_document_are_written_with_who_and_when(district, nam_tam, ta_phin, finance_cell, staff):
    assert make.give(district, {nam_tam: 5, finance_cell: 0}, staff) == 2
    assert numbers() == [("SH-NT", 5, "TD-01/2009"), ("SH-TC", 0, "TD-01/2009")]
    row = AdmissionTarget.objects.get(organization=nam_tam)
    assert (row.giver, row.year, row.decided_on, row.by) == (district, 2009, make.JANUARY, staff)
    entry = AuditEntry.objects.get(did="admission.target", organization_id=nam_tam.pk)
    assert entry.said == "Giao chỉ tiêu kết nạp năm 2009: 5, văn bản TD-01/2009 ngày 06/01/2009"
    assert entry.before is None and entry.after["number"] == 5 and entry.object_id == str(row.pk)


def test_only_what_differs_is_written_and_the_earlier_decision_stays(district, nam_tam, ta_phin, staff):
    make.give(district, {nam_tam: 5, ta_phin: 4}, staff)
    july = {"on": D(2009, 7, 7), "document": "TD-09/2009"}
    assert make.give(district, {nam_tam: 7, ta_phin: 4}, staff, **july) == 1
    assert numbers(organization=nam_tam) == [("SH-NT", 5, "TD-01/2009"), ("SH-NT", 7, "TD-09/2009")]
    assert numbers(organization=ta_phin) == [("SH-TP", 4, "TD-01/2009")]
    known = AdmissionTarget.objects.filter(organization=nam_tam)
    assert [known.known(2009, day).last().number for day in (D(2009, 7, 6), D(2009, 7, 7))] == [5, 7]
    assert not known.known(2009, D(2009, 1, 5)).exists() and not known.known(2008, D(2009, 12, 1)).exists()
    said = AuditEntry.objects.filter(did="admission.target").latest("id")
    assert said.said.startswith("Đổi chỉ tiêu kết nạp năm 2009 từ 5 thành 7") and said.before == {"number": 5}


def test_a_number_typed_wrongly_is_mended_by_the_same_document(district, nam_tam, staff):
    make.give(district, {nam_tam: 50}, staff)
    make.give(district, {nam_tam: 5}, staff)
    assert AdmissionTarget.objects.known(2009, make.JANUARY).last().number == 5


def test_a_committee_gives_to_its_cells_only(district, nam_tam, nam_tam_cells, ta_phin_cells, secretary, stranger):
    assert make.give(nam_tam, {nam_tam_cells[0]: 2}, secretary) == 1
    assert AdmissionTarget.objects.get().giver == nam_tam
    for giver, unit, by in (
        (nam_tam, nam_tam_cells[0], stranger),
        (district, nam_tam, secretary),
    ):
        with pytest.raises(PermissionDenied):
            make.give(giver, {unit: 3}, by)
    with pytest.raises(Refused, match="không thuộc"):
        make.give(nam_tam, {ta_phin_cells[0]: 3}, secretary)
    cell_secretary = people.user("bi.thu.cb", "cell_secretary", nam_tam_cells[0])
    for giver in (nam_tam, nam_tam_cells[0]):
        with pytest.raises(PermissionDenied):
            make.give(giver, {nam_tam_cells[0]: 3}, cell_secretary)
    assert AdmissionTarget.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"document": "  "}, "Ghi số văn bản"),
        ({"on": D(2009, 12, 19)}, "chưa đến"),
        ({"on": D(2007, 12, 31)}, "năm 2008 hoặc 2009"),
        ({"year": 2011}, "Năm phải từ"),
        ({"number": 1000}, "Đảng bộ xã Nậm Tăm: chỉ tiêu là số từ 0 đến 999"),
        ({"number": -1}, "chỉ tiêu là số từ 0"),
        ({"number": 5}, "mới hoặc khác"),
        ({"number": 6, "on": D(2009, 1, 5)}, "Đảng bộ xã Nậm Tăm: đang theo văn bản TD-01/2009 ngày 06/01/2009"),
    ],
)
def test_what_is_refused_writes_nothing(district, nam_tam, ta_phin, staff, change, said):
    make.give(district, {nam_tam: 5}, staff)
    entries = AuditEntry.objects.count()
    data = {"number": 6, "on": D(2009, 7, 7), "document": "TD-09/2009"} | change
    number = data.pop("number")
    given = {nam_tam: number} if number == 5 else {ta_phin: 3, nam_tam: number}
    with pytest.raises(Refused, match=said):
        make.give(district, given, staff, **data)
    assert numbers() == [("SH-NT", 5, "TD-01/2009")] and AuditEntry.objects.count() == entries


def test_an_organisation_that_has_ended_gets_no_target(district, staff):
    gone = places.grassroots_cell("Cũ", parent=district, until=D(2009, 6, 30))
    with pytest.raises(Refused, match="không thuộc"):
        make.give(district, {gone: 1}, staff)


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"number": 1000}, "target_number_possible"),
        ({"year": 1989, "decided_on": D(1989, 1, 1)}, "target_year_possible"),
        ({"decided_on": D(2010, 1, 1)}, "target_decided_in_time"),
        ({"decided_on": D(2007, 12, 31)}, "target_decided_in_time"),
        ({"document": ""}, "target_with_document"),
        ({"giver": "itself"}, "target_from_above"),
    ],
)
def test_a_row_that_cannot_be_is_refused(nam_tam, staff, facts, name):
    facts = {"number": 5} | facts
    if facts.get("giver"):
        facts["giver"] = nam_tam
    with pytest.raises(IntegrityError, match=name):
        make.target(nam_tam, by=staff, **facts)


def test_a_decision_is_neither_changed_nor_deleted(nam_tam, staff):
    row = make.target(nam_tam, 5, staff)
    rows = AdmissionTarget.objects.filter(pk=row.pk)
    for act in (lambda: rows.update(number=6), rows.delete):
        with pytest.raises(DatabaseError, match="chỉ được ghi thêm"), transaction.atomic():
            act()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE members_admissiontarget")
    assert rows.get().number == 5
