"""The campaign of a year: opened with a scheme, its dates, exceptions, its end (A10, A11)."""

import datetime as dt
from dataclasses import dataclass

from cells.assessments import schemes
from cells.assessments.actions.criteria import trees_for
from cells.assessments.models import Campaign, Extension, Sheet
from cells.assessments.models.units import living_units_of
from cells.assessments.rules.adapting import with_trees
from cells.assessments.rules.hands import CLOSED
from cells.assessments.rules.scheme import read
from cells.organizations.models import Organization
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class Dates:
    """Deadlines of a campaign, in this order."""

    register_by: dt.date
    submit_by: dt.date
    appraise_by: dt.date
    decide_by: dt.date


@atomic_or_refused()
def open_campaign(
    *, organization: Organization, year: int, scheme_code: str, dates: Dates, by, confirmed: bool = False
) -> Campaign:
    """Open the year for every organisation to be evaluated that exists; those founded later join by themselves.

    The campaign keeps the scheme with the criteria that committees adapted, and who `confirmed` what was not compared
    with a text.
    """
    if scheme_code not in schemes.files():
        raise Refused("Không có bộ quy tắc này.")
    _refuse_far_dates(year, dates)
    scheme = with_trees(schemes.as_json(scheme_code), trees_for(organization, year, scheme_code))
    kept = {"confirmed_at": clock.now(), "confirmed_by": by, "confirmed_values": read(scheme).unverified()}
    campaign = Campaign.objects.create(
        organization=organization,
        year=year,
        scheme=scheme,
        scheme_code=scheme_code,
        opened_at=clock.now(),
        opened_by=by,
        **vars(dates),
        **(kept if confirmed else {}),
    )
    units = living_units_of(campaign, campaign.reference_day(clock.today()))
    Sheet.objects.bulk_create([Sheet(campaign=campaign, organization_id=unit.organization_id) for unit in units])
    _note(campaign, "campaign.opened", f"Mở đợt đánh giá năm {year} cho {len(units)} tổ chức", by)
    return campaign


@atomic_or_refused()
def change_dates(*, campaign: Campaign, dates: Dates, by) -> None:
    """Move the deadlines of the whole campaign."""
    campaign = _hold_open(campaign)
    _refuse_far_dates(campaign.year, dates)
    before = {name: getattr(campaign, name) for name in vars(dates)}
    for name, value in vars(dates).items():
        setattr(campaign, name, value)
    campaign.save(update_fields=list(vars(dates)))
    _note(campaign, "campaign.dates_changed", "Đổi các hạn của đợt", by, before=before, after=vars(dates))


@atomic_or_refused()
def extend(*, campaign: Campaign, organization: Organization, submit_by: dt.date, reason: str, by) -> Extension:
    """Give one unit a later deadline, with the reason. The last one counts; the former ones stay as they were given."""
    campaign = _hold_open(campaign)
    if submit_by <= campaign.submit_by:
        raise Refused(f"Hạn mới phải sau hạn chung {format_date(campaign.submit_by)}.")
    if not reason.strip():
        raise Refused("Gia hạn phải có lý do.")
    former = Extension.objects.filter(campaign=campaign, organization=organization).first()
    before = {"submit_by": former.submit_by, "reason": former.reason} if former else None
    extension = Extension.objects.create(
        campaign=campaign,
        organization=organization,
        submit_by=submit_by,
        reason=reason.strip(),
        by=by,
        at=clock.now(),
    )
    state = organization.states.order_by("valid").last()
    record(
        by=by,
        did="campaign.extended",
        said=f"Gia hạn nộp cho {state.name} đến {format_date(submit_by)}: {reason.strip()}",
        on=campaign,
        organization=(organization.pk, state.name),
        before=before,
        after={"submit_by": submit_by, "reason": reason.strip()},
    )
    return extension


@atomic_or_refused()
def close(*, campaign: Campaign, by) -> None:
    """Lock the campaign: nothing in it can be changed."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.closed:
        return
    campaign.closed_at, campaign.closed_by = clock.now(), by
    campaign.save(update_fields=["closed_at", "closed_by"])
    _note(campaign, "campaign.closed", f"Khóa đợt đánh giá năm {campaign.year}", by)


@atomic_or_refused()
def reopen(*, campaign: Campaign, reason: str, by) -> None:
    """Unlock the campaign, with the reason. What has been decided stays decided."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not campaign.closed:
        return
    if not reason.strip():
        raise Refused("Mở lại đợt đã khóa phải ghi lý do.")
    campaign.closed_at = campaign.closed_by = None
    campaign.save(update_fields=["closed_at", "closed_by"])
    _note(campaign, "campaign.reopened", f"Mở lại đợt đánh giá năm {campaign.year}: {reason.strip()}", by)


def _hold_open(campaign: Campaign) -> Campaign:
    """The campaign as it is now, held; refused when it is locked."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.closed:
        raise Refused(CLOSED)
    return campaign


def _refuse_far_dates(year: int, dates: Dates) -> None:
    """The deadlines of a year lie in it and in the one after."""
    if dates.register_by.year < year or dates.decide_by.year > year + 1:
        raise Refused(f"Các hạn phải nằm trong năm {year} và {year + 1}.")


def _note(campaign: Campaign, did: str, said: str, by, before: dict | None = None, after: dict | None = None) -> None:
    state = campaign.organization.states.order_by("valid").last()
    organization = (campaign.organization_id, state.name if state else "")
    record(by=by, did=did, said=said, on=campaign, organization=organization, before=before, after=after)
