"""The record of somebody on the staff: what is so on a day, and how it came about."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache

from cadres.staff.enums import StaffSubject
from cadres.staff.life import story_of
from cadres.staff.models import Cadre
from cadres.staff.models.reading import Row, read_rows
from cadres.staff.rules import LEVELS, SUBJECTS
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
        "story": story_of(found, as_of.day),
        "member": member_of(request, found),
        "may_manage": may_manage,
        "may_link": may_manage and request.scope.has(Permission.VIEW_MEMBERS),
        "posts": list(found.posts.order_by("-valid")) if may_manage else [],
        "day_query": f"?ngay={as_of.text}" if as_of.given else "",
    }
    return render(request, "cadres/staff/cadre.html", context)


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
