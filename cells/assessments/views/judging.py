"""Acts on conditions, caps and decided grades."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cells.assessments.actions import correcting, judging
from cells.assessments.forms import grade_chosen
from cells.assessments.judging_forms import CapForm, CorrectForm
from cells.assessments.models import Campaign
from cells.assessments.models.standing import places_of
from cells.assessments.views.appraisal import ABOVE, tried
from cells.assessments.views.campaigns import campaign_of, last_act, managed
from cells.assessments.views.gates import answers_form, cap_lines
from cells.organizations.models import Organization, OrganizationState
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web.answers import attempt, status_of
from sinho.web.seen import mark_of

VIEW, MANAGE = Permission.VIEW, Permission.MANAGE_CAMPAIGNS


@requires(*ABOVE)
@require_POST
def answer(request, pk):
    def act(it, form):
        judging.answer(sheet=it.sheet, answers=form.answers(), hand=it.hand, by=request.user)

    def form(it):
        return answers_form(it.opened, request.POST)

    return tried(request, pk, "answers_form", form, act, "Đã ghi câu trả lời về điều kiện xếp loại.", "judges")


@requires(*ABOVE)
@require_POST
def correct(request, pk):
    def act(it, form):
        grade = grade_chosen(form.cleaned_data["grade"])
        given = {"grade": grade, "paper": form.paper(), "ground": form.cleaned_data.get("ground", "")}
        correcting.correct(sheet=it.sheet, **given, hand=it.hand, by=request.user)

    def form(it):
        return CorrectForm(request.POST, scheme=it.opened.scheme, prefix="sua")

    done = "Đã sửa kết quả theo quyết định; kết quả trước được giữ ở lịch sử."
    return tried(request, pk, "correct_form", form, act, done, "decides")


def bodies_seen(request, campaign: Campaign) -> list[tuple[int, str, list]]:
    """Bodies that decide within the person's reach, with their caps: the holder of the campaign first."""
    places = places_of(campaign)
    states = OrganizationState.objects.in_scope(request.scope).filter(organization__in=places).order_by("valid")
    names = dict(states.values_list("organization_id", "short_name"))
    order = sorted(names, key=lambda pk: (places[pk].cells, names[pk]))
    return [(pk, names[pk], cap_lines(campaign, places[pk])) for pk in order]


def caps_page(request, campaign: Campaign, form, *, reasons=(), status=200):
    """Every body with its caps; decisions that allow more."""
    bodies, rules = bodies_seen(request, campaign), campaign.rules
    names = {pk: name for pk, name, _ in bodies}
    given = campaign.cap_exceptions.in_scope(request.scope).select_related("by")
    context = {
        "campaign": campaign,
        "scheme": rules,
        "bodies": bodies,
        "form": form,
        "reasons": reasons,
        "given": [(row, names.get(row.organization_id, ""), rules.label(row.level)) for row in given],
        "seen": mark_of(campaign.cap_exceptions.all()),
    }
    return render(request, "cells/assessments/caps.html", context, status=status)


def cap_form(request, campaign: Campaign, data=None) -> CapForm:
    """The form over the bodies and the levels that have a cap."""
    bodies = [(pk, name) for pk, name, _ in bodies_seen(request, campaign)]
    levels = [(cap.level, campaign.rules.label(cap.level)) for cap in campaign.rules.caps if cap.max_percent]
    return CapForm(data, bodies=bodies, levels=levels)


@requires(VIEW)
def caps(request, year):
    """The caps of the campaign; who manages it writes down decisions that allow more."""
    campaign = campaign_of(request, year)
    may = request.scope.may(MANAGE, campaign.organization_id) and not campaign.closed
    return caps_page(request, campaign, cap_form(request, campaign) if may else None)


@requires(MANAGE)
@require_POST
def allow_more(request, year):
    """Write down a decision that allows a body more than its cap."""
    campaign = managed(request, year)
    form = cap_form(request, campaign, request.POST)

    def hold() -> str:
        Campaign.objects.select_for_update().get(pk=campaign.pk)
        return mark_of(campaign.cap_exceptions.all())

    def act(data):
        body = Organization.objects.get(pk=data["organization"])
        asked = {"level": data["level"], "allowed": data["allowed"], "paper": form.paper()}
        return judging.allow_more(campaign=campaign, organization=body, **asked, by=request.user)

    done, reasons = attempt(request, form, act, hold=hold, stale=last_act(campaign))
    if not done:
        return caps_page(request, campaign, form, reasons=reasons, status=status_of(form, reasons))
    messages.success(request, "Đã ghi quyết định cho phép vượt tỷ lệ.")
    return redirect("assessments:caps", year)
