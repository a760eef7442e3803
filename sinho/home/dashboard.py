"""What the leaders of the district see first: a dozen figures of the work, each with its curve and its report."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.http import urlencode

from cadres.staff.enums import Measure
from sinho.accounts.roles import Permission, Role
from sinho.accounts.scope import Scope
from sinho.documents.reports import YEAR, Asked, ReportKind, kind_of
from sinho.home import curves
from sinho.home.curves import YEARS, Frame, Numbers, Value
from sinho.text.dates import format_date
from sinho.text.numbers import format_number

P = Permission
SAME_PERIOD, YEAR_END = "cùng kỳ năm", "cuối năm"


@dataclass(frozen=True)
class Theme:
    """A figure of the dashboard: its words, how it is counted, and which report (code) or page tells more.

    `than`: what its number is held against.
    """

    label: str
    numbers: Callable[[Frame], Numbers]
    than: str
    report: str = ""
    page: str = ""
    needs: Permission | None = None
    unit: str = ""
    decimals: int = 0

    def may_open(self, frame: Frame) -> bool:
        """Whether the person may open what stands behind the number."""
        needed = [P.EXPORT, kind_of(self.report).needs] if self.report else [self.needs]
        return all(frame.scope.may(one, frame.root) for one in needed if one)

    def url(self, frame: Frame, year: int) -> str:
        if self.report:
            question = asked_of(kind_of(self.report), frame, year)
            return f"{reverse('reports:report', args=[self.report])}?{question.query}"
        return f"{reverse(self.page)}?{urlencode({'ngay': format_date(frame.day)})}"


def asked_of(kind: ReportKind, frame: Frame, year: int) -> Asked:
    """The year up to the day, or the whole year that the last known number is of."""
    if kind.asks == YEAR:
        return Asked(frame.root, frame.day, year=year)
    return Asked(frame.root, frame.day, since=dt.date(frame.day.year, 1, 1), until=frame.day)


SHARE = {"unit": "%", "decimals": 1}
THEMES = (
    Theme("Đảng viên mới kết nạp trong năm", curves.admitted, SAME_PERIOD, "admission"),
    Theme("Bản chưa có đảng viên", curves.without_members, YEAR_END, page="coverage:list", needs=P.VIEW_MEMBERS),
    Theme("Tổ chức đảng thành lập trong năm", curves.founded, SAME_PERIOD, "organizations-founded"),
    Theme("Tổ chức cơ sở đảng ở mức cao nhất", curves.at_the_top, "năm", "cell-quality", **SHARE),
    Theme("Tổ chức yếu kém kéo dài", curves.weak, YEAR_END, page="oversight:weak", needs=P.VIEW),
    Theme("Buổi sinh hoạt chi bộ thường kỳ trong năm", curves.meetings, SAME_PERIOD, "meetings"),
    Theme("Lượt đảng viên được quán triệt trong năm", curves.briefed, SAME_PERIOD, "directives"),
    *(
        Theme(f"Cán bộ xã: {label}", curves.staff_reaching(measure), YEAR_END, "cadre-quality", **SHARE)
        for measure, label in (
            (Measure.GENERAL, "học vấn từ trung học cơ sở"),
            (Measure.TRAINED, "được đào tạo theo chức danh"),
            (Measure.THEORY, "lý luận từ sơ cấp"),
        )
    ),
    Theme("Lượt người vào học trong năm", curves.sent_to_study, SAME_PERIOD, "training"),
    Theme(
        "Hỗ trợ đi học đã chi trong năm, triệu đồng",
        curves.support_paid,
        SAME_PERIOD,
        "training",
        unit="triệu đồng",
        decimals=1,
    ),
)


@dataclass(frozen=True)
class Curve:
    """A figure as it is shown: the number of the day, or of the last year that has one, its curve and its change."""

    theme: Theme
    numbers: Numbers
    ends: tuple[dt.date, ...]
    url: str = ""

    @property
    def label(self) -> str:
        return self.numbers.label or self.theme.label

    @property
    def place(self) -> int:
        """Which end the number shown is of."""
        known = [place for place, value in enumerate(self.numbers.values) if value is not None]
        return known[-1] if known else len(self.ends) - 1

    @property
    def end(self) -> dt.date:
        return self.ends[self.place]

    @property
    def value(self) -> Value:
        return self.numbers.values[self.place]

    @property
    def line(self) -> tuple[Value, ...]:
        """The points of its curve."""
        return self.numbers.values

    def words(self, value: Value) -> str:
        said = format_number(value, self.theme.decimals)
        return f"{said} {self.theme.unit}".strip() if said else "chưa có"

    @property
    def number(self) -> str:
        return format_number(self.value, self.theme.decimals)

    @property
    def is_share(self) -> bool:
        return self.theme.unit == "%"

    @property
    def changed(self) -> str:
        """tăng 12 so với cùng kỳ năm 2008 · giảm 8,1 điểm % so với cuối năm 2008 · bằng cuối năm 2008."""
        if self.value is None:
            return "chưa có số liệu"
        if self.numbers.before is None:
            return "chưa có số liệu để so sánh"
        note = f"; {self.numbers.note}" if self.numbers.note else ""
        than, change = f"{self.theme.than} {self.end.year - 1}", self.numbers.change
        if not change:
            return f"bằng {than}{note}"
        unit = "điểm %" if self.is_share else self.theme.unit
        said = f"{format_number(abs(change), self.theme.decimals)} {unit}".strip()
        return f"{'tăng' if change > 0 else 'giảm'} {said} so với {than}{note}"

    @property
    def told(self) -> str:
        """All points for who hears the page."""
        days = [str(end.year) if (end.month, end.day) == (12, 31) else format_date(end) for end in self.ends]
        return "; ".join(f"{day}: {self.words(value)}" for day, value in zip(days, self.line, strict=True))


@dataclass(frozen=True)
class Dashboard:
    """All figures that the person may open, as of a day."""

    day: dt.date
    curves: tuple[Curve, ...]

    @property
    def first_year(self) -> int:
        return self.day.year - YEARS + 1

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing but zeros and gaps."""
        return not any(value for curve in self.curves for value in curve.line)


def leads(scope: Scope) -> int | None:
    """The organisation that the person leads as a leader of the district; None for everybody else."""
    return next((reach.organization_id for reach in scope.reaches if reach.role == Role.DISTRICT_LEADER), None)


def dashboard(scope: Scope, root: int, day: dt.date) -> Dashboard:
    """The number of queries hangs on the number of years alone."""
    frame = Frame(scope, root, day)
    found = []
    for theme in THEMES:
        if theme.may_open(frame):
            curve = Curve(theme, theme.numbers(frame), frame.ends)
            found.append(replace(curve, url=theme.url(frame, curve.end.year)))
    return Dashboard(day, tuple(found))
