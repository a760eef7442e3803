"""The ratings of members: rows, and how lists read them."""

from members.ratings.models.answer import RatingGateAnswer
from members.ratings.models.cell import CellStep, MemberCapException, RatedCell
from members.ratings.models.rating import Rating, RatingOpinion, RatingStep

__all__ = ["CellStep", "MemberCapException", "RatedCell", "Rating", "RatingGateAnswer", "RatingOpinion", "RatingStep"]
