"""The report on training and support: a period beside the same one of the year before, every number with its rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from cadres.training.enums import ClassField, ClassKind, OpenedBy, Place, Status
from cadres.training.models import Enrolment
from cadres.training.report.charts import YearOfMoney, money_by_year
from cadres.training.report.gather import CLASSES, PAYMENTS, PEOPLE, Gathered, Span, communes, gather, money_of
from cadres.training.report.narrative import chapter_of
from cadres.training.rules import levels_of
from cells.organizations.models import OrganizationState
from cells.organizations.papers import Issuer, issuer_on
from members.roll.enums import Ethnicity, Sex
from members.statistics.report.periods import period_words, span_before, span_of
from sinho.accounts.scope import Scope
from sinho.documents.charts import Chart
from sinho.documents.models import passages_of
from sinho.documents.narrative import Story, story_of
from sinho.documents.reports import Asked, Figure, Listed, Report
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.text.numbers import percent

CODE = "training"
LEVELLED = (ClassField.GENERAL, ClassField.PROFESSIONAL, ClassField.THEORY)


def has(path: str | tuple[str, ...], value) -> Callable[[object], bool]:
    """Whether what stands there, or all that stands there, is this."""
    get = attrgetter(*([path] if isinstance(path, str) else path))
    return lambda one: get(one) == value


def anybody(_) -> bool:
    return True


@dataclass(frozen=True)
class Line:
    """A row of the report: this period, the earlier one (None when there is none), how far it is set in."""

    label: str
    now: Figure
    before: Figure | None
    level: int = 0


@dataclass(frozen=True)
class Section:
    """Rows under a heading."""

    key: str
    title: str
    lines: tuple[Line, ...]

    @property
    def shown(self) -> list[Line]:
        """On the screen, levels of which there is nobody are left out."""
        return [line for line in self.lines if line.level < 2 or occurs(line)]


@dataclass(frozen=True)
class Commune:
    """What one grassroots organisation sent, and how it ended."""

    name: str
    cells: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True)
class TrainingReport(Report):
    """Everything of the period, for an organisation."""

    organization_code: str
    organization_name: str
    issuer: Issuer
    asked: Asked
    now: Gathered
    before: Gathered | None
    passages: dict | None = None
    years_of_money: tuple[YearOfMoney, ...] = ()
    columns = PEOPLE
    thing = "lượt người"

    def line(self, key: str, label: str, pick: Callable[[Gathered], Iterable[Listed]], level=0, **more) -> Line:
        """The same question to both periods."""
        figures = [
            Figure(f"{one.span.prefix}{key}", f"{label}, {one.span.words}", tuple(pick(one)), **more) if one else None
            for one in (self.now, self.before)
        ]
        return Line(label, figures[0], figures[1], level)

    def people(self, key: str, label: str, which: str, fits: Callable[[Enrolment], bool], level=1) -> Line:
        return self.line(key, label, lambda one: (row for who, row in getattr(one, which) if fits(who)), level)

    @cached_property
    def story(self) -> Story:
        """The report in four parts; its tables stand in the second one."""
        return story_of([chapter_of(self)], self.passages or {})

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return (self.classes, self.sent, self.peoples, self.results, self.money)

    @cached_property
    def classes(self) -> Section:
        def line(key, label, fits, level=1):
            more = {"thing": "lớp", "columns": CLASSES}
            return self.line(key, label, lambda one: (row for made, row in one.classes if fits(made)), level, **more)

        lines = [line("classes", "Lớp khai giảng trong kỳ", anybody, 0)]
        for name, choices in (("kind", ClassKind), ("opened_by", OpenedBy), ("place", Place)):
            lines += [line(f"classes.{one}", one.label, has(name, one)) for one in choices]
        return Section("lop", "Lớp", tuple(lines))

    @cached_property
    def sent(self) -> Section:
        lines = [
            self.people("sent", "Lượt người vào học trong kỳ", "begun", anybody, 0),
            self.people("sent.cadres", "Cán bộ, công chức xã", "begun", has("is_cadre", True)),
            self.people("sent.members", "Cấp ủy viên, đảng viên", "begun", has("is_cadre", False)),
        ]
        for kind in ClassKind:
            lines.append(self.people(f"sent.{kind}", kind.label, "begun", has("training_class.kind", kind)))
        for field in ClassField:
            label, of_field = f"Nội dung: {field.label.lower()}", has("training_class.field", field)
            lines.append(self.people(f"sent.{field}", label, "begun", of_field))
            lines += self.levels(field)
        return Section("nguoi-hoc", "Người học", tuple(lines))

    def levels(self, field: ClassField) -> list[Line]:
        """Of which so many at each level."""
        both, levels = ("training_class.field", "training_class.level"), levels_of(field) if field in LEVELLED else ()
        return [
            self.people(f"sent.{field}.{code}", label, "begun", has(both, (field, code)), 2) for code, label in levels
        ]

    @cached_property
    def peoples(self) -> Section:
        kinh = has("person.ethnicity", Ethnicity.KINH)
        lines = [
            self.people("sent.women", "Phụ nữ", "begun", has("person.sex", Sex.FEMALE)),
            self.people("sent.minority", "Dân tộc thiểu số", "begun", lambda one: not kinh(one)),
        ]
        for code, label in Ethnicity.choices:
            lines.append(self.people(f"sent.{code}", f"Dân tộc {label}", "begun", has("person.ethnicity", code), 2))
        return Section("co-cau", "Trong số người học", tuple(one for one in lines if occurs(one) or one.level == 1))

    @cached_property
    def results(self) -> Section:
        lines = [self.people("attending", "Đang học đến cuối kỳ", "attending", anybody, 0)]
        for status in (Status.FINISHED, Status.FAILED, Status.LEFT):
            label = f"{status.label} trong kỳ"
            lines.append(self.people(f"ended.{status}", label, "ended", has("status", status), 0))
        lines.append(self.people("certified", "Được cấp chứng chỉ, văn bằng trong kỳ", "certified", anybody, 0))
        return Section("ket-qua", "Kết quả", tuple(lines))

    @cached_property
    def money(self) -> Section:
        more = {"thing": "lần chi", "columns": PAYMENTS}

        def paid(key, label, fits, level=0):
            return self.line(key, label, lambda one: (row for done, row in one.payments if fits(done)), level, **more)

        lines = (
            paid("paid", "Lần chi hỗ trợ trong kỳ", lambda one: one.reverses_id is None),
            paid("taken_back", "Lần thu hồi trong kỳ", lambda one: one.reverses_id is not None),
        )
        return Section("ho-tro", "Hỗ trợ đi học", lines)

    @property
    def amounts(self) -> list[tuple[str, int, int | None]]:
        """Đồng of both periods: budget, paid."""
        before = self.before
        return [
            ("Dự toán các năm trong kỳ", self.now.budget, before.budget if before else None),
            ("Đã chi trong kỳ, đã trừ thu hồi", self.now.paid, before.paid if before else None),
        ]

    @property
    def charts(self) -> tuple[Chart, ...]:
        chart = money_by_year(self.years_of_money)
        return (chart,) if chart else ()

    @property
    def paid_share(self):
        """Paid of the budget in per cent."""
        return percent(self.now.paid, self.now.budget) if self.now.budget else None

    @cached_property
    def communes(self) -> tuple[Commune, ...]:
        tops: dict[str, tuple[str, set[int]]] = {}
        for pk, code, name in communes(self.now):
            tops.setdefault(code, (name, set()))[1].add(pk)
        return tuple(self.commune(code, name, ids) for code, (name, ids) in sorted(tops.items()))

    def commune(self, code: str, name: str, ids: set[int]) -> Commune:
        def made(key, label, pairs):
            rows = tuple(row for one, row in pairs if one.organization_id in ids)
            return label, Figure(f"{code}-{key}", f"{name}: {label}", rows)

        done = [pair for pair in self.now.ended if pair[0].status == Status.FINISHED]
        women = [pair for pair in self.now.begun if pair[0].person.sex == Sex.FEMALE]
        columns = (("sent", "vào học", self.now.begun), ("women", "phụ nữ", women), ("finished", "hoàn thành", done))
        return Commune(name, tuple(made(*one) for one in columns))

    @cached_property
    def figures(self) -> dict[str, Figure]:
        lines = [line for section in self.sections for line in section.lines]
        found = [figure for line in lines for figure in (line.now, line.before) if figure]
        found += [figure for one in self.communes for _, figure in one.cells]
        found += [one.payments for one in self.years_of_money]
        return {figure.key: figure for figure in found}

    def keys(self) -> list[str]:
        return list(self.figures)

    def figure(self, key: str) -> Figure:
        return self.figures[key]

    def as_json(self) -> dict:
        return {
            "report": CODE,
            "organization": {"code": self.organization_code, "name": self.organization_name},
            "since": self.now.span.since.isoformat(),
            "until": self.now.span.until.isoformat(),
            "budget": self.now.budget,
            "paid": self.now.paid,
            "figures": {key: figure.count for key, figure in self.figures.items()},
        }


def occurs(line: Line) -> bool:
    return bool(line.now.count or (line.before and line.before.count))


def build(scope: Scope, asked: Asked) -> TrainingReport:
    """The report that was asked for. A period of more than a year has no earlier one beside it."""
    day = asked.counted_on
    issuer = issuer_on(asked.organization_id, day)
    if issuer is None:
        raise Refused(f"Tổ chức được chọn không tồn tại vào ngày {format_date(day)}; đồng chí chọn kỳ khác.")
    if day < asked.since:
        raise Refused(f"Kỳ báo cáo từ {format_date(asked.since)} chưa bắt đầu vào ngày {format_date(asked.on)}.")
    earlier = span_before(asked)
    now = Span(*span_of(asked), period_words(*span_of(asked)))
    before = Span(*earlier, period_words(*earlier), "before.") if earlier else None
    code = OrganizationState.objects.filter(organization=asked.organization_id).values_list("organization__code")
    return TrainingReport(
        organization_code=code.first()[0],
        organization_name=issuer.name,
        issuer=issuer,
        asked=asked,
        now=gather(scope, asked.organization_id, now),
        before=gather(scope, asked.organization_id, before) if before else None,
        passages=passages_of(scope, CODE, asked),
        years_of_money=tuple(money_of(scope, asked.organization_id, now.until)),
    )
