"""Badges given over the years to those whose Party age reached them; a few were passed over."""

import datetime as dt

from members.roll.guidance import award, levels_on
from members.roll.models import Badge, Member
from members.roll.seniority import reached_on
from sinho.accounts.models import User
from sinho.demo.members.lives import Life
from sinho.demo.plan import DEMO_DAY, chance, working_day
from sinho.demo.trail import moment

GIVEN = 0.94
# From this year on the papers were typed into the product; earlier rows came with the member sheets, on this day.
WRITTEN_SINCE = dt.date(2008, 1, 2)


def write_badges(members: list[Member], lives: list[Life], staff: User) -> None:
    """One row for each badge that was given while somebody was on the roll, or before the roll was kept."""
    drawn, rows = chance("badges"), []
    for member, life in zip(members, lives, strict=True):
        first = life.decided_on
        for years in levels_on(DEMO_DAY).years:
            reached = reached_on(first, [(life.admitted_on, life.last.until)], years)
            if reached is None or reached > DEMO_DAY:
                break
            day = award().day_for(reached).day
            if day > DEMO_DAY or (life.last.until and day >= life.last.until) or drawn.random() > GIVEN:
                continue
            rows.append(
                Badge(
                    member=member,
                    level=years,
                    awarded_on=day,
                    decision_number=f"{drawn.randint(20, 600)}-QĐ/TU",
                    decision_date=working_day(day - dt.timedelta(days=drawn.randint(6, 24))),
                    by=staff,
                    at=moment(max(day, WRITTEN_SINCE), drawn),
                )
            )
    Badge.objects.bulk_create(rows)
