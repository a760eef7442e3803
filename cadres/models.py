"""Collects the models of the themes for Django."""

from cadres.reviews.models import ConfidenceResult, ConfidenceRound, Opinion, Rating
from cadres.staff.models import Cadre, CommuneGrade, Post, Qualification, QualificationStandard, StaffingNumber

__all__ = [
    "Cadre",
    "CommuneGrade",
    "ConfidenceResult",
    "ConfidenceRound",
    "Opinion",
    "Post",
    "Qualification",
    "QualificationStandard",
    "Rating",
    "StaffingNumber",
]
