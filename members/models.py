"""Collects the models of the themes for Django."""

from members.admissions.models import Case, CaseStep
from members.coverage.models import Measure
from members.roll.models import (
    Badge,
    Card,
    LivingPlace,
    Member,
    Membership,
    Pause,
    Schooling,
    Standing,
    StayExtension,
    Transfer,
    Work,
)

__all__ = [
    "Badge",
    "Card",
    "Case",
    "CaseStep",
    "LivingPlace",
    "Measure",
    "Member",
    "Membership",
    "Pause",
    "Schooling",
    "Standing",
    "StayExtension",
    "Transfer",
    "Work",
]
