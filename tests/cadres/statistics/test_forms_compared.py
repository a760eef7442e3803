"""The statistical forms of the staff beside the same time of an earlier year."""

import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse
from pypdf import PdfReader

from cadres.staff.models import Post
from cadres.statistics.report import printed, workbook
from cadres.statistics.report.compared import NAME, earlier
from members.statistics.report.paper import overleaf
from members.statistics.report.sheet import Cell, Line, Sheet
from sinho.documents.reports import Asked, Figure, Listed, PaperDetails, all_kinds
from sinho.refusal import Refused
from tests.factories import cadres as make
from tests.factories.workbooks import computed
from tests.tables import each

D = dt.date
TODAY = D(2009, 12, 18)


@pytest.fixture
def chiefs(nam_tam, ta_phin):
    """Two appointed in 2008, one of them late in the year; one in 2009; the chairman of Tả Phìn came in 2009."""
    make.cadre(nam_tam, "Lò Văn Trước", "justice_registry", since=D(2008, 3, 3))
    make.cadre(nam_tam, "Lò Văn Muộn", "finance_accounting", since=D(2008, 12, 25))
    make.cadre(nam_tam, "Lò Thị Nay", "culture_society", since=D(2009, 3, 3), sex="female")
    make.cadre(ta_phin, "Chẻo A Chủ", "committee_chair", since=D(2009, 2, 2))
    Post.objects.update(entry="appointed")


def address(code, name="report"):
    return reverse(f"reports:{name}", args=[code])


def test_the_forms_of_the_staff_can_be_compared():
    offering = {kind.code for kind in all_kinds() if any(one.name == NAME for one in kind.options)}
    assert offering == {"form-8c", "form-9c", "form-10", "form-11", "form-12c", "form-13", "cadre-quality-table"}


class TestEarlier:
    def test_the_same_time_some_years_before(self):
        period = {"since": D(2009, 1, 1), "until": D(2009, 12, 31)}
        assert earlier(Asked(1, TODAY, **period)) is None
        before = earlier(Asked(1, TODAY, **period, more=((NAME, "1"),)))
        assert (before.since, before.until, before.counted_on) == (D(2008, 1, 1), D(2008, 12, 31), D(2008, 12, 18))
        before = earlier(Asked(1, TODAY, year=2008, more=((NAME, "5"),)))
        assert (before.year, before.counted_on) == (2003, D(2003, 12, 31))

    def test_a_period_that_would_be_compared_with_itself_is_refused(self):
        long = {"since": D(2008, 1, 1), "until": D(2009, 12, 31)}
        with pytest.raises(Refused, match="từ 01/01/2007 đến 18/12/2008 trùng một phần với kỳ của biểu"):
            earlier(Asked(1, TODAY, **long, more=((NAME, "1"),)))
        assert earlier(Asked(1, TODAY, **long, more=((NAME, "2"),))).since == D(2006, 1, 1)


class TestForms:
    def test_earlier_figures_stand_under_those_of_the_form_and_open_their_lists(
        self, chiefs, district, staff, ask, walk
    ):
        alone, report = ask("form-13", staff, district), ask("form-13", staff, district, so_voi=["1"])
        assert {key: report.figures[key].rows for key in alone.figures} == {
            key: figure.rows for key, figure in alone.figures.items()
        }
        assert [report.figure(f"{key}appointed.total").count for key in ("", "before.")] == [2, 1]
        assert [row.name for row in report.figure("before.total.total").rows] == ["Lò Văn Trước"]
        assert report.sheets[0].lines[0].cells[0].change == 1 and "18/12/2008" in report.notes[0]
        assert walk(report) == 2 * 4 * 5 + 1

    def test_every_day_before_looks_at_its_own_day(self, chiefs, district, staff, ask, walk):
        report = ask("form-9c", staff, district, so_voi=["1"])
        [chairs] = {key for key in report.figures if key.startswith("total.") and report.figure(key).count}
        assert [report.figure(key).count for key in (chairs, f"before.{chairs}")] == [1, 0]
        walk(report)
        walk(report := ask("form-8c", staff, district, so_voi=["1"]))
        assert [report.figure(f"{key}closing.total").count for key in ("", "before.")] == [4, 1]
        assert all(check.holds for check in report.checks)

    def test_what_cannot_be_compared_is_said_and_the_form_stands(self, chiefs, district, staff, ask):
        report = ask("form-13", staff, district, since=D(2006, 1, 1), until=D(2006, 12, 31), so_voi=["5"])
        assert "Không so sánh được với số từ 01/01/2001 đến 31/12/2001: Tổ chức" in report.notes[0]
        assert report.keys() and not report.sheets[0].compared

    def test_paper_and_workbook_hold_both(self, chiefs, district, staff, ask):
        report = ask("form-13", staff, district, so_voi=["1"])
        text = " ".join(
            " ".join(
                page.extract_text() for page in PdfReader(io.BytesIO(printed(report, PaperDetails()).pdf())).pages
            ).split()
        )
        assert "(+1) 1" in text and "Số nhỏ dưới mỗi số" in text
        content = workbook(report)
        books = openpyxl.load_workbook(io.BytesIO(content)).worksheets
        rows = [next(row for row in sheet if str(row[0]).startswith("Tổng số")) for sheet in computed(content)]
        assert [row[1] for row in rows] == [2, 1] and books[1].title.endswith("kỳ trước")


def lines(number, parts, before=0):
    """Lines with a figure each, at these places a part begins; the first ones have an earlier figure."""
    one, was = (Figure(key, "", (Listed(1, "", ()),)) for key in ("a", "b"))
    return tuple(
        Line(f"l{place}", "", 0 if place in parts else 1, (Cell(one, before=was if place < before else None),))
        for place in range(number)
    )


@each(
    ("number", "parts", "before", "key"),
    [
        (30, (0, 20), 0, ""),
        (31, (0, 20), 0, "l20"),
        (31, (0, 10, 20, 27), 0, "l20"),  # six lines or more stand overleaf
        (55, (0, 19, 31, 35, 45), 0, "l31"),  # no more stands above than fits
        (31, (0,), 0, ""),
        (17, (0, 7, 16), 5, ""),
        (17, (0, 7, 16), 6, "l7"),  # an earlier figure takes a line of its own
    ],
)
def test_the_last_part_of_a_tall_form_begins_the_second_page(number, parts, before, key):
    assert overleaf(Sheet("", (), (), lines(number, parts, before))) == key


class TestPages:
    def test_what_is_chosen_stays_in_the_address_of_every_list(self, chiefs, log_in, staff):
        client = log_in(staff)
        text = client.get(address("form-13"), {NAME: "1"}).content.decode()
        assert '<option value="1" selected>cùng kỳ năm trước</option>' in text and "(+1)" in text
        rows = client.get(address("form-13", "rows"), {NAME: "1", "so": "before.total.total"}).content.decode()
        assert "Lò Văn Trước" in rows and "Lò Thị Nay" not in rows
        assert "(+1)" not in client.get(address("form-13")).content.decode()

    def test_what_is_not_offered_gets_a_sentence(self, chiefs, log_in, staff):
        client = log_in(staff)
        for typed in ("4", "-1", "năm ngoái", "\0"):
            page = client.get(address("form-13"), {NAME: typed})
            assert page.status_code == 422 and "So với: đồng chí chọn lại trong danh sách." in page.content.decode()
        page = client.get(address("form-13"), {NAME: "1", "tu": "01/01/2007", "den": "18/12/2009"})
        assert page.status_code == 409 and "trùng một phần" in page.content.decode()
