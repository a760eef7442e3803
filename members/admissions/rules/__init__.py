"""The way into the Party: which step is next, what it needs, who may vote, until when (A4).

The steps and their limits come from a path (`paths/`), which a case keeps from the day on which it was opened. The
sources of the numbers stand there. Everything here is pure: days are arguments.
"""
