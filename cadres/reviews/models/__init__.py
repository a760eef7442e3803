"""Ratings of a year, votes of confidence, opinions of the Front and mass organisations."""

from cadres.reviews.models.opinion import Opinion
from cadres.reviews.models.rating import Rating
from cadres.reviews.models.vote import ConfidenceResult, ConfidenceRound

__all__ = ["ConfidenceResult", "ConfidenceRound", "Opinion", "Rating"]
