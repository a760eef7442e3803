"""Lines of figures from the rows of a form and the people or organisations of its periods."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import Any

from members.roll.enums import Ethnicity, Religion, Sex
from members.statistics.report.sheet import EMPTY, Cell, Heading, Line, Sheet
from members.statistics.rules.rows import FormSpec, PeoplesSpec, RowSpec, fits, unnumbered
from sinho.documents.reports import Figure, Listed
from sinho.documents.rows import Rows
from sinho.text.numbers import percent


@dataclass(frozen=True)
class Given:
    """Rows of a figure that the form makes itself; `thing` and `columns` when they are no people."""

    rows: Sequence[Listed]
    thing: str = ""
    columns: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Period:
    """A column of the form: prefix of its keys, its words, the people and how one of them is listed, figures given."""

    prefix: str
    words: str
    people: Sequence[Any] = ()
    tell: Callable[[Any], Listed] = attrgetter("listed")
    given: Mapping[str, Given] = field(default_factory=dict)

    @cached_property
    def facts(self) -> dict[str, list]:
        """Facts that were asked for, as long as people are: each is read of everybody once."""
        return {}

    def known(self, fact: str) -> list:
        """The fact of everybody."""
        if fact not in self.facts:
            self.facts[fact] = list(map(attrgetter(fact), self.people))
        return self.facts[fact]

    def places(self, conditions: Mapping[str, Any]) -> Sequence[int]:
        """Where those stand of whom all of this is true. A question is put once to each value, not to each person."""
        found: Sequence[int] = range(len(self.people))
        for fact, wanted in conditions.items():
            known = self.known(fact)
            values = set(filter(fits(wanted), set(known)))
            found = [place for place in found if known[place] in values]
        return found

    def rows(self, places: Sequence[int]) -> Rows:
        """Those who stand there, listed."""
        return Rows([self.people[place] for place in places], self.tell)

    def figure(self, row: RowSpec, said: str) -> Figure:
        """The figure of a row in this period."""
        key, label = f"{self.prefix}{row.key}", f"{said}, {self.words}"
        if row.of:
            given = self.given[row.of]
            return Figure(key, label, given.rows, given.thing, given.columns)
        return Figure(key, label, self.rows(self.places(row.fits)))

    def mean(self, row: RowSpec) -> Decimal | None:
        """One decimal, as forms print it; None of nobody."""
        values = self.known(row.mean)
        return (Decimal(sum(values)) / len(values)).quantize(Decimal("0.1")) if values else None


def spoken(rows: Iterable[RowSpec]) -> dict[str, str]:
    """Key of a row → its words without numbering, after those of the row that it belongs to."""
    found: dict[str, str] = {}
    above: dict[int, str] = {}
    for row in rows:
        words = unnumbered(row.label)
        above = {level: said for level, said in above.items() if level < row.level}
        found[row.key] = f"{above[max(above)]}: {words}" if above else words
        above[row.level] = words
    return found


def comparison(spec: FormSpec, now: Period, before: Period | None, *, within: bool = True) -> Sheet:
    """Criterion · this period · the same period of the year before · 4 = 2 × 100 / 3."""
    said = spoken(spec.rows)
    lines = [compared(row, said[row.key], now, before) for row in spec.rows if within or not row.within]
    earlier = before.words if before else "không so sánh"
    headings = (
        Heading("Kỳ báo cáo", "2", time=now.words),
        Heading("Cùng kỳ năm trước", "3", time=earlier),
        Heading("So với cùng kỳ, %", "4(=2*100/3)", percent=True),
    )
    return Sheet(spec.code, spec.title, headings, tuple(lines))


def compared(row: RowSpec, said: str, now: Period, before: Period | None) -> Line:
    cells = [EMPTY, EMPTY, EMPTY]
    if row.mean:
        cells[:2] = [Cell(number=period.mean(row)) if period else EMPTY for period in (now, before)]
    elif not row.is_heading and not row.blank:
        figures = [period.figure(row, said) if period else None for period in (now, before)]
        cells[:2] = [Cell(figure) for figure in figures]
        if before:
            cells[2] = Cell(number=percent(figures[0].count, figures[1].count))
    return Line(row.key, row.label, row.level, tuple(cells), row.blank)


def rests(spec: FormSpec, period: Period) -> tuple[Figure, ...]:
    """Who stands in no row of a part that should share out everybody."""
    found = []
    for part, words in spec.parts.items():
        placed = {place for row in spec.rows if row.part == part for place in period.places(row.fits)}
        missing = [place for place in range(len(period.people)) if place not in placed]
        found.append(Figure(f"rest.{part}", f"{words}, {period.words}", period.rows(missing)))
    return tuple(found)


@dataclass(frozen=True)
class Peoples:
    """Lines of ethnic groups and religions: total, women if the sheet asks for them, share of the total."""

    spec: PeoplesSpec
    period: Period
    prefix: str

    def line(self, key: str, label: str, level: int, fact: str = "", code: str = "", number: int = 0) -> Line:
        """Everybody of whom the fact has this code; everybody at all without a fact."""
        said = {"ethnicity": "Dân tộc ", "religion": "Tôn giáo: "}.get(fact, "") + label
        conditions = {fact: code} if fact else {}
        places = self.period.places(conditions)
        cells = [self.cell(key, said, places)]
        if self.spec.women:
            women = self.period.places(conditions | {"sex": Sex.FEMALE})
            cells.append(self.cell(f"{key}.women", f"{said}, phụ nữ", women))
        cells.append(Cell(number=percent(len(places), len(self.period.people)) if places else None))
        return Line(key, label, level, tuple(cells), number=str(number or ""))

    def cell(self, key: str, said: str, places: Sequence[int]) -> Cell:
        return Cell(Figure(f"{self.prefix}{key}", f"{said}, {self.period.words}", self.period.rows(places)))

    @property
    def headings(self) -> tuple[Heading, ...]:
        women = (Heading("Trong đó nữ", "4"),) if self.spec.women else ()
        share = Heading("% so với tổng số", "5" if women else "4", percent=True)
        return (Heading("Tổng số", "3"), *women, share)

    @property
    def lines(self) -> tuple[Line, ...]:
        """In the order of the form."""
        blank = (EMPTY,) * len(self.headings)
        faiths = [(code, label) for code, label in Religion.choices if code != Religion.NONE]
        peoples = tuple(f"ethnicity.{code}" for code in Ethnicity.values)
        found = [replace(self.line("all", "Tổng số", 0), sums=peoples)]
        for fact, title, choices in (
            ("ethnicity", "I. Dân tộc", Ethnicity.choices),
            ("religion", "II. Tôn giáo", faiths),
        ):
            found.append(Line(fact, title, 0, blank))
            found += [
                self.line(f"{fact}.{code}", label, 1, fact, code, n) for n, (code, label) in enumerate(choices, 1)
            ]
        return tuple(found)


def peoples_sheet(spec: PeoplesSpec, period: Period, prefix: str = "") -> Sheet:
    """The sheet of ethnic groups and religions."""
    made = Peoples(spec, period, prefix)
    return Sheet(
        spec.code,
        spec.title,
        made.headings,
        made.lines,
        first="Dân tộc, tôn giáo",
        numbered=True,
        long=True,
        continues=spec.continues,
    )
