"""The ratings of members: rows, and how lists read them."""

from members.ratings.models.cell import CapException, CellStep, RatedCell
from members.ratings.models.rating import Rating, RatingOpinion, RatingStep

__all__ = ["CapException", "CellStep", "RatedCell", "Rating", "RatingOpinion", "RatingStep"]
