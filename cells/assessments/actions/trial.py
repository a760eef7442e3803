"""What a decision on many cells would come to: everything is done and taken back again (A11)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from cells.assessments.actions.decision import DecisionPaper, Grade, record_cells
from cells.assessments.models import Campaign
from cells.assessments.models.standing import Place, places_of
from cells.assessments.rules.hands import Hand
from sinho.refusal import Refused


@dataclass(frozen=True)
class Trial:
    """Why it would be refused, or how the caps would stand afterwards."""

    reasons: tuple[str, ...]
    places: Mapping[int, Place]


def try_cells(
    *,
    campaign: Campaign,
    grades: dict[int, Grade],
    paper: DecisionPaper,
    hands_of: dict[int, Hand],
    ground: str,
    author,
) -> Trial:
    """Nothing is written: cells that are refused are named one by one, then what all of them together come to."""
    reasons = []
    for organization_id, grade in grades.items():
        reasons += _refusals(campaign, {organization_id: grade}, paper, hands_of, ground, author, alone=True)
    if reasons:
        return Trial(tuple(reasons), {})
    with transaction.atomic():
        reasons = _refusals(campaign, grades, paper, hands_of, ground, author)
        places = {} if reasons else places_of(campaign)
        transaction.set_rollback(True)
    return Trial(tuple(reasons), places)


def _refusals(campaign, grades, paper, hands_of, ground, author, *, alone: bool = False) -> list[str]:
    """Why these grades would be refused; `alone`: taken back at once, and without the caps."""
    try:
        with transaction.atomic():
            record_cells(
                campaign=campaign,
                grades=grades,
                paper=paper,
                hands_of=hands_of,
                by=author,
                ground=ground,
                within_caps=not alone,
            )
            if alone:
                transaction.set_rollback(True)
    except Refused as refused:
        return list(refused.reasons)
    return []
