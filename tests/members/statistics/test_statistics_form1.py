"""Form 1 on people that can be counted by hand: every way in and out, the check, moves inside the district."""

import datetime as dt
from dataclasses import replace

import pytest

from cells.organizations.actions import Decision, StateData, change
from members.roll.actions import moving
from members.roll.actions.moving import Paper
from members.roll.models import Membership
from sinho.refusal import Refused
from tests.factories import members as make
from tests.factories import organizations as places

D = dt.date
FORM = "form-1"


@pytest.fixture
def roll(nam_tam_cells, ta_phin_cells, finance_cell):
    """At the end of 2008 seven in Nậm Tăm, one in Tả Phìn, one in the agency; 2009 brings one of each kind."""
    one, two = nam_tam_cells
    there = ta_phin_cells[0]
    make.member(one, "Lò Văn Ở", admitted=D(2008, 5, 1), official=D(2009, 5, 1))
    make.member(one, "Lò Văn Mất", until=D(2009, 3, 31), exit="died")
    make.member(one, "Lò Văn Khai", until=D(2009, 4, 30), exit="expelled")
    make.member(two, "Lò Văn Xóa", until=D(2009, 5, 31), exit="removed")
    make.member(two, "Lò Văn Xin", until=D(2009, 6, 30), exit="resigned")
    make.member(two, "Lò Văn Đi", until=D(2008, 12, 30), exit="to_province")
    probationer = make.probationer(two, "Tao Thị Thử", admitted=D(2008, 11, 7), until=D(2009, 7, 31), exit="removed")
    mover = make.member(one, "Lò Văn Chuyển")
    make.moved(mover, there, D(2009, 9, 1))
    inner = make.member(there, "Chẻo A Trong")
    make.moved(inner, ta_phin_cells[1], D(2009, 9, 1))
    make.member(finance_cell, "Phạm Văn Cơ", until=D(2009, 10, 31), exit="to_district")
    make.probationer(one, "Tao Thị Mới", admitted=D(2009, 1, 1))
    make.member(there, "Chẻo A Tỉnh", since=D(2009, 2, 1), entry="from_province")
    make.member(there, "Chẻo A Huyện", since=D(2009, 2, 1), entry="from_district")
    make.member(there, "Chẻo A Lại", since=D(2009, 2, 1), entry="restored")
    make.member(there, "Chẻo A Sổ", since=D(2009, 2, 1), entry="opening")
    return {"mover": mover, "probationer": probationer}


def checked(report):
    check = report.checks[0]
    assert check.holds, check
    return check.carried, check.increase, check.decrease, check.end


def test_the_district(roll, district, staff, ask, counts):
    report = ask(FORM, staff, district)
    assert counts(report) == {
        "carried": 10,  # nine of the year before and one of the opening
        "increase": 4,
        "admitted": 1,
        "came": 2,
        "came.province": 1,
        "came.district": 1,
        "restored": 1,
        "decrease": 6,
        "died": 1,
        "expelled": 1,
        "removed": 2,
        "removed.probationers": 1,
        "resigned": 1,
        "left": 1,
        "left.district": 1,
        "end": 8,
    }
    assert checked(report) == (10, 4, 6, 8)
    assert "came.within" not in report.figures, "moves inside the district are no line of the district"
    assert not any("theo chi bộ chuyển" in remark for remark in report.remarks)


def test_a_commune_counts_moves_inside_the_district(roll, nam_tam, ta_phin, staff, ask, counts, walk):
    left, came = ask(FORM, staff, nam_tam), ask(FORM, staff, ta_phin)
    assert checked(left) == (7, 1, 6, 2) and checked(came) == (2, 4, 0, 6)
    assert (counts(left)["left.within"], counts(left)["left"]) == (1, 1)
    assert (counts(came)["came.within"], counts(came)["came"]) == (1, 3), "a move between two cells of it is none"
    [row] = came.figure("came.within").rows
    assert (row.name, row.texts[:2]) == ("Lò Văn Chuyển", ("01/09/2009", "Chuyển trong đảng bộ huyện"))
    walk(left)
    walk(came)


def test_the_year_before_stands_beside(roll, district, staff, ask, counts):
    report = ask(FORM, staff, district)
    assert counts(report, earlier=True) == {"carried": 8, "increase": 2, "admitted": 2, "end": 10}
    before = report.checks[1]
    assert before.holds and before.words == "từ 01/01/2008 đến 18/12/2008"
    line = next(one for one in report.sheets[0].lines if one.key == "admitted")
    assert [cell.figure.count for cell in line.cells[:2]] == [1, 2] and line.cells[2].number == 50


def test_who_was_off_the_roll_on_the_last_day_of_the_year_before_is_not_carried_over(roll, nam_tam, staff, ask, counts):
    report = ask(FORM, staff, nam_tam)
    assert "Lò Văn Đi" not in {row.name for row in report.figure("carried").rows}
    early = ask(FORM, staff, nam_tam, D(2008, 12, 1), D(2009, 1, 1))
    assert [row.name for row in early.figure("left.province").rows] == ["Lò Văn Đi"] and checked(early)


def test_a_cell_that_gets_another_committee_takes_its_members_along(
    roll, nam_tam, ta_phin, nam_tam_cells, district, staff, ask, counts
):
    state = places.state_of(nam_tam_cells[0])
    change(
        organization=nam_tam_cells[0],
        since=D(2009, 12, 1),
        data=StateData(state.name, state.short_name, state.kind, parent=ta_phin),
        event_kind="move",
        decision=Decision(),
        by=staff,
    )
    left, came, whole = (ask(FORM, staff, one) for one in (nam_tam, ta_phin, district))
    assert checked(left) == (7, 1, 8, 0) and checked(came) == (2, 6, 0, 8) and checked(whole) == (10, 4, 6, 8)
    assert counts(left)["left.within"] == 3
    words = {row.name: row.texts[1] for row in came.figure("came.within").rows}
    assert words == {
        "Lò Văn Chuyển": "Chuyển trong đảng bộ huyện",
        "Lò Văn Ở": "Chi bộ chuyển đến",
        "Tao Thị Mới": "Chi bộ chuyển đến",
    }
    assert "came.within" not in whole.figures


def test_an_annulled_admission(roll, district, nam_tam_cells, staff, ask, counts):
    paper = Paper("12-QĐ/HU", D(2009, 12, 1))
    new = make.probationer(nam_tam_cells[0], "Tao Thị Hủy", admitted=D(2009, 5, 19))
    moving.leave(member=new, on=D(2009, 12, 1), how="annulled", paper=paper, by=staff)
    whole = ask(FORM, staff, district)
    assert counts(whole)["admitted"] == 1 and counts(whole)["removed"] == 2, "in the same period: neither"
    assert checked(whole) == (10, 4, 6, 8)
    half = ask(FORM, staff, district, D(2009, 1, 1), D(2009, 6, 30))
    assert counts(half)["admitted"] == 2 and checked(half), "he was on the roll on that day"
    rest = ask(FORM, staff, district, D(2009, 7, 1), D(2009, 12, 31))
    names = {row.name: row.texts for row in rest.figure("removed.probationers").rows}
    assert names["Tao Thị Hủy"][1] == "Hủy quyết định kết nạp" and names["Tao Thị Hủy"][4] == "12-QĐ/HU"
    assert checked(rest)


def test_a_past_day_is_answered_as_it_was(roll, district, staff, ask, counts):
    report = ask(FORM, staff, district, on=D(2009, 3, 31))
    assert checked(report) == (10, 4, 0, 14)
    assert report.period == "từ 01/01/2009 đến 31/03/2009"


def test_nobody_counts_what_he_does_not_see(roll, nam_tam, district, secretary, ask, counts):
    mine = ask(FORM, secretary, nam_tam)
    assert checked(mine) == (7, 1, 6, 2)
    rows = {row.name: row.view for row in mine.figure("left.within").rows}
    assert rows == {"Lò Văn Chuyển": ""}, "his record went with him"
    assert checked(ask(FORM, secretary, district)) == (7, 1, 6, 2)


def test_a_move_from_nowhere_is_shown_in_the_district_too(roll, district, staff, ask, no_triggers):
    Membership.objects.filter(entry="restored").update(entry="within")
    report = ask(FORM, staff, district)
    assert report.figure("came.within").count == 1 and checked(report) == (10, 4, 6, 8)


def test_sides_that_differ_are_told(roll, district, staff, ask):
    check = replace(ask(FORM, staff, district).checks[0], decrease=5)
    assert (check.holds, check.expected, check.end, check.difference) == (False, 9, 8, -1)


def test_a_long_period_has_nothing_beside_it(roll, district, staff, ask, walk):
    report = ask(FORM, staff, district, D(2005, 1, 1))
    assert len(report.checks) == 1 and checked(report)
    assert all(not line.cells[1].figure for line in report.sheets[0].lines)
    walk(report)
    with pytest.raises(Refused, match="chưa bắt đầu"):
        ask(FORM, staff, district, D(2010, 1, 1), D(2010, 12, 31))
    with pytest.raises(Refused, match="không tồn tại"):
        ask(FORM, staff, district, D(2001, 1, 1), D(2001, 12, 31), D(2001, 12, 31))


def test_lines_for_which_nothing_is_kept_are_empty_and_named(roll, district, staff, ask):
    report = ask(FORM, staff, district)
    lines = {line.key: line for line in report.sheets[0].lines}
    assert report.spec.code == "Biểu số 1-TCTW"
    assert lines["difference"].blank and not any(cell.figure for cell in lines["difference"].cells)
    assert "Đảng viên có mặt đến cuối kỳ" in " ".join(report.remarks)
    new = ask(FORM, staff, district, D(2022, 1, 1), D(2022, 12, 31), D(2022, 12, 31))
    assert new.spec.code == "Biểu số 1-BTCTW" and "difference" not in {line.key for line in new.sheets[0].lines}
    assert checked(new) == (8, 0, 0, 8)
