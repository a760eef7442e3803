"""What the system knows for the gates of members, and how they stand with what people answered (A11).

Themes that know how somebody was rated as a cadre, or keep the register of discipline, register readers when the
application starts.
"""

from collections import defaultdict
from collections.abc import Callable, Collection

from cells.assessments.models import Campaign
from cells.assessments.rules.criteria import Frame
from cells.assessments.rules.findings import Discipline, Known, StaffRating
from cells.assessments.rules.gates import Weighed, weigh
from members.ratings.models.answer import RatingGateAnswer

# Members, year → how each of those who are cadres was rated.
StaffTold = Callable[[Collection[int], int], dict[int, StaffRating]]
_staff: list[StaffTold] = []
STAFF_FACTS = {"staff_best", "staff_lowest"}
# Members, campaign → the discipline of each; None when no register was kept in its year.
DisciplineTold = Callable[[Collection[int], Campaign], dict[int, Discipline] | None]
_discipline: list[DisciplineTold] = []
# Members have no frame of criteria: nothing is scored.
NO_FRAME = Frame("", "", (), (), True, (), ())


def tells_staff(reader: StaffTold) -> None:
    """Let the gates ask this reader for the ratings of cadres."""
    _staff.append(reader)


def tells_discipline(reader: DisciplineTold) -> None:
    """Let the gates ask this reader for the discipline of members."""
    _discipline.append(reader)


def facts_asked(campaign: Campaign) -> set[str]:
    return {one.fact for gate in campaign.member_rules.gates for one in gate.conditions}


def discipline_of(campaign: Campaign, member_ids: Collection[int]) -> dict[int, Discipline]:
    """The discipline of each in the year, if a gate asks for it and a register was kept; who is not in it has none."""
    for reader in _discipline if "disciplined" in facts_asked(campaign) else ():
        found = reader(member_ids, campaign)
        if found is not None:
            return {pk: found.get(pk, Discipline()) for pk in member_ids}
    return {}


def staff_of(campaign: Campaign, member_ids: Collection[int]) -> dict[int, StaffRating]:
    """How those of the members who are cadres were rated in the year, if a gate asks for it and anybody knows."""
    found: dict[int, StaffRating] = {}
    for reader in _staff if STAFF_FACTS & facts_asked(campaign) else ():
        found |= reader(member_ids, campaign.year)
    return found


def weighed_members(campaign: Campaign, member_ids: Collection[int]) -> dict[int, tuple[Weighed, ...]]:
    """Member → the gates of the scheme for him: four queries, none where the scheme has no gates."""
    rules = campaign.member_rules
    if not rules.gates:
        return {}
    staff, discipline = staff_of(campaign, member_ids), discipline_of(campaign, member_ids)
    answers: dict[int, dict] = defaultdict(dict)
    rows = RatingGateAnswer.objects.filter(rating__campaign=campaign, rating__member__in=member_ids).order_by("id")
    for member_id, condition, holds in rows.values_list("rating__member_id", "condition", "holds"):
        answers[member_id][condition] = holds
    found = {}
    for pk in member_ids:
        known = Known(NO_FRAME, rules.codes, staff=staff.get(pk), discipline=discipline.get(pk))
        found[pk] = weigh(rules.gates, known, answers[pk], "")
    return found
