"""The record of somebody on the staff: what is so on a day, and how it came about."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from cadres.staff import titles
from cadres.staff.enums import StaffSubject
from cadres.staff.lacking import Standards, lacking_of
from cadres.staff.life import story_of
from cadres.staff.models import Cadre, Post, Qualification, QualificationStandard
from cadres.staff.models.reading import Row, read_rows
from cadres.staff.rules import LEVELS, STAFF, SUBJECTS
from cadres.staff.standards import Lack
from cells.organizations.models import Organization
from members.roll.models import Member
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web.lists import past_day_asked
from sinho.web.lookup import get_in_scope_or_404

VIEW, MANAGE = Permission.VIEW_STAFF, Permission.MANAGE_STAFF


@requires(VIEW)
@never_cache
def cadre(request, pk):
    """The record on a day."""
    found = get_in_scope_or_404(Cadre.objects, request.scope, VIEW, pk=pk)
    as_of = past_day_asked(request)
    [row] = read_rows([found], as_of.day)
    may_manage = request.scope.may(MANAGE, found.last_organization)
    context = {
        "cadre": found,
        "row": row,
        "as_of": as_of,
        "commune": row.commune or Organization.objects.get(pk=found.last_organization).named(as_of.day)[1],
        "commune_id": found.last_organization,
        "learned": learned_of(row),
        "story": story_of(found, as_of.day, request.scope),
        "standards": standards_of(found, as_of.day),
        "papers": papers_of(found, as_of.day),
        "member": member_of(request, found),
        "may_manage": may_manage,
        "may_link": may_manage and request.scope.has(Permission.VIEW_MEMBERS),
        "posts": list(found.posts.in_scope(request.scope, MANAGE).order_by("-valid")) if may_manage else [],
        "day_query": f"?ngay={as_of.text}" if as_of.given else "",
    }
    return render(request, "cadres/staff/cadre.html", context)


@dataclass(frozen=True)
class Measured:
    """A title of the day against its standard; None where no standard is known."""

    title: str
    standard: QualificationStandard | None
    missing: tuple[Lack, ...]


def standards_of(found: Cadre, day: dt.date) -> list[Measured]:
    """Each title of the staff that he holds on the day, with what he lacks."""
    posts, standards = Post.objects.on(day).in_groups(*STAFF).filter(cadre=found), Standards()
    missing = lacking_of(posts, day, standards).get(found.pk, {})
    return [
        Measured(
            titles.named(one.title, day), standards.of(one.title, one.organization_id, day), missing.get(one.title, ())
        )
        for one in posts.order_by("valid", "id")
    ]


def papers_of(found: Cadre, day: dt.date) -> list[Qualification]:
    """All that was written down of what he learned by the day, struck rows last."""
    rows = found.qualifications.filter(Q(since__isnull=True) | Q(since__lte=day))
    order = list(SUBJECTS)
    return sorted(
        rows, key=lambda one: (bool(one.struck_on), order.index(one.subject), one.since or dt.date.min, one.pk)
    )


def learned_of(row: Row) -> list[tuple[str, list[str]]]:
    """Each subject with what the record says: the highest level, or all words where there are no levels."""
    found = []
    for subject, label in SUBJECTS.items():
        known = row.learned.get(subject, [])
        trained = subject == StaffSubject.TITLE_TRAINING
        words = [row.words(subject)] if LEVELS[subject] and known else []
        words = words or [one.title_label if trained else str(one) for one in known]
        found.append((label, words))
    return found


def member_of(request, found: Cadre) -> Member | None:
    """The record on the roll, when the person sees it."""
    if found.member_id is None:
        return None
    return Member.objects.in_scope(request.scope, Permission.VIEW_MEMBERS).filter(pk=found.member_id).first()
