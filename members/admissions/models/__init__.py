"""Cases on the way into the Party, and how they stood on a day."""

from members.admissions.models.case import Case, CaseStep
from members.admissions.models.handing import CaseHandover
from members.admissions.models.reading import Item, read_items

__all__ = ["Case", "CaseHandover", "CaseStep", "Item", "read_items"]
