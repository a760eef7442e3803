"""What meetings tell in the life of a cell: its themes, in one line a year its missed months, conclusions overdue."""

import datetime as dt

from django.urls import reverse

from cells.meetings.enums import MeetingKind
from cells.meetings.models import Conclusion, Meeting
from cells.meetings.models.reading import existence
from cells.meetings.rules import months
from cells.organizations.life import Moment
from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.text.dates import format_date

ABOUT = "Sinh hoạt"


def tell(organization: Organization, day: dt.date, scope: Scope) -> list[Moment]:
    """Three queries; nothing of what is no cell, and of who does not see it."""
    lives = existence([organization.pk])[organization.pk]
    if not lives or not scope.may(Permission.VIEW, organization.pk):
        return []
    held = list(
        Meeting.objects.in_force()
        .filter(organization=organization, held_on__lte=day)
        .order_by("held_on")
        .only("kind", "topic", "held_on")
    )
    return [*themes(held), *missed(held, lives, day, organization), *overdue(organization, day)]


def themes(held: list[Meeting]) -> list[Moment]:
    return [
        Moment(
            one.held_on,
            "Sinh hoạt chuyên đề",
            (one.topic,),
            about=ABOUT,
            url=reverse("meetings:meeting", args=[one.pk]),
        )
        for one in held
        if one.kind == MeetingKind.THEMATIC
    ]


def missed(held: list[Meeting], lives: list, day: dt.date, organization: Organization) -> list[Moment]:
    """One line a year, from the first year of which anything is written."""
    if not held:
        return []
    met = {months.first_of(one.held_on) for one in held if one.kind == MeetingKind.REGULAR}
    by_year: dict[int, list[dt.date]] = {}
    for month in months.months_between(held[0].held_on.replace(month=1, day=1), day):
        there = all(any(one in life for life in lives) for one in (month, months.last_of(month)))
        if there and month not in met:
            by_year.setdefault(month.year, []).append(month)
    url = reverse("meetings:organization", args=[organization.pk])
    return [
        Moment(
            min(dt.date(year, 12, 31), day),
            f"Năm {year}: {len(found)} tháng không ghi họp thường kỳ",
            (f"Tháng {', '.join(str(month.month) for month in found)}",),
            about=ABOUT,
            url=url,
        )
        for year, found in by_year.items()
    ]


def overdue(organization: Organization, day: dt.date) -> list[Moment]:
    """Conclusions that are overdue on the day, at their term."""
    rows = Conclusion.objects.overdue_on(day).filter(meeting__organization=organization)
    return [
        Moment(
            one.due_on,
            "Kết luận quá hạn",
            (f"{one.content} ({one.owner}, hạn {format_date(one.due_on)})",),
            about=ABOUT,
            url=reverse("meetings:meeting", args=[one.meeting_id]),
        )
        for one in rows
    ]
