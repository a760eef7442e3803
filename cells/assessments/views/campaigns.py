"""Campaigns: the list of years, opening one, its dates and exceptions, its end."""

import datetime as dt
from functools import cache

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cells.assessments import schemes
from cells.assessments.actions import campaigns as actions
from cells.assessments.forms import DatesForm, ExtendForm, OpenForm, ReasonForm
from cells.assessments.models import Campaign, Extension
from cells.assessments.models.units import living_units_of
from cells.assessments.rules.scheme import read
from cells.organizations.models import Organization, subtree_ids
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from sinho.web import clock
from sinho.web.answers import STALE, attempt, status_of
from sinho.web.seen import mark_of

VIEW, MANAGE = Permission.VIEW, Permission.MANAGE_CAMPAIGNS
EXPORT, FILL = Permission.EXPORT, Permission.FILL_SHEET


def campaigns_seen(scope, campaigns=Campaign.objects) -> list[Campaign]:
    """Campaigns in which an organisation of the person takes part: those of his tree and those above it."""
    own = scope.organization_ids(VIEW)

    @cache
    def concerns(holder: int) -> bool:
        return holder in own or not own.isdisjoint(subtree_ids(holder, clock.today()))

    return [campaign for campaign in campaigns.order_by("-year") if concerns(campaign.organization_id)]


def campaign_of(request, year: int) -> Campaign:
    """The campaign of the year that concerns the person; else 404."""
    found = campaigns_seen(request.scope, Campaign.objects.filter(year=year))
    if not found:
        raise Http404
    return found[0]


def papers_of(scope, found: Campaign) -> int | None:
    """The organisation whose papers the person prints: the whole Party organisation, else the one he works for."""
    if scope.may(EXPORT, found.organization_id):
        return found.organization_id
    return next((pk for pk in sorted(scope.own_organization_ids()) if may_print(scope, pk)), None)


def may_print(scope, pk: int) -> bool:
    return scope.may(EXPORT, pk) or scope.may(FILL, pk)


def managed(request, year: int) -> Campaign:
    """The campaign, if the person manages it: else 403 inside, 404 outside his tree."""
    campaign = campaign_of(request, year)
    request.scope.require(MANAGE, campaign.organization_id)
    return campaign


@requires(VIEW)
def years(request):
    """All years, newest first."""
    rows = campaigns_seen(request.scope)
    context = {"campaigns": rows, "may_manage": request.scope.has(MANAGE), "today": clock.today()}
    context["may_adapt"] = request.scope.has(MANAGE) or request.scope.has(Permission.RECORD_CELLS)
    return render(request, "cells/assessments/years.html", context)


def usual_dates(year: int) -> dict:
    """Dates to begin with when a campaign is opened; the district changes them as it decides."""
    return {
        "year": year,
        "register_by": dt.date(year, 1, 31),
        "submit_by": dt.date(year, 12, 15),
        "appraise_by": dt.date(year, 12, 31),
        "decide_by": dt.date(year + 1, 1, 15),
    }


@requires(MANAGE)
def open_campaign(request):
    """Open the year with a scheme; what of the scheme is unverified is shown and must be confirmed."""
    year = year_to_open(request)
    fitting = {"scheme": next(iter(schemes.in_force_for(year)), None)}
    form = OpenForm(request.POST or None, initial=usual_dates(year) | fitting)
    root = Organization.objects.get(pk=request.scope.roots(MANAGE)[0])

    def act(data):
        asked = {"year": data["year"], "scheme_code": data["scheme"], "confirmed": data["confirmed"]}
        return actions.open_campaign(organization=root, **asked, dates=form.dates(), by=request.user)

    done, reasons = attempt(request, form, act)
    if done:
        messages.success(request, f"Đã mở đợt đánh giá năm {done.year}.")
        return redirect("assessments:campaign", done.year)
    chosen = form["scheme"].value()
    offered = [(read(data), code == chosen) for code, data in reversed(schemes.files().items())]
    context = {"form": form, "reasons": reasons, "schemes": offered}
    status = status_of(form, reasons)
    return render(request, "cells/assessments/open.html", context, status=status)


def year_to_open(request) -> int:
    """This year, or from November on the next one when this year has its campaign."""
    today = clock.today()
    this_year = campaigns_seen(request.scope, Campaign.objects.filter(year=today.year))
    return today.year + 1 if today.month >= 11 and this_year else today.year


def settings_page(request, campaign: Campaign, *, reasons=(), status=200, **forms):
    """Dates, exceptions and the lock of a campaign."""
    states = living_units_of(campaign, campaign.reference_day(clock.today())).in_scope(request.scope, MANAGE)
    names = {state.organization_id: state.name for state in states}
    context = {
        "campaign": campaign,
        "scheme": campaign.rules,
        "dates_form": DatesForm(initial={name: getattr(campaign, name) for name in DatesForm.base_fields}),
        "extend_form": ExtendForm(states=states),
        "reason_form": ReasonForm(),
        "extensions": extensions_of(campaign, names),
        "reasons": reasons,
        "seen": mark_of(Campaign.objects.filter(pk=campaign.pk)),
        "extensions_seen": extensions_mark(campaign),
        **forms,
    }
    return render(request, "cells/assessments/settings.html", context, status=status)


def extensions_of(campaign: Campaign, names: dict[int, str]) -> list[tuple[Extension, str, bool]]:
    """Every extension given, the newest first, the name of the unit, and whether it still counts."""
    rows, counted = [], set()
    for extension in campaign.extensions.select_related("by"):
        pk = extension.organization_id
        rows.append((extension, names.get(pk) or extension.organization.named(clock.today())[1], pk not in counted))
        counted.add(pk)
    return rows


def extensions_mark(campaign: Campaign) -> str:
    """The mark of all extensions of the campaign."""
    return mark_of(campaign.extensions.all())


def last_act(campaign: Campaign) -> str:
    """Who changed what of the campaign last, in words; goes behind the sentence on a stale page."""
    return f"{STALE} {AuditEntry.objects.about(Campaign._meta.label_lower, [campaign.pk]).last_words()}".strip()


@requires(MANAGE)
def settings(request, year):
    """Dates of the campaign: shown, or changed."""
    campaign = managed(request, year)
    if request.method != "POST":
        return settings_page(request, campaign)
    form = DatesForm(request.POST)
    done, reasons = attempt(
        request,
        form,
        lambda data: actions.change_dates(campaign=campaign, dates=form.dates(), by=request.user),
        hold=lambda: mark_of(Campaign.objects.select_for_update().filter(pk=campaign.pk)),
        stale=last_act(campaign),
    )
    if not done:
        form.show_stored(campaign)
        return settings_page(request, campaign, reasons=reasons, status=status_of(form, reasons), dates_form=form)
    messages.success(request, "Đã đổi các hạn của đợt.")
    return redirect("assessments:settings", year)


@requires(MANAGE)
@require_POST
def extend(request, year):
    """Give one unit a later deadline."""
    campaign = managed(request, year)
    states = living_units_of(campaign, campaign.reference_day(clock.today())).in_scope(request.scope, MANAGE)
    form = ExtendForm(request.POST, states=states)

    def hold() -> str:
        Campaign.objects.select_for_update().get(pk=campaign.pk)
        return extensions_mark(campaign)

    def act(data):
        return actions.extend(campaign=campaign, **data, by=request.user)

    done, reasons = attempt(request, form, act, hold=hold, stale=last_act(campaign))
    if not done:
        return settings_page(request, campaign, reasons=reasons, status=status_of(form, reasons), extend_form=form)
    messages.success(request, "Đã gia hạn.")
    return redirect("assessments:settings", year)


@requires(MANAGE)
@require_POST
def lock(request, year):
    """Lock the campaign."""
    actions.close(campaign=managed(request, year), by=request.user)
    messages.success(request, "Đã khóa đợt đánh giá.")
    return redirect("assessments:settings", year)


@requires(MANAGE)
@require_POST
def unlock(request, year):
    """Unlock the campaign, with a reason."""
    campaign, form = managed(request, year), ReasonForm(request.POST)
    done, reasons = attempt(
        request, form, lambda data: actions.reopen(campaign=campaign, reason=data["reason"], by=request.user)
    )
    if not done:
        return settings_page(request, campaign, reasons=reasons, status=status_of(form, reasons), reason_form=form)
    messages.success(request, "Đã mở lại đợt đánh giá.")
    return redirect("assessments:settings", year)
