"""The grades of organisations over the years, as the rule on who is weak for long reads them (A8)."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import Q
from django.utils import timezone

from cells.assessments.enums import SheetState
from cells.assessments.models import Campaign, Sheet
from cells.assessments.models.past import uncorrect
from cells.assessments.rules.scheme import Scheme
from cells.oversight import weak_rules
from cells.oversight.rules.weak import Spell, WeakRule, YearGrade, spells
from sinho.web import clock

DECISION = ("decided_level", "decided_exemplary", "not_evaluated_reason", "decision_number", "decision_date")


def weak_levels(scheme: Scheme, rule: WeakRule) -> Collection[str]:
    """Levels that count as weak in the scheme."""
    if scheme.code in rule.levels:
        return rule.levels[scheme.code]
    return [level.code for level in scheme.levels if level.lowest] or [scheme.lowest.code]


def grades_until(day: dt.date, organization_ids: Iterable[int], rule: WeakRule) -> dict[int, list[YearGrade]]:
    """What was decided until the day, for those of these organisations that were ever weak: three queries."""
    decided = Sheet.objects.filter(state=SheetState.DECIDED, decided_at__lt=clock.end_of(day))
    decided = decided.filter(organization_id__among=list(organization_ids))
    schemes = {one.pk: one.rules for one in Campaign.objects.filter(pk__in=decided.values("campaign"))}
    codes = {code for scheme in schemes.values() for code in weak_levels(scheme, rule)}
    ever = decided.filter(Q(decided_level__in=codes) | Q(corrections__isnull=False))
    rows = decided.filter(organization_id__in=ever.values("organization_id")).order_by("campaign__year")
    sheets = list(rows.only("campaign__year", "organization", "decided_at", *DECISION).select_related("campaign"))
    uncorrect(sheets, clock.end_of(day))
    found: dict[int, list[YearGrade]] = {}
    for sheet in sheets:
        found.setdefault(sheet.organization_id, []).append(year_grade(sheet, schemes[sheet.campaign_id], rule))
    return found


def year_grade(sheet: Sheet, scheme: Scheme, rule: WeakRule) -> YearGrade:
    """One year as the rule reads it."""
    level = sheet.decided_level
    return YearGrade(
        year=sheet.campaign.year,
        on=timezone.localtime(sheet.decided_at).date(),
        label=scheme.label(level, sheet.decided_exemplary) if level else "",
        weak=level in weak_levels(scheme, rule),
        number=sheet.decision_number,
    )


def spells_until(day: dt.date, organization_ids: Iterable[int]) -> dict[int, list[Spell]]:
    """The times on the list of these organisations, by the rule of the day; who was never on it is left out."""
    rule = weak_rules.on(day)
    found = {pk: spells(grades, rule) for pk, grades in grades_until(day, organization_ids, rule).items()}
    return {pk: times for pk, times in found.items() if times}


def spell_on(organization_id: int, day: dt.date) -> Spell | None:
    """Why the organisation is on the list on the day; None when it is not."""
    times = spells_until(day, [organization_id]).get(organization_id, [])
    return next((one for one in times if one.on_list(day)), None)
