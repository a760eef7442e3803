"""Meetings of cells, their conclusions, the levels that were decided."""

from cells.meetings.models.conclusion import Conclusion, ConclusionResult
from cells.meetings.models.meeting import Meeting, MeetingLevel

__all__ = ["Conclusion", "ConclusionResult", "Meeting", "MeetingLevel"]
