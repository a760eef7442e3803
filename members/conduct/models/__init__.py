"""Discipline and praise of members."""

from members.conduct.models.commendation import MemberCommendation, excellent, tells_excellent
from members.conduct.models.discipline import (
    MemberDiscipline,
    MemberDisciplineStep,
    badge_delays,
    discipline_of_member,
)

__all__ = [
    "MemberCommendation",
    "MemberDiscipline",
    "MemberDisciplineStep",
    "badge_delays",
    "discipline_of_member",
    "excellent",
    "tells_excellent",
]
