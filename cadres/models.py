"""Collects the models of the themes for Django."""

from cadres.staff.models import Cadre, Post, Qualification

__all__ = ["Cadre", "Post", "Qualification"]
