"""The work of the members of a cell, the board of many cells, on any day; the list of a cell as a file."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse

from cells.organizations.models import path_to, subtree_ids
from members.assignments.catalogue import deadline_note, deadline_of, ratings, ratings_note
from members.assignments.models import Line, Tally, left_open, lines_of, summed, tallies_of
from members.assignments.papers import work_workbook
from members.assignments.views.asked import ASSIGN, VIEW, WorkAsked
from members.roll.actions.reading import note_exported
from members.roll.views.listing import offered_organizations
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web.answers import attempt, file_to_keep
from sinho.web.fields import ReasonForm
from sinho.web.lists import PER_PAGE, order_asked, query_without

EXPORT = Permission.EXPORT_MEMBERS
# Word of the address → label, the states of a line that belong to it.
LINES = {
    "": ("Cả chi bộ", ("missing", "given", "judged", "free")),
    "chua": ("Chưa phân công", ("missing",)),
    "da": ("Đã phân công", ("given", "judged")),
    "danh-gia": ("Đã đánh giá", ("judged",)),
    "mien": ("Được miễn, bị đình chỉ", ("free",)),
}
# Word of the address → label, whether a cell belongs to it.
CELL_LISTS = {
    "": ("Mọi chi bộ", lambda tally: True),
    "chua": ("Còn người chưa phân công", lambda tally: tally.missing > 0),
    "chua-danh-gia": ("Chưa đánh giá xong", lambda tally: tally.unjudged > 0),
}
ORDERS = {"ten": ("sort_key",), "dang-bo": ("committee",), "chua": ("missing",)}


@dataclass(frozen=True)
class Row:
    """A cell on the board with its page; `levels` holds how many pieces of work got each rating."""

    tally: Tally
    levels: list[int]
    url: str = ""


@requires(VIEW)
def work(request):
    """A cell member by member, or the cells within reach one by one."""
    asked = WorkAsked.of(request)
    return cell_page(request, asked) if asked.cell else board_page(request, asked)


def cell_page(request, asked: WorkAsked):
    """Everybody on the roll of the cell with his work."""
    cell, year = asked.cell, asked.year
    lines = lines_of(cell.organization_id, year, asked.as_of.day)
    left = left_open(cell.organization_id, year, asked.as_of.day)
    shown = known(request.GET.get("xem", ""), LINES)
    may = request.scope.may
    context = {
        "asked": asked,
        "as_of": asked.as_of,
        "cell": cell,
        "path": path_to(cell.organization_id, asked.day),
        "visible": request.scope.organization_ids(VIEW),
        "shown": shown,
        "chips": [(word, label, number_in(lines, states)) for word, (label, states) in LINES.items()],
        "page": page_of(request, [line for line in lines if line.state in LINES[shown][1]]),
        "missing": number_in(lines, ("missing",)),
        "unjudged": number_in(lines, ("given",)) + len(left),
        "left": left,
        "may_assign": may(ASSIGN, cell.organization_id) and not asked.as_of.given,
        "may_export": may(EXPORT, cell.organization_id) and bool(lines),
        "note": ratings_note(),
        **of_both(request, asked),
    }
    return render(request, "members/assignments/cell.html", context)


def of_both(request, asked: WorkAsked) -> dict:
    """What both pages show: years, the deadline once it is over, the address without its parts."""
    deadline = deadline_of(asked.year)
    return {
        "years": asked.years(),
        "deadline": deadline if asked.as_of.day > deadline else None,
        "deadline_note": deadline_note(),
        "query": query_without(request, "trang"),
        "chip_query": query_without(request, "trang", "xem"),
    }


def number_in(lines: list[Line], states: tuple[str, ...]) -> int:
    return sum(line.state in states for line in lines)


def known(typed: str, words) -> str:
    return typed if typed in words else ""


def page_of(request, rows: list):
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))


def board_page(request, asked: WorkAsked):
    """The cells of the day within reach, each with its figures and the way to its members."""
    ids = request.scope.organization_ids(VIEW)
    ids = ids & subtree_ids(asked.organization_id, asked.day) if asked.organization_id else ids
    tallies = tallies_of(ids, asked.year, asked.as_of.day)
    shown, order = known(request.GET.get("xem", ""), CELL_LISTS), order_asked(request, ORDERS, "ten")
    kept = [tally for tally in tallies if CELL_LISTS[shown][1](tally)]
    kept.sort(key=lambda tally: getattr(tally, order.fields[0]), reverse=order.descending)
    page, rest = page_of(request, kept), asked.rest
    context = {
        "asked": asked,
        "as_of": asked.as_of,
        "organizations": offered_organizations(request, asked.day, asked.organization_id),
        "shown": shown,
        "chips": [(word, label, sum(map(fits, tallies))) for word, (label, fits) in CELL_LISTS.items()],
        "order": order,
        "page": page,
        "rows": [row_of(tally, f"?don-vi={tally.organization_id}&{rest}") for tally in page],
        "whole": row_of(summed(kept)),
        "ratings": list(ratings().values()),
        "note": ratings_note(),
        **of_both(request, asked),
    }
    return render(request, "members/assignments/board.html", context)


def row_of(tally: Tally, url: str = "") -> Row:
    return Row(tally, [tally.ratings.get(code, 0) for code in ratings()], url)


@requires(EXPORT)
def export(request):
    """The list of a cell as a file: a reason is asked and kept in the log."""
    asked = WorkAsked.of(request)
    cell = asked.cell_or_404(EXPORT)
    lines = lines_of(cell.organization_id, asked.year, asked.as_of.day)
    form = ReasonForm(request.POST or None)

    def act(data):
        reason, day = data["reason"], asked.as_of.day
        note_exported(rows=len(lines), day=day, reason=reason, by=request.user, scope=request.scope)
        return work_workbook(lines, cell=cell.name, year=asked.year, day=day, reason=reason, by=request.user)

    content, reasons = attempt(request, form, act)
    if content:
        return file_to_keep(content, f"phan-cong-{asked.year}.xlsx")
    context = {"form": form, "reasons": reasons, "asked": asked, "cell": cell, "count": len(lines)}
    context["back"] = f"{reverse('assignments:list')}?{asked.query}"
    return render(request, "members/assignments/export.html", context, status=422 if form.is_bound else 200)
