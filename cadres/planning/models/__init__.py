"""Plans of successors: rounds by term, the people in them, their posts, reviews, votes, what they are to learn."""

from cadres.planning.models.entry import PlannedPerson, PlanningEntry, TrainingNeed
from cadres.planning.models.round import PlanningReview, PlanningRound
from cadres.planning.models.step import PlanningVerdict, StepVote

__all__ = [
    "PlannedPerson",
    "PlanningEntry",
    "PlanningReview",
    "PlanningRound",
    "PlanningVerdict",
    "StepVote",
    "TrainingNeed",
]
