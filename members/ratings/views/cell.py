"""The page on which a cell rates its members: everybody on one page (A12)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from cells.organizations.models import OrganizationState
from members.ratings.actions import handing
from members.ratings.enums import CELL_WORDS, SHAPES
from members.ratings.rules.hands import why_not_decide, why_not_fill
from members.ratings.views.asked import VIEW, CellDesk, cell_desk, with_rules
from members.ratings.views.entries import Entries, choices_of, may_fill, meeting_entries, member_rows
from members.ratings.views.gates import closed_in
from members.ratings.views.saving import missing_of, save_form
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.refusal import Refused

PRINT = (Permission.FILL_SHEET, Permission.EXPORT_MEMBERS)


@requires(VIEW)
@never_cache
@with_rules
def cell(request, year, pk):
    """The members of a cell with registration, ballots and proposal; saved by the form without a script."""
    it = cell_desk(request, year, pk)
    if request.method != "POST":
        return page(request, it, {}, [])
    if not (it.hand.fills or it.hand.decides):
        raise PermissionDenied(Permission.FILL_SHEET)
    troubles, reasons = save_form(request, it), []
    if not troubles:
        try:
            messages.success(request, do(request, it))
            return redirect("ratings:cell", year, pk)
        except Refused as refused:
            reasons = refused.reasons
    return page(request, cell_desk(request, year, pk), troubles, reasons)


def do(request, it: CellDesk) -> str:
    """What the pressed button asks for; returns the sentence that says it was done."""
    verb = request.POST.get("do", "save")
    common = {"campaign": it.campaign, "cell": it.state.organization, "hand": it.hand, "by": request.user}
    if verb == "ballots":
        return f"Đã ghi mức đề nghị theo kết quả bỏ phiếu cho {handing.take_ballots(**common)} đồng chí."
    if verb == "submit":
        handing.submit(**common)
        return "Đã nộp kết quả đánh giá đảng viên lên đảng ủy."
    if verb == "send_back":
        handing.send_back(comment=request.POST.get("comment", ""), **common)
        return "Đã trả lại chi bộ để sửa."
    return "Đã lưu."


def page(request, it: CellDesk, troubles: dict, reasons: list[str]):
    """The page of the cell as it stands."""
    book, entries = it.book, Entries(troubles)
    meeting, rows = meeting_entries(book, entries), member_rows(book, entries)
    fills = may_fill(book, it.hand)
    weighs = it.hand.decides and not why_not_decide(book.rated.state, closed=it.campaign.closed)
    context = {
        "desk": it,
        "campaign": it.campaign,
        "cell": it.state,
        "base": OrganizationState.objects.on(book.day).filter(organization=it.base_id).first() or it.state,
        "rated": book.rated,
        "book": book,
        "rules": book.rules,
        "meeting": meeting,
        "rows": rows,
        "fills": fills,
        "weighs": weighs,
        "edits": fills or weighs,
        "missing": missing_of(it) if fills else [],
        "why_not": why_not_fill(book.rated.state, closed=it.campaign.closed) if it.hand.fills else [],
        "caps": it.caps,
        "last_back": last_back(book),
        "state_words": CELL_WORDS[book.rated.state] if it.hand.fills else book.rated.get_state_display(),
        "shape": SHAPES[book.rated.state],
        "comment": request.POST.get("comment", ""),
        "may_print": any(request.scope.may(one, it.state.organization_id) for one in PRINT),
        "sees_base": it.base_id in request.scope.organization_ids(VIEW),
        "reasons": reasons,
        "closed": closed_in(book) if not fills else [],
        "has_gates": bool(book.rules.gates),
        "base_values": entries.base(),
        **choices_of(book.rules),
    }
    clash = any(trouble.theirs_by for trouble in troubles.values())
    status = 409 if reasons or clash else 422 if troubles else 200
    return render(request, "members/ratings/cell.html", context, status=status)


def last_back(book):
    """The comment with which the ratings were sent back, while they are being mended."""
    if book.rated.pk is None or book.rated.state != "sent_back":
        return None
    return book.rated.steps.filter(state="sent_back").select_related("by").first()
