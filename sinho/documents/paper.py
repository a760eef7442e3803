"""Party papers as PDF: heading, body, recipients, signature, annexes, in the layout of their date.

A theme gives either a `Paper` whose `body_html` it has rendered, or its own template that extends `print/paper.html`
and fills the blocks `head`, `body`, `sign`, `annex`. The same input gives the same bytes: no time is written into it.
"""

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Literal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from sinho.documents.fonts import font_face_css, paper_fonts
from sinho.documents.layouts import Layout
from sinho.documents.pdf_library import CSS, HTML, Attachment, FontConfiguration, URLFetcher
from sinho.documents.unchanging import MADE_AT
from sinho.documents.word.writer import word_document
from sinho.documents.workbooks import NOT_XML
from sinho.text.dates import long_date

Orientation = Literal["portrait", "landscape"]


@dataclass(frozen=True)
class PaperHead:
    """Heading of a paper. What is empty stays open, to be filled in by hand.

    `superior` and `issuer`: organisations in capitals, TỈNH ỦY LAI CHÂU and HUYỆN ỦY SÌN HỒ. `number_and_symbol`:
    214-BC/HU, or -BC/HU while it has no number. `day`: None while it has no date; `year` is then printed if given.
    `kind`: BÁO CÁO, or "" for an official letter, whose `subject` stands below the number.
    """

    superior: str
    issuer: str
    number_and_symbol: str
    place: str
    day: dt.date | None
    kind: str
    subject: str
    year: int | None = None

    @property
    def number(self) -> str:
        return self.number_and_symbol.partition("-")[0].strip()

    @property
    def symbol(self) -> str:
        """What follows the number, with its hyphen: -BC/HU."""
        _, hyphen, symbol = self.number_and_symbol.partition("-")
        return hyphen + symbol.strip()

    @property
    def symbols(self) -> tuple[str, str]:
        """Of the type and of the body: (BC, HU)."""
        type_symbol, _, body = self.symbol.removeprefix("-").partition("/")
        return type_symbol, body

    @property
    def long_day(self) -> str:
        return long_date(self.day) if self.day else ""


@dataclass(frozen=True)
class Signature:
    """Who signs: `authority_lines` T/M BAN THƯỜNG VỤ, `position` PHÓ BÍ THƯ, `name` "" while nobody has signed.

    `certifier`: the committee that certifies the paper of a cell, which has no seal; "" for all others.
    """

    authority_lines: tuple[str, ...]
    position: str
    name: str
    certifier: str = ""


@dataclass(frozen=True)
class Annex:
    """Annex on its own page: `title` PHỤ LỤC, `subject` what it holds, `body_html` a SafeString (else escaped)."""

    title: str
    subject: str
    body_html: SafeString | str
    orientation: Orientation = "portrait"


@dataclass(frozen=True)
class Paper:
    """A whole paper. `recipients` as printed after the hyphen; `left_signature` stands in their place (minutes)."""

    head: PaperHead
    layout: Layout
    body_html: SafeString | str = ""
    recipients: tuple[str, ...] = ()
    signature: Signature | None = None
    orientation: Orientation = "portrait"
    annexes: tuple[Annex, ...] = ()
    left_signature: Signature | None = None

    @property
    def title(self) -> str:
        """Title of the file: Báo cáo kết quả đánh giá chất lượng tổ chức cơ sở đảng năm 2009."""
        kind, subject = self.head.kind.capitalize(), self.head.subject
        return f"{kind} {subject[:1].lower()}{subject[1:]}".strip() if kind else subject

    @property
    def number(self) -> str:
        return self.layout.numbered(self.head.number)

    @property
    def annex_of(self) -> str:
        """kèm theo Báo cáo số 214-BC/HU ngày 18 tháng 01 năm 2010; "" while the paper has no number or no date."""
        if not (self.number and self.head.long_day):
            return ""
        kind = self.head.kind.capitalize() or "Công văn"
        return f"kèm theo {kind} số {self.number}{self.head.symbol} {self.head.long_day}"


# Templates number headings I- and 1-; the mark after the number is that of the layout.
_HEADING = re.compile(r"(<h[23][^>]*>\s*(?:[IVXL]+|\d+))-")


class ForeignResource(Exception):
    """A template asks for a file or an address; papers are made of text and the typeface alone."""


class _FontsOnly(URLFetcher):
    """Opens the font files and nothing else, neither network nor file system; remembers what it refused."""

    def __init__(self):
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self._allowed = {font.url for font in paper_fonts()}
        self.refused: list[str] = []

    def fetch(self, url, headers=None):
        if url not in self._allowed:
            self.refused.append(url)
            raise ValueError(f"Not a font of the papers: {url}")
        return super().fetch(url, headers)


_kept: ContextVar[dict[str, tuple[FontConfiguration, CSS]] | None] = ContextVar("kept_styles", default=None)


@contextmanager
def styles_kept() -> Iterator[None]:
    """Fonts and styles of a layout are read once for all papers inside: a tenth of the time of a short paper, and
    most of what it leaves behind in memory."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def styles_of(layout: Layout, fetcher: _FontsOnly) -> tuple[FontConfiguration, CSS]:
    """What every paper of a layout is set with."""
    kept = _kept.get()
    if kept and layout.code in kept:
        return kept[layout.code]
    fonts = FontConfiguration()
    style = "\n".join([font_face_css(), layout.variables_css(), render_to_string("print/paper.css")])
    made = fonts, CSS(string=style, font_config=fonts, url_fetcher=fetcher)
    if kept is not None:
        kept[layout.code] = made
    return made


@dataclass(frozen=True)
class Attached:
    """A file inside the paper: the figures that it prints, for programs."""

    name: str
    content: bytes
    description: str

    def inside(self) -> Attachment:
        """As the PDF holds it: data of the paper, without the time of writing."""
        return Attachment(
            file_obj=io.BytesIO(self.content),
            name=self.name,
            description=self.description,
            created=MADE_AT,
            modified=MADE_AT,
            relationship="Data",
        )


@dataclass(frozen=True)
class Printout:
    """A paper with all it says, ready to be written in any format: the template, its facts, the layout of its date.

    `paper` is None for a form without the Party heading.
    """

    template_name: str
    context: Mapping[str, Any]
    title: str
    layout: Layout
    orientation: Orientation = "portrait"
    paper: Paper | None = None

    def html(self) -> str:
        """The page as every format takes it, without signs that no format can hold."""
        facts = {**self.context, "paper": self.paper, "title": self.title, "layout": self.layout}
        page = NOT_XML.sub("", render_to_string(self.template_name, {**facts, "orientation": self.orientation}))
        return _HEADING.sub(rf"\g<1>{self.layout.heading_mark}", page)

    def word(self) -> bytes:
        """A .docx in the same layout, to be written on in."""
        return word_document(self.html(), self.layout, self.title)

    def pdf(self) -> bytes:
        """FontMissing when the typeface is not installed; ForeignResource when the page refers to any other address.

        Tagged: a reader that speaks knows what is a heading and what a cell.
        """
        return self._written(pdf_tags=True)

    def archive(self, attached: Sequence[Attached] = ()) -> bytes:
        """The same paper as PDF/A-3a, to be kept for good, with the figures behind it as files inside."""
        return self._written(pdf_variant="pdf/a-3a", attachments=[one.inside() for one in attached])

    def _written(self, **options) -> bytes:
        fetcher = _FontsOnly()
        fonts, sheet = styles_of(self.layout, fetcher)
        page = HTML(string=self.html(), url_fetcher=fetcher)
        content = page.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_identifier=True, **options)
        if fetcher.refused:
            raise ForeignResource(", ".join(fetcher.refused))
        return content


def printout(
    paper: Paper, template_name: str = "print/paper.html", context: Mapping[str, Any] | None = None
) -> Printout:
    """A paper with its Party heading; the template sees it as `paper`."""
    return Printout(template_name, context or {}, paper.title, paper.layout, paper.orientation, paper)


def render_paper(
    paper: Paper, template_name: str = "print/paper.html", context: Mapping[str, Any] | None = None
) -> bytes:
    """PDF of a paper."""
    return printout(paper, template_name, context).pdf()


def render_pdf(
    template_name: str,
    context: Mapping[str, Any],
    *,
    title: str,
    layout: Layout,
    orientation: Orientation = "portrait",
) -> bytes:
    """PDF of a template that extends `print/paper.html`, without a Party heading."""
    return Printout(template_name, context, title, layout, orientation).pdf()
