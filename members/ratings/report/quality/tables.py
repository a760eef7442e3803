"""The tables of the report."""

from collections import defaultdict
from collections.abc import Iterable

from cells.assessments.report.graded import CELLS, COMMUNE_TYPES, GRASSROOTS, Graded
from members.ratings.report.quality.figures import (
    GROUPS,
    LEFT_OUT,
    MEMBERS,
    OPEN,
    OTHER,
    TOTAL,
    Side,
    runs,
)
from members.ratings.report.quality.gather import Book
from sinho.documents.reports import Figure
from sinho.documents.tables import Cell, Column, Row, Table, number_cell
from sinho.text.numbers import format_number, percent

FEWEST_YEARS = 2
NONE = Cell("–")
NOTHING_LEFT = {LEFT_OUT: "Chưa hoặc không đánh giá", OPEN: "Chưa có quyết định"}


def share(part: int, whole: int) -> str:
    value = percent(part, whole)
    return "" if value is None else f"{format_number(value, 1)}%"


def over_years(books: tuple[Book, ...]) -> Table:
    """All groups, line by line, a pair of columns for each year. Levels stand by rank, in the words of the newest."""
    rows: list[Row] = []
    for group, label in GROUPS.items():
        sides = [Side(book, group) for book in books]
        if not any(side.rows for side in sides):
            continue
        rows.append(Row(label, tuple(pairs([total_of(side) for side in sides], None)), total=True))
        wholes = [sum(bool(row.level) for row in side.rows) for side in sides]
        for rank, (_, words, _) in enumerate(sides[0].levels):
            figures = [side.level(f"{side.book.year.year}.{group}", rank) for side in sides]
            rows.append(Row(words, tuple(pairs(figures, wholes))))
        for which, words in NOTHING_LEFT.items():
            figures = [side.part(f"{side.book.year.year}.{group}", which) for side in sides]
            rows.append(Row(words, tuple(pairs(figures, None))))
    columns = [Column(words, f"Năm {book.year.year}") for book in books for words in ("Số", "%")]
    return Table("Xếp loại qua các năm", "Nội dung", tuple(columns), tuple(rows), key="years")


def total_of(side: Side) -> Figure:
    return side.part(f"{side.book.year.year}.{side.group}", TOTAL)


def pairs(figures: list[Figure | None], wholes: list[int] | None) -> Iterable[Cell]:
    """Number and share of those that have a level."""
    for place, figure in enumerate(figures):
        yield number_cell(figure) if figure else NONE
        yield Cell(share(figure.count, wholes[place]) if figure and wholes else "")


def bases_of(book: Book) -> list[Graded]:
    """Communes and townships first, as the district lists them."""
    found = [row for row in book.year.rows if row.group == GRASSROOTS]
    return sorted(found, key=lambda row: row.type not in COMMUNE_TYPES)


def split(book: Book) -> tuple[dict[int, list], dict[int, list]]:
    """Grassroots organisation → its cells, its members."""
    cells, people = defaultdict(list), defaultdict(list)
    for row in book.year.rows:
        if row.group == CELLS:
            cells[row.committee_id].append(row)
    for one in book.people:
        people[one.base.organization_id].append(one)
    return cells, people


def by_base(book: Book) -> Table:
    """Each grassroots organisation: cells × level, members × level, how many of the best level and how many may be."""
    cells, people = split(book)
    sides = (Side(book, CELLS), Side(book, MEMBERS))
    rows = []
    for base in bases_of(book):
        pk, cap = base.organization_id, book.caps.get(base.organization_id)
        prefix = f"base.{base.code}"
        found = [
            *line(sides[0], prefix, cells[pk], base.short_name),
            *line(sides[1], prefix, people[pk], base.short_name),
        ]
        rows.append(Row(base.short_name, (*found, *cap_cells(cap))))
    whole = [*line(sides[0], "bases", None, ""), *line(sides[1], "bases", None, "")]
    if len(rows) > 1:
        rows.append(Row("Cộng", (*whole, *(Cell() for _ in range(3))), total=True))
    columns = [Column(words, GROUPS[side.group]) for side in sides for words in heads(side)]
    best = book.rules.levels[0].short if book.rules else "Mức cao nhất"
    columns += [Column(words, best) for words in ("Được phép", *share_heads(book))]
    title = f"Chi bộ, đảng viên theo mức của từng tổ chức cơ sở đảng, năm {book.year.year}"
    return Table(title, "Tổ chức cơ sở đảng", tuple(columns), tuple(rows), key="bases", wide=True)


def share_heads(book: Book) -> tuple[str, str]:
    """Of whom the two shares are, in the reading that the scheme uses and in the other one."""
    if not (book.rules and book.rules.caps):
        return "% theo quy định", "% theo cách khác"
    cap = book.rules.caps[0]
    words = ["% trên " + " và ".join(book.rules.short(code) for code in codes) for codes in (cap.base, cap.other)]
    return words[0], words[1] if cap.other else "% theo cách khác"


def heads(side: Side) -> list[str]:
    return ["Tổng", *(short for _, _, short in side.levels), "Không có mức"]


def line(side: Side, prefix: str, rows: list | None, where: str) -> list[Cell]:
    """Total, each level, without a level."""
    key = f"{prefix}.{side.group}"
    figures = [side.part(key, TOTAL, rows, where)]
    figures += [side.level(key, rank, rows, where) for rank in range(len(side.levels))]
    figures.append(side.part(key, OTHER, rows, where))
    return [number_cell(figure) for figure in figures]


def cap_cells(cap) -> tuple[Cell, Cell, Cell]:
    """How many are allowed, the share in both readings; over the cap is said. Nothing is said
    of a cap while nobody has a level that it counts."""
    if cap is None or not cap.of:
        return NONE, NONE, NONE
    allowed = "–" if cap.allowed is None else f"{cap.allowed}{', vượt' if cap.over else ''}"
    shares = ("–" if one is None else f"{format_number(one, 1)}%" for one in (cap.percent, cap.other_percent))
    return Cell(allowed), *(Cell(words) for words in shares)


def grade_of(book: Book, organization_id: int) -> str:
    """The abbreviation; what it lacks; a line where the organisation did not exist."""
    row = book.grades.get(organization_id)
    if row is None:
        return "–"
    return book.year.short_grade(row) or ("Không ĐG" if row.reason else "Chưa QĐ")


def bases_over_years(books: tuple[Book, ...]) -> Table:
    """Each grassroots organisation of the newest year: its grade, best members, lowest cells, year by year."""
    parts = [(book, *split(book)) for book in books]
    rows, columns = [], []
    for base in bases_of(books[0]):
        found: list[Cell] = []
        for book, cells, people in parts:
            prefix, pk = f"{book.year.year}.base.{base.code}", base.organization_id
            side, below = Side(book, MEMBERS), Side(book, CELLS)
            found.append(Cell(grade_of(book, pk), number=False))
            found.append(number_cell(side.level(f"{prefix}.members", 0, people[pk], base.short_name)))
            last = len(below.levels) - 1
            found.append(number_cell(below.level(f"{prefix}.cells", last, cells[pk], base.short_name)))
        rows.append(Row(base.short_name, tuple(found)))
    for book in books:
        best = book.rules.levels[0].short if book.rules else "Mức cao nhất"
        group = f"Năm {book.year.year}"
        columns += [Column("Xếp loại", group, words=True), Column(f"Đảng viên {best}", group)]
        columns.append(Column(f"Chi bộ {book.year.lowest.short.lower()}", group))
    title = "Từng tổ chức cơ sở đảng qua các năm"
    return Table(title, "Tổ chức cơ sở đảng", tuple(columns), tuple(rows), key="bases_years", wide=True)


def in_a_row(books: tuple[Book, ...]) -> Table | None:
    """Who stood at the best or at the lowest level for two years and more up to the newest; None of a single year."""
    numbers = range(FEWEST_YEARS, len(books) + 1)
    if not numbers:
        return None
    rows = []
    for lowest, key in ((False, "top"), (True, "low")):
        for group, words in GROUPS.items():
            side = Side(books[0], group)
            if side.levels:
                level = side.levels[-1 if lowest else 0][1]
                cells = run_cells(books, side, key, level, numbers)
                rows.append(Row(f"{words}: {level[:1].lower()}{level[1:]}", tuple(cells)))
    columns = tuple(Column(f"Từ {number} năm") for number in numbers)
    title = f"Nhiều năm liền, tính đến năm {books[0].year.year}"
    return Table(title, "Đối tượng, mức", columns, tuple(rows), key="runs")


def run_cells(books: tuple[Book, ...], side: Side, key: str, level: str, numbers) -> Iterable[Cell]:
    found = runs(books, side.group, lowest=key == "low")

    def pk_of(row) -> int:
        return row.member_id if side.group == MEMBERS else row.organization_id

    for number in numbers:
        chosen = [row for row in side.rows if found.get(pk_of(row), 0) >= number]
        words = f"{level[:1].lower()}{level[1:]} từ {number} năm liền"
        more = lambda row: f", {found[pk_of(row)]} năm liền"  # noqa: E731
        yield number_cell(side.figure(f"run.{side.group}.{key}.{number}", words, chosen, more))


def lowest_of(books: tuple[Book, ...]) -> Table | None:
    """Organisations at the lowest level of the newest year, by name, with the years in a row."""
    book, rows = books[0], []
    for group in (GRASSROOTS, CELLS):
        found = runs(books, group, lowest=True)
        for one in Side(book, group).rows:
            if years := found.get(one.organization_id):
                committee = one.committee if one.committee_id != one.organization_id else ""
                rows.append(Row(one.name, (Cell(committee, number=False), Cell(str(years)))))
    title = f"Tổ chức {book.year.lowest.label.lower()} năm {book.year.year}"
    columns = (Column("Đảng bộ cơ sở", words=True), Column("Số năm liền"))
    return Table(title, "Tổ chức", columns, tuple(rows), key="lowest") if rows else None
