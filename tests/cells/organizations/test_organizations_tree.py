"""The tree of a day, what it counts, the way up, the reach, and the life that is told of an organisation."""

import datetime as dt
from types import SimpleNamespace

import pytest

from cells.organizations import actions
from cells.organizations.actions import Decision, Founding, StateData
from cells.organizations.enums import EventKind
from cells.organizations.enums import OrganizationKind as K
from cells.organizations.life import life_of
from cells.organizations.models import Organization, OrganizationState, path_to, reach_of, subtree_ids
from cells.organizations.models.officers import roman
from cells.organizations.tree import counted, grow, steps
from cells.organizations.views.reading import names_of
from tests.factories import organizations as make

DAY = dt.date(2009, 12, 18)


def row(pk, parent, kind, name="x"):
    return SimpleNamespace(organization_id=pk, parent_id=parent, kind=kind, name=name)


SMALL = [
    row(1, None, K.DISTRICT_COMMITTEE),
    row(2, 1, K.GRASSROOTS_COMMITTEE),
    row(3, 1, K.GRASSROOTS_CELL),
    row(4, 2, K.SECTION_COMMITTEE),
    row(5, 2, K.SUBORDINATE_CELL),
    row(6, 4, K.SUBORDINATE_CELL),
]


def shape(nodes):
    return [(node.row.organization_id, shape(node.children)) for node in nodes]


def test_rows_hang_under_their_parents():
    assert shape(grow(SMALL)) == [(1, [(2, [(4, [(6, [])]), (5, [])]), (3, [])])]


def test_a_row_without_its_parent_among_the_rows_is_a_root():
    assert shape(grow(SMALL[3:])) == [(4, [(6, [])]), (5, [])]


def test_counts_go_down_to_the_last_level_and_leave_out_zero():
    [root] = grow(SMALL)
    assert root.counts == [
        (1, "đảng bộ cơ sở", "grassroots_committee"),
        (1, "chi bộ cơ sở", "grassroots_cell"),
        (1, "đảng bộ bộ phận", "section_committee"),
        (2, "chi bộ trực thuộc", "subordinate_cell"),
    ]
    assert counted(dict.fromkeys(K, 0)) == []


def test_the_way_down_is_open_until_it_forks():
    [root] = grow(SMALL)
    assert root.opened and not root.children[0].opened
    [alone] = grow(SMALL[1:2] + SMALL[3:])
    assert alone.opened


def test_the_steps_open_and_close_each_branch_once():
    walk = [(step, int(pk)) for step, pk, _, _ in steps(grow(SMALL))]
    assert walk == [
        ("enter", 1),
        ("enter", 2),
        ("enter", 4),
        ("leaf", 6),
        ("leave", 4),
        ("leaf", 5),
        ("leave", 2),
        ("leaf", 3),
        ("leave", 1),
    ]


def test_rows_come_from_the_district_down_and_in_vietnamese_order(district):
    for name in ("Tả Phìn", "Ma Quai", "Đề Phìn", "Nậm Tăm", "Căn Co", "Nậm Cha", "Nậm Mạ"):
        make.commune_committee(name, parent=district)
    make.grassroots_cell("Bưu điện", parent=district)
    names = [row.short_name for row in OrganizationState.objects.on(DAY).outline()]
    assert names == [
        *("Sìn Hồ", "Căn Co", "Đề Phìn", "Ma Quai", "Nậm Cha", "Nậm Mạ", "Nậm Tăm", "Tả Phìn"),
        "Bưu điện",
    ]


def test_the_way_up_is_read_from_the_top(district, nam_tam, nam_tam_cells):
    assert [pk for pk, _ in path_to(nam_tam_cells[0].pk, DAY)] == [district.pk, nam_tam.pk]
    assert path_to(district.pk, DAY) == []


def test_a_moved_cell_stood_elsewhere_on_an_earlier_day(nam_tam, ta_phin, nam_tam_cells, staff):
    cell, state = nam_tam_cells[0], make.state_of(nam_tam_cells[0])
    actions.change(
        organization=cell,
        since=dt.date(2009, 1, 1),
        data=StateData(state.name, state.short_name, state.kind, parent=ta_phin),
        event_kind=EventKind.MOVE,
        decision=Decision(),
        by=staff,
    )
    assert cell.pk in subtree_ids(nam_tam.pk, dt.date(2008, 12, 31)) and cell.pk in subtree_ids(ta_phin.pk, DAY)
    assert path_to(cell.pk, DAY)[-1][0] == ta_phin.pk and path_to(cell.pk, dt.date(2008, 1, 1))[-1][0] == nam_tam.pk


def test_the_reach_keeps_what_has_ended_and_what_is_yet_to_come(nam_tam, ta_phin):
    ended = make.cell("cũ", parent=nam_tam, until=dt.date(2008, 1, 1))
    coming = make.cell("mới", parent=nam_tam, since=dt.date(2010, 1, 1))
    reach = reach_of([nam_tam.pk, ta_phin.pk], DAY)
    assert reach[nam_tam.pk] == {nam_tam.pk, ended.pk, coming.pk} and reach[ta_phin.pk] == {ta_phin.pk}


def test_below_the_only_top_is_everything_and_the_same_beside_another_top(district, nam_tam, nam_tam_cells, ta_phin):
    make.cell("cũ", parent=nam_tam, until=dt.date(2008, 1, 1))
    make.cell("mới", parent=ta_phin, since=dt.date(2010, 1, 1))
    days = (dt.date(2003, 1, 1), dt.date(2007, 6, 1), DAY, dt.date(2011, 1, 1))
    everything = set(Organization.objects.values_list("pk", flat=True))
    alone = [reach_of([district.pk, nam_tam.pk, district.pk], day) for day in days]
    assert all(reach[district.pk] == everything and len(reach) == 2 for reach in alone)
    other = make.organization("Đảng bộ huyện khác", K.DISTRICT_COMMITTEE)
    foreign = make.commune_committee("Xã khác", parent=other)
    assert [reach_of([district.pk, nam_tam.pk], day) for day in days] == alone
    assert reach_of([other.pk], DAY) == {other.pk: {other.pk, foreign.pk}}


@pytest.mark.parametrize(("number", "written"), [(1, "I"), (4, "IV"), (9, "IX"), (12, "XII"), (40, "XL"), (99, "XCIX")])
def test_congresses_are_counted_in_roman_numbers(number, written):
    assert roman(number) == written


def told(organization):
    states = list(organization.states.select_related("commune").order_by("valid"))
    events = list(organization.events.all())
    ids = {s.parent_id for s in states} | {e.related_id for e in events}
    return life_of(states, events, [], names_of(ids - {None}))


def test_the_life_tells_what_each_decision_changed(nam_tam, nam_tam_cells, staff):
    cell, _ = actions.found(
        code="SH-NT-20",
        since=dt.date(2008, 11, 18),
        data=StateData("Chi bộ bản Nậm Lò", "Bản Nậm Lò", K.SUBORDINATE_CELL, parent=nam_tam),
        decision=Decision("24-QĐ/ĐU", dt.date(2008, 11, 10), "Đảng ủy xã Nậm Tăm", "Đủ đảng viên"),
        founding=Founding("village", 4, 2),
        split_from=nam_tam_cells[0],
        by=staff,
    )
    actions.change(
        organization=cell,
        since=dt.date(2009, 7, 1),
        data=StateData("Chi bộ bản Pậu", "Bản Pậu", K.SUBORDINATE_CELL, parent=nam_tam),
        event_kind=EventKind.RENAME,
        decision=Decision(),
        by=staff,
    )
    actions.dissolve(
        organization=cell,
        on=dt.date(2009, 12, 1),
        event_kind=EventKind.MERGE,
        decision=Decision("9-QĐ/ĐU"),
        into=nam_tam_cells[1],
        by=staff,
    )
    end, rename, start = told(cell)
    assert (end.title, end.lines, end.ends) == ("Sáp nhập", ("Quyết định 9-QĐ/ĐU", "Vào Chi bộ bản Nậm Tăm 2"), True)
    assert rename.lines == (
        "tên: Chi bộ bản Nậm Lò → Chi bộ bản Pậu",
        "tên gọi tắt: Bản Nậm Lò → Bản Pậu",
    )
    assert (rename.title, rename.key, start.key) == ("Đổi tên", False, True)
    assert start.lines == (
        "Quyết định 24-QĐ/ĐU ngày 10/11/2008, Đảng ủy xã Nậm Tăm",
        "Nơi thành lập: bản; 4 đảng viên chính thức, 2 dự bị",
        "Tách từ Chi bộ bản Nậm Tăm 1",
        "Đủ đảng viên",
        "Chi bộ bản Nậm Lò, chi bộ trực thuộc dưới Đảng bộ xã Nậm Tăm",
    )


def test_a_life_without_papers_says_where_the_record_begins(nam_tam):
    [moment] = told(nam_tam)
    assert moment.title == "Bắt đầu được ghi trong hệ thống" and moment.state and not moment.events


def test_a_decision_on_a_day_without_a_period_stands_alone(nam_tam):
    make.founding(nam_tam, dt.date(1963, 3, 14), decision_number="05-QĐ/HU")
    assert [moment.title for moment in told(nam_tam)] == ["Bắt đầu được ghi trong hệ thống", "Thành lập"]
