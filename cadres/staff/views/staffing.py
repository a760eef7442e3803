"""The numbers of staff of the communes on a day; the class of a commune by decision."""

from django.contrib import messages
from django.shortcuts import redirect, render

from cadres.staff import rule_forms as forms
from cadres.staff.actions import grading
from cadres.staff.actions.facts import COMMUNES
from cadres.staff.models import CommuneGrade
from cadres.staff.report.staffing import build
from cells.organizations.models import Organization, OrganizationState
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from sinho.web import clock
from sinho.web.answers import STALE, attempt, status_of
from sinho.web.lists import past_day_asked
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of

VIEW, MANAGE = Permission.VIEW_STAFF, Permission.MANAGE_STAFF


@requires(VIEW)
def staffing(request):
    """Each commune with its class, what is allowed, who is there."""
    as_of = past_day_asked(request)
    context = {
        "as_of": as_of,
        "staffing": build(request.scope, as_of.day),
        "may_manage": request.scope.has(MANAGE),
        "day_query": f"?ngay={as_of.text}" if as_of.given else "",
        "day_part": f"ngay={as_of.text}&" if as_of.given and not as_of.problem else "",
    }
    return render(request, "cadres/staff/staffing.html", context)


def commune_page(request, commune: Organization, form, *, button, reasons, row=None):
    """The decisions on the class of a commune, and the form."""
    rows = CommuneGrade.objects.filter(organization=commune).order_by("-valid")
    name = OrganizationState.objects.filter(organization=commune).latest("valid").short_name
    context = {"commune": commune, "name": name, "rows": rows, "row": row, "form": form, "button": button}
    context |= {"reasons": reasons, "seen": mark_of(rows)}
    status = status_of(form, reasons)
    return render(request, "cadres/staff/grade.html", context, status=status)


def try_it(request, commune: Organization, form, act):
    """Let the action try, from a page that shows the decisions as they are now."""

    def hold() -> str:
        Organization.objects.select_for_update(no_key=True).get(pk=commune.pk)
        return mark_of(CommuneGrade.objects.filter(organization=commune))

    keys = CommuneGrade.objects.filter(organization=commune).values_list("pk", flat=True)
    written = AuditEntry.objects.about(CommuneGrade._meta.label_lower, list(keys))
    return attempt(request, form, act, hold=hold, stale=f"{STALE} {written.last_words()}".strip())


def managed(request, organization_id: int) -> Organization:
    """The commune of today, if the person may write about its staff; else 404 outside his reach, 403 inside."""
    states = OrganizationState.objects.on(clock.today()).filter(type__in=COMMUNES).select_related("organization")
    state = get_in_scope_or_404(states, request.scope, VIEW, organization=organization_id)
    request.scope.require(MANAGE, state.organization_id)
    return state.organization


@requires(MANAGE)
def grade(request, pk):
    """A decision on the class, from a day on."""
    commune = managed(request, pk)
    form = forms.GradeForm(request.POST or None)

    def act(_):
        return grading.grade(organization=commune, **form.values(), by=request.user)

    done, reasons = try_it(request, commune, form, act)
    if done:
        messages.success(request, f"Đã ghi {done.get_grade_display().lower()}.")
        return redirect("staff:grade", commune.pk)
    return commune_page(request, commune, form, button="Ghi loại của xã", reasons=reasons)


@requires(MANAGE)
def correct_grade(request, pk):
    """A decision that was written down wrongly."""
    row = get_in_scope_or_404(CommuneGrade.objects.select_related("organization"), request.scope, VIEW, pk=pk)
    request.scope.require(MANAGE, row.organization_id)
    names = ("grade", "area", "full_time", "part_time", "since")
    initial = {name: getattr(row, name) for name in names} | {"until": row.last_day}
    initial |= {"number": row.decision_number, "date": row.decision_date, "note": row.source}
    form = forms.CorrectGradeForm(request.POST or None, initial=initial)

    def act(_):
        return grading.correct_grade(row=row, **form.values(), by=request.user) or True

    done, reasons = try_it(request, row.organization, form, act)
    if done:
        messages.success(request, "Đã đính chính.")
        return redirect("staff:grade", row.organization_id)
    return commune_page(request, row.organization, form, button="Đính chính", reasons=reasons, row=row)
