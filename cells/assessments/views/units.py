"""One organisation's door into a campaign, and the page on which a committee writes down the grades of its cells."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render

from cells.assessments.actions.decision import record_cells, sheet_for
from cells.assessments.enums import AT_WORK, SheetState
from cells.assessments.forms import RecordCellsForm
from cells.assessments.models import Campaign
from cells.assessments.models.units import Unit, units_of
from cells.assessments.rules import hands
from cells.assessments.rules.hands import Hand
from cells.assessments.views.board import board_of, decided_words
from cells.assessments.views.campaigns import campaign_of
from cells.organizations.models import OrganizationState
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.answers import attempt
from sinho.web.lookup import get_in_scope_or_404


def hand_for(request, campaign: Campaign, state: OrganizationState) -> Hand:
    """What the person may do with the sheet of this organisation in the campaign."""
    procedure = campaign.rules.procedures[hands.level_of(state.kind)]
    return hands.hand(request.scope, state.organization_id, state.kind, procedure)


@requires(Permission.VIEW)
def unit(request, year, pk):
    """An organisation in a campaign: its sheet, or the button that begins it."""
    found = campaign_of(request, year)
    states = units_of(found, found.reference_day(clock.today()))
    state = get_in_scope_or_404(states, request.scope, organization_id=pk)
    hand = hand_for(request, found, state)
    sheet = found.sheets.filter(organization=pk).first()
    if request.method == "POST" and sheet is None:
        if not (hand.fills or hand.reviews):
            raise PermissionDenied(Permission.FILL_SHEET)
        if found.closed:
            raise Refused(hands.CLOSED)
        sheet = sheet_for(campaign=found, organization=state.organization, by=request.user)
    if sheet:
        return redirect("assessments:sheet", sheet.pk)
    may_start = (hand.fills or hand.reviews) and not found.closed
    return render(request, "cells/assessments/unit.html", {"campaign": found, "state": state, "may_start": may_start})


@requires(Permission.RECORD_CELLS)
def record(request, year):
    """Write down what the committee decided on its cells, all on one page."""
    found = campaign_of(request, year)
    decides, may = cells_decided_on(request, found)
    form = record_form(request, found, decides)

    def act(data):
        return record_cells(campaign=found, grades=form.grades(), paper=form.paper(), hands_of=may, by=request.user)

    done, reasons = attempt(request, form, act)
    if done:
        messages.success(request, f"Đã ghi kết quả xếp loại của {done} chi bộ.")
        return redirect("assessments:campaign", year)
    rows = [(one, form[f"cell-{one.state.organization_id}"]) for one in decides if is_open(one)]
    context = {"campaign": found, "form": form, "rows": rows, "reasons": reasons, "scheme": found.rules}
    status = 409 if reasons else 422 if form.is_bound else 200
    return render(request, "cells/assessments/record.html", context, status=status)


def is_open(unit: Unit) -> bool:
    """Whether the unit has no grade yet."""
    return unit.work_state != SheetState.DECIDED


def record_form(request, campaign: Campaign, decides: list[Unit]) -> RecordCellsForm:
    """The form for the cells that are open; it knows what was decided on the others."""
    still_open = [one for one in decides if is_open(one)]
    return RecordCellsForm(
        request.POST or None,
        scheme=campaign.rules,
        cells=[(one.state.organization_id, one.state.name) for one in still_open],
        at_work={one.state.organization_id for one in still_open if one.work_state in AT_WORK},
        graded={
            one.state.organization_id: f"{one.state.name} đã có kết quả “{decided_words(campaign, one.sheet)}”"
            for one in decides
            if not is_open(one)
        },
    )


def cells_decided_on(request, campaign: Campaign) -> tuple[list[Unit], dict[int, Hand]]:
    """Cells that the person decides on, and what he may do with each of his cells; none: 404."""
    units = board_of(request, campaign, cells=True).units
    may = {one.state.organization_id: hand_for(request, campaign, one.state) for one in units}
    decides = [one for one in units if may[one.state.organization_id].decides]
    if not decides:
        raise Http404
    return decides, may
