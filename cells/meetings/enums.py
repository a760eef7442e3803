"""Kinds of meetings of a cell, and what became of a conclusion."""

from django.db.models import TextChoices


class MeetingKind(TextChoices):
    REGULAR = "regular", "Thường kỳ"
    THEMATIC = "thematic", "Chuyên đề"
    EXTRAORDINARY = "extraordinary", "Bất thường"


class Outcome(TextChoices):
    """What was reported about a conclusion; the last two close it."""

    GOING_ON = "going_on", "Đang làm"
    DONE = "done", "Đã xong"
    DROPPED = "dropped", "Thôi thực hiện"


CLOSING = (Outcome.DONE, Outcome.DROPPED)
