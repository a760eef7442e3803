"""Members of some cells of the second demo, and how far one cell has come with their ratings. All made up."""

import datetime as dt

from cells.assessments.models import Campaign
from cells.organizations.models import Organization
from members.ratings.models import RatedCell, Rating
from members.roll.enums import Entry, Sex, StandingKind
from members.roll.models import Member, Membership, Standing
from sinho.demo.register import period

ADMITTED, OFFICIAL = dt.date(2015, 2, 3), dt.date(2016, 2, 3)
NAMES = ("An", "Bình", "Chi", "Dung", "Én", "Giang", "Hà", "Khanh", "Lan")
# Votes for good, completed, lowest of nine slips; who may be excellent has a second ballot.
BALLOTS = (*[(9, 0, 0)] * 3, *[(7, 2, 0)] * 4, (3, 6, 0), (8, 1, 0))
MOST_FOR_EXCELLENT = 2


def write_members(cells: list[Organization], since: dt.date) -> dict[int, list[Member]]:
    """Nine in each of these cells, by the number of the cell."""
    found = {}
    for number, cell in enumerate(cells, 1):
        people = [
            Member(
                full_name=f"{('Nguyễn', 'Trần', 'Lê')[place % 3]} Mẫu {name}",
                sex=Sex.FEMALE if place % 3 else Sex.MALE,
                birth_year=1970 + 2 * place + number,
                ethnicity="eth_kinh",
            )
            for place, name in enumerate(NAMES)
        ]
        for one in people:
            one.save()
        Standing.objects.bulk_create(
            Standing(member=one, kind=kind, valid=valid)
            for one in people
            for kind, valid in (
                (StandingKind.PROBATIONARY, period(ADMITTED, OFFICIAL)),
                (StandingKind.OFFICIAL, period(OFFICIAL, None)),
            )
        )
        Membership.objects.bulk_create(
            Membership(member=one, organization=cell, valid=period(since, None), entry=Entry.OPENING) for one in people
        )
        found[cell.pk] = people
    return found


def rate(campaign: Campaign, cell: Organization, people: list[Member]) -> None:
    """The cell has met and voted; it has not handed in yet."""
    whole = len(people)
    counts = dict.fromkeys(("entitled", "present", "given", "valid", "second_given", "second_valid"), whole)
    RatedCell.objects.create(campaign=campaign, organization=cell, meeting_on=dt.date(2025, 12, 12), **counts)
    for place, (member, (good, completed, lowest)) in enumerate(zip(people, BALLOTS, strict=True)):
        row = Rating(campaign=campaign, organization=cell, member=member, self_level="good")
        row.vote_2, row.vote_3, row.vote_4 = good, completed, lowest
        if place < MOST_FOR_EXCELLENT:
            row.second_agree, row.second_disagree = 7, 2
        row.proposal = "good" if good > completed else "completed"
        row.save()
