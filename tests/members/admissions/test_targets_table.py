"""Targets beside their results, counted by hand and held against the report on admission (A4)."""

import datetime as dt
import io

import openpyxl
import pytest
from pypdf import PdfReader

from cells.organizations.actions import Decision, StateData, change
from members.admissions.report import build, printed, workbook
from members.admissions.report.targets import build_targets
from sinho.documents.reports import Asked, PaperDetails
from tests.factories import admissions, people
from tests.factories import members as roll
from tests.factories import organizations as places
from tests.factories import targets as make

D = dt.date
TODAY, JULY = D(2009, 12, 18), D(2009, 7, 7)


def admitted(cell, name, on, **facts):
    return roll.member(cell, name, admitted=on, official=None, **facts)


@pytest.fixture
def year(district, nam_tam, ta_phin, nam_tam_cells, ta_phin_cells, finance_cell, staff, secretary):
    """Nậm Tăm was given 4, since July 5, and admitted 3; Tả Phìn 2 and 0; the agency nothing and 1; in 2008 one."""
    for name, on in (("Lò Văn An", D(2009, 1, 1)), ("Lò Văn Bình", JULY), ("Lò Văn Cũ", D(2008, 12, 31))):
        admitted(nam_tam_cells[0], name, on)
    admitted(nam_tam_cells[1], "Lò Văn Dân", D(2009, 12, 18))
    admitted(finance_cell, "Nguyễn Văn Hải", D(2009, 3, 3))
    make.give(district, {nam_tam: 4, ta_phin: 2}, staff)
    make.give(district, {nam_tam: 5}, staff, on=JULY, document="TD-09/2009")
    make.give(district, {nam_tam: 9}, staff, on=D(2008, 1, 8), year=2008)
    make.give(nam_tam, {nam_tam_cells[0]: 3}, secretary, on=D(2009, 1, 20), document="TD-ĐU")
    for number, (cell, to) in enumerate(
        [(nam_tam_cells[0], "awareness_class"), (nam_tam_cells[1], "opinions"), (ta_phin_cells[0], "committee_vote")]
    ):
        admissions.brought(cell, staff, to, full_name=f"Tẩn Láo {number}", identity_number="")
    admissions.case(finance_cell, staff, identity_number="")


def table(person, year=2009, day=TODAY, unit=None):
    return build_targets(people.scope(person), year, day, places.state_of(unit) if unit else None)


def counted(row):
    return (row.number, row.admitted.count, row.missing, *(figure.count for _, figure in row.prepared))


def by_name(found):
    return {row.name: counted(row) for row in (*found.rows, found.whole)}


def test_each_unit_stands_with_its_target_its_result_and_its_people(year, staff):
    found = table(staff)
    assert by_name(found) == {
        "Chi bộ Phòng Tài chính": (None, 1, None, 1, 0, 0, 0),
        "Đảng bộ xã Nậm Tăm": (5, 3, 2, 0, 1, 1, 0),
        "Đảng bộ xã Tả Phìn": (2, 0, 2, 0, 0, 0, 1),
        "Cộng": (7, 4, 3, 1, 1, 1, 1),
    }
    assert (found.given, found.short, found.unit) == (2, 2, None)
    assert [(row.last.document, row.before.number) for row in found.rows if row.before] == [("TD-09/2009", 4)]


def test_on_an_earlier_day_it_is_what_was_decided_and_done_by_then(year, staff):
    day = D(2009, 7, 6)
    assert by_name(table(staff, day=day))["Đảng bộ xã Nậm Tăm"] == (4, 1, 3, 0, 1, 1, 0)
    assert by_name(table(staff, day=D(2009, 1, 5)))["Cộng"][:3] == (None, 1, None)
    assert by_name(table(staff, year=2008))["Cộng"][:3] == (9, 1, 8)
    assert by_name(table(staff, year=2010))["Cộng"][:3] == (None, 0, None)
    assert table(staff, day=D(2008, 2, 1), year=2008).whole.prepared[1][1].count == 3, "nobody had a file yet"


def test_below_a_committee_stand_its_cells_and_its_own_target(year, staff, secretary, nam_tam):
    for person in (staff, secretary):
        found = table(person, unit=nam_tam)
        assert by_name(found) == {
            "Chi bộ bản Nậm Tăm 1": (3, 2, 1, 0, 1, 0, 0),
            "Chi bộ bản Nậm Tăm 2": (None, 1, None, 0, 0, 1, 0),
            "Đảng bộ xã Nậm Tăm": (5, 3, 2, 0, 1, 1, 0),
        }
        assert found.handed_down == 3
        assert [one.number for one in found.whole.decisions] == [4, 5]


def test_a_cell_alone_is_one_row(year, nam_tam_cells):
    person = people.user("bi.thu.cb", "cell_secretary", nam_tam_cells[0])
    found = table(person, unit=nam_tam_cells[0])
    assert [counted(row) for row in found.rows] == [(3, 2, 1, 0, 1, 0, 0)] and found.single
    assert counted(found.whole) == counted(found.rows[0])


def test_nobody_counts_what_he_does_not_see(year, stranger):
    assert by_name(table(stranger)) == {
        "Đảng bộ xã Tả Phìn": (2, 0, 2, 0, 0, 0, 1),
        "Cộng": (2, 0, 2, 0, 0, 0, 1),
    }


def test_every_figure_has_as_many_people_as_it_counts(year, staff):
    found = table(staff)
    rows = found.figure("admitted-all").rows
    assert [row.name for row in rows] == ["Lò Văn An", "Lò Văn Bình", "Lò Văn Dân", "Nguyễn Văn Hải"]
    assert rows[-1].texts[0] == "03/03/2009" and rows[0].texts[2:] == ("Chi bộ bản Nậm Tăm 1", "Đảng bộ xã Nậm Tăm")
    [waiting] = found.figure("waiting-all").rows
    assert (waiting.name, waiting.texts[3:]) == ("Tẩn Láo 2", ("Đảng ủy cơ sở xét kết nạp", "20/06/2008"))
    for row in (*found.rows, found.whole):
        for figure in row.figures:
            assert found.figure(figure.key) is not None
            assert all(len(one.texts) == len(figure.columns) for one in figure.rows)


def test_who_ended_during_the_year_stays_with_what_was_given_and_done(year, district, staff):
    gone = places.grassroots_cell("Bưu điện", parent=district, until=D(2009, 9, 30))
    make.target(gone, 3, staff)
    found = by_name(table(staff))
    assert found["Chi bộ Bưu điện"][:3] == (3, 0, 3) and found["Cộng"][:2] == (10, 4)


def test_a_cell_that_was_raised_is_not_counted_with_the_target_of_its_committee(
    year, district, nam_tam, nam_tam_cells, staff
):
    state = places.state_of(nam_tam_cells[0])
    data = StateData("Chi bộ Nậm Tăm 1", state.short_name, "grassroots_cell", parent=district)
    change(
        organization=nam_tam_cells[0],
        since=D(2009, 10, 1),
        data=data,
        event_kind="change_kind",
        decision=Decision(),
        by=staff,
    )
    found = by_name(table(staff))
    assert found["Chi bộ Nậm Tăm 1"][:2] == (None, 0), "the committee gave the 3; both were admitted before"
    assert found["Đảng bộ xã Nậm Tăm"][:2] == (5, 3)


def test_the_table_says_what_the_report_says(year, staff, district, nam_tam):
    for day in (TODAY, D(2009, 7, 6), D(2009, 1, 5)):
        for unit in (district, nam_tam):
            last = D(2009, 12, 31)
            report = build(people.scope(staff), Asked(unit.pk, day, since=D(2009, 1, 1), until=last))
            found = table(staff, day=day, unit=nam_tam if unit == nam_tam else None)
            whole = found.whole
            assert (report.total.number, report.total.now.count) == (whole.number, whole.admitted.count)
            if unit == district:
                lines = {line.label: (line.number, line.now.count, line.missing) for line in report.by_base}
                assert lines == {row.name: (row.number, row.admitted.count, row.missing) for row in found.rows}


def text_of(content: bytes) -> str:
    """The words of a paper in one line."""
    return " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def sheet_rows(content: bytes, name: str) -> list[list]:
    """The cells of one sheet."""
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(content))[name].iter_rows()]


FIRST, LAST = D(2009, 1, 1), D(2009, 12, 31)


def asked(district, since=FIRST, until=LAST):
    return Asked(district.pk, TODAY, since=since, until=until)


def test_the_report_gives_target_and_result_in_every_form(year, staff, district):
    report = build(people.scope(staff), asked(district))
    assert report.as_json()["targets"] == {
        "total": {"target": 7, "admitted": 4, "missing": 3},
        "base.SH-NT": {"target": 5, "admitted": 3, "missing": 2},
        "base.SH-TP": {"target": 2, "admitted": 0, "missing": 2},
    }
    text = text_of(printed(report, PaperDetails()).pdf())
    for said in ("Chỉ tiêu kết nạp cả năm là 07 đảng viên", "đạt 57,1 %", "còn thiếu 03 đảng viên"):
        assert said in text
    rows = sheet_rows(workbook(report), "Theo tổ chức")
    head = next(row for row in rows if "Chỉ tiêu cả năm" in row)
    place = head.index("Chỉ tiêu cả năm")
    given = {row[1]: row[place] for row in rows if row[1]}
    assert given["Đảng bộ xã Nậm Tăm"] == 5 and given["Chi bộ Phòng Tài chính"] is None
    reached = {row[1]: row[place + 1] for row in rows if row[1]}
    assert reached["Đảng bộ xã Tả Phìn"].startswith("=IF(") and reached["Chi bộ Phòng Tài chính"] is None
    assert given["Cộng"].startswith("=SUM(") and reached["Cộng"].startswith("=IF(") and len(head) == place + 2


@pytest.mark.parametrize(
    ("since", "until"),
    [(D(2009, 1, 2), D(2009, 12, 31)), (D(2008, 1, 1), D(2009, 12, 31)), (D(2007, 1, 1), D(2007, 12, 31))],
)
def test_a_period_that_is_no_year_from_its_beginning_has_no_target(year, staff, district, since, until):
    report = build(people.scope(staff), asked(district, since, until))
    assert report.as_json()["targets"] == {} and report.total.number is None
    assert "chỉ tiêu cả năm" not in text_of(printed(report, PaperDetails()).pdf())
    assert all("Chỉ tiêu cả năm" not in row for row in sheet_rows(workbook(report), "Theo tổ chức"))


def test_half_a_year_is_held_against_the_target_of_the_year(year, staff, district):
    half = build(people.scope(staff), asked(district, until=D(2009, 6, 30)))
    assert (half.total.number, half.total.now.count, half.total.missing) == (6, 2, 4)


def test_more_people_and_decisions_need_no_more_queries(
    year, staff, district, nam_tam, nam_tam_cells, django_assert_max_num_queries
):
    scope = people.scope(staff)
    with django_assert_max_num_queries(12) as few:
        build_targets(scope, 2009, TODAY)
    for number in range(30):
        admitted(nam_tam_cells[number % 2], f"Lò Văn {number}", D(2009, 6, 1))
        unit = places.grassroots_cell(f"Cơ quan {number}", parent=district)
        make.target(unit, 1, staff)
    for number in range(10):
        admissions.case(nam_tam_cells[0], staff, full_name=f"Lò Thị {number}", identity_number="")
    with django_assert_max_num_queries(len(few)):
        build_targets(scope, 2009, TODAY)
