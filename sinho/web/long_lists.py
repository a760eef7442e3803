"""Pages of a list that may be very long.

A short list is counted and paged as everywhere (`sinho.web.lists.page_asked`). One of more than `MOST_COUNTED` rows
(`MOST_FOUND` where words are looked for) is not counted unless somebody asks (`?dem=du`): it goes on as long as there
are rows, and its end is read from the end (`?trang=-1` is the last page, `?trang=-2` the one before). No figure is ever
an estimate: what is not counted is not shown (decision 20).
"""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from sinho.web.lists import PER_PAGE

MOST_COUNTED = 10_000
MOST_FOUND = 200


def counted(rows, most: int = MOST_COUNTED) -> int | None:
    """How many rows there are; None for more than `most`."""
    found = rows.order_by()[: most + 1].count()
    return found if found <= most else None


def wants_full_count(request) -> bool:
    """Whether somebody asked to have a long list counted to its end."""
    return request.GET.get("dem") == "du"


def part(rows, first: int, last: int, count: int) -> list:
    """Rows `first` (from 0) to before `last` of an ordered list of `count`; what is nearer to the end, from the end."""
    if first <= count // 2 or isinstance(rows, list):
        return list(rows[first:last])
    return list(rows.reverse()[max(count - last, 0) : count - first])[::-1]


@dataclass(frozen=True)
class UncountedPage:
    """A page of a list that is longer than what is counted. `number` below zero counts from the end."""

    number: int
    rows: list
    has_next: bool
    has_previous: bool
    per_page: int

    @property
    def from_the_end(self) -> bool:
        return self.number < 0

    def start_index(self) -> int | None:
        """Number of the first row; None where it is not known."""
        return None if self.from_the_end else (self.number - 1) * self.per_page + 1

    def end_index(self) -> int | None:
        return None if self.from_the_end else self.start_index() + len(self.rows) - 1

    @property
    def place(self) -> int:
        """The how manieth page it is, from the beginning or from the end."""
        return abs(self.number)

    @property
    def next_page_number(self) -> int:
        return self.number + 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    def __iter__(self):
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class KnownFirst:
    """An ordered list whose first rows were read already; what lies behind them is asked for."""

    first: list
    rows: QuerySet

    def __getitem__(self, part: slice) -> list:
        return self.first[part] if part.stop <= len(self.first) else list(self.rows[part])

    def reverse(self) -> QuerySet:
        return self.rows.reverse()


class CountedPaginator(Paginator):
    """Django's, told how many rows there are; the second half of the list is read from its end."""

    def __init__(self, rows, per_page: int, count: int):
        super().__init__(rows, per_page)
        self.count = count

    def page(self, number) -> Page:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        return self._get_page(part(self.object_list, first, first + self.per_page, self.count), number, self)


def long_page_asked(request, rows, count: int | None, per_page: int = PER_PAGE) -> Page | UncountedPage:
    """The page in the address of an ordered list of `count` rows; None for a list that was not counted."""
    asked = request.GET.get("trang", "")
    if count is None:
        number = int(asked) if asked.removeprefix("-").isdecimal() and len(asked) <= 9 else 1
        page = uncounted(rows, number or -1, per_page)
        return page if page.rows else uncounted(rows, -1, per_page)
    return CountedPaginator(rows, per_page, count).get_page(asked)


def uncounted(rows, number: int, per_page: int) -> UncountedPage:
    """One row more than the page has is read, to know whether the list goes on."""
    backwards = number < 0
    first = (abs(number) - 1) * per_page
    found = list((rows.reverse() if backwards else rows)[first : first + per_page + 1])
    more, found = len(found) > per_page, found[:per_page]
    if backwards:
        return UncountedPage(number, found[::-1], has_next=first > 0, has_previous=more, per_page=per_page)
    return UncountedPage(number, found, has_next=more, has_previous=number > 1, per_page=per_page)
