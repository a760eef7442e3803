"""What acts on plans are told, and what they all look after."""

import datetime as dt
from dataclasses import dataclass

from cadres.planning.models import PlanningReview, PlanningRound
from cadres.staff.actions.facts import COMMUNES
from cells.organizations.models import OrganizationState
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock


@dataclass(frozen=True)
class Decided:
    """By which decision: that of a review or of the plan itself, or one of its own (`number` with `on`)."""

    review: PlanningReview | None = None
    number: str = ""
    on: dt.date | None = None

    def day(self, round: PlanningRound) -> dt.date:
        if self.on:
            return self.on
        return self.review.decided_on if self.review else round.decided_on


def hold(round: PlanningRound) -> PlanningRound:
    """The plan is held until the act is over."""
    return PlanningRound.objects.select_for_update().get(pk=round.pk)


def refuse_no_commune(organization_id: int, day: dt.date) -> None:
    """Plans are those of communes."""
    if not OrganizationState.objects.on(day).filter(organization=organization_id, type__in=COMMUNES).exists():
        raise Refused(f"Ngày {format_date(day)} nơi này không phải là đảng bộ xã, thị trấn.")


def refuse_before(round: PlanningRound, day: dt.date, what: str) -> None:
    """Nothing happens in a plan before it was decided."""
    if day < round.decided_on:
        raise Refused(f"{what} {format_date(day)} trước ngày phê duyệt quy hoạch, {format_date(round.decided_on)}.")


def note(round: PlanningRound, did: str, said: str, by, *, on=None, **more) -> None:
    """An entry of the log about a plan."""
    place = round.organization.named(clock.today())
    record(by=by, did=f"planning.{did}", said=said, on=on or round, organization=place, **more)
