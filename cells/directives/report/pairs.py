"""Every unit with every document that it was told to brief on, as it stands on a day: a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from cells.directives.enums import Reached, Timing
from cells.directives.models import ActionProgramme, Briefing, BriefingDirective, Directive, DirectiveUnit
from cells.directives.rules.standing import Share, Standing, standing_on
from cells.organizations.enums import GRASSROOTS, OrganizationKind
from cells.organizations.models import OrganizationState
from sinho.accounts.scope import Ids, Scope

DEEPEST = 3


@dataclass(frozen=True)
class Pair:
    """A unit and a document. `name`: of the unit on the day; `share`: members reached, None without a session."""

    directive: Directive
    unit: DirectiveUnit
    name: str
    standing: Standing
    share: Share | None

    @property
    def organization_id(self) -> int:
        return self.unit.organization_id


def read_pairs(
    scope: Scope, day: dt.date, *, directive_ids: Collection[int] = (), within: Collection[int] | None = None
) -> list[Pair]:
    """Within reach, by unit and then by document, the oldest first. `within`: only these units.

    Who does not exist on the day owes nothing any more.
    """
    units = DirectiveUnit.objects.in_force_on(day).in_scope(scope).filter(directive__in=Directive.objects.known_on(day))
    units = units.filter(directive__in=directive_ids) if directive_ids else units
    units = units.filter(organization__among=Ids(within)) if within is not None else units
    units = list(units.select_related("directive"))
    if not units:
        return []
    ids = {one.organization_id for one in units}
    names = names_on(ids, day)
    above = units_above(ids, day)
    sessions = sessions_of(scope, {one.directive_id for one in units}, above, day)
    programmes = programmes_of(scope, ids, day)
    found = [pair_of(one, names.get(one.organization_id, ("", "")), sessions, programmes, day) for one in units]
    rows = OrganizationState.objects.on(day).filter(organization__among=Ids(ids))
    alive = set(rows.values_list("organization_id", flat=True))
    found = [item for item in found if item[1].organization_id in alive or not item[1].standing.owes]
    found.sort(key=lambda item: (item[0], item[1].directive.issued_on, item[1].directive.pk))
    return [pair for _, pair in found]


def pair_of(unit: DirectiveUnit, name: tuple[str, str], sessions, programmes, day: dt.date) -> tuple[str, Pair]:
    """With the key by which units are sorted."""
    key = (unit.organization_id, unit.directive_id)
    held = sessions.get(key, [])
    own = [one for one in held if one.organization_id == unit.organization_id]
    briefed_on = min((one.held_on for one in own), default=None)
    standing = standing_on(unit.order, briefed_on, programmes.get(key), day)
    return name[0], Pair(unit.directive, unit, name[1], standing, share_of(held, own))


def share_of(held: list[Briefing], own: list[Briefing]) -> Share | None:
    """Members who heard of it in sessions of the unit and of its cells, of all members of the unit."""
    if not held:
        return None
    told = [one.members for one in sorted(own, key=lambda one: one.held_on) if one.members]
    present = sum(one.present_members for one in held)
    members = told[-1] if told else sum(one.invited_members for one in own or held)
    return Share(present, members, bool(told))


def names_on(ids: Collection[int], day: dt.date) -> dict[int, tuple[str, str]]:
    """Sort key and short name on the day, or last before it."""
    rows = OrganizationState.objects.filter(organization__among=Ids(ids)).order_by("valid")
    rows = rows.values_list("organization_id", "valid", "sort_key", "short_name")
    found: dict[int, tuple[str, str]] = {}
    for pk, valid, key, name in rows:
        if valid.lower <= day or pk not in found:
            found[pk] = (key, name)
    return found


def units_above(ids: Collection[int], day: dt.date) -> dict[int, int]:
    """Organisation → the unit of these that it is or belongs to: one query for each step down."""
    found, step = {pk: pk for pk in ids}, set(ids)
    for _ in range(DEEPEST):
        rows = OrganizationState.objects.on(day).filter(parent__among=Ids(step)).exclude(kind__in=GRASSROOTS)
        below = {
            pk: found[parent] for pk, parent in rows.values_list("organization_id", "parent_id") if pk not in found
        }
        if not below:
            break
        found |= below
        step = set(below)
    return found


def sessions_of(
    scope: Scope, directive_ids: Collection[int], above: dict[int, int], day: dt.date
) -> dict[tuple[int, int], list[Briefing]]:
    """Unit and document → the sessions of it and of what is below it."""
    rows = Briefing.objects.standing().held_until(day).in_scope(scope).filter(organization__among=Ids(above))
    held = {one.pk: one for one in rows.with_members()}
    about = BriefingDirective.objects.filter(briefing__in=list(held), directive__in=directive_ids)
    found = defaultdict(list)
    for briefing_id, directive_id in about.values_list("briefing_id", "directive_id"):
        one = held[briefing_id]
        found[above[one.organization_id], directive_id].append(one)
    return found


def programmes_of(scope: Scope, ids: Collection[int], day: dt.date) -> dict[tuple[int, int], dt.date]:
    """Unit and document → the day of the first programme."""
    rows = ActionProgramme.objects.standing().issued_until(day).in_scope(scope).filter(organization__among=Ids(ids))
    found: dict[tuple[int, int], dt.date] = {}
    for *key, on in rows.order_by("issued_on").values_list("organization_id", "directive_id", "issued_on"):
        found.setdefault(tuple(key), on)
    return found


# Word of the address → which pairs; the label of the count.
CHOICES = (
    ("chua", "chưa quán triệt", lambda one: one.standing.state == Reached.NOT_YET),
    ("xong", "đã quán triệt", lambda one: one.standing.state != Reached.NOT_YET),
    ("chuong-trinh", "đã ban hành chương trình", lambda one: one.standing.state == Reached.PROGRAMME),
    ("qua-han", "quá hạn", lambda one: one.standing.timing == Timing.OVERDUE),
    ("cham", "làm chậm", lambda one: one.standing.timing == Timing.LATE),
)


def chosen(pairs: list[Pair], word: str) -> list[Pair]:
    """The pairs that a word of the address asks for; all for none."""
    fits = next((fits for known, _, fits in CHOICES if known == word), None)
    return [one for one in pairs if fits(one)] if fits else pairs


def counts(pairs: list[Pair]) -> list[tuple[str, str, int]]:
    """Word, label and number of each choice."""
    return [(word, label, len(chosen(pairs, word))) for word, label, _ in CHOICES]


@dataclass(frozen=True)
class Matrix:
    """Units against documents."""

    directives: tuple[Directive, ...]
    rows: tuple[tuple[str, int, tuple[Pair | None, ...]], ...]


def matrix_of(pairs: list[Pair]) -> Matrix:
    """The pairs as a table: documents by day, units by name."""
    known = {one.directive.pk: one.directive for one in pairs}
    columns = sorted(known.values(), key=lambda one: (one.issued_on, one.pk))
    lines: dict[int, dict[int, Pair]] = {}
    for one in pairs:
        lines.setdefault(one.organization_id, {})[one.directive.pk] = one
    rows = tuple(
        (next(iter(line.values())).name, pk, tuple(line.get(column.pk) for column in columns))
        for pk, line in lines.items()
    )
    return Matrix(tuple(columns), rows)


def unit_states(day: dt.date, parent_id: int):
    """The grassroots organisations under a committee on the day."""
    kinds = (*GRASSROOTS, OrganizationKind.SECTION_COMMITTEE)
    return OrganizationState.objects.on(day).filter(parent=parent_id, kind__in=kinds).order_by("sort_key")
