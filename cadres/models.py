"""Collects the models of the themes for Django."""

from cadres.planning.models import (
    PlannedPerson,
    PlanningEntry,
    PlanningReview,
    PlanningRound,
    StepVote,
    TrainingNeed,
    Verdict,
)
from cadres.staff.models import Cadre, Post, Qualification

__all__ = [
    "Cadre",
    "PlannedPerson",
    "PlanningEntry",
    "PlanningReview",
    "PlanningRound",
    "Post",
    "Qualification",
    "StepVote",
    "TrainingNeed",
    "Verdict",
]
