"""The years of one organisation: a tab of its page."""

from django.shortcuts import render

from cells.assessments.enums import SECRETARY_WORDS, SHAPES, RegistrationState, SheetState
from cells.assessments.models import Sheet
from cells.assessments.models.past import wind_back
from cells.assessments.views.board import decided_words
from cells.organizations.views.reading import frame
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web import clock
from sinho.web.lists import AsOf


@requires(Permission.VIEW)
def organization_years(request, pk):
    """Third tab of an organisation: what it registered for, how it graded itself, what was decided, year by year."""
    context = frame(request, pk, "assessments")
    sheets = Sheet.objects.in_scope(request.scope).filter(organization=pk).select_related("campaign")
    context["years"] = [year_of(sheet) for sheet in as_they_were(sheets.order_by("-campaign__year"), context["as_of"])]
    return render(request, "cells/assessments/organization_years.html", context)


def as_they_were(sheets, as_of: AsOf) -> list[Sheet]:
    """Of an earlier day only what was handed in and decided by then; what is being written has no history."""
    if as_of.day >= clock.today():
        return list(sheets)
    moment = clock.end_of(as_of.day)
    found = list(sheets.filter(campaign__opened_at__lt=moment))
    wind_back(found, moment)
    for sheet in found:
        if sheet.submitted_at is None:
            sheet.self_level, sheet.self_exemplary = "", False
        if sheet.registration_state == RegistrationState.NONE:
            sheet.aimed_level = ""
        if sheet.state != SheetState.DECIDED:
            sheet.decision_number, sheet.decision_date = "", None
    return found


def year_of(sheet: Sheet) -> dict:
    """One line of the tab."""
    rules = sheet.campaign.rules
    return {
        "sheet": sheet,
        "year": sheet.campaign.year,
        "scheme": rules.title,
        "aimed": rules.short(sheet.aimed_level),
        "own": rules.short(sheet.self_level, sheet.self_exemplary),
        "decided": decided_words(sheet.campaign, sheet),
        "shape": SHAPES[sheet.state],
        "words": SECRETARY_WORDS[sheet.state],
    }
