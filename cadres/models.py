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
from cadres.staff.models import Cadre, CommuneGrade, Post, Qualification, QualificationStandard, StaffingNumber

__all__ = ["Cadre", "CommuneGrade", "Post", "Qualification", "QualificationStandard", "StaffingNumber"]
__all__ += ["PlannedPerson", "PlanningEntry", "PlanningReview", "PlanningRound", "StepVote", "TrainingNeed", "Verdict"]
