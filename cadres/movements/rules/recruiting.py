"""What a round asks of its candidates, and what it did to the staff (A20)."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from cadres.movements.enums import Home
from cadres.staff.rules import LEVELS, Known
from members.roll.enums import Subject
from members.roll.rules import BirthDate

KINH = "eth_kinh"
YOUNGEST = 18


@dataclass(frozen=True)
class RoundRequirements:
    """Requirements of a round; "" and None ask nothing."""

    home: str = Home.ANY
    minority: bool = False
    schooling: str = ""
    professional: str = ""
    oldest: int | None = None


@dataclass(frozen=True)
class Applicant:
    """Of a candidate what the requirements ask. `home`: "commune" of the seat, "district", or "" for elsewhere."""

    birth: BirthDate
    ethnicity: str
    schooling: str
    professional: str
    home: str = ""


def unmet(asked: RoundRequirements, who: Applicant, day: dt.date) -> list[str]:
    """Which requirements he does not meet on the day; an empty list when all are met."""
    reasons = []
    age = who.birth.age_on(day)
    if age < YOUNGEST:
        reasons.append(f"chưa đủ {YOUNGEST} tuổi")
    if asked.oldest and age > asked.oldest:
        reasons.append(f"{age} tuổi, quá {asked.oldest}")
    if asked.home == Home.COMMUNE and who.home != Home.COMMUNE:
        reasons.append("không phải người của xã tuyển")
    if asked.home == Home.DISTRICT and not who.home:
        reasons.append("không phải người trong huyện")
    if asked.minority and who.ethnicity == KINH:
        reasons.append("không phải người dân tộc thiểu số")
    known = Known(
        {Subject.GENERAL: [who.schooling], Subject.PROFESSIONAL: [who.professional] * bool(who.professional)}, (), ()
    )
    for subject, least in ((Subject.GENERAL, asked.schooling), (Subject.PROFESSIONAL, asked.professional)):
        if least and not known.has(subject, least):
            what = "học vấn" if subject == Subject.GENERAL else "chuyên môn"
            reasons.append(f"{what} chưa đạt {dict(LEVELS[subject])[least].lower()}")
    return reasons


def mean_age(ages: Collection[int]) -> Decimal | None:
    """One decimal; None of nobody."""
    return (Decimal(sum(ages)) / len(ages)).quantize(Decimal("0.1")) if ages else None
