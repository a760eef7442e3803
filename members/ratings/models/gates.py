"""What the system knows for the gates of members, and how they stand with what people answered (A11).

A theme above that knows how somebody was rated as a cadre registers a reader when the application starts.
"""

from collections import defaultdict
from collections.abc import Callable, Collection

from cells.assessments.models import Campaign
from cells.assessments.rules.criteria import Frame
from cells.assessments.rules.findings import WHOLE, Known, StaffRating
from cells.assessments.rules.gates import Weighed, weigh
from members.ratings.models.answer import RatingGateAnswer

# Members, year → how each of those who are cadres was rated.
StaffTold = Callable[[Collection[int], int], dict[int, StaffRating]]
_staff: list[StaffTold] = []
# Members have no frame of criteria: nothing is scored.
NO_FRAME = Frame("", "", (), (), True, (), ())


def tells_staff(reader: StaffTold) -> None:
    """Let the gates ask this reader for the ratings of cadres."""
    _staff.append(reader)


def staff_of(campaign: Campaign, member_ids: Collection[int]) -> dict[int, StaffRating]:
    """How those of the members who are cadres were rated in the year, if a gate asks for it and anybody knows."""
    asked = {one.fact for gate in campaign.member_rules.gates for one in gate.conditions}
    found: dict[int, StaffRating] = {}
    for reader in _staff if asked.intersection(WHOLE[1:]) else ():
        found |= reader(member_ids, campaign.year)
    return found


def weighed_members(campaign: Campaign, member_ids: Collection[int]) -> dict[int, tuple[Weighed, ...]]:
    """Member → the gates of the scheme for him: two queries, none where the scheme has no gates."""
    rules = campaign.member_rules
    if not rules.gates:
        return {}
    staff, answers = staff_of(campaign, member_ids), defaultdict(dict)
    rows = RatingGateAnswer.objects.filter(rating__campaign=campaign, rating__member__in=member_ids).order_by("id")
    for member_id, condition, holds in rows.values_list("rating__member_id", "condition", "holds"):
        answers[member_id][condition] = holds
    return {
        pk: weigh(rules.gates, Known(NO_FRAME, rules.codes, staff=staff.get(pk)), answers[pk], "") for pk in member_ids
    }
