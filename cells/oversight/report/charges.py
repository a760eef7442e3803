"""Who is in charge of what on a day, where nobody is, where two are, whose account says otherwise (A13)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from cells.access.models import Grant
from cells.assessments.report.graded import COMMUNE_TYPES
from cells.organizations.enums import GRASSROOTS
from cells.organizations.models import OrganizationState
from cells.oversight.enums.in_charge import ChargeRole
from cells.oversight.models import InCharge
from cells.oversight.rules.in_charge import Gap, differs, gaps
from sinho.accounts.roles import Role


@dataclass(frozen=True)
class Charged:
    """A grassroots organisation on a day. `granted`: accounts that follow it without being in charge."""

    state: OrganizationState
    people: tuple[InCharge, ...]
    gap: Gap | None
    granted: tuple[str, ...] = ()
    without_account: tuple[str, ...] = ()

    @property
    def twice(self) -> bool:
        """Whether more than one answers for it."""
        return sum(one.role == ChargeRole.LEAD for one in self.people) > 1

    @property
    def must(self) -> bool:
        """Communes and townships are to have somebody; others may."""
        return self.state.type in COMMUNE_TYPES

    @property
    def urgent(self) -> bool:
        """Whether somebody has to act: nobody there, too many, or accounts that say otherwise."""
        return self.missing or self.twice or bool(self.granted)

    @property
    def missing(self) -> bool:
        return self.must and self.gap is not None


def charged(states: Iterable[OrganizationState], day: dt.date) -> list[Charged]:
    """Each of them with who is in charge: two queries, however many."""
    states = [state for state in states if state.kind in GRASSROOTS]
    ids = [state.organization_id for state in states]
    rows: dict[int, list[InCharge]] = defaultdict(list)
    for one in InCharge.objects.right().filter(organization_id__among=ids).order_by("valid", "sort_key"):
        rows[one.organization_id].append(one)
    accounts: dict[int, list[str]] = defaultdict(list)
    grants = Grant.objects.on(day).filter(organization_id__among=ids, role=Role.MEMBER_IN_CHARGE)
    for pk, name in grants.values_list("organization_id", "user__full_name"):
        accounts[pk].append(name)
    found = [_charged(state, rows[state.organization_id], accounts[state.organization_id], day) for state in states]
    return [one for one in found if one.must or one.people or one.granted]


def _charged(state: OrganizationState, rows: list[InCharge], accounts: Collection[str], day: dt.date) -> Charged:
    people = tuple(one for one in rows if day in one.valid)
    names = [one.person_name for one in people]
    gap = None if people else gaps_of(rows, day)[-1]
    return Charged(state, people, gap, tuple(differs(names, accounts)), tuple(differs(accounts, names)))


def gaps_of(rows: Iterable[InCharge], day: dt.date) -> list[Gap]:
    """Where nobody was in charge until the day."""
    return gaps([(one.since, one.last_day) for one in rows], day)
