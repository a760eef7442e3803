"""Figures of the report: organisations or members of a year, under stable keys with the rank of the level."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cells.assessments.report.graded import CELLS, GRASSROOTS, Graded
from cells.organizations.enums import OrganizationKind
from members.ratings.report.quality.gather import Book, Person
from members.ratings.report.quality.shape import ORGANIZATION_COLUMNS
from sinho.documents.reports import Figure, Listed

MEMBERS = "members"
GROUPS = {GRASSROOTS: "Tổ chức cơ sở đảng", CELLS: "Chi bộ trực thuộc", MEMBERS: "Đảng viên"}
TOTAL, LEFT_OUT, OPEN, OTHER = "total", "not_evaluated", "undecided", "other"
WORDS = {
    TOTAL: "",
    LEFT_OUT: "chưa hoặc không đánh giá",
    OPEN: "chưa có quyết định",
    OTHER: "không có mức",
}
COUNTS: dict[str, Callable] = {
    TOTAL: lambda row: True,
    LEFT_OUT: lambda row: row.reason,
    OPEN: lambda row: not (row.level or row.reason),
    OTHER: lambda row: not row.level,
}


@dataclass(frozen=True)
class Side:
    """One group of a year: its rows, its levels in words with the best first."""

    book: Book
    group: str

    @property
    def rows(self) -> list:
        if self.group == MEMBERS:
            return list(self.book.people)
        return [row for row in self.book.year.rows if row.group == self.group]

    @property
    def levels(self) -> list[tuple[str, str, str]]:
        """Code, full words, abbreviation."""
        rules = self.book.rules if self.group == MEMBERS else self.book.year.scheme
        return [(level.code, level.label, level.short) for level in rules.levels] if rules else []

    def listed(self, row: Graded | Person, more: str = "") -> Listed:
        if isinstance(row, Graded):
            committee = row.committee if row.committee_id != row.organization_id else ""
            texts = (OrganizationKind(row.kind).label, committee, self.book.year.grade(row) + more)
            return Listed(row.organization_id, row.name, texts)
        view = "ratings:member" if row.visible else ""
        texts = (row.birth, row.cell.short_name, row.base.short_name, self.said(row) + more)
        return Listed(row.cell.organization_id, row.name, texts, view, row.member_id)

    def said(self, one: Person) -> str:
        """The level of a member in words, or why there is none."""
        rules = self.book.rules
        if one.level or not one.reason:
            return rules.label(one.level) if one.level else "Chưa có quyết định"
        reason = rules.reason(one.reason)
        return reason.label if reason else one.reason

    def figure(self, key: str, words: str, rows: Iterable, more: Callable = lambda row: "") -> Figure:
        label = f"{GROUPS[self.group]}{', ' if words else ''}{words}, năm {self.book.year.year}"
        found = tuple(self.listed(row, more(row)) for row in rows)
        if self.group == MEMBERS:
            return Figure(key, label, found)
        return Figure(key, label, found, "tổ chức", ORGANIZATION_COLUMNS)

    def part(self, prefix: str, which: str, rows: list | None = None, where: str = "") -> Figure:
        """Rows without a level by what they lack; all of them for TOTAL."""
        chosen = [row for row in (self.rows if rows is None else rows) if COUNTS[which](row)]
        words = ", ".join(part for part in (WORDS[which], where) if part)
        return self.figure(f"{prefix}.{which}", words, chosen)

    def level(self, prefix: str, rank: int, rows: list | None = None, where: str = "") -> Figure | None:
        """Rows at the level of this rank; None where the scheme has fewer levels."""
        if rank >= len(self.levels):
            return None
        code, label, _ = self.levels[rank]
        chosen = [row for row in (self.rows if rows is None else rows) if row.level == code]
        words = ", ".join(part for part in (label[:1].lower() + label[1:], where) if part)
        return self.figure(f"{prefix}.level{rank + 1}", words, chosen)


def runs(books: tuple[Book, ...], group: str, *, lowest: bool) -> dict[int, int]:
    """Who stands at the best, or the lowest, level of the newest year → for how many years in a row up to it."""
    years = []
    for book in books:
        side = Side(book, group)
        code = side.levels[-1 if lowest else 0][0] if side.levels else None
        pairs = ((row.member_id if group == MEMBERS else row.organization_id, row.level) for row in side.rows)
        years.append({pk for pk, level in pairs if level == code})
    found = {}
    for pk in years[0]:
        found[pk] = next((number for number, year in enumerate(years) if pk not in year), len(years))
    return found
