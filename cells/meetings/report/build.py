"""The report on meetings: totals by grassroots organisation, and the roll-up by cell and meeting (§7.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cells.meetings import frames
from cells.meetings.report.gather import MEETINGS, MONTHS, Gathered, Row, gather
from cells.organizations.models import OrganizationState
from cells.organizations.papers import Issuer, issuer_on
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked, Figure, Listed, Report
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.text.numbers import format_number

CODE = "meetings"
ALL = "all"
MOST_ON_SCREEN = 300


@dataclass(frozen=True)
class Line:
    """A grassroots organisation, or all of them, with its figures in the order of the table."""

    name: str
    figures: tuple[Figure, ...]
    attendance: str


@dataclass(frozen=True)
class MeetingsReport(Report):
    organization_code: str
    organization_name: str
    issuer: Issuer
    asked: Asked
    found: Gathered
    columns = MEETINGS
    thing = "buổi"

    @cached_property
    def levels(self) -> dict[str, str]:
        """Code → name at the end of the period, the best first."""
        return frames.on(self.asked.counted_on).levels

    @property
    def level_names(self) -> list[str]:
        return list(self.levels.values())

    @property
    def source(self) -> str:
        return frames.on(self.asked.counted_on).said

    @property
    def headings(self) -> list[str]:
        return [
            "Lượt phải họp",
            "Buổi thường kỳ",
            "Không ghi họp",
            "Chuyên đề",
            "Dự họp thấp",
            *self.levels.values(),
            "Chưa chấm",
        ]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        bases = sorted(self.found.bases.items(), key=lambda one: one[1])
        return tuple(self.line(pk, code, name) for pk, (code, name) in bases)

    @cached_property
    def total(self) -> Line:
        return self.line(None, ALL, "Cộng")

    def line(self, base: int | None, code: str, name: str) -> Line:
        rows = [row for row in self.found.rows if base in (None, row.base_id)]
        due = [line for pk, line in self.found.due if base in (None, pk)]
        missed = [line for pk, line in self.found.missed if base in (None, pk)]
        regular = [row for row in rows if row.meeting.kind == "regular"]
        themes = [row for row in rows if row.meeting.kind == "thematic"]

        def listed(key: str, label: str, found: Iterable[Row]) -> Figure:
            return Figure(f"{code}-{key}", f"{name}: {label}", tuple(row.listed() for row in found))

        def of_months(key: str, label: str, found: Iterable[Listed]) -> Figure:
            return Figure(f"{code}-{key}", f"{name}: {label}", tuple(found), "lượt chi bộ", MONTHS)

        figures = (
            of_months("due", "lượt chi bộ phải họp thường kỳ", due),
            listed("held", "buổi thường kỳ", regular),
            of_months("missed", "lượt không ghi họp thường kỳ", missed),
            listed("themes", "buổi chuyên đề", themes),
            listed("low", "buổi dự họp thấp", (row for row in rows if row.meeting.is_low)),
            *(
                listed(level, f"buổi mức {label.lower()}", (row for row in rows if row.level == level))
                for level, label in self.levels.items()
            ),
            listed("unscored", "buổi chưa chấm", (row for row in rows if not row.level)),
        )
        shares = [row.meeting.share for row in rows if row.meeting.share is not None]
        return Line(name, figures, format_number(sum(shares) / len(shares), 1) if shares else "")

    @property
    def shown(self) -> tuple[Row, ...]:
        """The roll-up on the screen; all of it stands in the workbook."""
        return self.found.rows[:MOST_ON_SCREEN]

    @cached_property
    def figures(self) -> dict[str, Figure]:
        lines = (*self.lines, self.total)
        return {figure.key: figure for line in lines for figure in line.figures}

    def keys(self) -> list[str]:
        return list(self.figures)

    def figure(self, key: str) -> Figure:
        return self.figures[key]

    def as_json(self) -> dict:
        return {
            "report": CODE,
            "organization": {"code": self.organization_code, "name": self.organization_name},
            "since": self.asked.since.isoformat(),
            "until": self.asked.counted_on.isoformat(),
            "attendance": self.total.attendance,
            "figures": {key: figure.count for key, figure in self.figures.items()},
        }


def build(scope: Scope, asked: Asked) -> MeetingsReport:
    """The report that was asked for."""
    day = asked.counted_on
    issuer = issuer_on(asked.organization_id, day)
    if issuer is None:
        raise Refused(f"Tổ chức được chọn không tồn tại vào ngày {format_date(day)}; đồng chí chọn kỳ khác.")
    if day < asked.since:
        raise Refused(f"Kỳ báo cáo từ {format_date(asked.since)} chưa bắt đầu vào ngày {format_date(asked.on)}.")
    code = OrganizationState.objects.filter(organization=asked.organization_id).values_list("organization__code")
    return MeetingsReport(code.first()[0], issuer.name, issuer, asked, gather(scope, asked))
