"""Organisations are praised, one or many by one decision; model practices are written down and taken up (A12)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from cells.organizations.models import Organization, OrganizationState
from cells.oversight.actions.inspection import refuse_not_there
from cells.oversight.actions.reading import place, refuse_future
from cells.oversight.conduct_lists import praise
from cells.oversight.conduct_rules import FIRST_YEAR, LAST_YEAR
from cells.oversight.models import Commendation, Practice, TakenUp
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.actions import record, record_many
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

PRAISE = Permission.RECORD_PRAISE


@dataclass(frozen=True)
class Given:
    """A decision on praise."""

    kind: str
    level: str
    issuer: str
    decision_number: str
    decision_date: dt.date
    year: int
    achievement: str

    def columns(self) -> dict:
        return {name: " ".join(one.split()) if isinstance(one, str) else one for name, one in vars(self).items()}

    def refuse_wrong(self, subject: str) -> None:
        """Refused when the level does not give this, or the days are not in order."""
        known = praise()
        if self.kind not in known.kinds or self.level not in known.levels:
            raise Refused("Chọn hình thức và cấp khen trong danh mục.")
        if reasons := known.why_not(subject, self.kind, self.level):
            raise Refused(reasons)
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise Refused(f"Năm của thành tích phải từ {FIRST_YEAR} đến {LAST_YEAR}.")
        refuse_future(self.decision_date, "Ngày quyết định")
        if self.decision_date.year < self.year:
            raise Refused(f"Quyết định khen thành tích năm {self.year} không thể có từ năm {self.decision_date.year}.")

    @property
    def words(self) -> str:
        return f"{praise().kinds[self.kind].lower()}, {self.decision_number.strip()} {format_date(self.decision_date)}"


@atomic_or_refused()
def commend(*, organizations: Sequence[Organization], given: Given, scope: Scope, by) -> int:
    """One decision for one or many organisations, all of them or none. Returns how many."""
    if not organizations:
        raise Refused("Chưa chọn tổ chức nào.")
    for one in organizations:
        scope.require(PRAISE, one.pk)
    given.refuse_wrong("organization")
    ids = {one.pk for one in organizations}
    states = OrganizationState.objects.on(given.decision_date).filter(organization__in=ids)
    names = dict(states.values_list("organization_id", "name"))
    if missing := ids - set(names):
        gone = ", ".join(one.named(given.decision_date)[1] for one in organizations if one.pk in missing)
        raise Refused(f"Ngày {format_date(given.decision_date)} chưa có hoặc không còn: {gone}.")
    facts = given.columns()
    made = Commendation.objects.bulk_create(
        Commendation(organization=one, by=by, at=clock.now(), **facts) for one in organizations
    )
    record_many(
        {
            "by": by,
            "did": "commendation.recorded",
            "said": f"Khen thưởng {names[one.organization_id]}: {given.words}",
            "on": one,
            "organization": (one.organization_id, names[one.organization_id]),
            "after": facts,
        }
        for one in made
    )
    return len(made)


@atomic_or_refused()
def record_practice(*, organization: Organization, title: str, text: str, on: dt.date, scope: Scope, by) -> Practice:
    """A model practice that others may take up."""
    scope.require(PRAISE, organization.pk)
    refuse_future(on, "Ngày ghi nhận")
    refuse_not_there(organization, on)
    title = " ".join(title.split())
    made = Practice.objects.create(
        organization=organization, title=title, text=text.strip(), on=on, by=by, at=clock.now()
    )
    said, after = f"Ghi điển hình, cách làm hay: {title}", {"title": title, "on": on}
    record(by=by, did="practice.recorded", said=said, on=made, organization=place(organization), after=after)
    return made


@atomic_or_refused()
def take_up(*, practice: Practice, organization: Organization, on: dt.date, note: str, scope: Scope, by) -> TakenUp:
    """A unit applies what another one found."""
    scope.require(PRAISE, organization.pk)
    refuse_future(on, "Ngày áp dụng")
    if organization.pk == practice.organization_id:
        raise Refused("Cách làm này là của chính đơn vị; chọn đơn vị khác đã áp dụng.")
    if on < practice.on:
        raise Refused(f"Ngày áp dụng trước ngày ghi nhận cách làm, {format_date(practice.on)}.")
    refuse_not_there(organization, on)
    made = TakenUp.objects.create(
        practice=practice, organization=organization, on=on, note=" ".join(note.split()), by=by, at=clock.now()
    )
    said, after = f"Áp dụng cách làm “{practice.title}”", {"practice": practice.pk, "on": on}
    record(by=by, did="practice.taken_up", said=said, on=made, organization=place(organization), after=after)
    return made
