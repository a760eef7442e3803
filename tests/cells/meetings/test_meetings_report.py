"""Protects the report on meetings, what the timeline and the home page say of them: counted by hand."""

import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse

from cells.meetings.report import KIND
from cells.meetings.report.story import tell
from sinho.accounts.roles import Role
from sinho.documents.reports import Asked, PaperDetails
from sinho.home.meetings import meeting_tasks
from tests.factories import meetings as make
from tests.factories import people

D = dt.date
TODAY = D(2009, 12, 18)


@pytest.fixture
def held(nam_tam_cells, ta_phin_cells):
    """Of four cells in October and November: two met twice, one once with a theme, one never."""
    one, two = nam_tam_cells
    other = ta_phin_cells[0]
    make.level(make.meeting(one, D(2009, 10, 5), score=92), "fair", D(2009, 11, 15), score=80, note="Vắng nhiều")
    make.meeting(one, D(2009, 11, 5), present=5, excused=5)
    make.meeting(two, D(2009, 10, 5), score=60)
    make.meeting(two, D(2009, 11, 5), score=95)
    make.meeting(other, D(2009, 10, 5), score=95)
    make.meeting(other, D(2009, 10, 20), kind="thematic", topic="Xóa đói", score=30)


def report(person, organization, on=TODAY):
    asked = Asked(organization.pk, on, since=D(2009, 10, 1), until=D(2009, 11, 30))
    return KIND.build(people.scope(person), asked)


def test_totals_by_commune_open_their_lists(held, staff, district):
    built = report(staff, district)
    counts = {line.name: [figure.count for figure in line.figures] for line in built.lines}
    #        due held missed themes low good fair average poor unscored
    assert counts["Nậm Tăm"] == [4, 4, 0, 0, 1, 1, 1, 1, 0, 1]
    assert counts["Tả Phìn"] == [4, 1, 3, 1, 0, 1, 0, 0, 1, 0]
    assert [figure.count for figure in built.total.figures] == [8, 5, 3, 1, 1, 2, 1, 1, 1, 1]
    missed = built.figure("SH-TP-missed").rows
    assert sorted((row.name, row.texts[1]) for row in missed)[0] == ("Chi bộ bản Tả Phìn 1", "11/2009")
    fair = built.figure("SH-NT-fair").rows[0]
    assert fair.texts[3:] == ("9/10 (90,0\u00a0%)", "80", "Khá", "Vắng nhiều")
    assert built.as_json()["figures"]["all-due"] == 8


def test_as_of_an_earlier_day_the_proposed_level_counts(held, staff, district):
    built = report(staff, district, on=D(2009, 11, 14))
    assert built.figure("SH-NT-good").count == 2, "decided a day later"


def test_a_secretary_reports_on_his_commune_alone(held, secretary, district, nam_tam):
    assert [line.name for line in report(secretary, nam_tam).lines] == ["Nậm Tăm"]
    assert [line.name for line in report(secretary, district).lines] == ["Nậm Tăm"]


def test_the_workbook_has_a_cross_at_the_level_and_the_paper_is_one(held, staff, district):
    built = report(staff, district)
    book = openpyxl.load_workbook(io.BytesIO(KIND.workbook(built)))
    rows = [[cell.value for cell in row] for row in book["Từng buổi"].iter_rows()]
    head = next(row for row in rows if row[0] == "TT")
    first = next(row for row in rows if row[0] == 1)
    assert head[8:12] == ["Tốt", "Khá", "Trung bình", "Yếu"]
    assert first[7:13] == [80, None, "x", None, None, "Vắng nhiều"]
    assert KIND.pdf(built, PaperDetails()).startswith(b"%PDF")


def test_the_screen_of_the_report(held, client, staff, district):
    client.force_login(staff)
    url = f"{reverse('reports:report', args=['meetings'])}?don_vi={district.pk}&tu=01/10/2009&den=30/11/2009"
    page = client.get(url)
    assert page.status_code == 200
    assert "Theo tổ chức cơ sở đảng" in page.content.decode()


def test_the_life_of_a_cell_tells_themes_missed_months_and_what_is_overdue(held, staff, ta_phin_cells, nam_tam):
    cell = ta_phin_cells[0]
    make.conclusion(cell.meetings.latest("held_on"), D(2009, 11, 1))
    told = tell(cell, D(2009, 12, 18), people.scope(staff))
    assert {one.title for one in told} == {
        "Sinh hoạt chuyên đề",
        "Năm 2009: 10 tháng không ghi họp thường kỳ",
        "Kết luận quá hạn",
    }
    assert tell(nam_tam, D(2009, 12, 18), people.scope(staff)) == []


def test_secretaries_are_told_who_has_not_entered_last_month(held, secretary, stranger, staff, ta_phin_cells):
    assert meeting_tasks(people.scope(secretary)) == []
    assert [one.title for one in meeting_tasks(people.scope(stranger))] == ["Ghi sinh hoạt tháng 11/2009 của 2 chi bộ"]
    own = people.user("bithu.ban", Role.CELL_SECRETARY, ta_phin_cells[0])
    task = meeting_tasks(people.scope(own))[0]
    assert (task.title, task.group) == ("Ghi sinh hoạt tháng 11/2009 của chi bộ", "late")
    assert meeting_tasks(people.scope(staff)) == []
