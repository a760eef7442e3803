"""The years of one organisation: a tab of its page."""

from django.shortcuts import render

from cells.assessments.enums import SECRETARY_WORDS, SHAPES
from cells.assessments.models import Sheet
from cells.assessments.views.board import decided_words
from cells.organizations.views.reading import frame
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission


@requires(Permission.VIEW)
def organization_years(request, pk):
    """Third tab of an organisation: what it registered for, how it graded itself, what was decided, year by year."""
    context = frame(request, pk, "assessments")
    sheets = Sheet.objects.in_scope(request.scope).filter(organization=pk).select_related("campaign")
    context["years"] = [year_of(sheet) for sheet in sheets.order_by("-campaign__year")]
    return render(request, "cells/assessments/organization_years.html", context)


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
