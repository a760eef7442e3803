"""From the rows of the years to the report."""

from cells.assessments.report.graded import CELLS, GRASSROOTS
from cells.organizations.models import Organization
from cells.organizations.papers import issuer_on
from members.ratings.report.quality import tables
from members.ratings.report.quality.charts import grades_by_year
from members.ratings.report.quality.figures import GROUPS, MEMBERS, Side
from members.ratings.report.quality.gather import Book, books_of
from members.ratings.report.quality.shape import YearQuality
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.text.numbers import format_number

CODE = "year-quality"
USUAL_YEARS = 3


def build(scope: Scope, asked: Asked) -> YearQuality:
    """The report as decided by the day; queries grow with the years alone."""
    organization = Organization.objects.get(pk=asked.organization_id)
    issuer = issuer_on(organization.pk, asked.counted_on)
    if issuer is None:
        day = format_date(asked.counted_on)
        raise Refused(f"Tổ chức được chọn không tồn tại vào ngày {day}; đồng chí chọn năm khác.")
    books = tuple(books_of(scope, asked))
    shown = min(int((asked.chosen("so_nam") or [USUAL_YEARS])[0]), len(books))
    side_by_side = books[:shown]
    made = [
        tables.over_years(side_by_side),
        tables.in_a_row(books),
        tables.lowest_of(books),
        tables.by_base(books[0]),
        tables.bases_over_years(side_by_side),
    ]
    return YearQuality(
        organization_code=organization.code,
        organization_name=issuer.name,
        issuer=issuer,
        on=asked.on,
        books=books,
        shown=shown,
        tables=tuple(table for table in made if table),
        notes=(*checks(books[0]), *said(side_by_side)),
        charts=grades_by_year(side_by_side),
    )


def checks(book: Book) -> list[str]:
    """What must add up, in sentences."""
    found = []
    cells, people = tables.split(book)
    for group, parts in ((CELLS, cells), (MEMBERS, people)):
        whole, shared = len(Side(book, group).rows), sum(map(len, parts.values()))
        told = "khớp" if whole == shared else f"lệch {whole - shared}"
        words = GROUPS[group].lower()
        sums = f"toàn bộ {format_number(whole)}, cộng các tổ chức cơ sở {format_number(shared)}"
        found.append(f"Đối chiếu {words}: {sums}, {told}.")
    return found


def said(books: tuple[Book, ...]) -> list[str]:
    """How the figures are to be read: what the cap is, whose words of levels stand."""
    found = ["Tỷ lệ % tính trên số đã có mức. Nhiều năm liền tính lùi từ năm báo cáo, nhiều nhất năm năm."]
    rules = books[0].rules
    for cap in rules.caps[:1] if rules else ():
        most = "chưa rõ" if cap.max_percent is None else f"{cap.max_percent}%"
        source = "" if cap.verified else f" {cap.source}."
        of = " và ".join(rules.short(code) for code in cap.base)
        found.append(f"Được phép: {rules.short(cap.level)} tối đa {most} của số {of} trong tổ chức cơ sở.{source}")
    other = [book.year for book in books if words_of(book) != words_of(books[0])]
    if other:
        years = ", ".join(str(year.year) for year in other)
        found.append(f"Năm {years} theo bộ quy tắc khác: các mức đặt cạnh nhau theo thứ bậc, tên mức ghi theo năm mới.")
    return found


def words_of(book: Book) -> list[str]:
    return [words for group in (GRASSROOTS, MEMBERS) for _, words, _ in Side(book, group).levels]
