"""Sessions as lists show them."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from cells.directives.enums import MEMBERS
from cells.directives.models import Briefing, BriefingAudience, BriefingDirective
from cells.directives.report.pairs import names_on
from cells.directives.rules.standing import Share


@dataclass(frozen=True)
class Sums:
    """Everybody, and the members of the Party among them."""

    invited: int
    present: int
    invited_members: int
    present_members: int


def sums_of(heard: list[BriefingAudience]) -> Sums:
    members = [one for one in heard if one.kind in MEMBERS]
    return Sums(
        *(sum(getattr(one, name) for one in rows) for rows in (heard, members) for name in ("invited", "present"))
    )


@dataclass(frozen=True)
class SessionRow:
    """A session with the name of the organisation, its documents, who was there, and the members of all members."""

    one: Briefing
    place: str
    documents: tuple[str, ...]
    sums: Sums
    share: Share


def read_sessions(rows: list[Briefing], day: dt.date) -> list[SessionRow]:
    """These sessions: three queries."""
    ids = [one.pk for one in rows]
    names = names_on({one.organization_id for one in rows}, day)
    documents, heard = defaultdict(list), defaultdict(list)
    for about in BriefingDirective.objects.filter(briefing__in=ids).select_related("directive").order_by("pk"):
        documents[about.briefing_id].append(str(about.directive))
    for row in BriefingAudience.objects.filter(briefing__in=ids):
        heard[row.briefing_id].append(row)
    found = []
    for one in rows:
        sums = sums_of(heard[one.pk])
        share = Share(sums.present_members, one.members or sums.invited_members, bool(one.members))
        found.append(SessionRow(one, names[one.organization_id][1], tuple(documents[one.pk]), sums, share))
    return found
