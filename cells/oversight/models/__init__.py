"""Oversight: people in charge, difficulties, weak organisations, opinions; inspection, discipline and praise."""

from cells.oversight.models.commendation import Commendation, Practice, TakenUp
from cells.oversight.models.difficulty import Difficulty, DifficultyEntry
from cells.oversight.models.discipline import Discipline, DisciplineStep, discipline_of_organization
from cells.oversight.models.in_charge import InCharge
from cells.oversight.models.inspection import FollowUp, Inspection, InspectionConclusion, InspectionPlan, Recommendation
from cells.oversight.models.opinion import OpinionAnswer, OpinionPublication, PeopleOpinion
from cells.oversight.models.plan import (
    MeasureResult,
    PlanMeasure,
    PlanOutcome,
    PlanPerson,
    QuarterCheck,
    StrengtheningPlan,
)
from cells.oversight.models.visit import Visit

__all__ = [
    "Commendation",
    "Difficulty",
    "DifficultyEntry",
    "Discipline",
    "DisciplineStep",
    "FollowUp",
    "InCharge",
    "Inspection",
    "InspectionConclusion",
    "InspectionPlan",
    "MeasureResult",
    "OpinionAnswer",
    "OpinionPublication",
    "PeopleOpinion",
    "PlanMeasure",
    "PlanOutcome",
    "PlanPerson",
    "Practice",
    "QuarterCheck",
    "Recommendation",
    "StrengtheningPlan",
    "TakenUp",
    "Visit",
    "discipline_of_organization",
]
