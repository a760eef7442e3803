"""The report on leading the cells: a period beside the same one of the year before, every number with its rows."""

from dataclasses import dataclass
from functools import cached_property

from cells.organizations.models import OrganizationState, reach_of
from cells.organizations.papers import Issuer, issuer_on
from cells.oversight import terms, weak_rules
from cells.oversight.enums.difficulty import DifficultyField
from cells.oversight.enums.opinion import OpinionSource
from cells.oversight.enums.weak import Judgement
from cells.oversight.report.charges import Charged
from cells.oversight.report.gather import gather
from cells.oversight.report.spans import Rows, Span, year_before
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked, Figure, Report
from sinho.refusal import Refused
from sinho.text.dates import format_date

CODE = "oversight"
CHARGES = ("Người phụ trách", "Thời gian")
VISITS = ("Ngày", "Người đi", "Nội dung")
TROUBLES = ("Ngày nêu", "Lĩnh vực", "Nội dung", "Nơi giải quyết", "Hạn", "Trạng thái")
WEAK = ("Từ ngày", "Vì sao", "Kế hoạch", "Trạng thái")
PLANS = ("Nghị quyết", "Cơ quan ban hành", "Trích yếu")
MEASURES = ("Biện pháp", "Hạn", "Kết quả")
PEOPLE = ("Họ và tên", "Chức vụ, đơn vị", "Thời gian")
CHECKS = ("Quý", "Ngày kiểm tra", "Đánh giá, nhận xét")
OPINIONS = ("Ngày nhận", "Nơi tập hợp", "Nội dung", "Hạn trả lời", "Trạng thái")
T, D, P, Y = "tổ chức", "khó khăn", "kế hoạch", "ý kiến"
# Sections: heading of the screen, title, and lines: key, words, level, what a row is, its columns.
SECTIONS = (
    (
        *("phu-trach", "Huyện ủy viên phụ trách"),
        (
            ("charge.communes", "Xã, thị trấn cuối kỳ", 0, T, CHARGES),
            ("charge.covered", "Có huyện ủy viên phụ trách", 1, T, CHARGES),
            ("charge.missing", "Chưa có", 1, T, CHARGES),
            ("charge.twice", "Có nhiều người phụ trách chính", 1, T, CHARGES),
            ("charge.gap", "Lần trống người phụ trách trong kỳ", 0, "lần", CHARGES),
            ("charge.begun", "Phân công mới trong kỳ", 0, "phân công", CHARGES),
            ("charge.ended", "Thôi phụ trách trong kỳ", 0, "phân công", CHARGES),
            ("visits", "Lần xuống cơ sở trong kỳ", 0, "lần", VISITS),
            ("visits.none", "Xã, thị trấn chưa ai xuống trong kỳ", 1, T, VISITS),
        ),
    ),
    (
        *("kho-khan", "Khó khăn của cơ sở"),
        (
            ("difficulty.before", "Kỳ trước chuyển sang", 0, D, TROUBLES),
            ("difficulty.raised", "Nêu trong kỳ", 0, D, TROUBLES),
            *((f"difficulty.raised.{one}", one.label, 1, D, TROUBLES) for one in DifficultyField),
            ("difficulty.solved", "Giải quyết xong trong kỳ", 0, D, TROUBLES),
            ("difficulty.open", "Chưa giải quyết cuối kỳ", 0, D, TROUBLES),
            ("difficulty.late", "Quá hạn", 1, D, TROUBLES),
        ),
    ),
    (
        *("yeu-kem", "Tổ chức yếu kém kéo dài"),
        (
            ("weak.on", "Có trong danh sách cuối kỳ", 0, T, WEAK),
            ("weak.without_plan", "Chưa có kế hoạch củng cố", 1, T, WEAK),
            ("weak.new", "Vào danh sách trong kỳ", 0, T, WEAK),
            ("weak.risen", "Ra khỏi danh sách trong kỳ", 0, T, WEAK),
            ("weak.to_close", "Đã ra, kế hoạch chưa kết thúc", 1, T, WEAK),
            ("plan.issued", "Nghị quyết chuyên đề ban hành trong kỳ", 0, P, PLANS),
            ("plan.closed", "Kế hoạch kết thúc trong kỳ", 0, P, PLANS),
            ("measure.done", "Biện pháp xong trong kỳ", 0, "biện pháp", MEASURES),
            ("measure.late", "Biện pháp quá hạn cuối kỳ", 0, "biện pháp", MEASURES),
            ("plan.people", "Người được cử xuống, cuối kỳ", 0, "người", PEOPLE),
            ("check", "Lần kiểm tra quý trong kỳ", 0, "lần", CHECKS),
            *((f"check.{one}", one.label, 1, "lần", CHECKS) for one in Judgement),
            ("check.missing", "Quý chưa kiểm tra, cuối kỳ", 0, "quý", CHECKS),
        ),
    ),
    (
        *("y-kien", "Ý kiến của nhân dân"),
        (
            ("opinion.received", "Nhận trong kỳ", 0, Y, OPINIONS),
            *((f"opinion.received.{one}", one.label, 1, Y, OPINIONS) for one in OpinionSource),
            ("opinion.answered", "Trả lời trong kỳ", 0, Y, OPINIONS),
            ("opinion.published", "Công bố trong kỳ", 0, Y, OPINIONS),
            ("opinion.waiting", "Chưa trả lời cuối kỳ", 0, Y, OPINIONS),
            ("opinion.late", "Quá hạn trả lời", 1, Y, OPINIONS),
        ),
    ),
)
# What is told of each commune: key of the line, words, what a row is, columns.
BY_COMMUNE = (
    ("visits", "lần xuống", "lần", VISITS),
    ("difficulty.raised", "khó khăn nêu", D, TROUBLES),
    ("difficulty.solved", "đã giải quyết", D, TROUBLES),
    ("difficulty.late", "quá hạn", D, TROUBLES),
)


@dataclass(frozen=True)
class Line:
    """A row of the report: this period, the earlier one (None when there is none), how far it is set in."""

    label: str
    now: Figure
    before: Figure | None
    level: int

    @property
    def occurs(self) -> bool:
        return bool(self.now.count or (self.before and self.before.count))


@dataclass(frozen=True)
class Section:
    """Rows under a heading; what did not occur is left out below the first level."""

    key: str
    title: str
    lines: tuple[Line, ...]

    @property
    def shown(self) -> list[Line]:
        return [line for line in self.lines if line.level == 0 or line.occurs]


@dataclass(frozen=True)
class Commune:
    """A commune with who is in charge at the end and its figures."""

    name: str
    people: str
    cells: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True)
class OversightReport(Report):
    """Everything of the period, for an organisation and what stands below it."""

    organization_code: str
    organization_name: str
    issuer: Issuer
    asked: Asked
    span: Span
    rows: Rows
    before_span: Span | None
    before_rows: Rows | None
    places: tuple[Charged, ...]
    codes: dict[int, str]
    columns = CHARGES

    def one(self, key: str, label: str, thing: str, columns: tuple[str, ...], *, before: bool = False) -> Figure:
        span, rows = (self.before_span, self.before_rows) if before else (self.span, self.rows)
        return Figure(f"{span.prefix}{key}", f"{label}, {span.words}", rows.get(key), thing, columns)

    def line(self, key: str, label: str, level: int, thing: str, columns: tuple[str, ...]) -> Line:
        before = self.one(key, label, thing, columns, before=True) if self.before_rows else None
        return Line(label, self.one(key, label, thing, columns), before, level)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return tuple(Section(key, title, tuple(self.line(*one) for one in lines)) for key, title, lines in SECTIONS)

    @cached_property
    def communes(self) -> tuple[Commune, ...]:
        return tuple(self.commune(one) for one in self.places)

    def commune(self, place: Charged) -> Commune:
        pk, name = place.state.organization_id, place.state.name
        cells = [
            (label, Figure(f"{self.codes[pk]}-{key}", f"{name}: {label}", self.rows.of(key, [pk]), thing, columns))
            for key, label, thing, columns in BY_COMMUNE
        ]
        who = "; ".join(one.person_name for one in place.people) or (place.gap.words if place.gap else "")
        return Commune(name, who, tuple(cells))

    @property
    def notes(self) -> tuple[str, ...]:
        term = terms.on(self.span.until)
        said = f"Hạn điền sẵn: khó khăn {term.difficulty_days} ngày, ý kiến {term.opinion_days} ngày"
        return f"Yếu kém kéo dài: {weak_rules.on(self.span.until).words}.", f"{said} ({term.source_words})."

    @cached_property
    def figures(self) -> dict[str, Figure]:
        lines = [line for section in self.sections for line in section.lines]
        found = [figure for line in lines for figure in (line.now, line.before) if figure]
        found += [figure for one in self.communes for _, figure in one.cells]
        return {figure.key: figure for figure in found}

    def keys(self) -> list[str]:
        return list(self.figures)

    def figure(self, key: str) -> Figure:
        return self.figures[key]

    def as_json(self) -> dict:
        return {
            "report": CODE,
            "organization": {"code": self.organization_code, "name": self.organization_name},
            "since": self.span.since.isoformat(),
            "until": self.span.until.isoformat(),
            "figures": {key: figure.count for key, figure in self.figures.items()},
        }


def build(scope: Scope, asked: Asked) -> OversightReport:
    """The report that was asked for."""
    day = asked.counted_on
    issuer = issuer_on(asked.organization_id, day)
    if issuer is None:
        raise Refused(f"Tổ chức được chọn không tồn tại vào ngày {format_date(day)}; đồng chí chọn kỳ khác.")
    if day < asked.since:
        raise Refused(f"Kỳ báo cáo từ {format_date(asked.since)} chưa bắt đầu vào ngày {format_date(asked.on)}.")
    span = Span(asked.since, day)
    before = year_before(span)
    ids = reach_of([asked.organization_id], day)[asked.organization_id] & scope.organization_ids(Permission.EXPORT)
    codes = dict(OrganizationState.objects.filter(organization_id__among=ids).values_list(*CODES))
    rows, places = gather(ids, span)
    return OversightReport(
        organization_code=codes[asked.organization_id],
        organization_name=issuer.name,
        issuer=issuer,
        asked=asked,
        span=span,
        rows=rows,
        before_span=before,
        before_rows=gather(ids, before)[0] if before else None,
        places=tuple(places),
        codes=codes,
    )


CODES = ("organization_id", "organization__code")
