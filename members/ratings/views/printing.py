"""Papers on the ratings of a cell and of a grassroots organisation; a reason is asked and kept in the log."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cells.assessments.paper_forms import LEFT_OUT, REWARD
from cells.organizations.papers import issuer_on
from members.ratings.actions.printing import note_printed
from members.ratings.enums import FILLING
from members.ratings.forms import PrintCellForm, PrintDecisionForm
from members.ratings.models import Rating
from members.ratings.report import papers
from members.ratings.views.asked import BaseDesk, CellDesk, base_desk, cell_desk, with_rules
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.documents.reports import PaperDetails
from sinho.web.answers import attempt, file_to_keep, status_of

FILL, EXPORT = Permission.FILL_SHEET, Permission.EXPORT_MEMBERS


@requires(FILL, EXPORT)
@never_cache
@with_rules
def of_cell(request, year, pk):
    """Slips and minutes of a cell."""
    it = cell_desk(request, year, pk)
    if not any(request.scope.may(permission, pk) for permission in (FILL, EXPORT)):
        raise PermissionDenied(EXPORT)
    form, state = PrintCellForm(request.POST or None), it.state

    def act(data):
        name = dict(form.fields["paper"].choices)[data["paper"]].lower()
        note_printed(organization=state.organization, paper=name, year=year, reason=data["reason"], by=request.user)
        return cell_paper(it, data["paper"])

    content, reasons = attempt(request, form, act)
    if content:
        return file_to_keep(content, f"danh-gia-dang-vien-{year}.pdf")
    return page(request, it.campaign, state, form, reasons, reverse("ratings:cell", args=(year, pk)))


def cell_paper(it: CellDesk, which: str) -> bytes:
    if which == "bien-ban":
        return papers.minutes(it.book, it.state, issuer_on(it.state.organization_id, it.book.day))
    made = papers.second_slip if which == "phieu-lan-hai" else papers.slip
    return made(it.book, it.state)


def page(request, campaign, state, form, reasons, back: str):
    """What is asked before a paper leaves."""
    context = {"campaign": campaign, "organization": state, "form": form, "reasons": reasons, "back": back}
    return render(request, "members/ratings/printing.html", context, status=status_of(form, reasons))


@requires(EXPORT)
@never_cache
@with_rules
def of_base(request, year, pk):
    """The decision of a committee with its lists, who is not evaluated, who is rewarded."""
    it = base_desk(request, year, pk)
    request.scope.require(EXPORT, pk)
    form = PrintDecisionForm(request.POST or None, year=year, people=True)

    def act(data):
        content = base_paper(it, data["paper"], form.details(), data["amount"])
        name = dict(form.fields["paper"].choices)[data["paper"]].lower()
        organization = it.state.organization
        note_printed(organization=organization, paper=name, year=year, reason=data["reason"], by=request.user)
        return content

    content, reasons = attempt(request, form, act)
    if content:
        return file_to_keep(content, f"{form.cleaned_data['paper']}-dang-vien-{year}.pdf")
    return page(request, it.campaign, it.state, form, reasons, reverse("ratings:base", args=(year, pk)))


def base_paper(it: BaseDesk, which: str, details: PaperDetails, amount: int | None) -> bytes:
    """What a cell has not handed in is not decided on."""
    handed_in = [row for row in it.rows if row.rated.state not in FILLING]
    cells = {row.state.organization_id: row.state.short_name for row in handed_in}
    ratings = Rating.objects.filter(campaign=it.campaign, organization__in=cells).select_related("member")
    ratings = ratings.order_by("organization__code", "member__sort_key", "member_id")
    chosen = [one for one in ratings if one.settled_level or one.not_evaluated]
    issuer = issuer_on(it.state.organization_id, it.day)
    if which == LEFT_OUT:
        return papers.left_out_list(it.campaign, chosen, cells, issuer, details)
    if which == REWARD:
        return papers.reward(it.campaign, chosen, cells, issuer, details, amount)
    return papers.decision(it.campaign, chosen, cells, issuer, details)
