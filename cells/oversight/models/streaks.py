"""Organisations with the best level for years running, as decided by a moment (A12)."""

import datetime as dt
from collections import defaultdict

from cells.assessments.enums import SheetState
from cells.assessments.models import Campaign, Sheet
from cells.assessments.models.past import uncorrect
from cells.oversight.conduct_rules import in_a_row


def best_in_a_row(year: int, number: int, moment: dt.datetime) -> dict[int, int]:
    """Organisation → years running up to `year` in which it had the best level of the scheme: three queries."""
    campaigns = {one.pk: one for one in Campaign.objects.filter(year__lte=year)}
    sheets = list(
        Sheet.objects.filter(campaign__in=campaigns, state=SheetState.DECIDED, decided_at__lt=moment).defer(
            "decision_note"
        )
    )
    uncorrect(sheets, moment)
    best: dict[int, set[int]] = defaultdict(set)
    for sheet in sheets:
        campaign = campaigns[sheet.campaign_id]
        if sheet.decided_level and sheet.decided_level == campaign.rules.levels[0].code:
            best[campaign.year].add(sheet.organization_id)
    return in_a_row(best, year, number)
