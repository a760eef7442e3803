"""The indicators of two days as figures: every number opens the people whom it counts."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cadres.staff.enums import Measure
from cadres.staff.models import Cadre
from cadres.staff.models.reading import Row, read_rows
from cadres.staff.report.charts import schooling_figures, schooling_pyramid
from cadres.staff.report.quality import Quality
from cadres.staff.report.quality import build as quality_of
from cadres.staff.rules import Growth, growth
from cells.organizations.models import OrganizationState
from cells.organizations.papers import Issuer, issuer_on, reporting_organizations
from members.roll.enums import Sex, Subject
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope
from sinho.documents.charts import Chart
from sinho.documents.reports import Asked, Figure, Listed, Report
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.text.numbers import percent

ONE_DAY = dt.timedelta(days=1)
STAFF = "staff"


@dataclass(frozen=True)
class Line:
    """An indicator on the two days: who reaches it, out of whom, who does not yet."""

    measure: Measure
    now: Figure
    of_now: Figure
    before: Figure
    of_before: Figure
    missing: Figure

    @property
    def share(self):
        return percent(self.now.count, self.of_now.count)

    @property
    def share_before(self):
        return percent(self.before.count, self.of_before.count)

    @property
    def growth(self) -> Growth:
        return growth((self.now.count, self.of_now.count), (self.before.count, self.of_before.count))


@dataclass(frozen=True)
class CommuneLine:
    """A commune on the later day: its staff and who of it reaches each indicator."""

    name: str
    staff: Figure
    reached: tuple[Figure, ...]

    @property
    def cells(self) -> list[tuple[str, Figure]]:
        """Each figure with the name of its indicator."""
        return [(one.label.lower(), figure) for one, figure in zip(Measure, self.reached, strict=True)]


@dataclass(frozen=True)
class CadreQualityReport(Report):
    """The figures of the day and of the day before the period; `schooling`: cadre → highest level on the day, sex."""

    organization_code: str
    organization_name: str
    issuer: Issuer
    on: dt.date
    day: dt.date
    earlier: dt.date
    now: Quality
    before: Quality
    people: dict[int, Listed]
    people_before: dict[int, Listed]
    schooling: dict[int, tuple[str, str]]
    columns = ("Ngày sinh", "Giới tính", "Dân tộc", "Xã", "Chức danh", "Học vấn", "Chuyên môn", "Lý luận")
    thing = "người"

    def made(self, key: str, label: str, ids: Iterable[int], *, earlier: bool = False) -> Figure:
        """A figure of the people with these ids, in the order of names."""
        people = self.people_before if earlier else self.people
        wanted = frozenset(ids)
        return Figure(key, label, tuple(row for pk, row in people.items() if pk in wanted))

    @cached_property
    def staff(self) -> Figure:
        return self.made(f"{STAFF}-now", f"Cán bộ, công chức ngày {format_date(self.day)}", self.now.staff)

    @cached_property
    def staff_before(self) -> Figure:
        label = f"Cán bộ, công chức ngày {format_date(self.earlier)}"
        return self.made(f"{STAFF}-before", label, self.before.staff, earlier=True)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(self.line(measure) for measure in Measure)

    def line(self, measure: Measure) -> Line:
        now, before = self.now.of(measure), self.before.of(measure)
        at, was = format_date(self.day), format_date(self.earlier)
        return Line(
            measure,
            self.made(f"{measure}-now", f"{measure.label} ngày {at}", now.reached),
            self.staff,
            self.made(f"{measure}-before", f"{measure.label} ngày {was}", before.reached, earlier=True),
            self.staff_before,
            self.made(f"{measure}-missing", f"Chưa đạt: {measure.label.lower()}, ngày {at}", now.missing),
        )

    @cached_property
    def communes(self) -> tuple[CommuneLine, ...]:
        """Each commune with somebody on its staff, in the order of the organisations."""
        ids: dict[int, list[int]] = {}
        for pk in self.now.staff & self.people.keys():
            ids.setdefault(self.people[pk].organization_id, []).append(pk)
        states = OrganizationState.objects.on(self.day).filter(organization__among=ids).order_by("sort_key")
        rows = states.values_list("organization_id", "organization__code", "short_name")
        return tuple(self.commune(code, name, ids[pk]) for pk, code, name in rows)

    def commune(self, code: str, name: str, ids: list[int]) -> CommuneLine:
        reached = (
            self.made(f"{code}-{one}", f"{name}: {one.label.lower()}", self.now.of(one).reached & set(ids))
            for one in Measure
        )
        return CommuneLine(name, self.made(f"{code}-{STAFF}", f"{name}: cán bộ, công chức", ids), tuple(reached))

    @property
    def intermediate_of_trained(self) -> tuple[int, int]:
        """The other reading of “trong đó”: those with intermediate training among who is trained for his title."""
        return self.now.intermediate_of_trained

    @cached_property
    def by_schooling(self) -> dict[str, Figure]:
        return schooling_figures(self.schooling, self.made)

    @property
    def charts(self) -> tuple[Chart, ...]:
        return (schooling_pyramid(self.by_schooling, self.day),)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        found = [self.staff, self.staff_before]
        found += [figure for line in self.lines for figure in (line.now, line.before, line.missing)]
        found += [figure for one in self.communes for figure in (one.staff, *one.reached)]
        return {figure.key: figure for figure in found} | self.by_schooling

    def keys(self) -> list[str]:
        return list(self.figures)

    def figure(self, key: str) -> Figure:
        return self.figures[key]

    def as_json(self) -> dict:
        return {
            "report": "cadre-quality",
            "organization": {"code": self.organization_code, "name": self.organization_name},
            "day": self.day.isoformat(),
            "earlier": self.earlier.isoformat(),
            "intermediate_of_trained": list(self.intermediate_of_trained),
            "indicators": {line.measure.value: told(line) for line in self.lines},
            "figures": {key: figure.count for key, figure in self.figures.items()},
        }


def told(line: Line) -> dict:
    """An indicator for machines: shares and growth in per cent."""
    values = {"share": line.share, "share_before": line.share_before, "points": line.growth.points}
    values |= {"relative": line.growth.relative}
    return {name: None if value is None else float(value) for name, value in values.items()}


def build(scope: Scope, asked: Asked) -> CadreQualityReport:
    """The report that was asked for: a fixed number of queries."""
    day, earlier = asked.counted_on, asked.since - ONE_DAY
    issuer = issuer_on(asked.organization_id, day)
    if issuer is None:
        raise Refused(f"Tổ chức được chọn không tồn tại vào ngày {format_date(day)}; đồng chí chọn kỳ khác.")
    if day < asked.since:
        raise Refused(f"Kỳ báo cáo từ {format_date(asked.since)} chưa bắt đầu vào ngày {format_date(asked.on)}.")
    now, before = (quality_of(scope, one, asked.organization_id) for one in (day, earlier))
    rows, rows_before = rows_of(now), rows_of(before)
    code = OrganizationState.objects.filter(organization=asked.organization_id).values_list("organization__code")
    return CadreQualityReport(
        organization_code=code.first()[0],
        organization_name=issuer.name,
        issuer=issuer,
        on=asked.on,
        day=day,
        earlier=earlier,
        now=now,
        before=before,
        people=people_of(scope, rows),
        people_before=people_of(scope, rows_before),
        schooling={row.cadre.pk: (row.highest(Subject.GENERAL), row.cadre.sex) for row in rows},
    )


def rows_of(quality: Quality) -> list[Row]:
    """Everybody of the day, in the order of names."""
    cadres = Cadre.objects.with_last_organization().filter(pk__among=Ids(quality.staff)).order_by("sort_key", "id")
    return read_rows(list(cadres), quality.day)


def people_of(scope: Scope, rows: list[Row]) -> dict[int, Listed]:
    """The same as the lists behind figures show them."""
    visible = scope.organization_ids(Permission.VIEW_STAFF)
    return {row.cadre.pk: listed(row, row.cadre.last_organization in visible) for row in rows}


def listed(row: Row, may_open: bool) -> Listed:
    cadre = row.cadre
    who = (str(cadre.birth), Sex(cadre.sex).label, cadre.get_ethnicity_display(), row.commune)
    texts = (*who, ", ".join(row.titles), row.general, row.professional, row.theory)
    view = "staff:cadre" if may_open else ""
    return Listed(row.posts[0].organization_id, cadre.full_name, texts, view, cadre.pk)


def organizations(scope: Scope, day: dt.date) -> Iterable[tuple[int, str]]:
    """Organisations one may ask the report for."""
    return reporting_organizations(scope, day)
