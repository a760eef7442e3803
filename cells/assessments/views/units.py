"""One organisation's door into a campaign, and the page on which a committee writes down the grades of its cells."""

from collections import Counter
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render

from cells.assessments.actions.decision import Grade, record_cells, sheet_for
from cells.assessments.actions.trial import Trial, try_cells
from cells.assessments.enums import AT_WORK, SheetState
from cells.assessments.forms import RecordCellsForm
from cells.assessments.models import Campaign
from cells.assessments.models.units import Unit, units_of
from cells.assessments.rules import hands
from cells.assessments.rules.hands import Hand
from cells.assessments.views.board import board_of, decided_words
from cells.assessments.views.campaigns import campaign_of
from cells.assessments.views.desk import heard
from cells.assessments.views.gates import CapLine, cap_lines, caps_on
from cells.organizations.models import OrganizationState
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.answers import attempt, status_of
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
    hand = heard(request.scope, hand_for(request, found, state), state)
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
    """Write down what the committee decided on its cells, all on one page; tried before, if asked for."""
    found = campaign_of(request, year)
    decides, may = cells_decided_on(request, found)
    form = record_form(request, found, decides)
    asked = {"campaign": found, "hands_of": may}
    if request.POST.get("do") == "preview" and form.is_valid():
        return record_page(request, found, form, decides, trial=tried(request, form, decides, asked))

    def act(data):
        given = {"grades": form.grades(), "paper": form.paper(), "ground": data.get("ground", "")}
        return record_cells(**asked, **given, by=request.user)

    done, reasons = attempt(request, form, act)
    if done:
        messages.success(request, f"Đã ghi kết quả xếp loại của {done} chi bộ.")
        return redirect("assessments:campaign", year)
    status = status_of(form, reasons)
    return record_page(request, found, form, decides, reasons=reasons, status=status)


@dataclass(frozen=True)
class Tried:
    """What the preview shows: each chosen cell with its own wish and the grade, counts, refusals, the caps after."""

    rows: list[tuple[str, str, str]]
    counts: list[tuple[str, int]]
    reasons: tuple[str, ...]
    caps: list[CapLine]


def tried(request, form: RecordCellsForm, decides: list[Unit], asked: dict) -> Tried:
    """Try what the form says; nothing is written."""
    campaign, grades = asked["campaign"], form.grades()
    trial = try_cells(
        **asked, grades=grades, paper=form.paper(), ground=form.cleaned_data.get("ground", ""), author=request.user
    )
    said = {pk: said_grade(campaign, grade) for pk, grade in grades.items()}
    rules = campaign.rules
    rows = [
        (one.state.name, rules.short(one.sheet.self_level) if one.sheet else "", said[one.state.organization_id])
        for one in decides
        if one.state.organization_id in said
    ]
    counts = list(Counter(said.values()).items())
    return Tried(rows, counts, trial.reasons, own_caps(trial, decides, campaign))


def own_caps(trial: Trial, decides: list[Unit], campaign: Campaign) -> list[CapLine]:
    """The caps of the committees whose cells are decided on."""
    bodies = {one.state.parent_id for one in decides} & trial.places.keys()
    return [line for body in sorted(bodies) for line in cap_lines(campaign, trial.places[body])]


def said_grade(campaign: Campaign, grade: Grade) -> str:
    """The grade in full words."""
    if grade.not_evaluated:
        return f"Chưa đánh giá: {campaign.rules.reasons[grade.not_evaluated].lower()}"
    return campaign.rules.label(grade.level, grade.exemplary)


def record_page(request, found: Campaign, form, decides: list[Unit], *, trial=None, reasons=(), status=200):
    """The page of the cells that have no grade yet."""
    context = {
        "campaign": found,
        "form": form,
        "rows": [(one, form[f"cell-{one.state.organization_id}"]) for one in decides if is_open(one)],
        "reasons": reasons,
        "scheme": found.rules,
        "caps": caps_on(board_of(request, found, cells=True), cells=True),
        "trial": trial,
    }
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
