"""What the register of discipline says of a year to the conditions of the yearly evaluation (A11, A14).

A register counts as kept in a year when an inspection plan or a discipline was written down for it: only then does a
missing entry mean that nobody was disciplined.
"""

import datetime as dt
from collections.abc import Collection

from cells.assessments.models import Campaign
from cells.assessments.models.units import units_of
from cells.assessments.rules import findings
from cells.oversight.models import Discipline, InspectionPlan
from members.conduct.models.discipline import MemberDiscipline
from members.roll.models import OfficeHolder
from sinho.web import clock


def standing_rows(rows):
    """Of decisions those that complaints did not lift."""
    return [one for one in rows.prefetch_related("steps") if one.standing(dt.date.max).counts]


def register_kept(campaign: Campaign) -> bool:
    """Whether the holder of the campaign planned inspections for the year, or anybody was disciplined in it."""
    return (
        InspectionPlan.objects.standing().filter(organization=campaign.organization_id, year=campaign.year).exists()
        or MemberDiscipline.objects.standing().filter(decision_date__year=campaign.year).exists()
        or Discipline.objects.standing().filter(decision_date__year=campaign.year).exists()
    )


def discipline_in_year(campaign: Campaign, organization_id: int) -> findings.Discipline | None:
    """Of an organisation: itself, what is below it in the campaign, who holds an office in it; None: no register."""
    if not register_kept(campaign):
        return None
    day = campaign.reference_day(clock.today())
    units = set(units_of(campaign, day, organization_id).values_list("organization_id", flat=True))
    units -= {organization_id}
    found = standing_rows(Discipline.objects.standing().filter(decision_date__year=campaign.year))
    holders = OfficeHolder.objects.in_force().filter(officer__organization=organization_id)
    people = MemberDiscipline.objects.standing().filter(
        decision_date__year=campaign.year, member__in=holders.values("member"), effective_from__lte=day
    )
    return findings.Discipline(
        own=sum(one.organization_id == organization_id for one in found),
        below=len({one.organization_id for one in found} & units),
        units=len(units),
        leaders=len({one.member_id for one in standing_rows(people)}),
    )


def discipline_of_members(member_ids: Collection[int], campaign: Campaign) -> dict[int, findings.Discipline] | None:
    """Member → how many decisions of the year stand; None when no register was kept."""
    if not register_kept(campaign):
        return None
    numbers: dict[int, int] = {}
    for one in standing_rows(
        MemberDiscipline.objects.standing().filter(member__in=member_ids, decision_date__year=campaign.year)
    ):
        numbers[one.member_id] = numbers.get(one.member_id, 0) + 1
    return {pk: findings.Discipline(own=number) for pk, number in numbers.items()}
