"""The report on directives: a period beside the same one of the year before, every number with its rows (A1, A9)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from cells.directives.enums import Coverage, Direction, DocumentType, Reached, TaskState, Timing
from cells.directives.report.gather import COVERED, DOCUMENTS, PAIRS, SESSIONS, TASKS, Gathered, Span, gather
from cells.directives.report.pairs import Pair
from cells.directives.report.spans import period_words, span_before
from cells.directives.rules.standing import Share
from cells.organizations.models import OrganizationState
from cells.organizations.papers import Issuer, issuer_on
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked, Figure, Listed, Report
from sinho.refusal import Refused
from sinho.text.dates import format_date


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


@dataclass(frozen=True)
class Row:
    """A unit, or a document: its figures, and members reached of all."""

    name: str
    cells: tuple[tuple[str, Figure], ...]
    share: Share | None


# Key, label, which pairs: of those whose day was in the period.
OF_PAIRS: tuple[tuple[str, str, Callable[[Pair], bool]], ...] = (
    ("briefed", "Đã quán triệt", lambda one: one.standing.briefed_on is not None),
    ("in_time", "Trong đó đúng hạn", lambda one: in_time(one)),
    ("late", "Trong đó chậm", lambda one: one.standing.briefed_on is not None and not in_time(one)),
    ("not_yet", "Chưa quán triệt", lambda one: one.standing.state == Reached.NOT_YET),
    ("programme", "Đã ban hành chương trình hành động", lambda one: one.standing.programme_on is not None),
    ("owed", "Quá hạn quán triệt hoặc chương trình", lambda one: one.standing.timing == Timing.OVERDUE),
)


def in_time(one: Pair) -> bool:
    return one.standing.briefed_on is not None and one.standing.briefed_on <= one.unit.brief_by


@dataclass(frozen=True)
class DirectivesReport(Report):
    """Everything of the period, for an organisation."""

    organization_code: str
    organization_name: str
    issuer: Issuer
    asked: Asked
    now: Gathered
    before: Gathered | None
    columns = PAIRS
    thing = "lượt đơn vị"

    def line(self, key: str, label: str, pick: Callable[[Gathered], Iterable[Listed]], level=0, **more) -> Line:
        """The same question to both periods."""
        figures = [
            Figure(f"{one.span.prefix}{key}", f"{label}, {one.span.words}", tuple(pick(one)), **more) if one else None
            for one in (self.now, self.before)
        ]
        return Line(label, figures[0], figures[1], level)

    def rows(self, key: str, label: str, which: str, fits=lambda _: True, level=0, **more) -> Line:
        return self.line(key, label, lambda one: (row for it, row in getattr(one, which) if fits(it)), level, **more)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return self.documents, self.reach, self.work, self.regulations

    @cached_property
    def documents(self) -> Section:
        more = {"thing": "văn bản", "columns": DOCUMENTS}
        lines = [self.rows("documents", "Văn bản vào sổ trong kỳ", "documents", **more)]
        for code, label in Direction.choices:
            fits = by("direction", code)
            lines.append(self.rows(f"documents.{code}", label, "documents", fits, 1, **more))
        for code, label in DocumentType.choices:
            line = self.rows(f"documents.{code}", label, "documents", by("type", code), 2, **more)
            lines += [line] if occurs(line) else []
        return Section("van-ban", "Văn bản", tuple(lines))

    @cached_property
    def reach(self) -> Section:
        more = {"thing": "buổi quán triệt", "columns": SESSIONS}
        lines = [self.rows("due", "Lượt đơn vị phải quán triệt, hạn trong kỳ", "pairs")]
        for key, label, fits in OF_PAIRS:
            lines.append(self.rows(f"due.{key}", label, "pairs", fits, 2 if key in ("in_time", "late") else 1))
        lines.append(self.rows("sessions", "Buổi quán triệt trong kỳ", "sessions", **more))
        return Section("quan-triet", "Quán triệt", tuple(lines))

    @cached_property
    def work(self) -> Section:
        more = {"thing": "nhiệm vụ", "columns": TASKS}
        lines = [self.rows("tasks", "Nhiệm vụ của chương trình, hạn trong kỳ", "tasks", **more)]
        for state in TaskState:
            fits = standing_is(state)
            lines.append(self.rows(f"tasks.{state}", state.label, "tasks", fits, 1, **more))
        return Section("nhiem-vu", "Nhiệm vụ", tuple(lines))

    @cached_property
    def regulations(self) -> Section:
        more = {"thing": "tổ chức", "columns": COVERED}
        lines = [self.rows("regulations", "Tổ chức đảng cuối kỳ", "coverage", **more)]
        for state in (Coverage.IN_FORCE, Coverage.REVIEW_PASSED, Coverage.TERM_ENDED, Coverage.NONE):
            fits = by("state", state)
            lines.append(
                self.rows(f"regulations.{state}", f"Quy chế: {state.label.lower()}", "coverage", fits, 1, **more)
            )
        return Section("quy-che", "Quy chế làm việc", tuple(lines))

    @property
    def listeners(self) -> list[tuple[str, int, int | None]]:
        """Sums over the sessions of both periods."""
        before = self.before
        return [
            ("Lượt người dự", self.now.present, before.present if before else None),
            ("Trong đó đảng viên", self.now.present_members, before.present_members if before else None),
        ]

    @cached_property
    def by_document(self) -> tuple[Row, ...]:
        """Documents with a day in the period, by day."""
        return self.grouped("d", lambda one: one.directive.pk, lambda one: one.directive.named)

    @cached_property
    def by_unit(self) -> tuple[Row, ...]:
        """Units with a day in the period, by name."""
        return self.grouped("u", lambda one: one.organization_id, lambda one: one.name)

    def grouped(self, prefix: str, key: Callable[[Pair], int], name: Callable[[Pair], str]) -> tuple[Row, ...]:
        groups: dict[int, list[tuple[Pair, Listed]]] = {}
        for pair in self.now.pairs:
            groups.setdefault(key(pair[0]), []).append(pair)
        found = []
        for code, rows in groups.items():
            named = name(rows[0][0])
            wanted = (("due", "Phải quán triệt", lambda _: True), *OF_PAIRS)
            cells = [
                (label, Figure(f"{prefix}{code}.{word}", f"{named}: {label}", tuple(r for p, r in rows if fits(p))))
                for word, label, fits in wanted
            ]
            found.append(Row(named, tuple(cells), whole([pair.share for pair, _ in rows])))
        return tuple(found)

    @property
    def heads(self) -> list[str]:
        """Headings of the tables by document and by unit."""
        return ["Phải quán triệt", *(label.removeprefix("Trong đó ").capitalize() for _, label, _ in OF_PAIRS)]

    @cached_property
    def figures(self) -> dict[str, Figure]:
        lines = [line for section in self.sections for line in section.lines]
        found = [figure for line in lines for figure in (line.now, line.before) if figure]
        found += [figure for row in (*self.by_document, *self.by_unit) for _, figure in row.cells]
        return {figure.key: figure for figure in found}

    def keys(self) -> list[str]:
        return list(self.figures)

    def figure(self, key: str) -> Figure:
        return self.figures[key]

    def as_json(self) -> dict:
        return {
            "report": "directives",
            "organization": {"code": self.organization_code, "name": self.organization_name},
            "since": self.now.span.since.isoformat(),
            "until": self.now.span.until.isoformat(),
            "present": self.now.present,
            "present_members": self.now.present_members,
            "figures": {key: figure.count for key, figure in self.figures.items()},
        }


def by(name: str, value) -> Callable[[object], bool]:
    return lambda one: getattr(one, name) == value


def standing_is(state: TaskState) -> Callable[[object], bool]:
    return lambda row: row.standing.state == state


def occurs(line: Line) -> bool:
    return bool(line.now.count or (line.before and line.before.count))


def whole(shares: list[Share | None]) -> Share | None:
    """Members reached by all of these, of the members of all units that held a session."""
    known = [one for one in shares if one]
    if not known:
        return None
    return Share(sum(one.reached for one in known), sum(one.members for one in known), all(one.known for one in known))


def build(scope: Scope, asked: Asked) -> DirectivesReport:
    """The report that was asked for. A period of more than a year has no earlier one beside it."""
    day = asked.counted_on
    issuer = issuer_on(asked.organization_id, day)
    if issuer is None:
        raise Refused(f"Tổ chức được chọn không tồn tại vào ngày {format_date(day)}; đồng chí chọn kỳ khác.")
    if day < asked.since:
        raise Refused(f"Kỳ báo cáo từ {format_date(asked.since)} chưa bắt đầu vào ngày {format_date(asked.on)}.")
    earlier = span_before(asked)
    now = Span(asked.since, day, period_words(asked.since, day))
    before = Span(*earlier, period_words(*earlier), "before.") if earlier else None
    code = OrganizationState.objects.filter(organization=asked.organization_id).values_list("organization__code")
    return DirectivesReport(
        organization_code=code.first()[0],
        organization_name=issuer.name,
        issuer=issuer,
        asked=asked,
        now=gather(scope, asked.organization_id, now),
        before=gather(scope, asked.organization_id, before) if before else None,
    )
