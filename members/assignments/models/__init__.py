"""Work of members: the rows, and how lists read them."""

from members.assignments.models.assignment import WorkAssignment
from members.assignments.models.reading import CELLS, Line, Tally, left_open, lines_of, summed, tallies_of, without_work

__all__ = ["CELLS", "Line", "Tally", "WorkAssignment", "left_open", "lines_of", "summed", "tallies_of", "without_work"]
