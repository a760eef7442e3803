"""Somebody is put in charge of an organisation; he ends (A13)."""

import datetime as dt
from dataclasses import dataclass

from cells.organizations.enums import GRASSROOTS
from cells.organizations.models import Organization
from cells.oversight.actions.facts import note, refuse_future, refuse_if, refuse_unless_alive, trimmed
from cells.oversight.models import InCharge
from cells.oversight.models.dated import period
from cells.oversight.rules.in_charge import why_not_ended
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

LEAD = Permission.LEAD_CELLS


@dataclass(frozen=True)
class Assigned:
    """Who, as what, by which decision."""

    person_name: str
    office: str
    role: str
    decision_number: str
    decision_date: dt.date


@atomic_or_refused()
def put_in_charge(*, organization: Organization, who: Assigned, since: dt.date, scope: Scope, by) -> InCharge:
    """From a day on, beside whoever is in charge already."""
    scope.require(LEAD, organization.pk)
    refuse_future(since, who.decision_date)
    if refuse_unless_alive(organization, since).kind not in GRASSROOTS:
        raise Refused("Chỉ phân công phụ trách tổ chức cơ sở đảng.")
    if who.decision_date > since:
        raise Refused(f"Ngày bắt đầu {format_date(since)} trước ngày quyết định, {format_date(who.decision_date)}.")
    facts = trimmed(vars(who))
    made = InCharge.objects.create(organization=organization, valid=period(since), by=by, at=clock.now(), **facts)
    words = f"Phân công đồng chí {made.person_name} phụ trách từ {format_date(since)}"
    note(organization, "put_in_charge", words, made, by, facts | {"since": since})
    return made


@atomic_or_refused()
def end_charge(*, charge: InCharge, last_day: dt.date, reason: str, mistaken: bool, scope: Scope, by) -> InCharge:
    """The last day in charge, or that the row was written by mistake."""
    scope.require(LEAD, charge.organization_id)
    charge = InCharge.objects.select_for_update(of=("self",)).select_related("organization").get(pk=charge.pk)
    if charge.mistaken or (charge.last_day and not mistaken):
        raise Refused("Phân công này đã kết thúc.")
    refuse_if(why_not_ended(charge.since, last_day, clock.today(), mistaken=mistaken))
    if not mistaken:
        charge.valid = period(charge.since, last_day)
    charge.mistaken, charge.end_reason = mistaken, reason.strip()
    charge.save(update_fields=["valid", "mistaken", "end_reason"])
    what = "Ghi nhầm phân công" if mistaken else f"Thôi phụ trách sau ngày {format_date(last_day)}"
    said = f"{what}: đồng chí {charge.person_name}"
    after = {"last_day": last_day, "reason": charge.end_reason, "mistaken": mistaken}
    note(charge.organization, "charge_ended", said, charge, by, after)
    return charge
