"""Oversight: inspection, discipline and praise of organisations."""

from cells.oversight.models.commendation import Commendation, Practice, TakenUp
from cells.oversight.models.discipline import Discipline, DisciplineStep, discipline_of_organization
from cells.oversight.models.inspection import Conclusion, FollowUp, Inspection, InspectionPlan, Recommendation

__all__ = [
    "Commendation",
    "Conclusion",
    "Discipline",
    "DisciplineStep",
    "FollowUp",
    "Inspection",
    "InspectionPlan",
    "Practice",
    "Recommendation",
    "TakenUp",
    "discipline_of_organization",
]
