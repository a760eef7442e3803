"""Cases on the way into the Party, and how they stood on a day; targets of a year."""

from members.admissions.models.case import Case, CaseStep
from members.admissions.models.handing import CaseHandover
from members.admissions.models.reading import Item, read_items
from members.admissions.models.target import AdmissionTarget

__all__ = ["AdmissionTarget", "Case", "CaseHandover", "CaseStep", "Item", "read_items"]
