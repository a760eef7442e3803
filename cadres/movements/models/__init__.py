"""Who works away, who is led to retire, who is recruited."""

from cadres.movements.models.movement import Movement
from cadres.movements.models.recruitment import RecruitmentCandidate, RecruitmentRound, RecruitmentSeat
from cadres.movements.models.retirement import InsuranceRecord, RetirementCase, RetirementStep

__all__ = [
    "InsuranceRecord",
    "Movement",
    "RecruitmentCandidate",
    "RecruitmentRound",
    "RecruitmentSeat",
    "RetirementCase",
    "RetirementStep",
]
