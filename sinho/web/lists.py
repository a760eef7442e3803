"""What every list asks of its address: the day, the words, the order, the page."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Page, Paginator
from django.db.models import F

from sinho.text.dates import format_date, parse_date
from sinho.text.folding import fold
from sinho.web import clock

PER_PAGE = 50


@dataclass(frozen=True)
class AsOf:
    """The day a page answers for. `problem` is the sentence to show when the day in the address cannot be read."""

    day: dt.date
    given: bool = False
    problem: str = ""
    typed: str = ""

    @property
    def text(self) -> str:
        return self.typed or format_date(self.day)


def day_asked(request, name: str = "ngay", default: dt.date | None = None) -> AsOf:
    """The day in the address; without one (or an unreadable one) the default or today."""
    typed = request.GET.get(name, "").strip()
    fallback = default or clock.today()
    if not typed:
        return AsOf(fallback)
    try:
        return AsOf(parse_date(typed), given=True)
    except ValueError as error:
        return AsOf(fallback, problem=str(error), typed=typed)


def past_day_asked(request) -> AsOf:
    """The day in the address; one that has not come is answered with today, and says so."""
    as_of = day_asked(request)
    if as_of.day <= clock.today():
        return as_of
    return AsOf(clock.today(), problem=f"Ngày {as_of.text} chưa đến.", typed=as_of.text)


def words_asked(request, name: str = "q") -> str:
    """Search words as typed."""
    return " ".join(request.GET.get(name, "").split())[:100]


def row_asked(request, name: str) -> int | None:
    """The key of a row in the address (`?xa=12`); None when there is none or it cannot be one."""
    typed = request.GET.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) <= 18 else None


def year_asked(request, first: int, last: int) -> int | None:
    """The year in the address (`?nam=2009`); None when there is none or it is not from `first` to `last`."""
    typed = request.GET.get("nam", "").strip()
    return int(typed) if typed.isdecimal() and len(typed) == 4 and first <= int(typed) <= last else None


def holding_words(rows, words: str, field: str = "search_key"):
    """Rows whose search key holds every word, with or without marks; signs alone find nothing."""
    folded = fold(words).split()
    if words and not folded:
        return rows.none()
    for word in folded:
        rows = rows.filter(**{f"{field}__contains": word})
    return rows


def page_asked(request, rows, per_page: int = PER_PAGE) -> Page:
    """The page of the list in the address; beyond the end the last one."""
    return Paginator(rows, per_page).get_page(request.GET.get("trang"))


def query_without(request, *names: str) -> str:
    """The query of the address without these parts, for links that keep the filters."""
    query = request.GET.copy()
    for name in names:
        query.pop(name, None)
    return query.urlencode()


@dataclass(frozen=True)
class Order:
    """The column that a list is sorted by. `query` is the address without it, for the links in the header."""

    key: str
    descending: bool
    fields: tuple[str, ...]
    query: str

    def apply(self, rows):
        """The rows in this order."""
        return rows.order_by(*(self._towards(rows.model, name) for name in self.fields))

    def _towards(self, model, name: str):
        """Empty values last; a column that is never empty says nothing of them, so that an index may be walked back."""
        if not self.descending:
            return F(name).asc()
        return F(name).desc(nulls_last=True if may_be_empty(model, name) else None)


def order_asked(request, columns: dict[str, tuple[str, ...]], default: str) -> Order:
    """The order in the address (`?xep=ten`, `?xep=-ten`); anything else is the default, upwards."""
    asked = request.GET.get("xep", "")
    key = asked.removeprefix("-")
    descending = asked.startswith("-") and key in columns
    key = key if key in columns else default
    return Order(key, descending, columns[key], query_without(request, "trang", "xep"))


def may_be_empty(model, path: str) -> bool:
    """Whether the column may hold nothing; also so for what is computed or reached by way of such a column."""
    for part in path.split("__"):
        if model is None:  # a part of a column, such as the first day of a period
            return True
        try:
            field = model._meta.get_field(part)
        except FieldDoesNotExist:
            return True
        if field.null or not (field.concrete or field.is_relation):
            return True
        model = field.related_model
    return False
