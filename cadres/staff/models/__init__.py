"""The staff of the communes: who they are, their posts, what they have learned, what is asked of a title."""

from cadres.staff.models.cadre import Cadre
from cadres.staff.models.commune import CommuneGrade, StaffingNumber
from cadres.staff.models.post import Post
from cadres.staff.models.qualification import Qualification
from cadres.staff.models.standard import QualificationStandard

__all__ = ["Cadre", "CommuneGrade", "Post", "Qualification", "QualificationStandard", "StaffingNumber"]
