"""What every act on the ratings of a cell shares: it holds the cell's row, leaves steps and a line in the log."""

from cells.assessments.models import Campaign
from cells.organizations.models import Organization
from members.ratings.models import CellStep, RatedCell, Rating, RatingStep
from members.ratings.rules.hands import NO_RULES
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.web import clock


def hold_cell(campaign: Campaign, cell: Organization) -> RatedCell:
    """The row of the cell, made if need be, held until the end of the transaction: acts on one cell come in turn."""
    if campaign.member_rules is None:
        raise Refused(NO_RULES)
    RatedCell.objects.get_or_create(campaign=campaign, organization=cell)
    held = RatedCell.objects.select_for_update(of=("self",)).select_related("organization", "changed_by")
    return held.get(campaign=campaign, organization=cell)


def enter(rated: RatedCell, state: str, *, author, comment: str = "", **changes) -> None:
    """Move the cell into a state and note it in its history."""
    round = rated.round
    for name, value in changes.items():
        setattr(rated, name, value)
    rated.state = state
    rated.version += 1
    rated.save(update_fields=["state", "version", *changes])
    CellStep.objects.create(rated_cell=rated, round=round, state=state, comment=comment, by=author, at=clock.now())


def step_of(rating: Rating, kind: str, *, level: str, author, words: str = "") -> RatingStep:
    """What is proposed or decided on him, not yet written."""
    return RatingStep(
        rating=rating,
        kind=kind,
        level=level,
        sub_reason=rating.sub_reason if level else "",
        not_evaluated="" if level else rating.not_evaluated,
        number=rating.decision_number,
        date=rating.decision_date,
        words=words,
        by=author,
        at=clock.now(),
    )


def note(cell: Organization, on, did: str, said: str, *, by, before: dict | None = None, after: dict | None = None):
    """A line of the log under the cell."""
    organization = cell.named(clock.today())
    record(by=by, did=did, said=said, on=on, organization=organization, before=before, after=after)
