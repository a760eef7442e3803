"""The transfers of the demo district agree with its roll, and each list has something to show."""

import datetime as dt

from django.db.models import Count

from members.roll.models import Membership, Transfer
from members.roll.models.transfer_reading import read_transfers

D = dt.date
DAY = D(2009, 12, 18)


def test_what_was_received_is_on_the_roll_from_that_day(demo):
    done = Transfer.objects.filter(kind="within", received_on__isnull=False)
    assert done.count() > 20
    for transfer in done:
        stays = {one.since: one for one in Membership.objects.filter(member=transfer.member)}
        assert stays[transfer.received_on].organization_id == transfer.host_cell_id
        left = next(one for one in stays.values() if one.valid.upper == transfer.received_on)
        assert (left.organization_id, left.exit) == (transfer.from_organization_id, "within")


def test_who_went_out_left_the_roll_on_that_day_and_who_came_is_on_it(demo):
    out = Transfer.objects.filter(kind__in=("to_province", "to_district"), received_on__isnull=False)
    into = Transfer.objects.filter(kind__in=("from_province", "from_district"))
    assert out.count() > 20 and into.count() > 20
    for transfer in out:
        last = transfer.member.memberships.latest("valid")
        assert (last.valid.upper, last.exit) == (transfer.received_on, transfer.kind)
    for transfer in into:
        assert transfer.member.memberships.filter(entry=transfer.kind, valid__startswith=transfer.received_on).exists()


def test_what_goes_on_stands_with_the_cell_of_the_day(demo):
    rows = read_transfers(Transfer.objects.open_on(DAY).prefetch_related("extensions"), DAY)
    for row in rows:
        home = Membership.objects.on(DAY).get(member=row.transfer.member_id)
        assert home.organization_id == row.transfer.from_organization_id
    states = {row.state for row in rows}
    assert states == {"decided", "introduced", "presented", "hosted"}
    assert sum(row.is_late for row in rows) >= 5 and any(row.due and row.due.removal for row in rows)


def test_nobody_has_two_open_ones(demo):
    twice = Transfer.objects.open_now().values("member").annotate(n=Count("pk")).filter(n__gt=1)
    assert list(twice) == []
