"""The way of somebody on the staff as people read it: one line for each thing that happened, newest first."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from cadres.staff.models import Cadre, Post, Qualification
from cadres.staff.rules import SUBJECTS
from cells.organizations.models import OrganizationState
from members.roll.rules import dated
from sinho.accounts.scope import Scope


@dataclass(frozen=True)
class Moment:
    """A day, what happened, and by which paper; `key` for posts."""

    day: dt.date
    title: str
    line: str = ""
    key: bool = False


@dataclass(frozen=True)
class Told:
    """What there is to tell of somebody: things that happened, and sentences to be seen at once."""

    moments: Sequence[Moment] = ()
    warnings: Sequence[str] = ()


# Themes above this one tell of the person too; each registers its teller when the application starts.
Teller = Callable[[Cadre, dt.date, Scope], Told]
_tellers: list[Teller] = []


def also_tells(teller: Teller) -> None:
    """Let a theme have its say on every record; what only some see is limited by the scope."""
    if teller not in _tellers:
        _tellers.append(teller)


def story_of(cadre: Cadre, day: dt.date, scope: Scope) -> Told:
    """The life up to the day with what the other themes tell, newest first."""
    told = [teller(cadre, day, scope) for teller in _tellers]
    moments = [*life_of(cadre, day), *(moment for one in told for moment in one.moments if moment.day <= day)]
    warnings = tuple(sentence for one in told for sentence in one.warnings)
    return Told(newest_first(moments), warnings)


def newest_first(moments: Iterable[Moment]) -> list[Moment]:
    return sorted(moments, key=lambda one: (one.day, one.key), reverse=True)


def life_of(cadre: Cadre, day: dt.date) -> list[Moment]:
    """Everything up to the day: three queries."""
    posts = list(cadre.posts.order_by("valid", "id"))
    names = names_of({one.organization_id for one in posts})
    found = [moment for post in posts for moment in post_moments(post, names)]
    found += [learned(one) for one in cadre.qualifications.in_force().filter(since__isnull=False)]
    return newest_first(one for one in found if one.day <= day)


def post_moments(post: Post, names: dict[int, list]) -> list[Moment]:
    """The first day of a post, and the first day no longer in it."""
    place = next((name for name, valid in names[post.organization_id] if post.since in valid), "")
    where = f", {place}" if place else ""
    came = f"{post.get_entry_display()}. {dated(post.decision_number, post.decision_date)}".strip(". ")
    found = [Moment(post.since, f"{post}{where}", came, key=True)]
    if post.until:
        parts = (dated(post.exit_number, post.exit_date), post.exit_reason)
        left = ". ".join(part for part in (post.get_exit_display(), *parts) if part)
        found.append(Moment(post.until, f"Thôi {post}{where}", left, key=True))
    return found


def learned(one: Qualification) -> Moment:
    """What was reached on a day."""
    number = f"số {one.certificate_number}" if one.certificate_number else ""
    label = one.title_label if one.title else one.level_label
    line = ", ".join(part for part in (one.words if label else "", one.system, number) if part)
    return Moment(one.since, f"{SUBJECTS[one.subject]}: {label or one.words}", line)


def names_of(organization_ids: set[int]) -> dict[int, list]:
    """Commune → its short names with the time of each."""
    found = {pk: [] for pk in organization_ids}
    rows = OrganizationState.objects.filter(organization__among=organization_ids)
    for pk, name, valid in rows.values_list("organization_id", "short_name", "valid"):
        found[pk].append((name, valid))
    return found
