"""Collects the models of the themes for Django."""

from cells.access.models import Grant
from cells.assessments.models import (
    Campaign,
    CapException,
    CommuneResult,
    Correction,
    CriteriaTree,
    Extension,
    GateAnswer,
    MendRequest,
    Proposal,
    RegisteredTask,
    Score,
    Sheet,
    Step,
)
from cells.meetings.models import Conclusion, ConclusionResult, Meeting, MeetingLevel
from cells.organizations.models import Officer, Organization, OrganizationEvent, OrganizationState, Term
from cells.places.models import Commune, Village, VillageService, VillageState

__all__ = [
    "Campaign",
    "CapException",
    "Commune",
    "CommuneResult",
    "Conclusion",
    "ConclusionResult",
    "Correction",
    "CriteriaTree",
    "Extension",
    "GateAnswer",
    "Grant",
    "Meeting",
    "MeetingLevel",
    "MendRequest",
    "Officer",
    "Organization",
    "OrganizationEvent",
    "OrganizationState",
    "Proposal",
    "RegisteredTask",
    "Score",
    "Sheet",
    "Step",
    "Term",
    "Village",
    "VillageService",
    "VillageState",
]
