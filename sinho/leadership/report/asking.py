"""What every chapter is asked, and how it takes figures over from the reports of the themes."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from cells.organizations.models import reach_of
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.documents.narrative import RESULTS, Chapter, Drawn, Sentence
from sinho.documents.reports import Asked, Figure, Listed, Report
from sinho.documents.tables import Table
from sinho.text.dates import format_date

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Question:
    """Who asks, and for what: a period up to `day`, held against the day before it."""

    scope: Scope
    asked: Asked
    organization_name: str
    _built: dict = field(default_factory=dict, compare=False, repr=False)

    def built(self, build: Callable[[Scope, Asked], Report], asked: Asked | None = None) -> Report:
        """The report of a theme; chapters that ask for the same one share it."""
        key = (build, asked or self.asked)
        if key not in self._built:
            self._built[key] = build(self.scope, replace(key[1], more=()))
        return self._built[key]

    @property
    def organization_id(self) -> int:
        return self.asked.organization_id

    @property
    def since(self) -> dt.date:
        return self.asked.since

    @property
    def day(self) -> dt.date:
        """The last day of the period that had come."""
        return self.asked.counted_on

    @property
    def earlier(self) -> dt.date:
        return self.since - ONE_DAY

    @property
    def at(self) -> str:
        """ngày 18/12/2009."""
        return f"ngày {format_date(self.day)}"

    @property
    def was(self) -> str:
        return f"ngày {format_date(self.earlier)}"

    @property
    def period(self) -> str:
        """từ ngày 01/01/2008 đến ngày 18/12/2009."""
        return f"từ ngày {format_date(self.since)} đến ngày {format_date(self.day)}"

    @property
    def period_first(self) -> str:
        """The same at the beginning of a sentence."""
        return f"T{self.period[1:]}"

    @property
    def years(self) -> list[int]:
        """The years that the period touches, the newest first."""
        return list(range(self.day.year, self.since.year - 1, -1))

    @cached_property
    def below(self) -> frozenset[int]:
        """The organisation and all below it on the last day."""
        return reach_of([self.organization_id], self.day)[self.organization_id]

    def may(self, permission: Permission) -> bool:
        return self.scope.may(permission, self.organization_id)

    def of_period(self, since: dt.date, until: dt.date) -> Asked:
        """The same question on another period."""
        return replace(self.asked, since=since, until=until, year=None, more=())

    def of_year(self, year: int) -> Asked:
        """The same question on a whole year."""
        return Asked(self.organization_id, self.asked.on, year=year)


@dataclass
class Book:
    """The figures of a chapter under keys that begin with its own: taken over from a report as they are, or made."""

    key: str
    report: Report | None = None
    figures: dict[str, Figure] = field(default_factory=dict)
    values: dict[str, object] = field(default_factory=dict)

    def __call__(self, key: str) -> Figure:
        """The figure of the report with this key."""
        return self.taken(self.report, self.report.figure(key))

    def taken(self, report: Report, figure: Figure, under: str = "") -> Figure:
        """A figure of a report; `under`: another name than its key there."""
        thing, columns = figure.thing or report.thing, figure.columns or report.columns
        return self.put(replace(figure, key=f"{self.key}.{under or figure.key}", thing=thing, columns=columns))

    def made(self, key: str, label: str, rows: Iterable[Listed], thing: str, columns: tuple[str, ...]) -> Figure:
        """A figure of these rows."""
        return self.put(Figure(f"{self.key}.{key}", label, tuple(rows), thing, columns))

    def put(self, figure: Figure) -> Figure:
        return self.figures.setdefault(figure.key, figure)

    def chapter(
        self,
        title: str,
        *,
        results: Iterable[Iterable[Sentence]] = (),
        tables: Iterable[Table] = (),
        charts: Iterable[Drawn] = (),
        lead: str = "",
        **others: Iterable[Sentence],
    ) -> Chapter:
        """The chapter: paragraphs of results; sentences of the other parts under their names, one paragraph each.

        `lead`: the subject in short, before what it says of limits and tasks; without it the title.
        """
        lead = lead or title
        said = {RESULTS: tuple(tuple(one) for one in results if one)}
        said |= {part: (tuple(sentences),) for part, sentences in others.items() if sentences}
        return Chapter(
            self.key, title, said, tuple(tables), tuple(charts), tuple(self.figures.values()), dict(self.values), lead
        )


@dataclass(frozen=True)
class Subject:
    """A chapter of the report: who may read it, and how it is told; None where there is nothing to tell."""

    key: str
    title: str
    tell: Callable[[Question, str], Chapter | None]
    needs: Permission | None = None
