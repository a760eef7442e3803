"""Who may be sent to a class, and how those in it are shown: a fixed number of queries, however many."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from cadres.staff import titles
from cadres.staff.models import Cadre, Post, Qualification
from cadres.staff.rules import LEVELS
from cadres.training.enums import ClassKind, Status
from cadres.training.models.enrolment import Enrolment
from cadres.training.models.training_class import TrainingClass
from cells.organizations.models import OrganizationState, subtree_ids
from members.roll.models import Member, Membership, OfficeHolder
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope
from sinho.web.lists import holding_words


@dataclass
class Candidate:
    """Somebody who may be sent: `key` stands in the form, `place` where he serves, `words` as what."""

    key: str
    person: Cadre | Member
    place: str = ""
    words: str = ""


@dataclass(frozen=True)
class Wanted:
    """Which candidates are looked for: committee members or staff, of one organisation, by name, who lack the level."""

    day: dt.date
    of_members: bool = False
    organization_id: int | None = None
    words: str = ""
    lacking: bool = False


def cadres_for(training_class: TrainingClass, scope: Scope, wanted: Wanted) -> QuerySet:
    """The staff of the day that is not in the class yet."""
    posts = Post.objects.on(wanted.day).in_scope(scope, Permission.MANAGE_STAFF)
    if wanted.organization_id:
        posts = posts.filter(organization_id__among=subtree_ids(wanted.organization_id, wanted.day))
    rows = Cadre.objects.filter(Exists(posts.filter(cadre=OuterRef("pk")).order_by()))
    rows = rows.exclude(Exists(inside(training_class).filter(cadre=OuterRef("pk"))))
    if wanted.lacking and training_class.level:
        rows = rows.exclude(Exists(reached(training_class, wanted.day).filter(cadre=OuterRef("pk"))))
    rows = holding_words(rows, wanted.words) if wanted.words else rows
    return rows.order_by("sort_key", "pk")


def reached(training_class: TrainingClass, day: dt.date) -> QuerySet:
    """What leads as far as the class, or farther."""
    order = [code for code, _ in LEVELS.get(training_class.field, ())]
    levels = order[order.index(training_class.level) :] if training_class.level in order else []
    return Qualification.objects.known_on(day).filter(subject=training_class.field, level__in=levels).order_by()


def members_for(training_class: TrainingClass, scope: Scope, wanted: Wanted) -> QuerySet:
    """Committee members of the day, or all members where the class is on their work, without a record on the staff."""
    memberships = Membership.objects.on(wanted.day).in_scope(scope, Permission.VIEW_MEMBERS)
    if wanted.organization_id:
        memberships = memberships.filter(organization_id__among=subtree_ids(wanted.organization_id, wanted.day))
    rows = Member.objects.filter(joined_into__isnull=True, cadre_records__isnull=True)
    rows = rows.filter(Exists(memberships.filter(member=OuterRef("pk")).order_by()))
    if training_class.kind != ClassKind.MEMBER_WORK:
        rows = rows.filter(Exists(OfficeHolder.objects.held_on(wanted.day).filter(member=OuterRef("pk")).order_by()))
    rows = rows.exclude(Exists(inside(training_class).filter(member=OuterRef("pk"))))
    rows = holding_words(rows, wanted.words) if wanted.words else rows
    return rows.order_by("sort_key", "pk")


def inside(training_class: TrainingClass) -> QuerySet:
    """Everybody who is in the class already."""
    return training_class.enrolments.exclude(status=Status.WITHDRAWN).order_by()


def candidates(rows, wanted: Wanted) -> list[Candidate]:
    """Each with his place on the day, the staff with their titles too."""
    found = {one.pk: Candidate(f"{'m' if wanted.of_members else 'c'}{one.pk}", one) for one in rows}
    ids, places = Ids(found), {}
    if wanted.of_members:
        placed = Membership.objects.on(wanted.day).filter(member__among=ids)
        places = dict(placed.values_list("member_id", "organization_id"))
    for post in [] if wanted.of_members else Post.objects.on(wanted.day).filter(cadre__among=ids).order_by("valid"):
        one, places[post.cadre_id] = found[post.cadre_id], post.organization_id
        one.words = ", ".join(part for part in (one.words, titles.named(post.title, wanted.day)) if part)
    names = place_names(set(places.values()), wanted.day)
    for pk, organization_id in places.items():
        found[pk].place = names.get(organization_id, "")
    return list(found.values())


def place_names(organization_ids: set[int], day: dt.date) -> dict[int, str]:
    """Short names of the day; of a cell with the committee above it, since villages are called alike."""
    states = OrganizationState.objects.on(day).filter(organization__among=Ids(organization_ids))
    rows = list(states.values_list("organization_id", "short_name", "parent_id", "kind"))
    above = {parent for _, _, parent, kind in rows if kind == "subordinate_cell"}
    parents = OrganizationState.objects.on(day).filter(organization__among=Ids(above))
    parents = dict(parents.values_list("organization_id", "short_name"))
    return {pk: f"{name}, {parents[parent]}" if parent in parents else name for pk, name, parent, _ in rows}


@dataclass
class Attendant:
    """Somebody in a class, as the page shows him."""

    row: Enrolment
    number: int
    place: str
    may_open: bool = False


def attendants(rows: list[Enrolment], day: dt.date, first: int = 1) -> list[Attendant]:
    """Numbered from `first`, each with the name of the place that sent him."""
    names = place_names({one.organization_id for one in rows}, day)
    return [Attendant(one, number, names.get(one.organization_id, "")) for number, one in enumerate(rows, first)]
