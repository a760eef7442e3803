"""What the database keeps about transfers: each constraint broken once, by name."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from members.roll.models import StayExtension, Transfer
from tests.factories import members as make
from tests.factories import transfers

D = dt.date


@pytest.fixture
def an(nam_tam_cells):
    return make.member(nam_tam_cells[0], "Lò Văn An")


def refused(name: str, act) -> None:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        act()
    assert error.value.__cause__.diag.constraint_name == name


def test_one_open_transfer_for_a_member(an, nam_tam_cells, ta_phin_cells):
    open_one = transfers.transfer(an, nam_tam_cells[1])
    refused("transfer_one_open", lambda: transfers.transfer(an, ta_phin_cells[0]))
    Transfer.objects.filter(pk=open_one.pk).update(cancelled_on=D(2009, 12, 3), cancel_reason="Ở lại")
    transfers.temporary(an, ta_phin_cells[0])
    refused("transfer_one_open", lambda: transfers.transfer(an, nam_tam_cells[1]))


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("transfer_places", {"kind": "to_district"}),
        ("transfer_places", {"kind": "within", "to_organization": None}),
        ("transfer_places", {"kind": "to_district", "to_organization": None, "to_words": ""}),
        ("transfer_places", {"kind": "from_district"}),
        ("transfer_steps_whole", {"decided_on": None, "introduced_on": None, "sheet_number": ""}),
        ("transfer_steps_whole", {"introduced_on": None, "sheet_number": "", "presented_on": D(2009, 12, 3)}),
        ("transfer_steps_in_order", {"decided_on": D(2009, 12, 3)}),
        ("transfer_steps_in_order", {"presented_on": D(2009, 12, 1)}),
        ("transfer_papers", {"sheet_number": ""}),
        ("transfer_papers", {"presented_on": D(2009, 12, 3), "received_on": D(2009, 12, 3)}),
        ("transfer_temporary_has_end", {"kind": "temporary"}),
        ("transfer_temporary_has_end", {"until": D(2010, 5, 1)}),
        ("transfer_cancelled_with_reason", {"cancelled_on": D(2009, 12, 3)}),
    ],
)
def test_what_cannot_be_has_a_name(an, nam_tam_cells, name, facts):
    refused(name, lambda: transfers.transfer(an, nam_tam_cells[1], **facts))


def test_nobody_goes_where_he_is(an, nam_tam_cells):
    refused("transfer_places", lambda: transfers.transfer(an, nam_tam_cells[0]))


def test_an_extension_has_a_reason_and_is_written_once(an, staff, nam_tam_cells):
    stay = transfers.temporary(an, nam_tam_cells[1])
    given = {"transfer": stay, "on": D(2009, 12, 1), "until": D(2010, 5, 31), "by": staff, "at": "2009-12-01T08:00Z"}
    refused("stay_extension_has_reason", lambda: StayExtension.objects.create(**given))
    row = StayExtension.objects.create(**given, reason="Chưa xong việc")
    refused("stay_extension_once", lambda: StayExtension.objects.create(**given, reason="Lần nữa"))
    refused("append_only", row.delete)


def cancelled(who, to):
    return transfers.transfer(who, to, cancelled_on=D(2009, 12, 3), cancel_reason="Ở lại")


def completed(who, to):
    days = {"presented_on": D(2009, 12, 3), "received_on": D(2009, 12, 4)}
    return transfers.transfer(who, to, host_cell=to, **days)


def returned(who, to):
    return transfers.temporary(who, to, returned_on=D(2009, 12, 1))


@pytest.mark.parametrize("over", [cancelled, completed, returned])
def test_what_is_over_is_kept(an, nam_tam_cells, over):
    row = over(an, nam_tam_cells[1])
    refused("transfer_kept", lambda: Transfer.objects.filter(pk=row.pk).update(reason="Khác"))
    refused("transfer_kept", row.delete)


@pytest.mark.parametrize(
    "change",
    [
        {"decided_on": D(2009, 11, 1)},
        {"introduced_on": D(2009, 12, 3)},
        {"sheet_number": "13-GTSH"},
        {"kind": "temporary", "until": D(2010, 5, 1)},
        {"to_words": "Khác"},
    ],
)
def test_a_step_that_was_written_stays(an, nam_tam_cells, change):
    row = transfers.transfer(an, nam_tam_cells[1])
    refused("transfer_kept", lambda: Transfer.objects.filter(pk=row.pk).update(**change))


def test_the_stay_at_the_host_stays(an, nam_tam_cells):
    row = transfers.temporary(an, nam_tam_cells[1])
    refused("transfer_kept", lambda: Transfer.objects.filter(pk=row.pk).update(received_on=D(2009, 9, 11)))
    refused("transfer_kept", lambda: Transfer.objects.filter(pk=row.pk).update(until=D(2010, 3, 31)))


def test_the_table_cannot_be_emptied(db):
    def empty():
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE members_transfer CASCADE")

    refused("append_only", empty)
