"""What was written by mistake: struck out with a reason, explained afterwards, listed; one shape for all sorts."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from cells.oversight.actions.reading import note_read
from cells.oversight.actions.striking import strike
from cells.oversight.forms.striking import StrikeForm
from cells.oversight.models.struck import Struck
from cells.oversight.views.conduct_asked import READ, VIEW, namer
from cells.oversight.views.pages import Asking, Case, Choice, Listing, Row, case_page, form_page, list_page
from cells.oversight.views.watch import Watch
from sinho.accounts.gate import requires
from sinho.accounts.scope import Scope
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.lists import past_day_asked
from sinho.web.lookup import get_in_scope_or_404

TITLE = "Dòng đã gạch bỏ"
NOT_TOLD = {"id", "by", "at", "struck_at", "struck_by", "struck_reason", "organization", "plan", "inspection"}
HINT = (
    "Chỉ dùng khi dòng này ghi nhầm. Dòng gạch bỏ vẫn được giữ cùng lý do, không tính vào danh sách, báo cáo, xếp loại "
    "của ngày nào; sau đó đồng chí ghi lại dòng đúng."
)
# The page on which a row stands: its address and name.
Back = Callable[[Struck], tuple[str, str]]


@dataclass(frozen=True)
class Striking:
    """A sort of rows that can be struck: its word in addresses, the address of its form, where it stands."""

    model: type[Struck]
    word: str
    address: str
    back: Back


_sorts: list[Striking] = []


def strikes(model: type[Struck], word: str, address: str, back: Back):
    """The view that strikes out such rows and explains those that were struck; their sort joins the list."""
    sort = Striking(model, word, address, back)
    _sorts.append(sort)

    @requires(model.reads)
    @never_cache
    def view(request, pk):
        return struck_page(request, sort, pk)

    return view


def told(row: Struck) -> list[tuple[str, str, str]]:
    """What the row says: label and words of each field; empty ones are left out."""
    fields = [one for one in row._meta.fields if one.name not in NOT_TOLD and not one.name.endswith("key")]
    found = [(one.verbose_name[:1].upper() + one.verbose_name[1:], words_of(row, one.name), "") for one in fields]
    return [pair for pair in found if pair[1]]


def words_of(row: Struck, name: str) -> str:
    """A value as people read it."""
    value = getattr(row, name)
    if isinstance(value, dt.date):
        return format_date(value)
    if isinstance(value, bool):
        return "Có" if value else "Không"
    shown = getattr(row, f"get_{name}_display", None)
    return str(shown() if shown else getattr(row, f"{name}_label", value) or "")


def may_strike(scope: Scope, row: Struck) -> bool:
    """Whether it stands and the person may write such rows there."""
    return row.stands and scope.may(row.writes, row.place_id)


def page_of(row: Struck) -> str:
    """Where the row is struck, and explained afterwards."""
    sort = next(one for one in _sorts if one.model is type(row))
    return reverse(sort.address, args=[row.pk])


def strike_url(scope: Scope, row: Struck) -> str:
    """Where the person strikes the row; "" when he may not."""
    return page_of(row) if may_strike(scope, row) else ""


def struck_page(request, sort: Striking, pk):
    """The form; of a struck row, what it said and why it does not count."""
    row = get_in_scope_or_404(sort.model.objects.select_related("struck_by"), request.scope, sort.model.reads, pk=pk)
    if request.method == "POST":
        request.scope.require(row.writes, row.place_id)
    elif row.stands and not may_strike(request.scope, row):
        raise PermissionDenied(row.writes)
    if sort.model.reads == READ:
        words = f"{row._meta.verbose_name} {row}"
        note_read(what=words, by=request.user, on=row.root, organization=row.place.named(day_of(row)))
    if not row.stands and request.method != "POST":
        return explained(request, sort, row)
    return asked(request, sort, row)


def day_of(row: Struck) -> dt.date:
    return timezone.localdate(row.at)


def asked(request, sort: Striking, row: Struck):
    """Why, above it what will be struck."""
    form, (back, label) = StrikeForm(request.POST or None), sort.back(row)
    below = [one for rows in row.hanging() for one in rows]
    asking = Asking(
        title=f"Gạch bỏ vì ghi nhầm: {row._meta.verbose_name}",
        button="Gạch bỏ",
        done="Đã gạch bỏ; đồng chí ghi lại dòng đúng nếu cần.",
        back=back,
        back_label=label,
        hint=HINT,
        before=[Row(name, [("", words)]) for name, words, _ in [*place_told(row), *told(row), *falls(below)]],
        columns=("Mục", "Nội dung"),
        caption="Dòng sẽ bị gạch bỏ",
    )

    def act(**values):
        return strike(row=row, **values, scope=request.scope, by=request.user)

    watch = Watch.of(row, *row.hanging())
    return form_page(request, form, asking, act, watch=watch)


def falls(below: Iterable[Struck]) -> list[tuple[str, str, str]]:
    return [("Gạch bỏ theo", f"{one._meta.verbose_name}: {one}", "") for one in below]


def place_told(row: Struck) -> list[tuple[str, str, str]]:
    return [("Tổ chức", row.place.named(day_of(row))[1], "")]


def explained(request, sort: Striking, row: Struck):
    """A row that was struck out."""
    back, label = sort.back(row)
    case = Case(
        title=f"Đã gạch bỏ: {row._meta.verbose_name}",
        state=("back", "Đã gạch bỏ"),
        back=back,
        back_label=label,
        pairs=[*place_told(row), *told(row)],
        struck=row.struck_words,
    )
    return case_page(request, case, row.root)


@requires(VIEW)
@never_cache
def struck(request):
    """All that was struck out within reach, the last one first; `?loai=` one sort. Reading conduct is written down."""
    as_of, word = past_day_asked(request), request.GET.get("loai", "")
    seen = [one for one in _sorts if request.scope.has(one.model.reads)]
    sorts = [one for one in seen if one.word == word] or seen
    rows = [(one, row) for one in sorts for row in one.model.objects.struck().in_scope(request.scope, one.model.reads)]
    if any(sort.model.reads == READ for sort, _ in rows):
        note_read(what=TITLE.lower(), by=request.user)
    choices = [(one.word, one.model._meta.verbose_name.capitalize()) for one in seen]
    listing = Listing(
        tab="struck",
        title=TITLE,
        columns=("Dòng", "Loại", "Tổ chức", "Lý do", "Ai gạch, ngày nào"),
        caption="Dòng gạch bỏ sau đứng trước",
        empty="Chưa gạch bỏ dòng nào.",
        hint="Dòng đã gạch bỏ được giữ nguyên, không tính vào số liệu nào.",
        choices=[Choice("loai", "Loại", "Tất cả", choices, word)],
    )
    rows = [(sort, row) for sort, row in rows if row.struck_at < clock.end_of(as_of.day)]
    rows.sort(key=lambda pair: pair[1].struck_at, reverse=True)
    return list_page(request, listing, rows, as_of, lambda few: struck_rows(few, as_of.day))


def struck_rows(few: list[tuple[Striking, Struck]], day: dt.date) -> list[Row]:
    named = namer(day)
    return [
        Row(
            str(row),
            [
                ("Loại", row._meta.verbose_name),
                ("Tổ chức", named(row.place_id)),
                ("Lý do", row.struck_reason),
                ("Ai gạch", f"{row.struck_by.full_name}\n{format_date(row.struck_at)}"),
            ],
            reverse(sort.address, args=[row.pk]),
        )
        for sort, row in few
    ]
