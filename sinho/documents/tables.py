"""Tables of figures, shares and words, that page, paper and workbook show alike."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from sinho.documents.reports import Figure
from sinho.text.numbers import format_number


@dataclass(frozen=True)
class Cell:
    """What a cell says: words, or a number with its list; `value`: the number that the words say, for workbooks."""

    text: str = ""
    figure: Figure | None = None
    number: bool = True
    value: int | Decimal | None = None


@dataclass(frozen=True)
class Row:
    """A line; `total`: it stands out."""

    label: str
    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True)
class Column:
    """A column with the words above it and its neighbours; `words`: it holds no numbers."""

    label: str
    group: str = ""
    words: bool = False


@dataclass(frozen=True)
class Table:
    """A table; `first` heads the labels of its rows. `wide`: printed on a lying page of its own."""

    title: str
    first: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    key: str = ""
    wide: bool = False

    @property
    def grouped(self) -> bool:
        return any(column.group for column in self.columns)

    @property
    def top(self) -> list[tuple[str, int]]:
        """Words of the first row of the head, each over how many columns."""
        return [(words, len(list(few))) for words, few in groupby(column.group for column in self.columns)]


def number_cell(figure: Figure | None) -> Cell:
    """The number of a figure; unknown is empty."""
    return Cell(format_number(figure.count), figure, value=figure.count) if figure else Cell()


def amount_cell(value: int | Decimal | None, decimals: int | None = None, figure: Figure | None = None) -> Cell:
    """A number that is not the count of its figure: a share, money; unknown is empty."""
    return Cell(format_number(value, decimals), figure, value=value)


def numbers_under(*labels: str) -> tuple[Column, ...]:
    """Columns of numbers that stand in no group."""
    return tuple(map(Column, labels))
