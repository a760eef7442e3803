"""Transfers of Party activity on any day: on the way, late, waiting to be received, temporary, completed."""

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import render

from cells.organizations.models import subtree_ids
from members.roll.enums import TransferKind
from members.roll.guidance import transfers_on
from members.roll.models import Transfer
from members.roll.models.transfer_reading import TransferRow, read_transfers
from members.roll.views.listing import offered_organizations
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.web.lists import (
    PER_PAGE,
    AsOf,
    day_asked,
    holding_words,
    past_day_asked,
    query_without,
    row_asked,
    words_asked,
)

VIEW = Permission.VIEW_MEMBERS
# Lists of what is on the way: word of the address → label, whether a row belongs to it.
LISTS = {
    "": ("Đang chuyển", lambda row, ids: not row.is_hosted),
    "cho-nhan": ("Chờ tiếp nhận", lambda row, ids: row.waits_for(ids)),
    "qua-han": ("Quá hạn", lambda row, ids: row.is_late),
    "tam-thoi": ("Đang sinh hoạt tạm thời", lambda row, ids: row.is_hosted),
}
DONE = "da-xong"
WAYS = {"di": "Chuyển đi", "den": "Chuyển đến", "trong": "Trong phạm vi", "tam-thoi": "Tạm thời"}


@dataclass(frozen=True)
class TransfersAsked:
    """The filters of the list."""

    view: str
    way: str
    words: str
    organization_id: int | None
    first: AsOf
    last: AsOf

    @classmethod
    def of(cls, request, day: dt.date) -> "TransfersAsked":
        get = request.GET.get
        view, way = get("xem", ""), get("chieu", "")
        return cls(
            view if view in LISTS or view == DONE else "",
            way if way in WAYS else "",
            words_asked(request),
            row_asked(request, "don-vi"),
            day_asked(request, "tu", default=dt.date(day.year, 1, 1)),
            day_asked(request, "den", default=day),
        )

    @property
    def narrowed(self) -> bool:
        return bool(self.way or self.words or self.organization_id)

    @property
    def problem(self) -> str:
        """What of the period cannot be."""
        found = [one.problem for one in (self.first, self.last) if one.problem]
        if not found and self.first.day > self.last.day:
            found = ["Ngày đầu của kỳ phải trước hoặc bằng ngày cuối."]
        return found[0] if found else ""

    def ids(self, scope: Scope, day: dt.date) -> frozenset[int]:
        """The organisations from which the list is looked at."""
        seen = scope.organization_ids(VIEW)
        return seen & subtree_ids(self.organization_id, day) if self.organization_id else seen

    def fitting(self, ids):
        """Transfers from or to these organisations, of the way and the words that are asked for."""
        rows = holding_words(Transfer.objects.touching(ids), self.words, "member__search_key")
        leaves, comes = Q(from_organization__among=ids), Q(to_organization__among=ids)
        for_good = rows.exclude(kind=TransferKind.TEMPORARY)
        if self.way == "tam-thoi":
            return rows.filter(kind=TransferKind.TEMPORARY)
        if self.way == "di":
            return for_good.filter(leaves).exclude(to_organization__isnull=False, to_organization__among=ids)
        if self.way == "den":
            return for_good.filter(comes).exclude(from_organization__isnull=False, from_organization__among=ids)
        return for_good.filter(leaves & comes) if self.way else rows


@requires(VIEW)
def transfers(request):
    """All transfers that one of the organisations within reach takes part in."""
    as_of = past_day_asked(request)
    asked, day = TransfersAsked.of(request, as_of.day), as_of.day
    ids = asked.ids(request.scope, day)
    fitting = asked.fitting(ids).select_related("member").prefetch_related("extensions")
    going_on = sorted(read_transfers(fitting.open_on(day), day), key=by_due)
    done = fitting.completed_between(asked.first.day, min(asked.last.day, day)).order_by("-received_on", "-id")
    page = page_of(request, asked, ids, going_on, done)
    context = {
        "as_of": as_of,
        "asked": asked,
        "chips": chips_of(going_on, ids),
        "done_count": done.count(),
        "page": page,
        "rows": read_transfers(page, day) if asked.view == DONE else list(page),
        "guidance": transfers_on(day),
        "query": query_without(request, "trang"),
        "chip_query": query_without(request, "trang", "xem"),
        "organizations": offered_organizations(request, day, asked.organization_id),
        "ways": WAYS.items(),
        "done_word": DONE,
    }
    return render(request, "members/roll/transfers.html", context)


def chips_of(rows: list[TransferRow], ids) -> list[tuple[str, str, int]]:
    """The lists of what goes on, with how many rows each holds."""
    return [(word, label, sum(fits(row, ids) for row in rows)) for word, (label, fits) in LISTS.items()]


def page_of(request, asked: TransfersAsked, ids, going_on: list[TransferRow], done):
    """The page of the list that is asked for: rows of what goes on, or transfers that are done."""
    chosen = done if asked.view == DONE else [row for row in going_on if LISTS[asked.view][1](row, ids)]
    return Paginator(chosen, PER_PAGE).get_page(request.GET.get("trang"))


def by_due(row: TransferRow) -> tuple:
    """What is due first stands first, then what has no limit, by name."""
    due = (0, row.due.day.toordinal()) if row.due else (1, 0)
    return (*due, row.transfer.member.sort_key, row.transfer.pk)
