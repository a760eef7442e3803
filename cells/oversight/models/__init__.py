"""People in charge, difficulties, weak organisations, opinions of the people."""

from cells.oversight.models.difficulty import Difficulty, DifficultyEntry
from cells.oversight.models.in_charge import InCharge
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
    "Difficulty",
    "DifficultyEntry",
    "InCharge",
    "MeasureResult",
    "OpinionAnswer",
    "OpinionPublication",
    "PeopleOpinion",
    "PlanMeasure",
    "PlanOutcome",
    "PlanPerson",
    "QuarterCheck",
    "StrengtheningPlan",
    "Visit",
]
