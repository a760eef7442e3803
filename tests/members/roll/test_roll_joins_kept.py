"""What is kept as it was written still follows its person into the other record, and back."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from members.assignments.models import WorkAssignment
from members.roll.actions.joining import undo_join
from members.roll.models import Badge, Transfer
from sinho.web import clock
from tests.factories import members as make
from tests.factories import transfers
from tests.factories.joins import joined
from tests.factories.organizations import period

D = dt.date


@pytest.fixture
def kept(nam_tam_cells):
    return make.member(nam_tam_cells[0], "Lò Văn An", since=D(2008, 5, 1), entry="from_district")


@pytest.fixture
def gone(ta_phin_cells, staff):
    """The other record: with work that was judged, a badge and a transfer that was cancelled."""
    old = make.member(ta_phin_cells[0], "Lò Văn An", until=D(2008, 4, 30), exit="to_district")
    facts = {
        "year": 2008,
        "field": "crops",
        "valid": period(D(2008, 1, 10), D(2008, 12, 31)),
        "due_on": D(2008, 12, 31),
    }
    judged = {"result": "Xong", "rating": "done", "judged_on": D(2008, 4, 1)}
    other = make.member(ta_phin_cells[0], "Tao Văn Sơn")
    give = WorkAssignment.objects.create
    give(member=old, organization=ta_phin_cells[0], content="Trồng ngô lai", supervisor=other, **facts, **judged)
    give(member=other, organization=ta_phin_cells[0], content="Giúp hộ nghèo", supervisor=old, **facts, **judged)
    paper = {"decision_number": "5-QĐ/TU", "decision_date": D(2008, 1, 2), "at": clock.now(), "by": staff}
    Badge.objects.create(member=old, level=30, awarded_on=D(2008, 2, 3), **paper)
    days = {"decided_on": D(2008, 2, 1), "introduced_on": D(2008, 2, 3)}
    transfers.transfer(old, ta_phin_cells[1], cancelled_on=D(2008, 3, 1), cancel_reason="Ghi nhầm", **days)
    return old


def whose(member) -> set[str]:
    """What hangs on the record."""
    rows = {
        "work": WorkAssignment.objects.filter(member=member),
        "followed": WorkAssignment.objects.filter(supervisor=member),
        "badge": Badge.objects.filter(member=member),
        "transfer": Transfer.objects.filter(member=member),
    }
    return {name for name, found in rows.items() if found.exists()}


ALL = {"work", "followed", "badge", "transfer"}


def test_work_badges_and_transfers_follow_and_come_back(staff, kept, gone):
    made = joined(kept, gone, staff)
    assert (whose(kept), whose(gone)) == (ALL, set())
    undo_join(made=made, by=staff)
    assert (whose(kept), whose(gone)) == (set(), ALL)


@pytest.mark.parametrize("model", [WorkAssignment, Badge, Transfer])
def test_they_follow_nobody_else_and_nothing_else_changes(kept, gone, model):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(member=kept)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.all().delete()
