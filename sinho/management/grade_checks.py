"""The part of `check_data` about decided sheets and points: what the scheme of the year says against what is stored."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Max, Sum

from cells.assessments.enums import Body, SheetState
from cells.assessments.models import Campaign, Proposal, Score
from cells.assessments.models.facts import committees_above
from cells.assessments.models.units import units_of
from cells.assessments.rules.criteria import Frame
from cells.assessments.rules.hands import level_of
from cells.organizations.models import OrganizationState


@dataclass(frozen=True)
class Given:
    """Points of one body on one sheet: their sum and how many criteria have points."""

    total: Decimal
    number: int


def campaigns() -> list[Campaign]:
    return list(Campaign.objects.order_by("year"))


def states_of(campaign: Campaign, day: dt.date) -> dict[int, OrganizationState]:
    """What each organisation is for the campaign."""
    return {state.organization_id: state for state in units_of(campaign, campaign.reference_day(day))}


def decided(campaign: Campaign):
    return (
        campaign.sheets.filter(state=SheetState.DECIDED).select_related("organization").order_by("organization__code")
    )


def unknown_grades(day: dt.date) -> Iterator[str]:
    """Decisions that the scheme of their campaign does not know."""
    for campaign in campaigns():
        levels = [level.code for level in campaign.rules.levels]
        strange = decided(campaign).exclude(decided_level__in=["", *levels])
        unknown = (
            decided(campaign).filter(decided_level="").exclude(not_evaluated_reason__in=list(campaign.rules.reasons))
        )
        for sheet in (*strange, *unknown):
            yield f"Kết quả năm {campaign.year} của {sheet.organization.code} không có trong bộ quy tắc của đợt."


def points_above_maximum(day: dt.date) -> Iterator[str]:
    """Points beyond the maximum of their criterion, or on a criterion that the organisation does not have."""
    for campaign in campaigns():
        states = states_of(campaign, day)
        scores = Score.objects.filter(sheet__campaign=campaign, points__isnull=False)
        rows = scores.values("sheet__organization_id", "sheet__organization__code", "criterion").annotate(
            most=Max("points")
        )
        for row in rows.order_by("sheet__organization__code", "criterion"):
            state = states.get(row["sheet__organization_id"])
            if state is None:
                continue
            criterion = frame_of(campaign, state).criteria.get(row["criterion"])
            if criterion is None or row["most"] > criterion.max:
                code, where = row["sheet__organization__code"], row["criterion"]
                yield f"Điểm tiêu chí {where} năm {campaign.year} của {code} vượt mức tối đa hoặc sai tiêu chí."


def unexplained_grades(day: dt.date) -> Iterator[str]:
    """Grades above what the points suggest, without a word of explanation."""
    for campaign in campaigns():
        states, points = states_of(campaign, day), points_of(campaign)
        explained = set(
            Proposal.objects.filter(sheet__campaign=campaign).exclude(comment="").values_list("sheet_id", flat=True)
        )
        for sheet in decided(campaign).exclude(decided_level="").filter(decision_note=""):
            state = states.get(sheet.organization_id)
            if state is None or sheet.pk in explained or not campaign.rules.has_level(sheet.decided_level):
                continue
            suggested = level_by_points(campaign, state, points[sheet.pk])
            if suggested and campaign.rules.rank(sheet.decided_level) < campaign.rules.rank(suggested.code):
                grade = campaign.rules.label(sheet.decided_level)
                yield (
                    f"{state.name} ({sheet.organization.code}) năm {campaign.year} xếp “{grade}” cao hơn mức theo điểm "
                    f"“{suggested.label}” mà không ghi lý do."
                )


def points_of(campaign: Campaign) -> dict[int, dict[str, Given]]:
    """Sheet → body → what it gave (one query)."""
    rows = Score.objects.filter(sheet__campaign=campaign, points__isnull=False).values_list("sheet_id", "body")
    found: dict[int, dict[str, Given]] = defaultdict(dict)
    for sheet_id, body, total, number in rows.annotate(total=Sum("points"), number=Count("id")):
        found[sheet_id][body] = Given(total, number)
    return found


def frame_of(campaign: Campaign, state: OrganizationState) -> Frame:
    """The criteria of the organisation, also those that a committee above it adapted."""
    adapted = any(frame.under for frame in campaign.rules.frames)
    return campaign.rules.frame_for(state.kind, state.type, committees_above(state) if adapted else ())


def level_by_points(campaign: Campaign, state: OrganizationState, given: dict[str, Given]):
    """The level of the complete points of the proposing body, or of the organisation itself; None without them."""
    criteria = frame_of(campaign, state).criteria
    if any(one.optional for one in criteria.values()):
        return None  # what is taken off stands in the same column as what is given
    for body in (campaign.rules.procedures[level_of(state.kind)].proposes, Body.SELF):
        if body in given and given[body].number == len(criteria):
            return campaign.rules.level_for_points(given[body].total)
    return None
