"""The staff of the communes: who they are, their posts, what they have learned."""

from cadres.staff.models.cadre import Cadre
from cadres.staff.models.post import Post
from cadres.staff.models.qualification import Qualification

__all__ = ["Cadre", "Post", "Qualification"]
