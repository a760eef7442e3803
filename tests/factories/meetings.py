"""Meetings of cells as tests need them."""

import datetime as dt
from uuid import uuid4

from cells.meetings.enums import MeetingKind
from cells.meetings.models import Conclusion, Meeting, MeetingLevel
from cells.meetings.rules.meeting import Told
from cells.organizations.models import Organization
from sinho.web import clock

HELD = dt.date(2009, 11, 5)


def told(**more) -> Told:
    """A regular meeting of ten members, of whom nine came."""
    given = {"kind": MeetingKind.REGULAR, "held_on": HELD, "total": 10, "present": 9, "excused": 1}
    return Told(**given | {"chair": "Lò Văn Thử", "contents": "Kiểm điểm tháng, bàn việc tháng sau."} | more)


def meeting(cell: Organization, held_on: dt.date = HELD, *, score: int | None = None, **more) -> Meeting:
    values = vars(told(held_on=held_on, score=score)) | {"points": {}} | more
    level = Meeting(held_on=held_on).frame.level_of(score) if score is not None else ""
    return Meeting.objects.create(organization=cell, key=uuid4(), at=clock.now(), **values | {"level": level})


def conclusion(held: Meeting, due_on: dt.date, content: str = "Làm đường vào bản") -> Conclusion:
    return Conclusion.objects.create(meeting=held, content=content, owner="Giàng A Thử", due_on=due_on)


def level(held: Meeting, code: str = "good", on: dt.date | None = None, **more) -> MeetingLevel:
    given = {"decided_on": on or held.held_on, "at": clock.now()} | more
    return MeetingLevel.objects.create(meeting=held, level=code, **given)


def sent(**more) -> dict:
    """What the page of a new meeting sends."""
    plain = {"kind": "regular", "held_on": "05/11/2009", "total": "10", "present": "9", "excused": "1"}
    return plain | {"chair": "Lò Văn Thử", "contents": "Kiểm điểm tháng.", "key": str(uuid4())} | more
