"""The members behind a figure of a grassroots organisation: as things stand, or as decided by a day."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from cells.assessments.models import Campaign
from members.ratings.models import Rating
from members.ratings.models.reading import facts_on
from members.ratings.models.whole import decided_before
from members.roll.models import Member, Membership
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.lists import AsOf

ALL, NOT_EVALUATED, BY_ROLL, OPEN = "tat-ca", "khong", "theo-so", "chua"
WORDS = {
    ALL: "Đảng viên trong danh sách",
    NOT_EVALUATED: "Không đánh giá",
    BY_ROLL: "Không phải đánh giá theo sổ đảng viên",
    OPEN: "Chưa ghi mức, chưa quyết định",
}


@dataclass(frozen=True)
class Said:
    """What is written, or was decided, on a member."""

    organization_id: int
    level: str
    reason: str
    number: str
    date: dt.date | None

    def stands(self, asked: str, rules) -> bool:
        """Whether the figure counts him: those of a level, those not evaluated, else everybody with a level."""
        if asked == NOT_EVALUATED:
            return not self.level
        return self.level == asked if rules.has_level(asked) else bool(self.level)

    def words(self, rules) -> dict:
        """How the list says it."""
        reason = rules.reason(self.reason)
        date = f", {format_date(self.date)}" if self.date else ""
        return {
            "level": rules.label(self.level) or (reason.label if reason else self.reason),
            "decision": f"{self.number}{date}" if self.number else "",
        }


NOTHING = Said(0, "", "", "", None)


def said_now(campaign: Campaign, names: Mapping[int, str]) -> dict[int, Said]:
    """Member → what is written on him in these cells, where it is a level or a reason."""
    rows = Rating.objects.filter(campaign=campaign, organization__in=names)
    return {
        one.member_id: Said(
            one.organization_id, one.settled_level, one.not_evaluated, one.decision_number, one.decision_date
        )
        for one in rows
        if one.settled_level or one.not_evaluated
    }


def said_by(campaign: Campaign, as_of: AsOf) -> dict[int, Said]:
    """Member → what was decided on him by the day, in whatever cell."""
    decided = decided_before([campaign.pk], clock.end_of(as_of.day))[campaign.pk]
    return {
        pk: Said(one.organization_id, one.level, one.not_evaluated, one.number, one.date) for pk, one in decided.items()
    }


def rows_behind(
    campaign: Campaign, names: Mapping[int, str], chosen: Mapping[int, str], asked: str, as_of: AsOf
) -> list[dict]:
    """Members of the chosen cells that the figure counts: four queries. `names`: all cells of the organisation."""
    said = said_by(campaign, as_of) if as_of.given else said_now(campaign, names)
    rules = campaign.member_rules
    if asked in (ALL, BY_ROLL, OPEN):
        found = on_roll(campaign, chosen, asked, as_of, said)
    else:
        mine = ((pk, one) for pk, one in said.items() if one.organization_id in chosen)
        found = {pk: one.organization_id for pk, one in mine if one.stands(asked, rules)}
    members = Member.objects.filter(pk__in=found).order_by("sort_key", "pk")
    return [{"member": one, "cell": names[found[one.pk]], **said.get(one.pk, NOTHING).words(rules)} for one in members]


def on_roll(campaign: Campaign, chosen, asked: str, as_of: AsOf, said: Mapping[int, Said]) -> dict[int, int]:
    """Member → cell, of those on the roll; without a word on them, and free by the roll or not, where that is asked.

    Of an earlier day only decisions are known, so nobody counts as free then.
    """
    day = campaign.reference_day(as_of.day)
    roll = Membership.objects.on(day).filter(organization__in=chosen).order_by()
    places = dict(roll.values_list("member_id", "organization_id"))
    if asked == ALL:
        return places
    facts = {} if as_of.given else facts_on(day, places.keys())
    return {pk: cell for pk, cell in places.items() if pk not in said and (pk in facts) == (asked == BY_ROLL)}
