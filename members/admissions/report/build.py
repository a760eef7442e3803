"""Figures of the report: each category of the period beside the same period of the years before."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from cells.organizations.enums import GRASSROOTS, OrganizationType
from cells.organizations.models import OrganizationState, reach_of
from cells.organizations.papers import Issuer, issuer_on, reporting_organizations
from members.admissions.report.categories import Category, categories, in_base
from members.admissions.report.charts import admissions_by_year
from members.admissions.report.gather import Admitted, Base, admitted_rows, memberships_of
from members.admissions.report.going_on import GoingOn, going_on_of
from members.admissions.report.story import chapter_of
from members.admissions.report.targets import targets_of_bases, total_of
from members.admissions.rules.targets import missing
from members.roll.enums import Sex
from members.roll.rules import months_later
from sinho.accounts.scope import Scope
from sinho.documents.charts import Chart
from sinho.documents.models import passages_of
from sinho.documents.narrative import Story, story_of
from sinho.documents.reports import Asked, Figure, Listed, Report
from sinho.refusal import Refused
from sinho.text.dates import format_date

CODE = "admission"
# The period itself and so many years back.
YEARS = 5
ONE_DAY = dt.timedelta(days=1)
COLUMNS = ("Ngày kết nạp", "Ngày sinh", "Giới", "Dân tộc", "Học vấn", "Chi bộ", "Tổ chức cơ sở", "Quyết định")


@dataclass(frozen=True)
class Line:
    """A category with its figures: the period first, then the same period of each year before; `number`: its target."""

    category: Category
    figures: tuple[Figure, ...]
    number: int | None = None

    @property
    def label(self) -> str:
        return self.category.label

    @property
    def now(self) -> Figure:
        return self.figures[0]

    @property
    def before(self) -> Figure | None:
        """The same period of the year before; None when the period is longer than a year."""
        return self.figures[1] if len(self.figures) > 1 else None

    @property
    def missing(self) -> int | None:
        """How many are missing of the target."""
        return missing(self.number, self.now.count)

    @property
    def occurs(self) -> bool:
        return any(figure.count for figure in self.figures)


@dataclass(frozen=True)
class AdmissionReport(Report):
    """Admissions from `since` to `until` at and below an organisation; `years`: the rows of each period in turn.

    `existing`: the grassroots organisations of the last day; `bases` holds those that have ended, too.
    """

    organization_code: str
    organization_name: str
    issuer: Issuer
    on: dt.date
    since: dt.date
    until: dt.date
    years: tuple[tuple[Admitted, ...], ...]
    bases: tuple[Base, ...]
    targets: dict[int, int] | None = None
    cases: GoingOn | None = None
    passages: dict = field(default_factory=dict)
    existing: frozenset[int] = frozenset()

    columns = COLUMNS
    thing = "người"

    def period(self, back: int) -> tuple[dt.date, dt.date]:
        """First and last day of the period so many years before."""
        return period_before(self.since, self.counted_to, back)

    @property
    def counted_to(self) -> dt.date:
        """The last day of the period that had come by the day of the report."""
        return min(self.until, self.on)

    @property
    def rows(self) -> tuple[Admitted, ...]:
        return self.years[0]

    @property
    def headings(self) -> list[str]:
        """2009, 2008 … when the period is within a year, else the dates."""
        spans = [self.period(back) for back in range(len(self.years))]
        if all(first.year == last.year for first, last in spans):
            return [str(first.year) for first, _ in spans]
        return [f"{format_date(first)} – {format_date(last)}" for first, last in spans]

    @cached_property
    def lines(self) -> list[Line]:
        return [self.line(category) for category in categories()]

    def line(self, category: Category) -> Line:
        figures = []
        for back, rows in enumerate(self.years):
            key = category.key if back == 0 else f"before{back}.{category.key}"
            group = f"{category.group}: " if category.group not in ("", "Trong đó") else ""
            label = f"{group}{category.label}, {self.headings[back]}"
            figures.append(Figure(key, label, tuple(listed(row) for row in rows if category.counts(row))))
        return Line(category, tuple(figures))

    @property
    def groups(self) -> list[tuple[str, list[Line]]]:
        """Lines that occur under the headings of their groups; the total comes first, without a heading."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            if line.occurs or line.category.key == "total" or line.category.group == "Trong đó":
                found.setdefault(line.category.group, []).append(line)
        return list(found.items())

    @property
    def total(self) -> Line:
        """All of them, beside the targets of the grassroots organisations together."""
        return replace(self.lines[0], number=total_of(self.by_base))

    @property
    def charts(self) -> tuple[Chart, ...]:
        spans = [self.period(back) for back in range(len(self.years))]
        lines = [self.named(key).figures[::-1] for key in ("total", "women")]
        since, until = (f"{day:%d/%m}" for day in spans[0])
        words = "cả năm" if (since, until) == ("01/01", "31/12") else f"từ {since} đến {until}"
        chart = admissions_by_year([last.year for _, last in spans[::-1]], *lines, words)
        return (chart,) if chart else ()

    def named(self, key: str) -> Line:
        """The line with this key."""
        return next(line for line in self.lines if line.category.key == key)

    @cached_property
    def by_base(self) -> list[Line]:
        """Grassroots organisations of the day with their admissions, in Vietnamese order of names."""
        given = self.targets or {}
        lines = [self.line(Category(f"base.{one.code}", one.name, in_base(one))) for one in self.bases]
        return [
            replace(line, number=given.get(one.organization_id)) for one, line in zip(self.bases, lines, strict=True)
        ]

    @cached_property
    def by_type(self) -> list[Line]:
        lines = [
            self.line(Category(f"type.{code}", label, lambda row, code=code: row.base.type == code))
            for code, label in OrganizationType.choices
        ]
        return [line for line in lines if line.occurs]

    @cached_property
    def nobody(self) -> Figure:
        """Grassroots organisations of the day that admitted nobody in the period."""
        rows = tuple(
            Listed(one.organization_id, one.name, (OrganizationType(one.type).label if one.type else "",))
            for one, line in zip(self.bases, self.by_base, strict=True)
            if not line.now.count and one.organization_id in self.existing
        )
        label = "Tổ chức cơ sở không kết nạp được đảng viên"
        return Figure("bases.without", label, rows, thing="tổ chức", columns=("Loại hình",))

    @cached_property
    def story(self) -> Story:
        """The report in four parts; its tables stand in the second one."""
        return story_of([chapter_of(self)], self.passages)

    @property
    def mean_age(self) -> float | None:
        """Mean age on the day of the ceremony; None without anybody."""
        return sum(row.age for row in self.rows) / len(self.rows) if self.rows else None

    @cached_property
    def figures(self) -> dict[str, Figure]:
        lines = [*self.lines, *self.by_base, *self.by_type]
        found = [figure for line in lines for figure in line.figures]
        return {figure.key: figure for figure in (*found, self.nobody, *(self.cases.figures if self.cases else ()))}

    def keys(self) -> list[str]:
        return list(self.figures)

    def figure(self, key: str) -> Figure:
        return self.figures[key]

    def as_json(self) -> dict:
        return {
            "report": CODE,
            "organization": {"code": self.organization_code, "name": self.organization_name},
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "on": self.on.isoformat(),
            "periods": [[day.isoformat() for day in self.period(back)] for back in range(len(self.years))],
            "mean_age": None if self.mean_age is None else round(self.mean_age, 1),
            "figures": {key: figure.count for key, figure in self.figures.items()},
            "targets": self.targets_as_json(),
        }

    def targets_as_json(self) -> dict:
        """Key of a figure → its target and what is missing; empty for a period that is no year from its beginning."""
        lines = [line for line in (self.total, *self.by_base) if line.number is not None]
        return {
            line.category.key: {"target": line.number, "admitted": line.now.count, "missing": line.missing}
            for line in lines
        }


def listed(row: Admitted) -> Listed:
    texts = (
        format_date(row.on),
        row.birth,
        Sex(row.sex).label,
        row.ethnicity_label,
        row.general_words,
        row.cell,
        row.base.name,
        row.decision,
    )
    return Listed(row.cell_id, row.name, texts, "members:member" if row.visible else "", row.member_id)


def build(scope: Scope, asked: Asked) -> AdmissionReport:
    """The report that was asked for; a fixed number of queries for every one of its periods."""
    issuer = issuer_on(asked.organization_id, asked.counted_on)
    if issuer is None:
        day = format_date(asked.counted_on)
        raise Refused(f"Tổ chức được chọn không tồn tại vào ngày {day}; đồng chí chọn kỳ khác.")
    if asked.counted_on < asked.since:
        raise Refused(f"Kỳ báo cáo từ {format_date(asked.since)} chưa bắt đầu vào ngày {format_date(asked.on)}.")
    years = []
    for back in range(YEARS if within_a_year(asked.since, asked.counted_on) else 1):
        found = memberships_of(scope, *period_before(asked.since, asked.counted_on, back))
        years.append(tuple(admitted_rows(list(found), scope, asked.organization_id)))
    code = OrganizationState.objects.filter(organization=asked.organization_id).values_list("organization__code")
    on_day = bases_on(scope, asked)
    bases = tuple(with_ended(on_day, years))
    return AdmissionReport(
        organization_code=code.first()[0],
        organization_name=issuer.name,
        issuer=issuer,
        on=asked.on,
        since=asked.since,
        until=asked.until,
        years=tuple(years),
        bases=bases,
        targets=targets_of_bases(scope, bases, asked.since, asked.counted_on),
        cases=going_on_of(scope, asked.organization_id, asked.counted_on),
        passages=passages_of(scope, CODE, asked),
        existing=frozenset(on_day),
    )


def period_before(since: dt.date, until: dt.date, back: int) -> tuple[dt.date, dt.date]:
    """The same period so many years before; the last day of a month stays the last one, also in February."""
    last = months_later(until, -12 * back)
    if (until + ONE_DAY).month != until.month:
        last = months_later((until + ONE_DAY).replace(day=1), -12 * back) - ONE_DAY
    return months_later(since, -12 * back), last


def within_a_year(since: dt.date, until: dt.date) -> bool:
    """Longer periods would be compared with themselves."""
    return until < months_later(since, 12)


def bases_on(scope: Scope, asked: Asked) -> dict[int, Base]:
    """Grassroots organisations of the day."""
    day = asked.counted_on
    below = reach_of([asked.organization_id], day)[asked.organization_id]
    states = OrganizationState.objects.on(day).in_scope(scope).filter(kind__in=GRASSROOTS, organization_id__among=below)
    rows = states.order_by("sort_key").values_list("organization_id", "organization__code", "name", "type", "parent_id")
    return {row[0]: Base(*row) for row in rows}


def with_ended(on_day: dict[int, Base], years) -> list[Base]:
    """Those of the day, then those in which somebody was admitted while they existed."""
    found = dict(on_day)
    for row in (row for rows in years for row in rows):
        found.setdefault(row.base.organization_id, row.base)
    return list(found.values())


def organizations(scope: Scope, day: dt.date) -> Iterable[tuple[int, str]]:
    """Organisations one may ask the report for."""
    return reporting_organizations(scope, day)
