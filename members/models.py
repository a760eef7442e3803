"""Collects the models of the themes for Django."""

from members.admissions.models import Case, CaseStep
from members.coverage.models import Measure
from members.roll.models import (
    Card,
    Join,
    LivingPlace,
    Member,
    Membership,
    Pause,
    Schooling,
    Standing,
    TwoPeople,
    Work,
)

__all__ = [
    "Card",
    "Case",
    "CaseStep",
    "Join",
    "LivingPlace",
    "Measure",
    "Member",
    "Membership",
    "Pause",
    "Schooling",
    "Standing",
    "TwoPeople",
    "Work",
]
