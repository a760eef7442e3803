"""Sheets of a paper: size, margins, and the page number at the top from the second page on."""

from dataclasses import dataclass

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.section import Section
from docx.shared import Mm

from sinho.documents.word.elements import mm, paragraph, run, w

A4 = (210, 297)


@dataclass(frozen=True)
class Sheet:
    """A standing or lying page, margins in millimetres. A lying one is turned: its binding edge is at the top."""

    lying: bool
    top: int
    right: int
    bottom: int
    left: int

    @property
    def size(self) -> tuple[int, int]:
        return A4[::-1] if self.lying else A4

    @property
    def text_width(self) -> float:
        """Points between the margins."""
        return mm(self.size[0] - self.left - self.right)


STANDING = Sheet(False, 20, 15, 20, 30)
LYING = Sheet(True, 30, 20, 15, 20)
FORM = Sheet(True, 20, 15, 15, 30)


def set_up(section: Section, sheet: Sheet, *, first: bool) -> None:
    """Give a section its sheet; the first page of the paper has no number."""
    section.orientation = WD_ORIENT.LANDSCAPE if sheet.lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(side) for side in sheet.size)
    section.top_margin, section.right_margin = Mm(sheet.top), Mm(sheet.right)
    section.bottom_margin, section.left_margin = Mm(sheet.bottom), Mm(sheet.left)
    section.header_distance = Mm(sheet.top / 2 - 2.5)
    section.footer_distance = Mm(sheet.bottom / 2)
    section.gutter = Mm(0)
    section.different_first_page_header_footer = first
    if first:
        number_pages(section)


def number_pages(section: Section) -> None:
    """The number of the page, in the middle above the text; sections after it take it over."""
    header = section.header
    header.is_linked_to_previous = False
    header._element.remove(header.paragraphs[0]._p)
    header._element.append(paragraph("Header", [w("fldSimple", run("2"), instr="PAGE")]))
    first = section.first_page_header
    first.is_linked_to_previous = False


def new_section(document: Document, sheet: Sheet) -> None:
    """What follows stands on a new page of this kind."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    ending = document.element.body.sectPr.getprevious()
    ending.pPr.insert(0, w("pStyle", val="Spacer"))
    set_up(section, sheet, first=False)
