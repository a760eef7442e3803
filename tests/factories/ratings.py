"""Ratings of members for tests: a cell with its members, rows as they stand."""

import datetime as dt

from cells.assessments.models import Campaign
from cells.organizations.models import Organization
from members.ratings.actions import deciding, handing
from members.ratings.actions.deciding import Paper
from members.ratings.actions.saving import save_field
from members.ratings.enums import CellState
from members.ratings.models import RatedCell, Rating
from members.ratings.rules.fields import field_named
from members.ratings.rules.hands import Hand
from members.roll.models import Member
from tests.factories import members as roll

DAY = dt.date(2009, 12, 18)
CELL, COMMITTEE, BOTH = Hand(fills=True), Hand(decides=True), Hand(fills=True, on_behalf=True, decides=True)
PAPER = Paper("45-QĐ/ĐU", dt.date(2009, 12, 17))


def people(cell: Organization, count: int, name: str = "Lò Văn") -> list[Member]:
    return [roll.member(cell, f"{name} {chr(65 + n // 26)}{chr(97 + n % 26)}") for n in range(count)]


def meeting(campaign: Campaign, cell: Organization, number: int = 20, **facts) -> RatedCell:
    """The cell has met: so many were present and all slips are valid."""
    counts = dict.fromkeys(("entitled", "present", "given", "valid", "second_given", "second_valid"), number)
    return RatedCell.objects.create(
        campaign=campaign, organization=cell, **{"meeting_on": dt.date(2009, 12, 10), **counts, **facts}
    )


def rating(campaign: Campaign, cell: Organization, member: Member, proposal: str = "good", **facts) -> Rating:
    """A row with ballots that fit the proposal."""
    votes = {
        "excellent": {"vote_2": 18, "vote_3": 2, "second_agree": 15, "second_disagree": 5},
        "good": {"vote_2": 18, "vote_3": 2},
        "completed": {"vote_2": 4, "vote_3": 16},
        "breach": {"vote_3": 4, "vote_4": 16, "sub_reason": "disciplined_in_year"},
        "not_completed": {"vote_3": 4, "vote_4": 16},
    }.get(proposal, {})
    row = Rating(campaign=campaign, organization=cell, member=member, **{**votes, **facts})
    row.proposal = proposal
    row.save()
    return row


def rated(campaign: Campaign, cell: Organization, proposals: list[str], by=None, state: str = "") -> list[Rating]:
    """A cell whose members stand with these proposals; handed in or decided when `state` says so."""
    meeting(campaign, cell)
    rows = [
        rating(campaign, cell, one, proposal)
        for one, proposal in zip(people(cell, len(proposals)), proposals, strict=True)
    ]
    if state:
        handing.submit(campaign=campaign, cell=cell, hand=BOTH, by=by)
    return rows


def decide(campaign: Campaign, base: Organization, cells: list[Organization], by, paper: Paper = PAPER) -> int:
    return deciding.decide_cells(
        campaign=campaign, base=base, cells=cells, paper=paper, hands_of={one.pk: BOTH for one in cells}, by=by
    )


def save(campaign: Campaign, cell: Organization, name: str, typed: str, by, *, hand=CELL, version=0, was=""):
    return save_field(
        campaign=campaign, cell=cell, field=field_named(name), typed=typed, version=version, was=was, hand=hand, by=by
    )


def state_of(campaign: Campaign, cell: Organization) -> CellState:
    return RatedCell.objects.get(campaign=campaign, organization=cell).state
