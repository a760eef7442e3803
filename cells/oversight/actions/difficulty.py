"""Visits to an organisation, difficulties raised there and what happens to them (A13)."""

import datetime as dt
from dataclasses import dataclass

from cells.organizations.models import Organization
from cells.oversight.actions.facts import note, refuse_future, refuse_if, refuse_struck, refuse_unless_alive, trimmed
from cells.oversight.models import Difficulty, DifficultyEntry, Visit
from cells.oversight.rules.difficulty import why_not
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

RAISE = Permission.RAISE_DIFFICULTIES


@dataclass(frozen=True)
class Raised:
    """A difficulty as it is told: when, by whom, about what, to whom it goes, until when."""

    raised_on: dt.date
    raised_by: str
    field: str
    content: str
    passed_to: str
    due_on: dt.date


@dataclass(frozen=True)
class Written:
    """What is written under a difficulty."""

    kind: str
    on: dt.date
    who: str
    words: str
    passed_to: str = ""
    due_on: dt.date | None = None


@atomic_or_refused()
def record_visit(
    *, organization: Organization, on: dt.date, visitors: str, content: str, conclusions: str, scope: Scope, by
) -> Visit:
    """Somebody of the district worked with the committee."""
    scope.require(RAISE, organization.pk)
    refuse_future(on)
    refuse_unless_alive(organization, on)
    facts = trimmed({"on": on, "visitors": visitors, "content": content, "conclusions": conclusions})
    made = Visit.objects.create(organization=organization, by=by, at=clock.now(), **facts)
    note(organization, "visited", f"Ghi lần xuống cơ sở ngày {format_date(on)}: {made.visitors}", made, by, facts)
    return made


@atomic_or_refused()
def raise_difficulty(
    *, organization: Organization, raised: Raised, scope: Scope, by, visit: Visit | None = None
) -> Difficulty:
    """Write a difficulty down, alone or as it was raised in a visit."""
    scope.require(RAISE, organization.pk)
    refuse_future(raised.raised_on)
    refuse_unless_alive(organization, raised.raised_on)
    if visit and (visit.organization_id != organization.pk or visit.on > raised.raised_on):
        raise Refused("Lần xuống cơ sở này không phải của tổ chức đó, hoặc sau ngày nêu khó khăn.")
    if visit:
        refuse_struck(Visit.objects.select_for_update(of=("self",), no_key=True).get(pk=visit.pk))
    facts = trimmed(vars(raised))
    made = Difficulty.objects.create(organization=organization, visit=visit, by=by, at=clock.now(), **facts)
    said = f"Nêu khó khăn: {str(made).rstrip('.')}; hạn giải quyết {format_date(made.due_on)}"
    note(organization, "difficulty_raised", said, made, by, facts)
    return made


@atomic_or_refused()
def write_under(*, difficulty: Difficulty, written: Written, scope: Scope, by) -> DifficultyEntry:
    """Answer, pass on, solve, open again, withdraw."""
    scope.require(RAISE, difficulty.organization_id)
    held = Difficulty.objects.select_for_update(of=("self",)).select_related("organization").get(pk=difficulty.pk)
    facts = trimmed(vars(written))
    new = DifficultyEntry(difficulty=held, by=by, at=clock.now(), **facts)
    refuse_if(why_not(held.stand(clock.today()), new.taken, clock.today()))
    new.save()
    said = f"{new.get_kind_display()}, khó khăn nêu ngày {format_date(held.raised_on)}: {held}"
    note(held.organization, f"difficulty_{new.kind}", said, held, by, facts)
    return new
