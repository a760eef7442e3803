"""What was recorded by mistake is corrected or taken back; the log keeps what it said."""

import datetime as dt

import pytest

from cells.organizations import actions
from cells.organizations.actions import Decision, Founding, StateData
from cells.organizations.enums import OrganizationKind as K
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.cells.organizations.test_organizations_actions import change, dissolve, spans
from tests.factories import organizations as make


def correct(cell, by, since=None, why="Gõ nhầm", **parts):
    state = make.state_of(cell)
    values = {name: getattr(state, name) for name in ("name", "short_name", "kind", "type", "parent", "commune")}
    actions.correct_state(state=state, since=since or state.since, data=StateData(**(values | parts)), why=why, by=by)


def test_a_correction_rewrites_the_period_and_the_log_keeps_what_it_said(cell, staff):
    correct(cell, staff, name="Chi bộ bản Nậm Tăm", why="Gõ thừa số 1")
    entry = AuditEntry.objects.get()
    assert spans(cell) == [("Chi bộ bản Nậm Tăm", make.LONG_AGO, None)]
    assert entry.before["name"] == "Chi bộ bản Nậm Tăm 1" and entry.said.endswith("Gõ thừa số 1")


@pytest.mark.parametrize("since", [dt.date(2009, 3, 1), dt.date(2009, 8, 1)])
def test_correcting_the_first_day_moves_the_end_of_the_period_before(cell, staff, since):
    change(cell, staff, name="Chi bộ bản Pậu")
    correct(cell, staff, since=since)
    assert spans(cell) == [
        ("Chi bộ bản Nậm Tăm 1", make.LONG_AGO, since - dt.timedelta(days=1)),
        ("Chi bộ bản Pậu", since, None),
    ]
    assert cell.events.get().on == since


@pytest.mark.parametrize(
    ("since", "parts", "reason"),
    [
        (None, {}, "Chưa có gì được sửa"),
        (make.LONG_AGO, {}, "phải bắt đầu sau đó"),
        (None, {"kind": K.GRASSROOTS_COMMITTEE}, "phải đứng ngay dưới"),
    ],
)
def test_a_refused_correction_writes_nothing(cell, staff, since, parts, reason):
    change(cell, staff, name="Chi bộ bản Pậu")
    before, entries = spans(cell), AuditEntry.objects.count()
    with pytest.raises(Refused, match=reason):
        correct(cell, staff, since=since, **parts)
    assert spans(cell) == before and AuditEntry.objects.count() == entries


def test_a_period_does_not_begin_after_its_end(cell, staff):
    dissolve(cell, staff)
    with pytest.raises(Refused, match="phải bắt đầu từ đó trở về trước"):
        correct(cell, staff, since=dt.date(2010, 1, 1))


def test_a_decision_is_corrected_with_its_founding_facts(cell, staff):
    event = make.founding(cell, make.LONG_AGO, decision_number="42-QĐ/ĐU", official_members=40)
    actions.correct_event(
        event=event, decision=Decision("24-QĐ/ĐU"), founding=Founding("school", 4, 0), why="Gõ nhầm số", by=staff
    )
    event.refresh_from_db()
    entry = AuditEntry.objects.get()
    assert (event.decision_number, event.place, event.official_members) == ("24-QĐ/ĐU", "school", 4)
    assert (entry.before["decision_number"], entry.after["why"]) == ("42-QĐ/ĐU", "Gõ nhầm số")


def test_a_decision_that_does_not_change_is_not_corrected(cell, staff):
    event = make.founding(cell, make.LONG_AGO, decision_number="42-QĐ/ĐU")
    with pytest.raises(Refused, match="Chưa có gì được sửa"):
        actions.correct_event(event=event, decision=Decision("42-QĐ/ĐU"), why="Gõ nhầm", by=staff)


def test_an_end_recorded_by_mistake_is_taken_back(cell, staff):
    dissolve(cell, staff)
    actions.reopen(organization=cell, why="Ghi nhầm chi bộ", by=staff)
    assert spans(cell)[-1][2] is None and not cell.events.exists()
    assert AuditEntry.objects.first().before["decision"]["decision_number"] == "24-QĐ/ĐU"


def test_what_goes_on_is_not_opened_again(cell, staff):
    with pytest.raises(Refused, match="đang hoạt động"):
        actions.reopen(organization=cell, why="Nhầm", by=staff)


def test_what_stood_under_an_ended_committee_does_not_reopen_alone(nam_tam, cell, nam_tam_cells, staff):
    for one in nam_tam_cells:
        dissolve(one, staff)
    dissolve(nam_tam, staff)
    with pytest.raises(Refused, match="phải có tổ chức cấp trên"):
        actions.reopen(organization=cell, why="Nhầm", by=staff)
