"""Work given to members, for tests."""

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange

from cells.organizations.models import Organization
from members.assignments.models import WorkAssignment
from members.roll.models import Member

GIVEN = dt.date(2009, 1, 12)


def work(
    who: Member,
    content: str = "Giúp một hộ nghèo",
    *,
    on: dt.date = GIVEN,
    cell: Organization | None = None,
    until: dt.date | None = None,
    judged: dt.date | None = None,
    **facts,
) -> WorkAssignment:
    """Given by his cell of the day; ended the day before `until`, or judged."""
    cell = cell or who.memberships.get(valid__contains=on).organization
    more = {"rating": "good", "judged_on": judged} if judged else {}
    return WorkAssignment.objects.create(
        **{
            "member": who,
            "organization": cell,
            "year": on.year,
            "field": "poor_households",
            "content": content,
            "supervisor_words": "Đảng ủy xã",
            "valid": DateRange(on, until or dt.date(on.year + 1, 1, 1), "[)"),
            "due_on": max(on, dt.date(on.year, 12, 1)),
            "ended_reason": "Chi bộ điều chỉnh" if until else "",
            **more,
            **facts,
        }
    )
