"""The cells of a grassroots organisation before its committee, with the cap; the communes before the district."""

from collections import Counter

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from cells.organizations.models import Organization
from members.ratings.actions.deciding import allow_more, decide_cells
from members.ratings.enums import FILLING, SHAPES, CellState
from members.ratings.forms import DecideForm, ExceptionForm
from members.ratings.models import RatedCell, Rating
from members.ratings.models.whole import CellRow, caps_for, decided_numbers, waiting
from members.ratings.views.asked import VIEW, BaseDesk, base_desk, with_rules
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web.answers import attempt, status_of
from sinho.web.seen import mark_of

# Rows that the first page opens.
NOT_HANDED_IN, WAITING = "chua-nop", "cho-quyet-dinh"
SHOWN = {NOT_HANDED_IN: ("Chưa nộp", FILLING), WAITING: ("Chờ quyết định", (CellState.SUBMITTED,))}


@requires(VIEW)
@with_rules
def base(request, year, pk):
    """All cells of a grassroots organisation: where each stands, levels, the cap; decide many at once."""
    return page(request, base_desk(request, year, pk))


def page(request, it: BaseDesk, *, status: int = 200, **more):
    """The page of the committee as it stands."""
    rules = it.campaign.member_rules
    open_cells = waiting(it.rows)
    decides = it.decides and not it.campaign.closed
    asked = request.GET.get("loc", "")
    shown = at_work(it, asked) if asked in SHOWN else it.rows
    context = {
        "campaign": it.campaign,
        "base": it.state,
        "rules": rules,
        "rows": [row_of(one, rules) for one in shown],
        "whole": row_of(summed(shown), rules),
        "asked": asked,
        "choices": [("", "Tất cả", len(it.rows)), *((word, SHOWN[word][0], len(at_work(it, word))) for word in SHOWN)],
        "caps": it.caps,
        "waiting": open_cells if decides else [],
        "form": decide_form(request, it) if decides and open_cells else None,
        "exception_form": ExceptionForm(rules=rules) if it.may_allow and rules.caps else None,
        "exceptions": exceptions_of(it),
        "not_evaluated": not_evaluated_in(it),
        "preview": None,
        "may_print": request.scope.may(Permission.EXPORT_MEMBERS, it.state.organization_id),
        "reasons": [],
        "seen": mark(it),
        **more,
    }
    return render(request, "members/ratings/board.html", context, status=status)


def at_work(it: BaseDesk, word: str) -> list[CellRow]:
    """The cells with members that are in this state of work."""
    return [row for row in it.rows if row.members and row.rated.state in SHOWN[word][1]]


def row_of(one: CellRow, rules) -> dict:
    """A line of the table."""
    return {
        "cell": one,
        "shape": SHAPES[one.rated.state],
        "numbers": [(level.code, one.numbers[level.code]) for level in rules.levels],
    }


def summed(rows: list[CellRow]) -> CellRow:
    whole = CellRow(None, RatedCell())
    for row in rows:
        whole.numbers += row.numbers
        whole.members += row.members
        whole.free += row.free
        whole.open += row.open
        whole.not_evaluated += row.not_evaluated
    return whole


def decide_form(request, it: BaseDesk) -> DecideForm:
    open_cells = [(row.state.organization_id, row.state.short_name) for row in waiting(it.rows)]
    data = request.POST if request.resolver_match.view_name == "ratings:decide" else None
    return DecideForm(data, waiting=open_cells, initial={"cells": [pk for pk, _ in open_cells]})


def exceptions_of(it: BaseDesk) -> list[tuple[str, object]]:
    """Every exception of the organisation, the newest first."""
    rows = it.campaign.member_cap_exceptions.filter(organization=it.state.organization_id).select_related("by")
    return [(it.campaign.member_rules.short(one.level), one) for one in rows]


def not_evaluated_in(it: BaseDesk) -> list[dict]:
    """Who is not evaluated, with the reason."""
    names = {row.state.organization_id: row.state.short_name for row in it.rows}
    rows = Rating.objects.filter(campaign=it.campaign, organization__in=names).exclude(not_evaluated="")
    rules = it.campaign.member_rules
    found = []
    for one in rows.select_related("member").order_by("member__sort_key", "member_id"):
        reason = rules.reason(one.not_evaluated)
        label = reason.label if reason else one.not_evaluated
        found.append({"member": one.member, "cell": names[one.organization_id], "reason": label, "words": one.words})
    return found


def mark(it: BaseDesk) -> str:
    """The mark of all ratings of the organisation in the campaign."""
    ids = [row.state.organization_id for row in it.rows]
    return mark_of(
        RatedCell.objects.filter(campaign=it.campaign, organization__in=ids),
        Rating.objects.filter(campaign=it.campaign, organization__in=ids),
    )


@requires(Permission.RECORD_CELLS, Permission.DECIDE)
@with_rules
def decide(request, year, pk):
    """First what the decision would do, then, from that page, the decision itself."""
    it = base_desk(request, year, pk)
    if not it.decides:
        raise PermissionDenied(Permission.RECORD_CELLS)
    if request.method != "POST":
        return redirect("ratings:base", year, pk)
    form = decide_form(request, it)

    def act(data):
        if request.POST.get("do") != "decide" and not it.campaign.closed:
            return preview_of(it, data["cells"])
        cells = [row.state.organization for row in it.rows if row.state.organization_id in data["cells"]]
        common = {"campaign": it.campaign, "base": it.state.organization, "hands_of": it.hands, "by": request.user}
        return decide_cells(cells=cells, paper=form.paper(), **common)

    done, reasons = attempt(request, form, act, hold=lambda: hold(it))
    if isinstance(done, dict):
        return page(request, it, form=form, preview=done)
    if done:
        messages.success(request, f"Đã ghi quyết định xếp loại {done} đảng viên.")
        return redirect("ratings:base", year, pk)
    return page(request, base_desk(request, year, pk), form=form, reasons=reasons, status=status_of(form, reasons))


def hold(it: BaseDesk) -> str:
    """The mark, once nobody else decides in the organisation."""
    Organization.objects.select_for_update(of=("self",)).get(pk=it.state.organization_id)
    return mark(it)


def preview_of(it: BaseDesk, cell_ids: list[int]) -> dict:
    """What the decision would make: members at each level now and with what was decided before, the caps."""
    chosen = [row for row in it.rows if row.state.organization_id in cell_ids]
    now = sum((row.numbers for row in chosen), Counter())
    before = decided_numbers(it.campaign, [row.state.organization_id for row in it.rows], excluding=cell_ids)
    rules = it.campaign.member_rules
    return {
        "cells": len(chosen),
        "not_evaluated": sum(row.not_evaluated for row in chosen),
        "numbers": [(level.short, now[level.code], before[level.code] + now[level.code]) for level in rules.levels],
        "caps": caps_for(it.campaign, it.state.organization_id, before + now),
    }


@requires(Permission.MANAGE_CAMPAIGNS)
@with_rules
def allow(request, year, pk):
    """An exception from the cap, with decision and reason."""
    it = base_desk(request, year, pk)
    request.scope.require(Permission.MANAGE_CAMPAIGNS, pk)
    if request.method != "POST":
        return redirect("ratings:base", year, pk)
    form = ExceptionForm(request.POST, rules=it.campaign.member_rules)

    def act(data):
        asked = {name: data[name] for name in ("level", "allowed", "reason")} | {"paper": form.paper()}
        return allow_more(campaign=it.campaign, base=it.state.organization, may=it.may_allow, by=request.user, **asked)

    done, reasons = attempt(request, form, act)
    if done:
        messages.success(request, "Đã ghi ngoại lệ về tỷ lệ.")
        return redirect("ratings:base", year, pk)
    status = 409 if reasons else 422
    return page(request, it, exception_form=form, reasons=reasons, status=status)
