"""The year of an organisation: campaign, sheet, what stands in it, what happened to it."""

from cells.assessments.models.campaign import Campaign, Extension
from cells.assessments.models.judged import CapException, Correction, CriteriaTree, GateAnswer
from cells.assessments.models.parts import CommuneResult, RegisteredTask, Score
from cells.assessments.models.process import MendRequest, Proposal, Step
from cells.assessments.models.sheet import Sheet

__all__ = [
    "Campaign",
    "CapException",
    "CommuneResult",
    "Correction",
    "CriteriaTree",
    "Extension",
    "GateAnswer",
    "MendRequest",
    "Proposal",
    "RegisteredTask",
    "Score",
    "Sheet",
    "Step",
]
