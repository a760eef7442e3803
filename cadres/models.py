"""Collects the models of the themes for Django."""

from cadres.staff.models import Cadre, Post, Qualification
from cadres.training.models import (
    BudgetDecision,
    Enrolment,
    SupportAward,
    SupportBudget,
    SupportPayment,
    TrainingClass,
)

__all__ = [
    "BudgetDecision",
    "Cadre",
    "Enrolment",
    "Post",
    "Qualification",
    "SupportAward",
    "SupportBudget",
    "SupportPayment",
    "TrainingClass",
]
