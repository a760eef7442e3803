"""The sheets of a statistical form: lines of cells under headings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sinho.documents.reports import Figure


@dataclass(frozen=True)
class Cell:
    """A figure, or a share or mean, or nothing; both empty: printed blank. `before`: the same on an earlier day."""

    figure: Figure | None = None
    number: Decimal | None = None
    before: Figure | None = None

    @property
    def shows_before(self) -> bool:
        """Whether there is something to compare: two zeros stand as one."""
        return bool(self.before and (self.before.count or self.figure.count))

    @property
    def change(self) -> int:
        """How many more than on the earlier day."""
        return self.figure.count - self.before.count


EMPTY = Cell()
# More columns than these are printed small.
MOST_WIDE = 11
# More lines than these are printed close.
MOST_TALL = 22


@dataclass(frozen=True)
class Line:
    """A row of the form. `level` 0 stands out, 3 is an "of which"; `blank`: the product does not keep it.

    `sums`: keys of the rows that share its count out.
    """

    key: str
    label: str
    level: int
    cells: tuple[Cell, ...] = ()
    blank: bool = False
    number: str = ""
    sums: tuple[str, ...] = ()

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
        return replace(self, code=f"{self.code}, kỳ trước", lines=tuple(lines))

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
