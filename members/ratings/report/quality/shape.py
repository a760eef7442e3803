"""What the report shows: its tables, and the years that they are about."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cells.organizations.papers import Issuer
from members.ratings.report.quality.gather import Book
from sinho.documents.charts import Chart
from sinho.documents.reports import Figure, Report
from sinho.documents.tables import Table

ORGANIZATION_COLUMNS = ("Hình thức", "Đảng bộ cơ sở", "Xếp loại")
PEOPLE_COLUMNS = ("Ngày sinh", "Chi bộ", "Tổ chức cơ sở", "Mức")


@dataclass(frozen=True)
class YearQuality(Report):
    """The report on the years `books`, the newest first; `shown` of them stand side by side."""

    organization_code: str
    organization_name: str
    issuer: Issuer
    on: dt.date
    books: tuple[Book, ...]
    shown: int
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    charts: tuple[Chart, ...] = ()

    columns = PEOPLE_COLUMNS
    thing = "người"

    @property
    def book(self) -> Book:
        return self.books[0]

    @property
    def year(self) -> int:
        return self.book.year.year

    @property
    def counted_on(self) -> dt.date:
        return self.book.year.counted_on

    @property
    def years(self) -> list[int]:
        return [one.year.year for one in self.books[: self.shown]]

    @property
    def years_words(self) -> str:
        """năm 2009 · các năm 2007–2009."""
        years = self.years
        return f"năm {years[0]}" if len(years) == 1 else f"các năm {years[-1]}–{years[0]}"

    @property
    def anything_decided(self) -> bool:
        return bool(self.book.levels) or any(row.decided for row in self.book.year.rows)

    @property
    def standing(self) -> list[Table]:
        return [table for table in self.tables if not table.wide]

    @property
    def lying(self) -> list[Table]:
        return [table for table in self.tables if table.wide]

    def all_figures(self) -> Iterable[Figure]:
        for table in self.tables:
            for row in table.rows:
                yield from (cell.figure for cell in row.cells if cell.figure)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        return {figure.key: figure for figure in self.all_figures()}

    def keys(self) -> list[str]:
        return list(self.figures)

    def figure(self, key: str) -> Figure:
        return self.figures[key]

    def as_json(self) -> dict:
        caps = self.book.caps
        bases = {one.base.organization_id: one.base.code for one in self.book.people}
        return {
            "report": "year-quality",
            "organization": {"code": self.organization_code, "name": self.organization_name},
            "year": self.year,
            "years": self.years,
            "on": self.on.isoformat(),
            "counted_on": self.counted_on.isoformat(),
            "levels": {
                "organizations": [level.code for level in self.book.year.scheme.levels],
                "members": list(self.book.rules.codes) if self.book.rules else [],
            },
            "caps": {bases[pk]: {"allowed": cap.allowed, "used": cap.used, "of": cap.of} for pk, cap in caps.items()},
            "figures": {key: figure.count for key, figure in self.figures.items()},
        }
