"""Figures of a form in which each counts who fits its row and its column."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cadres.statistics.report.gather import Person
from members.statistics.report.lines import spoken
from members.statistics.report.sheet import EMPTY, Cell, Heading, Line, Sheet
from members.statistics.rules.rows import ColumnSpec, FormSpec, RowSpec, fitting
from sinho.documents.reports import Figure


@dataclass(frozen=True)
class Counted:
    """The people of a day or period with its words; `prefix` before the keys of an earlier day.

    `once`: a figure counts people, however many of their posts fit.
    """

    people: Sequence[Person]
    words: str
    columns: tuple[ColumnSpec, ...]
    prefix: str = ""
    once: bool = False

    @cached_property
    def by_column(self) -> dict[str, set[int]]:
        """Column → the places of those who fit it."""
        found = {}
        for column in self.columns:
            counts = fitting(column.fits)
            found[column.key] = {place for place, one in enumerate(self.people) if counts(one)}
        return found

    def line(self, row: RowSpec, said: str) -> list[Figure]:
        """The figures of a row, one for each column."""
        counts = fitting(row.fits)
        places = [place for place, one in enumerate(self.people) if counts(one)]
        return [self.figure(row, column, said, places) for column in self.columns]

    def figure(self, row: RowSpec, column: ColumnSpec, said: str, places: Sequence[int]) -> Figure:
        here = self.by_column[column.key]
        fit = [self.people[place] for place in places if place in here]
        if self.once:
            fit = list({one.who: one for one in reversed(fit)}.values())[::-1]
        rows = tuple(one.listed for one in fit)
        parts = (said, column_words(column), self.words)
        label = ", ".join(part for part in parts if part)
        return Figure(f"{self.prefix}{row.key}.{column.key}", label[:1].upper() + label[1:], rows)


def column_words(column: ColumnSpec) -> str:
    """“ủy ban nhân dân: chủ tịch”; "" of the total."""
    if column.key == "total":
        return ""
    above = f"{column.group}: " if column.group and not column.group.startswith(("Chia", "Trong")) else ""
    return above + (column.label[:1].lower() + column.label[1:] if above else column.label.lower())


def matrix(spec: FormSpec, now: Counted, before: Counted | None = None, first: str = "Chỉ tiêu") -> Sheet:
    """The sheet of a form; with an earlier day each cell holds the figure of that day too."""
    said, lines = spoken(spec.rows), []
    for row in spec.rows:
        if row.fits is None:
            lines.append(Line(row.key, row.label, row.level, (EMPTY,) * len(now.columns), row.blank))
            continue
        earlier = before.line(row, said[row.key]) if before else [None] * len(now.columns)
        pairs = zip(now.line(row, said[row.key]), earlier, strict=True)
        lines.append(Line(row.key, row.label, row.level, tuple(Cell(one, before=was) for one, was in pairs)))
    headings = tuple(Heading(one.label, one.number, one.group) for one in now.columns)
    return Sheet(spec.code, spec.title, headings, tuple(lines), first=first)
