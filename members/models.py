"""Collects the models of the themes for Django."""

from members.admissions.models import AdmissionTarget, Case, CaseHandover, CaseStep
from members.assignments.models import WorkAssignment
from members.conduct.models import MemberCommendation, MemberDiscipline, MemberDisciplineStep
from members.coverage.models import Measure
from members.ratings.models import (
    CellStep,
    MemberCapException,
    RatedCell,
    Rating,
    RatingGateAnswer,
    RatingOpinion,
    RatingStep,
)
from members.roll.models import (
    Badge,
    Card,
    Correction,
    Join,
    LivingPlace,
    Member,
    Membership,
    OfficeHolder,
    Pause,
    Schooling,
    Standing,
    StayExtension,
    Transfer,
    TwoPeople,
    Work,
)

__all__ = [
    "AdmissionTarget",
    "Badge",
    "Card",
    "Case",
    "CaseHandover",
    "CaseStep",
    "CellStep",
    "Correction",
    "Join",
    "LivingPlace",
    "Measure",
    "Member",
    "MemberCapException",
    "MemberCommendation",
    "MemberDiscipline",
    "MemberDisciplineStep",
    "Membership",
    "OfficeHolder",
    "Pause",
    "RatedCell",
    "Rating",
    "RatingGateAnswer",
    "RatingOpinion",
    "RatingStep",
    "Schooling",
    "Standing",
    "StayExtension",
    "Transfer",
    "TwoPeople",
    "Work",
    "WorkAssignment",
]
