"""What a row of the workbook says, how a rating says the same, and the words of levels and reasons."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from cells.assessments.models import Campaign
from cells.assessments.rules.member_scheme import MemberScheme
from cells.organizations.models import reach_of
from members.ratings.models import Rating
from members.ratings.rules.fields import NOT
from members.roll.imports.lines import MemberUnit
from members.roll.imports.register import MemberRegister
from members.roll.models import Membership
from members.roll.rules import BirthDate
from sinho.imports.lines import Line
from sinho.text.folding import fold

LEVELS = ("aimed_level", "self_level")
WORDS = ("tasks", "words")
VOTES = ("vote_1", "vote_2", "vote_3", "vote_4", "second_agree", "second_disagree")
FIELDS = (*LEVELS, *WORDS, *VOTES, "registered_on", "proposal", "sub_reason")
# In this order: the level before its row, the reason before its words.
WRITTEN = ("aimed_level", "tasks", "registered_on", "self_level", *VOTES, "proposal", "sub_reason", "words")


@dataclass
class RatingLine(Line):
    """A member in a year; levels, reasons and sub-rows in the words of the scheme of the year."""

    code: str | None = None
    name: str | None = None
    birth: BirthDate | None = None
    identity: str | None = None
    card: str | None = None
    cell: str | None = None
    base: str | None = None
    year: int | None = None
    aimed_level: str | None = None
    tasks: str | None = None
    registered_on: dt.date | None = None
    self_level: str | None = None
    vote_1: int | None = None
    vote_2: int | None = None
    vote_3: int | None = None
    vote_4: int | None = None
    second_agree: int | None = None
    second_disagree: int | None = None
    proposal: str | None = None
    sub_reason: str | None = None
    words: str | None = None


def words_of(rules: MemberScheme, column: str) -> dict[str, str]:
    """Code → what the workbook writes for it in this column."""
    levels = {level.code: level.short for level in rules.levels}
    if column == "sub_reason":
        return {sub.code: sub.label for subs in rules.sub_reasons.values() for sub in subs}
    if column == "proposal":
        return levels | {f"{NOT}{reason.code}": reason.label for reason in rules.reasons}
    return levels


def code_said(rules: MemberScheme, column: str, typed: str) -> str | None:
    """The code that a text means: short or full words, with or without marks."""
    known = {fold(words): code for code, words in words_of(rules, column).items()}
    if column != "sub_reason":
        known |= {fold(level.label): level.code for level in rules.levels}
    return known.get(fold(typed))


def line_of(unit: MemberUnit, rating: Rating, rules: MemberScheme, year: int, code_by_id) -> RatingLine:
    """What is known as a row of the workbook, without the numbers of the member: his code is enough to find him."""
    line = RatingLine(
        code=unit.key,
        name=unit.root.full_name,
        birth=unit.root.birth,
        cell=code_by_id.get(rating.organization_id),
        year=year,
    )
    for name in FIELDS:
        value = getattr(rating, name)
        if value == "" or value is None:
            continue
        is_coded = name in (*LEVELS, "proposal", "sub_reason")
        setattr(line, name, words_of(rules, name).get(value, value) if is_coded else value)
    return line


class RatingRegister(MemberRegister):
    """The members of a file with their ratings; the campaigns of the years."""

    dated = (Rating,)

    @cached_property
    def campaigns(self) -> dict[int, Campaign]:
        """Year → the campaign over the organisations within reach that has rules on members."""
        found = {}
        for campaign in Campaign.objects.order_by("year"):
            below = reach_of([campaign.organization_id], self.day)[campaign.organization_id]
            if campaign.member_rules and not below.isdisjoint(self.tree.reach):
                found[campaign.year] = campaign
        return found

    @cached_property
    def years(self) -> dict[int, int]:
        """Key of a campaign → its year."""
        return {campaign.pk: year for year, campaign in self.campaigns.items()}

    def rating(self, unit: MemberUnit, year: int | None) -> Rating | None:
        """The rating of the member in the year."""
        campaign = self.campaigns.get(year)
        return next((one for one in unit.of(Rating) if campaign and one.campaign_id == campaign.pk), None)

    def cell_on(self, member_id: int, campaign: Campaign):
        """The cell of the member on the reference day of the campaign."""
        day = campaign.reference_day(self.day)
        stay = Membership.objects.on(day).filter(member=member_id).select_related("organization").first()
        return stay.organization if stay and stay.organization_id in self.tree.reach else None
