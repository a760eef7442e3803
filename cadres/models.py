"""Collects the models of the themes for Django."""

from cadres.reviews.models import ConfidenceResult, ConfidenceRound, Opinion, Rating
from cadres.staff.models import Cadre, Post, Qualification

__all__ = ["Cadre", "ConfidenceResult", "ConfidenceRound", "Opinion", "Post", "Qualification", "Rating"]
