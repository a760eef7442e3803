"""The organisations below a body with the grade that its decision gives them: decided, or proposed to it (A11)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from cells.assessments.enums import SheetState
from cells.assessments.models.campaign import Campaign
from cells.assessments.models.process import Proposal
from cells.assessments.models.sheet import Sheet
from cells.assessments.models.units import units_of
from cells.assessments.rules.hands import level_of
from cells.assessments.rules.scheme import CELL_KINDS, GRASSROOTS_KINDS
from cells.organizations.models import OrganizationState
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope


@dataclass(frozen=True)
class Placed:
    """An organisation with its level or the reason for none; both "" while nothing is decided or proposed."""

    state: OrganizationState
    level: str = ""
    exemplary: bool = False
    reason: str = ""
    words: str = ""


def states_below(campaign: Campaign, organization_id: int, day: dt.date, scope: Scope):
    """Whom the body decides on: the holder of the campaign on grassroots organisations, a committee on its cells."""
    if organization_id == campaign.organization_id:
        found = units_of(campaign, day).filter(kind__in=GRASSROOTS_KINDS)
    else:
        found = units_of(campaign, day, organization_id).filter(kind__in=CELL_KINDS)
    return found.in_scope(scope, Permission.EXPORT).filter(valid__contains=day)


def placed_below(campaign: Campaign, states: Iterable[OrganizationState]) -> list[Placed]:
    """Each of them with its grade, in the order of names: three queries, however many."""
    states = list(states)
    sheets = {
        one.organization_id: one for one in campaign.sheets.filter(organization__in=[s.organization_id for s in states])
    }
    proposed = _proposals([one for one in sheets.values() if one.state == SheetState.PROPOSED])
    return [_placed(campaign, state, sheets.get(state.organization_id), proposed) for state in states]


def own_wishes(campaign: Campaign, states: Iterable[OrganizationState]) -> list[Placed]:
    """Each of them with the level that it asks for itself; "" while it has not said."""
    states = list(states)
    sheets = campaign.sheets.filter(organization__in=[one.organization_id for one in states])
    own = {pk: kept for pk, *kept in sheets.values_list("organization_id", "self_level", "self_exemplary")}
    return [Placed(state, *own.get(state.organization_id, ("", False))) for state in states]


def _proposals(sheets: list[Sheet]) -> dict[int, list[Proposal]]:
    found: dict[int, list[Proposal]] = {}
    for one in Proposal.objects.filter(sheet__in=[sheet.pk for sheet in sheets]).order_by("round"):
        found.setdefault(one.sheet_id, []).append(one)
    return found


def _placed(campaign: Campaign, state: OrganizationState, sheet: Sheet | None, proposed) -> Placed:
    if sheet is None:
        return Placed(state)
    if sheet.state == SheetState.DECIDED:
        reason, words = sheet.not_evaluated_reason, sheet.decision_note
        return Placed(state, sheet.decided_level, sheet.decided_exemplary, reason, words if reason else "")
    body = campaign.rules.procedures[level_of(state.kind)].proposes
    last = [one for one in proposed.get(sheet.pk, ()) if one.body == body and one.round == sheet.round]
    return Placed(state, last[-1].level, last[-1].exemplary) if last else Placed(state)
