"""Founding, changing, ending, correcting an organisation; its officers and terms."""

import datetime as dt

import pytest

from cells.organizations import actions
from cells.organizations.actions import Decision, Founding, StateData
from cells.organizations.enums import EventKind
from cells.organizations.enums import OrganizationKind as K
from cells.organizations.models import Organization, OrganizationEvent, OrganizationState
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import organizations as make

DAY = dt.date(2009, 5, 20)
PAPER = Decision("24-QĐ/ĐU", dt.date(2009, 5, 15), "Đảng ủy xã Nậm Tăm", "Bản có đủ đảng viên")


def data(parent, name="Chi bộ bản Nậm Lò", kind=K.SUBORDINATE_CELL, **more):
    return StateData(name, name.removeprefix("Chi bộ ").capitalize(), kind, parent=parent, **more)


def found(parent, by, *, code="SH-NT-20", since=DAY, members=4, **more):
    state = more.pop("state", None) or data(parent)
    founding = Founding("village", members, 1)
    return actions.found(code=code, since=since, data=state, decision=PAPER, founding=founding, by=by, **more)


def spans(organization):
    return [(s.name, s.since, s.last_day) for s in organization.states.order_by("valid")]


def dids():
    return list(AuditEntry.objects.order_by("id").values_list("did", flat=True))


def test_founding_writes_the_state_the_decision_and_one_line_in_the_log(nam_tam, staff):
    organization, findings = found(nam_tam, staff)
    event = organization.events.get()
    assert findings == [] and spans(organization) == [("Chi bộ bản Nậm Lò", DAY, None)]
    assert (event.kind, event.on, event.decision_number, event.place) == ("establish", DAY, "24-QĐ/ĐU", "village")
    assert (event.official_members, event.probationary_members) == (4, 1)
    entry = AuditEntry.objects.get()
    assert (entry.did, entry.organization_id, entry.actor_id) == ("organization.founded", organization.pk, staff.pk)
    assert entry.after["decision"] == "24-QĐ/ĐU" and entry.after["since"] == "2009-05-20"


def test_founding_returns_what_an_officer_should_still_read(nam_tam, staff):
    _, findings = found(nam_tam, staff, members=31)
    assert ["30" in finding.text for finding in findings] == [True]
    _, findings = found(nam_tam, staff, code="SH-NT-21", state=data(nam_tam, "Chi bộ bản Nậm Lọ"), members=2)
    assert ["ít nhất 3 đảng viên" in finding.text for finding in findings] == [True]


def test_a_split_is_told_on_both_sides(nam_tam, nam_tam_cells, staff):
    organization, _ = found(nam_tam, staff, split_from=nam_tam_cells[0])
    assert OrganizationEvent.objects.get(related=nam_tam_cells[0]).organization == organization


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"since": dt.date(2003, 1, 1)}, "chưa có hoặc không còn vào ngày 01/01/2003"),
        ({"code": "SH-TP"}, "đã dùng cho tổ chức khác"),
    ],
)
def test_a_refused_founding_writes_nothing(nam_tam, ta_phin, staff, change, reason):
    before = Organization.objects.count()
    with pytest.raises(Refused, match=reason):
        found(nam_tam, staff, **change)
    assert Organization.objects.count() == before and not AuditEntry.objects.exists()


def test_founding_twice_is_refused_the_second_time(nam_tam, staff):
    found(nam_tam, staff)
    with pytest.raises(Refused, match="SH-NT-20"):
        found(nam_tam, staff)
    assert Organization.objects.filter(code="SH-NT-20").count() == 1


def test_a_cell_directly_under_the_district_is_refused(district, staff):
    with pytest.raises(Refused, match="phải đứng ngay dưới đảng bộ cơ sở"):
        found(district, staff)


def test_an_organisation_is_not_split_from_one_that_did_not_exist(nam_tam, staff):
    young = make.cell("mới", parent=nam_tam, since=DAY)
    with pytest.raises(Refused, match="Tổ chức được tách không tồn tại"):
        found(nam_tam, staff, split_from=young)


def change(cell, by, since=DAY, **parts):
    state = make.state_of(cell)
    values = {name: getattr(state, name) for name in ("name", "short_name", "kind", "type", "parent", "commune")}
    return actions.change(
        organization=cell,
        since=since,
        data=StateData(**(values | parts)),
        event_kind=EventKind.RENAME,
        decision=PAPER,
        by=by,
    )


def test_a_change_ends_the_period_before_and_keeps_it(cell, staff):
    change(cell, staff, name="Chi bộ bản Pậu")
    assert spans(cell) == [
        ("Chi bộ bản Nậm Tăm 1", make.LONG_AGO, dt.date(2009, 5, 19)),
        ("Chi bộ bản Pậu", DAY, None),
    ]
    entry = AuditEntry.objects.get()
    assert (entry.before["name"], entry.after["name"]) == ("Chi bộ bản Nậm Tăm 1", "Chi bộ bản Pậu")


def test_a_change_before_a_later_one_lasts_until_it(cell, staff):
    change(cell, staff, name="Chi bộ bản Pậu")
    actions.change(
        organization=cell,
        since=dt.date(2007, 1, 1),
        data=data(make.state_of(cell).parent, "Chi bộ bản Giữa"),
        event_kind=EventKind.RENAME,
        decision=PAPER,
        by=staff,
    )
    assert [name for name, _, _ in spans(cell)] == ["Chi bộ bản Nậm Tăm 1", "Chi bộ bản Giữa", "Chi bộ bản Pậu"]
    assert spans(cell)[1][1:] == (dt.date(2007, 1, 1), dt.date(2009, 5, 19))


@pytest.mark.parametrize(
    ("since", "parts", "reason"),
    [
        (DAY, {}, "Chưa có gì khác"),
        (make.LONG_AGO, {"name": "Chi bộ khác"}, "đã có một giai đoạn bắt đầu"),
        (dt.date(2001, 1, 1), {"name": "Chi bộ khác"}, "không tồn tại vào ngày 01/01/2001"),
        (DAY, {"kind": K.GRASSROOTS_CELL}, "phải đứng ngay dưới"),
        (DAY, {"parent": None}, "phải đứng ngay dưới"),
    ],
)
def test_a_refused_change_writes_nothing(cell, staff, since, parts, reason):
    before = spans(cell)
    with pytest.raises(Refused, match=reason):
        change(cell, staff, since, **parts)
    assert spans(cell) == before and not AuditEntry.objects.exists()


def test_a_committee_with_cells_does_not_become_a_cell(district, nam_tam, nam_tam_cells, staff):
    with pytest.raises(Refused, match="phải có tổ chức cấp trên phù hợp"):
        change(nam_tam, staff, kind=K.GRASSROOTS_CELL)


def test_moving_a_committee_takes_its_cells_along(district, nam_tam, nam_tam_cells, staff):
    other = make.district("Đảng bộ huyện Nậm Nhùn", code="NN")
    change(nam_tam, staff, parent=other)
    under = OrganizationState.objects.under(other.pk, DAY).values_list("organization_id", flat=True)
    assert set(under) == {nam_tam.pk, *(one.pk for one in nam_tam_cells)}


def dissolve(cell, by, on=DAY, kind=EventKind.DISSOLVE, into=None):
    actions.dissolve(organization=cell, on=on, event_kind=kind, decision=PAPER, into=into, by=by)


def test_the_end_closes_the_last_period_and_the_offices(cell, staff):
    officer = make.secretary(cell)
    dissolve(cell, staff)
    officer.refresh_from_db()
    assert spans(cell) == [("Chi bộ bản Nậm Tăm 1", make.LONG_AGO, dt.date(2009, 5, 19))]
    assert officer.held.upper == DAY and dids() == ["organization.dissolved"]


def test_a_merger_names_the_organisation_that_takes_over(cell, nam_tam_cells, staff):
    dissolve(cell, staff, kind=EventKind.MERGE, into=nam_tam_cells[1])
    assert cell.events.get().related == nam_tam_cells[1]


def test_nothing_ends_while_others_stand_under_it(nam_tam, nam_tam_cells, staff):
    with pytest.raises(Refused, match="Còn 2 tổ chức trực thuộc chưa chuyển đi: Chi bộ bản Nậm Tăm 1"):
        dissolve(nam_tam, staff)


def test_a_cell_that_serves_a_village_does_not_end(nam_tam, cell, staff):
    make.village("Nậm Tăm 1", committee=nam_tam, served_by=cell)
    with pytest.raises(Refused, match="Nậm Tăm 1"):
        dissolve(cell, staff)
    assert spans(cell)[-1][2] is None and not AuditEntry.objects.exists()


@pytest.mark.parametrize("on", [make.LONG_AGO, dt.date(2001, 1, 1)])
def test_nothing_ends_before_it_began(cell, staff, on):
    with pytest.raises(Refused, match="không tồn tại trước ngày"):
        dissolve(cell, staff, on=on)


def test_nothing_ends_before_a_change_that_came_later(cell, staff):
    change(cell, staff, name="Chi bộ bản Pậu")
    with pytest.raises(Refused, match="còn thay đổi đã ghi"):
        dissolve(cell, staff, on=dt.date(2008, 1, 1))


def test_nothing_merges_into_itself(cell, staff):
    with pytest.raises(Refused, match="tổ chức khác"):
        dissolve(cell, staff, kind=EventKind.MERGE, into=cell)


def test_writing_the_same_state_and_decision_again_is_silent(cell, staff):
    state = make.state_of(cell)
    same = data(state.parent, state.name)
    for _ in range(2):
        actions.put_state(organization=cell, since=DAY, data=same, by=staff)
        actions.put_event(organization=cell, kind=EventKind.RENAME, on=DAY, decision=PAPER, by=staff)
    assert dids() == ["organization.state_added"] and cell.events.count() == 1


def test_a_decision_written_anew_keeps_the_old_words_in_the_log(cell, staff):
    actions.put_event(organization=cell, kind=EventKind.RENAME, on=DAY, decision=PAPER, by=staff)
    actions.put_event(organization=cell, kind=EventKind.RENAME, on=DAY, decision=Decision("25-QĐ/ĐU"), by=staff)
    entry = AuditEntry.objects.get()
    assert (entry.before["decision_number"], entry.after["decision_number"]) == ("24-QĐ/ĐU", "25-QĐ/ĐU")


def test_a_period_may_be_written_with_its_last_day(cell, staff):
    actions.put_state(
        organization=cell,
        since=DAY,
        data=data(make.state_of(cell).parent),
        until=dt.date(2009, 12, 31),
        by=staff,
    )
    assert spans(cell)[-1] == ("Chi bộ bản Nậm Lò", DAY, dt.date(2009, 12, 31))
    with pytest.raises(Refused, match="từ ngày bắt đầu trở đi"):
        actions.put_state(organization=cell, since=DAY, data=data(None), until=make.LONG_AGO, by=staff)
