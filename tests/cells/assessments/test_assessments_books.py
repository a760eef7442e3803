"""What stands in the book of meetings is shown beside the sheet, of a cell and of a committee over its cells."""

import datetime as dt
from decimal import Decimal

from django.urls import reverse

from cells.assessments.models.books import MeetingBook, meeting_book
from cells.assessments.models.facts import open_sheet
from sinho.web import clock
from tests.factories import assessments as year
from tests.factories import meetings

D = dt.date


def book_of(campaign, organization):
    return meeting_book(open_sheet(year.sheet(campaign, organization), clock.today()))


def test_of_a_cell_and_of_the_committee_above_it(campaign, nam_tam, nam_tam_cells):
    cell = nam_tam_cells[0]
    for month in (1, 2, 3):
        meetings.meeting(cell, D(2009, month, 5), score=92 if month == 1 else 60)
    meetings.meeting(cell, D(2009, 3, 20), kind="thematic", topic="Giảm nghèo", total=10, present=7, excused=3)
    book = book_of(campaign, cell)
    assert (book.cells, book.due, book.held, book.themes, book.good, book.levelled) == (1, 11, 3, 1, 1, 3)
    assert book.attendance == Decimal("85.0")
    above = book_of(campaign, nam_tam)
    assert (above.cells, above.due, above.held, above.attendance) == (2, 22, 3, Decimal("85.0"))


def test_an_empty_book_is_said_to_be_empty(campaign, nam_tam, nam_tam_cells, secretary, log_in):
    assert book_of(campaign, nam_tam_cells[0]) is None
    sheet = year.sheet(campaign, nam_tam)
    page = log_in(secretary).get(reverse("assessments:part", args=[sheet.pk, "chung"])).content.decode()
    assert "Sổ sinh hoạt của năm chưa ghi buổi nào." in page


def test_who_fills_and_who_appraises_see_it(campaign, nam_tam, nam_tam_cells, secretary, staff, log_in):
    meetings.meeting(nam_tam_cells[0], D(2009, 3, 5))
    sheet = year.sheet(campaign, nam_tam, "in_appraisal")
    assert isinstance(meeting_book(open_sheet(sheet, clock.today())), MeetingBook)
    page = log_in(staff).get(reverse("assessments:review", args=[sheet.pk])).content.decode()
    assert "1/22 lượt của 2 chi bộ" in page and "90 %" in page
