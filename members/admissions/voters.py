"""How many may vote on a step, by the roll and the officers."""

import datetime as dt

from members.admissions.actions import committee_of
from members.admissions.models import Case
from members.admissions.rules.path import Step
from members.roll.models import Membership
from members.roll.models.office import serving


def voters(case: Case, step: Step, day: dt.date) -> int | None:
    """How many may vote on the day by the roll: official members who take part, or officers of the committee.

    Who is exempted, suspended, or on a temporary transfer elsewhere is not counted; of officers it is known only when
    they are linked to their records, and an exemption does not count.
    """
    if step.of == "official_members":
        members = Membership.objects.on(day).filter(organization=case.place_id)
        return members.standing("official", day).taking_part(day).at_home(day).count()
    if step.of == "committee_members":
        committee = committee_of(case.place_id, day)
        return serving(committee, day).count() or None
    return None
