"""The roll of members: who they are, their standing, their cells, what they have learned, where they live."""

from members.roll.models.badge import Badge
from members.roll.models.corrections import Correction
from members.roll.models.joins import Join, TwoPeople
from members.roll.models.life import LivingPlace, Pause, Standing, Work
from members.roll.models.member import Card, Member
from members.roll.models.membership import Membership
from members.roll.models.office import OfficeHolder
from members.roll.models.schooling import Schooling
from members.roll.models.transfer import StayExtension, Transfer

__all__ = [
    "Badge",
    "Card",
    "Correction",
    "Join",
    "LivingPlace",
    "Member",
    "Membership",
    "OfficeHolder",
    "Pause",
    "Schooling",
    "Standing",
    "StayExtension",
    "Transfer",
    "TwoPeople",
    "Work",
]
