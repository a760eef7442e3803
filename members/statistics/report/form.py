"""A statistical form as a report: sheets of lines of figures, what stands below them, the check of form 1.

Screen, PDF, workbook and JSON of all five forms show this one shape.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from cells.organizations.enums import OrganizationKind
from cells.organizations.models import OrganizationState
from cells.organizations.papers import Issuer, issuer_on
from members.statistics.rules.rows import FormSet, FormSpec, set_on, unnumbered
from members.statistics.sets import sets
from sinho.documents.reports import Asked, Figure, Report
from sinho.refusal import Refused
from sinho.text.dates import format_date

TERRITORIAL = (OrganizationKind.PROVINCE_COMMITTEE, OrganizationKind.DISTRICT_COMMITTEE)
TITLES = {
    "form-1": "Biểu 1: Tăng, giảm đảng viên",
    "form-2": "Biểu 2: Đảng viên mới kết nạp",
    "form-3": "Biểu 3: Đội ngũ đảng viên",
    "form-4": "Biểu 4: Đảng viên theo dân tộc, tôn giáo",
    "form-5": "Biểu 5: Tổ chức và đảng viên theo loại hình",
}


@dataclass(frozen=True)
class Cell:
    """A figure, or a share or mean, or nothing; both empty: printed blank. `before`: the same on an earlier day."""

    figure: Figure | None = None
    number: Decimal | None = None
    before: Figure | None = None


EMPTY = Cell()
# More columns than these are printed small.
MOST_WIDE = 11
# More lines than these are printed close.
MOST_TALL = 22


@dataclass(frozen=True)
class Line:
    """A row of the form. `level` 0 stands out, 3 is an "of which"; `blank`: the product does not keep it."""

    key: str
    label: str
    level: int
    cells: tuple[Cell, ...] = ()
    blank: bool = False
    number: str = ""

    @property
    def is_heading(self) -> bool:
        return not self.blank and all(cell == EMPTY for cell in self.cells)

    @property
    def occurs(self) -> bool:
        """Whether any of its figures is more than zero; lines without figures always stand."""
        figures = [cell.figure for cell in self.cells if cell.figure]
        return not figures or any(figure.count for figure in figures)


@dataclass(frozen=True)
class Heading:
    """A column: `number` stands under it with its formula, `group` above it and its neighbours; shares: `percent`.

    `time`: the period or day that it counts, in small words; `blank`: the product does not keep it.
    """

    label: str
    number: str
    group: str = ""
    percent: bool = False
    time: str = ""
    blank: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet of the form: its code and title, columns after the first one, lines.

    `numbered`: lines carry a number of their own (TT); `long`: on the screen, lines of zeros are left out, on paper the
    lines stand in three panels; `continues`: signed with the sheet before.
    """

    code: str
    title: tuple[str, ...]
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    first: str = "Chỉ tiêu"
    numbered: bool = False
    long: bool = False
    continues: bool = False

    @property
    def shown(self) -> list[Line]:
        """Lines on the screen."""
        return [line for line in self.lines if line.occurs or line.level == 0] if self.long else list(self.lines)

    @property
    def on_screen(self) -> "Sheet":
        """Without the columns that nothing is kept for; paper and workbook print them empty."""
        return self.columns_at([place for place, heading in enumerate(self.headings) if not heading.blank])

    def columns_at(self, places: Sequence[int]) -> "Sheet":
        """The sheet with these of its columns."""
        lines = (replace(line, cells=tuple(line.cells[place] for place in places)) for line in self.lines)
        return replace(self, headings=tuple(self.headings[place] for place in places), lines=tuple(lines))

    @property
    def compared(self) -> bool:
        """Whether its cells hold the figure of an earlier day too."""
        return any(cell.before for line in self.lines for cell in line.cells)

    @property
    def earlier(self) -> "Sheet":
        """The same sheet of the earlier day."""
        lines = (replace(line, cells=tuple(Cell(cell.before) for cell in line.cells)) for line in self.lines)
        return replace(self, code=f"{self.code}, ngày trước", lines=tuple(lines))

    @property
    def narrow(self) -> bool:
        """Whether so many columns stand beside each other that they are printed small."""
        return len(self.headings) > MOST_WIDE

    @property
    def tall(self) -> bool:
        """Whether its lines are printed close, to keep the signatures on the page."""
        return len(self.lines) > MOST_TALL and not self.long

    @property
    def left_out(self) -> int:
        return len(self.lines) - len(self.shown)

    @property
    def grouped(self) -> bool:
        return any(heading.group for heading in self.headings)

    @property
    def top(self) -> list[tuple[str, str, int]]:
        """First row of the head: words, time, over how many columns (0: over one, down to the second row)."""
        found: list[tuple[str, str, int]] = []
        last = ""
        for heading in self.headings:
            if heading.group and heading.group == last:
                found[-1] = (last, "", found[-1][2] + 1)
            else:
                found.append((heading.group or heading.label, heading.time, 1 if heading.group else 0))
            last = heading.group
        return found

    @property
    def below(self) -> list[Heading]:
        """Second row of the head."""
        return [heading for heading in self.headings if heading.group]


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
        addressee = self.issuer.addressee.removeprefix("Ban Thường vụ ")
        return f"Ban Tổ chức {addressee}" if addressee else ""

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
    chosen = set_on(known or sets(), day)
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
