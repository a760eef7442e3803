"""Classes, who attends them, and the money that supports who studies."""

from cadres.training.models.enrolment import Enrolment
from cadres.training.models.support import BudgetDecision, SupportAward, SupportBudget, SupportPayment
from cadres.training.models.training_class import TrainingClass

__all__ = ["BudgetDecision", "Enrolment", "SupportAward", "SupportBudget", "SupportPayment", "TrainingClass"]
