"""Collects the models of the themes for Django."""

from members.roll.models import Card, LivingPlace, Member, Membership, Pause, Schooling, Standing, Work

__all__ = ["Card", "LivingPlace", "Member", "Membership", "Pause", "Schooling", "Standing", "Work"]
