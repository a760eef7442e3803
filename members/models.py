"""Collects the models of the themes for Django."""

from members.admissions.models import Case, CaseStep
from members.assignments.models import WorkAssignment
from members.coverage.models import Measure
from members.roll.models import Card, LivingPlace, Member, Membership, Pause, Schooling, Standing, Work

__all__ = [
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
    "Work",
    "WorkAssignment",
]
