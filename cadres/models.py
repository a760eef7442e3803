"""Collects the models of the themes for Django."""

from cadres.movements.models import (
    Candidate,
    InsuranceRecord,
    Movement,
    RetirementCase,
    RetirementStep,
    Round,
    Seat,
)
from cadres.staff.models import Cadre, Post, Qualification

__all__ = [
    "Cadre",
    "Candidate",
    "InsuranceRecord",
    "Movement",
    "Post",
    "Qualification",
    "RetirementCase",
    "RetirementStep",
    "Round",
    "Seat",
]
