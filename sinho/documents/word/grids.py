"""Tables of the page as tables of Word: merged cells, widths, header rows that return on each page."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from sinho.documents.word import columns
from sinho.documents.word.elements import Look, keep_with_next, paragraph, twips, w
from sinho.documents.word.inline import classes, plain_lines, runs

# Sizes that the style sheet gives to tables of a class: body and header, in points; the first class that fits.
_SIZES = {
    "panels": (9.5, 8.5),
    "small": (9, 7.5),
    "close": (9.5, 9.5),
    "fine": (10, 10),
}
_FORM_SIZES, _USUAL_SIZES = (10, 9.5), (12, 12)
MOST_TOGETHER = 12  # rows of the body, as in the style sheet
_PADDING = {True: (0.6, 3), False: (2.2, 4)}
_ORDER_ROW_SIZES = {True: 8.5, False: 9}
_INDENTS = {True: {"i1": 10, "i2": 22, "i3": 38}, False: {"i1": 14, "i2": 26}}
_ALIGNED = {"n": "right", "c": "center"}


@dataclass(frozen=True)
class Cell:
    """A cell of the page with its place in the grid."""

    element: Element
    row: int
    column: int
    rowspan: int
    colspan: int
    names: frozenset[str]
    in_head: bool
    bold: bool
    size: float


@dataclass(frozen=True)
class Grid:
    """A table of the page. `in_form`: it stands in a statistical form, whose tables are closer."""

    cells: tuple[Cell, ...]
    rows: tuple[Element, ...]
    head_rows: int
    width: int
    named_columns: tuple[tuple[str, ...], ...]
    caption: str
    in_form: bool


def read_grid(table: Element, in_form: bool) -> Grid:
    """The table with a place for each cell."""
    sizes = next((_SIZES[name] for name in classes(table) if name in _SIZES), _FORM_SIZES if in_form else _USUAL_SIZES)
    head = table.findall("thead/tr")
    rows = [*head, *table.findall("tbody/tr"), *table.findall("tr"), *table.findall("tfoot/tr")]
    taken: set[tuple[int, int]] = set()
    cells = []
    for number, row in enumerate(rows):
        column, named = 0, set(classes(row))
        for element in row:
            while (number, column) in taken:
                column += 1
            down, across = (int(element.get(name, 1)) for name in ("rowspan", "colspan"))
            in_head = number < len(head)
            names = frozenset(classes(element))
            bold = (in_head and "nos" not in named) or "b" in named or "strong" in names
            size = _ORDER_ROW_SIZES[in_form] if "nos" in named else sizes[0 if not in_head else 1]
            cells.append(Cell(element, number, column, down, across, names, in_head, bold, size))
            taken |= {(number + y, column + x) for y in range(down) for x in range(across)}
            column += across
    width = max((column + 1 for _, column in taken), default=1)
    named_columns = tuple(tuple(classes(one)) for one in table.findall("colgroup/col"))
    caption = table.find("caption")
    words = " ".join(plain_lines(caption)) if caption is not None else ""
    return Grid(tuple(cells), tuple(rows), len(head), width, named_columns, words, in_form)


def needs(grid: Grid) -> columns.Needs:
    """What the cells ask of the widths of the columns."""
    sides = 2 * _PADDING[grid.in_form][1] + 1
    asked = columns.Needs(grid.width)
    for cell in grid.cells:
        indent = _INDENTS[grid.in_form].get(next(iter(cell.names & {"i1", "i2", "i3"}), ""), 0)
        lines, stays = plain_lines(cell.element), bool(cell.names & {"n", "w"})
        asked.take(cell.column, cell.colspan, lines, cell.size, cell.bold, stays, sides + indent)
        asked.fix(cell.column, cell.names)
    for place, names in enumerate(grid.named_columns[: grid.width]):
        asked.fix(place, names)
    return asked


def table_element(grid: Grid, available: float):
    """<w:tbl> as wide as the text."""
    widths = needs(grid).shared(available, fixed=grid.in_form)
    by_row: list[dict[int, Cell]] = [{} for _ in grid.rows]
    for cell in grid.cells:
        for row in range(cell.row, min(cell.row + cell.rowspan, len(grid.rows))):
            by_row[row][cell.column] = cell
    table = w("tbl", _properties(grid, sum(widths)), w("tblGrid", *(w("gridCol", w=twips(one)) for one in widths)))
    for number, row in enumerate(grid.rows):
        table.append(_row(grid, number, row, by_row[number], widths))
    _keep_edges(table, grid)
    return table


def _properties(grid: Grid, width: float):
    lines = [w(side, val="single", sz="4", space="0", color="000000") for side in _SIDES]
    padding = [w(side, w=twips(_PADDING[grid.in_form][side in ("left", "right")]), type="dxa") for side in _MARGINS]
    caption = w("tblCaption", val=grid.caption) if grid.caption else None
    return w(
        "tblPr",
        w("tblW", w=twips(width), type="dxa"),
        w("tblBorders", *lines),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *padding),
        w("tblLook", val="0020", firstRow="1"),
        caption,
    )


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_MARGINS = ("top", "left", "bottom", "right")


def _row(grid: Grid, number: int, element: Element, cells: dict[int, Cell], widths: Sequence[float]):
    in_head, names = number < grid.head_rows, classes(element)
    row = w("tr", w("trPr", w("cantSplit"), w("tblHeader") if in_head else None))
    column = 0
    while column < grid.width:
        cell = cells.get(column)
        across = cell.colspan if cell else 1
        width = sum(widths[column : column + across])
        merge = None
        if cell and cell.rowspan > 1:
            merge = w("vMerge", val="restart" if cell.row == number else None)
        properties = w(
            "tcPr",
            w("tcW", w=twips(width), type="dxa"),
            w("gridSpan", val=str(across)) if across > 1 else None,
            merge,
            w("vAlign", val="center"),
        )
        new_page = "overleaf" in names and column == 0
        shown = cell if cell and cell.row == number else None
        row.append(w("tc", properties, *_words(grid, shown, new_page)))
        column += across
    return row


def _words(grid: Grid, cell: Cell | None, new_page: bool) -> list:
    """What stands in a cell."""
    if cell is None:
        return [paragraph("TableText", new_page=new_page)]
    italic = "nos" in _row_names(grid, cell) or ("i3" if grid.in_form else "i2") in cell.names
    look = Look(cell.bold or None, italic or None, None if cell.size == _USUAL_SIZES[0] else cell.size)
    indent = next((_INDENTS[grid.in_form][name] for name in _INDENTS[grid.in_form] if name in cell.names), None)
    align = "center" if cell.in_head else next((_ALIGNED[name] for name in _ALIGNED if name in cell.names), None)
    blocks = cell.element.findall("p") or [cell.element]
    return [
        paragraph("TableText", runs(block, look), new_page=new_page and not number, left=indent, align=align)
        for number, block in enumerate(blocks)
    ]


def _row_names(grid: Grid, cell: Cell) -> list[str]:
    return classes(grid.rows[cell.row])


def _keep_edges(table, grid: Grid) -> None:
    """A short table stays on one page; of a long one the header with the first row, the last two rows together."""
    rows = [one for one in table if one.tag.endswith("}tr")]
    short = len(rows) - grid.head_rows <= MOST_TOGETHER
    kept = range(len(rows)) if short else {*range(grid.head_rows + 1), len(rows) - 2}
    for row in set(kept) & set(range(len(rows) - 1)):
        keep_row_with_next(rows[row])


def keep_row_with_next(row) -> None:
    for one in row.iter("{*}p"):
        keep_with_next(one)
