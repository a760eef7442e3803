"""A statistical form as a report: sheets of lines of figures, what stands below them, the check of form 1.

Screen, PDF, workbook and JSON of all five forms show this one shape.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cells.organizations.models import OrganizationState
from cells.organizations.papers import TERRITORIAL, Issuer, issuer_on
from members.statistics.report.sheet import Sheet
from members.statistics.rules.rows import FormSet, FormSpec, set_on, unnumbered
from members.statistics.sets import generations, sets
from sinho.documents.reports import Asked, Figure, Option, Report
from sinho.documents.statistics import SET_OPTION
from sinho.refusal import Refused
from sinho.text.dates import format_date

TITLES = {
    "form-1": "Biểu 1: Tăng, giảm đảng viên",
    "form-2": "Biểu 2: Đảng viên mới kết nạp",
    "form-3": "Biểu 3: Đội ngũ đảng viên",
    "form-4": "Biểu 4: Đảng viên theo dân tộc, tôn giáo",
    "form-5": "Biểu 5: Tổ chức và đảng viên theo loại hình",
    "form-6f": "Biểu 6F: Kết quả kiểm điểm tự phê bình và phê bình",
    "form-7b": "Biểu 7B: Chất lượng đảng viên",
}

# Forms 1 to 5 are printed in the set of their day, or in one that is asked for.
SETS = Option(SET_OPTION, "Bộ biểu", (("", "theo ngày cuối kỳ"), *((one.code, one.short) for one in generations())))


@dataclass(frozen=True)
class Check:
    """D = A + B − C of one period: D and A are counted on the roll of their days, B and C from the changes.

    `brief`: of one column beside that of the total; on paper only said by itself when it does not hold.
    """

    words: str
    carried: int
    increase: int
    decrease: int
    end: int
    brief: bool = False

    @property
    def expected(self) -> int:
        return self.carried + self.increase - self.decrease

    @property
    def holds(self) -> bool:
        return self.expected == self.end

    @property
    def difference(self) -> int:
        return self.end - self.expected


@dataclass(frozen=True)
class FormReport(Report):
    """One of the five forms, for an organisation; `period` says its time, `counted_on` is its last day."""

    code: str
    organization_code: str
    organization_name: str
    issuer: Issuer
    board: bool
    asked: Asked
    counted_on: dt.date
    period: str
    edition: FormSet
    spec: FormSpec
    sheets: tuple[Sheet, ...]
    columns: tuple[str, ...]
    rests: tuple[Figure, ...] = ()
    checks: tuple[Check, ...] = ()
    notes: tuple[str, ...] = ()

    thing = "người"
    unit = "Người"
    bodies = ()  # a form goes out from the board that gathers the figures, signed by its head

    @property
    def wide(self) -> bool:
        """Whether the table needs the whole width of the screen."""
        return any(sheet.narrow for sheet in self.sheets)

    @property
    def printed_checks(self) -> list[Check]:
        return [check for check in self.checks if not (check.brief and check.holds)]

    @property
    def brief_checks(self) -> str:
        """The columns whose check holds, in one sentence."""
        held = [check.words for check in self.checks if check.brief and check.holds]
        return f"Đối chiếu như vậy cũng khớp ở các cột: {', '.join(held)}." if held else ""

    @property
    def on(self) -> dt.date:
        return self.asked.on

    @property
    def reporter(self) -> str:
        """Ban Tổ chức Huyện ủy Sìn Hồ · Đảng ủy xã Nậm Tăm."""
        return f"Ban Tổ chức {self.issuer.organ}" if self.board else self.issuer.organ

    @property
    def superior(self) -> str:
        """In capitals above the name: TỈNH ỦY LAI CHÂU."""
        return self.issuer.superior.upper()

    @property
    def receiver(self) -> str:
        """The board that gets the form; "" for the top."""
        addressee = self.issuer.addressee.removeprefix("Ban Thường vụ ")
        return f"Ban Tổ chức {addressee}" if addressee else ""

    @property
    def deadline(self) -> str:
        """What is known of the deadline of who reports: that of district committees stands on the old forms."""
        return self.edition.deadline if self.board else ""

    @property
    def blanks(self) -> list[str]:
        """Rows and columns that the product keeps nothing for."""
        found = [unnumbered(row.label) for row in self.spec.blanks]
        found += [f"cột “{column.group}: {unnumbered(column.label)}”" for column in self.spec.columns if column.blank]
        return list(dict.fromkeys(found))

    @property
    def remarks(self) -> list[str]:
        """Sentences below the form."""
        found = list(self.notes)
        if self.spec.says:
            found.append(self.spec.says)
        if self.blanks:
            found.append(f"Hệ thống chưa theo dõi, in để trống: {'; '.join(self.blanks)}.")
        found.append(self.edition.says)
        return found

    @cached_property
    def figures(self) -> dict[str, Figure]:
        cells = [cell for sheet in self.sheets for line in sheet.lines for cell in line.cells]
        figures = [figure for cell in cells for figure in (cell.figure, cell.before) if figure]
        return {figure.key: figure for figure in [*figures, *self.rests]}

    @property
    def shown_rests(self) -> list[Figure]:
        return [figure for figure in self.rests if figure.count]

    @property
    def numbers(self) -> dict[str, Decimal]:
        """Means by the key of their line; of the earlier period with its prefix."""
        found = {}
        for line in (line for sheet in self.sheets for line in sheet.lines if line.key.endswith(".mean")):
            for prefix, cell in zip(("", "before."), line.cells, strict=False):
                if cell.number is not None:
                    found[f"{prefix}{line.key}"] = cell.number
        return found

    def keys(self) -> list[str]:
        return list(self.figures)

    def figure(self, key: str) -> Figure:
        return self.figures[key]

    def as_json(self) -> dict:
        return {
            "report": self.code,
            "form": self.spec.code,
            "set": self.edition.code,
            "set_verified": self.edition.verified,
            "organization": {"code": self.organization_code, "name": self.organization_name},
            "since": self.asked.since.isoformat() if self.asked.since else None,
            "until": self.counted_on.isoformat(),
            "on": self.on.isoformat(),
            "checks": [{"end": one.end, "expected": one.expected, "holds": one.holds} for one in self.checks],
            "means": {key: float(number) for key, number in self.numbers.items()},
            "not_kept": [row.key for row in self.spec.blanks],
            "figures": {key: figure.count for key, figure in self.figures.items()},
        }


def set_of(asked: Asked, day: dt.date, known: Sequence[FormSet] = ()) -> FormSet:
    """The set that was asked for, among those that one may choose; else the one in force on the day."""
    wanted = "".join(asked.chosen(SET_OPTION))
    return next((one for one in known or sets() if one.code == wanted), None) or set_on(known or sets(), day)


@dataclass(frozen=True)
class Head:
    """What every form says of the organisation and its time."""

    code: str
    organization_code: str
    organization_name: str
    issuer: Issuer
    board: bool
    asked: Asked
    counted_on: dt.date
    edition: FormSet
    spec: FormSpec


def head_of(code: str, asked: Asked, known: Sequence[FormSet] = ()) -> Head:
    """Head of the form; refused when the organisation does not exist on the last day, or the period is to come.

    `known`: the sets to choose from, when they are not those of the membership.
    """
    day = asked.counted_on
    issuer = issuer_on(asked.organization_id, day)
    if issuer is None:
        raise Refused(f"Tổ chức được chọn không tồn tại vào ngày {format_date(day)}; đồng chí chọn kỳ khác.")
    if asked.since and day < asked.since:
        raise Refused(f"Kỳ báo cáo từ {format_date(asked.since)} chưa bắt đầu vào ngày {format_date(asked.on)}.")
    state = OrganizationState.objects.on(day).select_related("organization").get(organization=asked.organization_id)
    chosen = set_of(asked, day, known)
    return Head(
        code=code,
        organization_code=state.organization.code,
        organization_name=state.name,
        issuer=issuer,
        board=state.kind in TERRITORIAL,
        asked=asked,
        counted_on=day,
        edition=chosen,
        spec=chosen.forms[code],
    )
