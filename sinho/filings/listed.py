"""The register of issued papers as people look at it: what one filters by, the list as a workbook and as a PDF."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.documents.issuing import bodies_on
from sinho.documents.layouts import PAPER_TYPES, REPORT, layout_on
from sinho.documents.paper import render_pdf
from sinho.documents.reports import Asked, bodies_of
from sinho.documents.workbooks import Column, new_workbook, workbook_bytes, write_table
from sinho.filings.models import IssuedPaper
from sinho.filings.models.numbers import Series
from sinho.filings.told import TermSpan, term_on
from sinho.text.dates import format_date
from sinho.web import clock

UNKNOWN_TERM = "chua-ghi"
COLUMNS = (
    Column("symbol", "Số, ký hiệu", width=16),
    Column("number", "Số", "integer", 8),
    Column("day", "Ngày ký", "date", 12),
    Column("type", "Loại văn bản", width=16),
    Column("subject", "Trích yếu", width=60),
    Column("body", "Cơ quan ban hành", width=30),
    Column("term", "Nhiệm kỳ", width=22),
    Column("by", "Người lấy số", width=22),
    Column("struck", "Bỏ số, lý do", width=40),
)


@dataclass(frozen=True)
class RegisterAsked:
    """What of the register is looked at; empty parts are not asked for."""

    body: str = ""
    type: str = ""
    term: str = ""
    year: int | None = None

    def rows(self, scope: Scope) -> QuerySet:
        """Numbers of one's reach, the last first."""
        found = IssuedPaper.objects.in_scope(scope, Permission.EXPORT).select_related("issued_by", "filing")
        organization_id, _, symbol = self.body.partition(":")
        if self.body:
            known = organization_id.isdecimal() and len(organization_id) <= 18
            found = found.filter(organization_id=int(organization_id), body=symbol) if known else found.none()
        found = found.filter(type=self.type) if self.type else found
        if self.term:
            since = dt.date(int(self.term), 1, 1) if self.term != UNKNOWN_TERM else None
            unknown = {"term_since__isnull": True}
            found = found.filter(**({"term_since__year": since.year} if since else unknown))
        found = found.filter(day__year=self.year) if self.year else found
        return found.order_by("-day", "-issued_at", "-pk")

    @property
    def year_text(self) -> str:
        return str(self.year or "")

    @property
    def words(self) -> str:
        """What was chosen, for the head of a list: Báo cáo, nhiệm kỳ từ 2005, năm 2009."""
        parts = [PAPER_TYPES[self.type] if self.type else "Các loại văn bản"]
        if self.term:
            parts.append("chưa ghi nhiệm kỳ" if self.term == UNKNOWN_TERM else f"nhiệm kỳ từ {self.term}")
        return ", ".join([*parts, *([f"năm {self.year}"] if self.year else [])])


def register_asked(query) -> RegisterAsked:
    """The filter in an address; what cannot be read is not asked."""
    type, term, year = (query.get(name, "").strip() for name in ("loai", "nhiem-ky", "nam"))
    return RegisterAsked(
        body=query.get("co-quan", "").replace("\x00", "")[:60],
        type=type if type in PAPER_TYPES else "",
        term=term if term == UNKNOWN_TERM or is_year(term) else "",
        year=int(year) if is_year(year) else None,
    )


def is_year(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) == 4 and 1900 <= int(text) <= 2100


def filter_choices(scope: Scope) -> dict[str, list[tuple[str, str]]]:
    """Bodies, terms and years that have numbers within reach."""
    rows = IssuedPaper.objects.in_scope(scope, Permission.EXPORT).order_by()
    bodies = {(pk, symbol): name for pk, symbol, name in rows.values_list("organization_id", "body", "body_name")}
    years = sorted({day.year for day in rows.dates("day", "year")}, reverse=True)
    terms = sorted(set(rows.values_list("term_since__year", flat=True).distinct()), key=lambda year: -(year or 0))
    return {
        "bodies": sorted(((f"{pk}:{symbol}", name) for (pk, symbol), name in bodies.items()), key=lambda one: one[1]),
        "terms": [(str(year), f"từ {year}") if year else (UNKNOWN_TERM, "chưa ghi nhiệm kỳ") for year in terms],
        "years": [(str(year), str(year)) for year in years],
    }


@dataclass(frozen=True)
class NextNumber:
    """The number that a body gives next to papers of a type, in the term of today."""

    body: str
    type: str
    term: TermSpan
    number: str


def own_bodies(organization_ids: Iterable[int]) -> list[tuple[int, str, str]]:
    """(organisation, symbol, name) of the bodies for which one issues papers today."""
    today = clock.today()
    return [(pk, body.symbol, body.label) for pk in organization_ids for body in bodies_on(pk, today)]


def next_numbers(organization_ids: Iterable[int]) -> list[NextNumber]:
    """Of the bodies for which one issues papers: types with numbers in the term; of a committee also reports."""
    found, committees = [], set()
    for pk, symbol, name in own_bodies(organization_ids):
        term = term_on(pk, clock.today())
        begun = IssuedPaper.objects.filter(Series(pk, symbol, "", term).of_body)
        used = set(begun.order_by().values_list("type", flat=True).distinct())
        if pk not in committees:  # the committee comes before its boards
            committees.add(pk)
            used.add(REPORT)
        series = [(type, Series(pk, symbol, type, term)) for type in PAPER_TYPES if type in used]
        found += [NextNumber(name, PAPER_TYPES[type], term, one.next_written(clock.today())) for type, one in series]
    return found


def forecast(asked: Asked, type: str, symbol: str) -> dict[str, str]:
    """Each body that may issue the report, by its code, with the number that it would give now: 12-BC/HU.

    `symbol`: of who issues it where no bodies are known.
    """
    today = clock.today()
    term = term_on(asked.organization_id, today)
    bodies = {body.code: body.symbol for body in bodies_of(asked)} or {"": symbol}
    series = {code: Series(asked.organization_id, own, type, term) for code, own in bodies.items()}
    return {code: one.next_written(today) for code, one in series.items()}


def struck_words(paper: IssuedPaper) -> str:
    return f"Bỏ ngày {format_date(paper.struck_at)}: {paper.struck_reason}" if paper.is_struck else ""


def workbook(rows: Iterable[IssuedPaper], asked: RegisterAsked) -> bytes:
    """One row per number, struck ones too."""
    book = new_workbook()
    lines = (
        {
            "symbol": one.number_and_symbol,
            "number": one.number,
            "day": one.day,
            "type": one.get_type_display(),
            "subject": one.subject,
            "body": one.body_name,
            "term": str(one.term),
            "by": one.issued_by.full_name,
            "struck": struck_words(one),
        }
        for one in rows
    )
    notes = (f"Sổ đến ngày {format_date(clock.today())}. Số đã bỏ vẫn nằm trong sổ và không cấp lại.",)
    write_table(book, "Sổ văn bản đi", COLUMNS, lines, title=f"Sổ văn bản đi: {asked.words}", notes=notes)
    return workbook_bytes(book)


def pdf(rows: Iterable[IssuedPaper], asked: RegisterAsked) -> bytes:
    """The register on paper, lying."""
    today = clock.today()
    context = {"rows": rows, "asked": asked, "today": today}
    return render_pdf(
        "print/filings/register.html",
        context,
        title=f"Sổ văn bản đi đến ngày {format_date(today)}",
        layout=layout_on(today),
        orientation="landscape",
    )
