"""Praise of 2006 to 2008, from the ratings that the demo gave, and model practices."""

import datetime as dt
from collections.abc import Iterable

from cells.assessments.models import Campaign, Sheet
from cells.organizations.enums import CELLS, GRASSROOTS
from cells.organizations.models import Organization
from cells.oversight.models import Commendation, Practice, TakenUp
from members.conduct.models import MemberCommendation
from members.ratings.models import Rating
from members.roll.models import Membership
from sinho.demo.conduct import Builder
from sinho.demo.plan import DEMO_DAY, working_day

PRAISED_MEMBERS, PRAISED_CELLS = 0.5, 0.4


class Commendations(Builder):
    """After each year: the best organisations and many of the best members; model practices."""

    part = "commendations"

    def write(self) -> None:
        organizations, people = [], []
        for campaign in Campaign.objects.filter(year__lt=DEMO_DAY.year).order_by("year"):
            organizations += self.organizations(campaign)
            people += self.members(campaign)
        Commendation.objects.bulk_create(organizations)
        MemberCommendation.objects.bulk_create(people)
        self.note("commendation.recorded", "Ghi khen thưởng tổ chức đảng", organizations, self.staff)
        self.note("member.commended", "Ghi khen thưởng đảng viên", people, self.staff)
        self.practices()

    def organizations(self, campaign: Campaign) -> Iterable[Commendation]:
        best, day = campaign.rules.levels[0], self.day_after(campaign.year)
        sheets = Sheet.objects.filter(campaign=campaign, decided_level=best.code).order_by("organization__code")
        for sheet in sheets:
            place = self.tree.at(sheet.organization_id, day)
            if place.last_day and place.last_day < day:
                continue
            base = self.tree.base(place, day)
            if place.kind in GRASSROOTS:
                yield self.praised(Commendation, sheet.organization, campaign, day, None, best.label)
            elif place.kind in CELLS and self.chance.random() < PRAISED_CELLS:
                yield self.praised(Commendation, sheet.organization, campaign, day, base, best.label)

    def members(self, campaign: Campaign) -> Iterable[MemberCommendation]:
        day, rules = self.day_after(campaign.year), campaign.member_rules
        if rules is None:
            return
        then = dict(Membership.objects.on(day).values_list("member_id", "organization_id"))
        rows = Rating.objects.filter(campaign=campaign, decided_level=rules.codes[0]).order_by("pk")
        for member_id in rows.values_list("member_id", flat=True):
            if member_id in then and self.chance.random() < PRAISED_MEMBERS:
                base = self.tree.base(self.tree.at(then[member_id], day), day)
                where = Organization(pk=then[member_id])
                label = rules.label(rules.codes[0])
                made = self.praised(MemberCommendation, where, campaign, day, base, label)
                made.member_id = member_id
                yield made

    def day_after(self, year: int) -> dt.date:
        """Early in the year after."""
        return working_day(dt.date(year + 1, 2, 2), 1)

    def praised(self, model, organization, campaign: Campaign, day, base, words: str):
        """By the district, or by the grassroots committee `base`."""
        number = f"{10 + campaign.year % 10}-QĐ/HU" if base is None else f"{5 + campaign.year % 10:02d}-QĐ/ĐU"
        return model(
            organization=organization,
            kind="certificate",
            level="district" if base is None else "grassroots",
            issuer="Ban Chấp hành Đảng bộ huyện Sìn Hồ" if base is None else base.name.replace("Đảng bộ", "Đảng ủy", 1),
            decision_number=number,
            decision_date=day,
            year=campaign.year,
            achievement=f"{words} năm {campaign.year}",
            **self.told(day, self.staff),
        )

    def practices(self) -> None:
        ids = dict(Organization.objects.values_list("code", "pk"))
        for plan in self.data["practices"]:
            facts = {"on": plan["day"], "title": plan["title"], "text": plan["text"]}
            made = Practice.objects.create(
                organization_id=ids[plan["code"]], **facts, **self.told(plan["day"], self.staff)
            )
            TakenUp.objects.bulk_create(
                TakenUp(practice=made, organization_id=ids[code], on=on, **self.told(on, self.staff))
                for code, on in plan.get("taken", {}).items()
            )
