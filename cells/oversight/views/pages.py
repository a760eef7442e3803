"""The shapes that all pages on conduct and praise share: a list, a form, a case with its parts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render

from cells.oversight.views.watch import Watch
from sinho.audit.models import AuditEntry
from sinho.web.answers import attempt, status_of
from sinho.web.lists import AsOf, page_asked, query_without

# Shape of a state and its words.
State = tuple[str, str]


@dataclass(frozen=True)
class Row:
    """A line of a list: its name and where that leads, further texts with the labels of their columns, its state.

    `struck`: why it was struck out; `strike`: where one who may strikes it.
    """

    name: str
    cells: Sequence[tuple[str, str]] = ()
    url: str = ""
    sub: str = ""
    state: State | None = None
    struck: str = ""
    strike: str = ""


@dataclass(frozen=True)
class Chip:
    """A part of a list, with how many it holds."""

    label: str
    number: int
    query: str
    current: bool


@dataclass(frozen=True)
class Choice:
    """Something to choose above a list."""

    name: str
    label: str
    empty: str
    choices: Sequence[tuple]
    chosen: str


@dataclass(frozen=True)
class Listing:
    """What stands around a list."""

    tab: str
    title: str
    columns: Sequence[str]
    caption: str
    empty: str
    hint: str = ""
    chips: Sequence[Chip] = ()
    choices: Sequence[Choice] = ()
    beside: Sequence[tuple[str, str, bool]] = ()
    actions: Sequence[tuple[str, str]] = ()
    kept: Sequence[tuple[str, str]] = ()
    searches: bool = False
    words: str = ""


@dataclass(frozen=True)
class Part:
    """Rows of a case with the form that adds to them."""

    key: str
    title: str
    columns: Sequence[str] = ()
    rows: Sequence[Row] = ()
    empty: str = ""
    form: object = None
    reasons: Sequence[str] = ()
    action: str = ""
    button: str = ""


@dataclass(frozen=True)
class Case:
    """One thing: its title, state, what is known of it, its parts."""

    title: str
    state: State
    back: str
    back_label: str
    pairs: Sequence[tuple[str, str, str]]
    facts: Sequence[str] = ()
    parts: Sequence[Part] = field(default_factory=tuple)
    actions: Sequence[tuple[str, str]] = ()
    struck: str = ""
    seen: str = ""


def chips_of(request, shown: str, kinds: Iterable[tuple[str, str]], numbers: dict[str, int]) -> list[Chip]:
    """Parts of a list by the word `xem`; the first one is everything."""
    rest = query_without(request, "trang", "xem")
    return [
        Chip(label, numbers.get(word, 0), "&".join(filter(None, (rest, urlencode({"xem": word})))), word == shown)
        for word, label in kinds
    ]


def list_page(request, listing: Listing, rows: Sequence, as_of: AsOf, shape: Callable[[list], list[Row]]):
    """The page of a list; only the rows of the page are shaped."""
    page = page_asked(request, rows)
    context = {"listed": listing, "as_of": as_of, "page": page, "rows": shape(list(page))}
    context["query"] = query_without(request, "trang")
    return render(request, "cells/oversight/conduct_list.html", context)


@dataclass(frozen=True)
class Asking:
    """A form on a page of its own: its words, what is done, where one goes afterwards."""

    title: str
    back: str
    back_label: str
    button: str = "Ghi"
    done: str = "Đã ghi."
    hint: str = ""
    before: Sequence[Row] | None = None
    caption: str = ""
    columns: Sequence[str] = ()


def tried(request, form, act: Callable[..., object], watch: Watch | None = None):
    """Let the action try what the form holds; with a watch, only from a page that still shows what is there."""
    watched = {"hold": watch.hold, "stale": watch.changed} if watch else {}
    return attempt(request, form, lambda _: act(**form.values()), **watched)


def written(request, form, act: Callable[..., object], *, to, done: str, watch: Watch | None = None):
    """(The answer that leads on, no reasons) or (None, the reasons). `to`: an address, or what gives one of the row."""
    made, reasons = tried(request, form, act, watch)
    if not made:
        return None, reasons
    messages.success(request, done)
    return redirect(to(made) if callable(to) else to), reasons


def form_page(request, form, asking: Asking, act: Callable[..., object], to=None, watch: Watch | None = None):
    """A page with one form; a refusal stands on the same page. Without `to` one goes back."""
    answer, reasons = written(request, form, act, to=to or asking.back, done=asking.done, watch=watch)
    if answer:
        return answer
    context = {**vars(asking), "form": form, "reasons": reasons, "seen": watch.mark if watch else ""}
    return render(request, "cells/oversight/form.html", context, status=status_of(form, reasons))


def case_page(request, case: Case, about, status: int = 200):
    """A case with what was done to it."""
    entries = AuditEntry.objects.about(about._meta.label_lower, [about.pk]).exclude(did="conduct.read")
    context = {"case": case, "entries": entries.order_by("-at", "-pk")}
    return render(request, "cells/oversight/conduct_case.html", context, status=status)
