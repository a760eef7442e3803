"""Who works away, who is led to retire, who is recruited."""

from cadres.movements.models.movement import Movement
from cadres.movements.models.recruitment import Candidate, Round, Seat
from cadres.movements.models.retirement import InsuranceRecord, RetirementCase, RetirementStep

__all__ = ["Candidate", "InsuranceRecord", "Movement", "RetirementCase", "RetirementStep", "Round", "Seat"]
