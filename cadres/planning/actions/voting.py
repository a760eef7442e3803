"""The votes of a step for a post of somebody in a plan."""

import datetime as dt
from dataclasses import dataclass

from cadres.planning import catalogue
from cadres.planning.actions.facts import hold, note
from cadres.planning.models import PlanningEntry, StepVote
from cadres.staff.actions.facts import refuse_future
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class Counted:
    """Votes for, and of how many."""

    step: str
    held_on: dt.date
    votes: int
    of: int


@atomic_or_refused()
def record_votes(*, entry: PlanningEntry, counted: Counted, reason: str = "", by) -> StepVote:
    """Write the votes down; what was written before is mended only with a reason, and stays in the log."""
    round = hold(entry.person.round)
    entry = PlanningEntry.objects.select_for_update().get(pk=entry.pk)
    refuse_future(counted.held_on)
    if entry.mistaken:
        raise Refused("Chức danh quy hoạch này đã ghi là nhầm.")
    if counted.step not in {one.code for one in catalogue.steps_on(counted.held_on).steps}:
        raise Refused("Chọn bước lấy phiếu trong danh mục.")
    if entry.until and counted.held_on >= entry.until:
        raise Refused(f"Ngày {format_date(counted.held_on)} đã đưa ra khỏi quy hoạch.")
    if counted.votes > counted.of:
        raise Refused(f"Số phiếu đồng ý ({counted.votes}) nhiều hơn tổng số phiếu ({counted.of}).")
    vote = StepVote.objects.filter(entry=entry, step=counted.step).first()
    before = None
    if vote:
        before = {name: getattr(vote, name) for name in vars(counted)}
        if before == vars(counted):
            raise Refused("Phiếu của bước này đã ghi như vậy.")
        if not reason.strip():
            raise Refused(f"Bước này đã ghi {vote.said}; muốn sửa thì ghi lý do.")
        vote.held_on, vote.votes, vote.of = counted.held_on, counted.votes, counted.of
        vote.save()
    else:
        vote = StepVote.objects.create(entry=entry, **vars(counted))
    said = f"{entry.person}, {entry}: {vote}" + (f", sửa: {reason.strip()}" if before else "")
    note(round, "voted", said, by, on=entry.person, before=before, after=vars(counted))
    return vote
