"""Retirement: whom the rule finds on a day, the cases, one case with its steps (A19)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cadres.movements.actions import retiring
from cadres.movements.forms.retiring import CloseForm, InsuranceForm, OpenForm, StepForm, StrikeForm
from cadres.movements.models import RetirementCase, RetirementStep
from cadres.movements.report.candidates import candidates as found_by_rule
from cadres.movements.report.candidates import insurance_of
from cadres.movements.report.cases import CaseItem, read_cases, year_of
from cadres.movements.rulebook import path_of
from cadres.movements.views.pages import form_page, held_by
from cadres.staff.models import Cadre
from cadres.staff.rules import said_source
from cadres.staff.views.changing import managed
from cadres.staff.views.listing import communes_of
from cells.organizations.models import subtree_ids
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from sinho.web import clock
from sinho.web.answers import attempt, status_of
from sinho.web.lists import page_asked, past_day_asked, query_without, row_asked
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of

VIEW, MANAGE = Permission.VIEW_STAFF, Permission.MANAGE_STAFF
STATES = {
    "dang": "Đang làm",
    "da-nghi": "Đã nghỉ trong năm",
    "thoi": "Thôi hồ sơ trong năm",
    "ho-tro": "Được hỗ trợ trong năm",
    "tat-ca": "Tất cả",
}


@requires(VIEW)
def candidates(request):
    """Whom the rule of the day finds, with the reasons."""
    as_of, organization_id = past_day_asked(request), row_asked(request, "don-vi")
    criteria, found = found_by_rule(request.scope, as_of.day, organization_id)
    open_ids = request.scope.organization_ids(VIEW)
    page = page_asked(request, found)
    last = Cadre.objects.with_last_organization().filter(pk__in=[one.row.cadre.pk for one in page])
    may_open = {pk for pk, organization in last.values_list("pk", "last_organization") if organization in open_ids}
    context = {
        "as_of": as_of,
        "criteria": criteria,
        "criteria_source": said_source(criteria.source, criteria.verified),
        "page": page,
        "may_open": may_open,
        "communes": communes_of(request, as_of.day),
        "organization_id": organization_id,
        "query": query_without(request, "trang"),
        "may_manage": request.scope.has(MANAGE),
    }
    return render(request, "cadres/movements/candidates.html", context)


@requires(VIEW)
def cases(request):
    """Cases as they stood on the day, and what the year has brought."""
    as_of, organization_id = past_day_asked(request), row_asked(request, "don-vi")
    state = request.GET.get("tinh-trang", "dang")
    state = state if state in STATES else "dang"
    rows = RetirementCase.objects.in_scope(request.scope).opened_by(as_of.day)
    if organization_id:
        rows = rows.filter(organization_id__among=subtree_ids(organization_id, as_of.day))
    page = page_asked(request, in_state(rows, state, as_of.day).select_related("cadre").order_by("-opened_on", "pk"))
    context = {
        "as_of": as_of,
        "state": state,
        "states": list(STATES.items()),
        "year": year_of(rows, as_of.day),
        "page": page,
        "items": read_cases(list(page), request.scope, as_of.day),
        "communes": communes_of(request, as_of.day),
        "organization_id": organization_id,
        "query": query_without(request, "trang"),
        "state_query": query_without(request, "trang", "tinh-trang"),
        "may_manage": request.scope.has(MANAGE),
    }
    return render(request, "cadres/movements/cases.html", context)


def in_state(rows, state: str, day):
    """Of the cases opened by the day those that stood so."""
    if state == "da-nghi":
        return rows.left_in_year(day)
    if state == "thoi":
        return rows.closed_in_year(day)
    if state == "ho-tro":
        return rows.supported_in_year(day)
    return rows if state == "tat-ca" else rows.going_on(day)


def opened(request, pk) -> RetirementCase:
    """The case, if the person may see it."""
    rows = RetirementCase.objects.select_related("cadre", "organization")
    return get_in_scope_or_404(rows, request.scope, VIEW, pk=pk)


def mark(case: RetirementCase) -> str:
    return mark_of(RetirementCase.objects.filter(pk=case.pk), RetirementStep.objects.filter(case=case))


def held(case: RetirementCase):
    """Locks the case and gives its mark."""

    def hold() -> str:
        retiring.held(case)
        return mark(case)

    return hold


@requires(VIEW)
@never_cache
def case(request, pk):
    """One case on a day."""
    return case_page(request, opened(request, pk))


def case_page(request, found: RetirementCase, *, form=None, close_form=None, reasons=(), status=200):
    """The page of a case, with what was typed and refused. What is medical is shown to who keeps the staff alone."""
    as_of = past_day_asked(request)
    [item] = read_cases([found], request.scope, as_of.day)
    may_manage = request.scope.may(MANAGE, found.organization_id)
    may_write = may_manage and as_of.day == clock.today()
    struck = found.steps.filter(struck_at__isnull=False, on__lte=as_of.day).select_related("struck_by")
    context = {
        "case": found,
        "item": item,
        "as_of": as_of,
        "source": said_source(item.path.source, item.path.verified),
        "lines": [(one, [row for row in item.steps if row.step == one.code]) for one in item.path.steps],
        "struck": [(item.path.step(one.step), one) for one in struck.order_by("pk")],
        "insurance": insurance_of(found.cadre, as_of.day),
        "may_manage": may_manage,
        "forms": step_forms(item, form) if may_write else [],
        "close_form": (close_form or CloseForm(prefix="thoi")) if may_write and item.open_steps else None,
        "strike": item.last if may_write and not item.closed else None,
        "refused": form or close_form,
        "reasons": reasons,
        "seen": mark(found),
        "log": AuditEntry.objects.about(RetirementCase._meta.label_lower, [found.pk])[:12],
    }
    return render(request, "cadres/movements/case.html", context, status=status)


def step_forms(item: CaseItem, form) -> list[StepForm]:
    """A form for each step that may be written now; the refused one as it was typed."""
    found = []
    for step in item.open_steps:
        made = StepForm(step=step, today=clock.today(), prefix=step.code, initial=first_values(item, step))
        found.append(form if form is not None and form.step == step else made)
    return found


def first_values(item: CaseItem, step) -> dict:
    """The last working day as decided stands in the form of the leaving."""
    decided = next((one.last_day for one in item.steps if one.last_day), None)
    return {"on": decided} if step.leaves and decided else {}


@requires(MANAGE)
def open_case(request, pk):
    """A case for somebody on the staff; the reasons of the rule stand in the form."""
    cadre = managed(request, pk)
    _, found = found_by_rule(request.scope, clock.today(), cadre.last_organization)
    grounds = next(("; ".join(one.reasons) for one in found if one.row.cadre.pk == cadre.pk), "")
    initial = {"on": clock.today(), "grounds": grounds[:1].upper() + grounds[1:]}
    form = OpenForm(request.POST or None, initial=initial)

    def act(_):
        return retiring.open_case(cadre=cadre, **form.values(), by=request.user)

    done, reasons = attempt(request, form, act, **held_by(cadre))
    if done:
        messages.success(request, f"Đã mở hồ sơ nghỉ hưu của {cadre.full_name}.")
        return redirect("movements:case", done.pk)
    hint = "" if grounds else "Quy tắc không xếp đồng chí này vào diện vận động; ghi rõ căn cứ."
    page = {"title": f"Mở hồ sơ nghỉ hưu: {cadre.full_name}", "button": "Mở hồ sơ", "hint": hint, "reasons": reasons}
    return form_page(request, form, where=[("Nghỉ hưu", reverse("movements:cases"))], cadre=cadre, **page)


@requires(MANAGE)
def insurance(request, pk):
    """What the book of social insurance shows."""
    cadre = managed(request, pk)
    form = InsuranceForm(request.POST or None, initial={"on": clock.today()})

    def act(_):
        return retiring.record_insurance(cadre=cadre, **form.values(), by=request.user)

    done, reasons = attempt(request, form, act, **held_by(cadre))
    if done:
        messages.success(request, f"Đã ghi thời gian đóng bảo hiểm của {cadre.full_name}.")
        return redirect("movements:candidates")
    title, hint = f"Thời gian đóng bảo hiểm: {cadre.full_name}", "Lần ghi mới nhất được dùng; các lần trước được giữ."
    where = [("Diện vận động nghỉ", reverse("movements:candidates"))]
    page = {"title": title, "button": "Ghi thời gian", "hint": hint, "reasons": reasons}
    return form_page(request, form, where=where, cadre=cadre, **page)


@requires(MANAGE)
@require_POST
def take(request, pk, code):
    """A step is written down."""
    found = opened(request, pk)
    request.scope.require(MANAGE, found.organization_id)
    if not path_of(found.path).has(code):
        raise Http404
    form = StepForm(request.POST, step=path_of(found.path).step(code), today=clock.today(), prefix=code)

    def act(_):
        return retiring.take_step(case=found, **form.values(), by=request.user)

    done, reasons = attempt(request, form, act, hold=held(found))
    if done:
        messages.success(request, f"Đã ghi: {form.step.label.lower()}.")
        return redirect("movements:case", pk)
    return case_page(request, found, form=form, reasons=reasons, status=status_of(form, reasons))


@requires(MANAGE)
@require_POST
def close(request, pk):
    """The case comes to nothing."""
    found = opened(request, pk)
    request.scope.require(MANAGE, found.organization_id)
    form = CloseForm(request.POST, prefix="thoi")

    def act(_):
        return retiring.close_case(case=found, **form.values(), by=request.user) or True

    done, reasons = attempt(request, form, act, hold=held(found))
    if done:
        messages.success(request, "Đã thôi hồ sơ nghỉ hưu.")
        return redirect("movements:case", pk)
    return case_page(request, found, close_form=form, reasons=reasons, status=status_of(form, reasons))


@requires(MANAGE)
def strike(request, pk):
    """The step written last is struck out."""
    found = opened(request, pk)
    request.scope.require(MANAGE, found.organization_id)
    last = found.steps.in_force().order_by("pk").last()
    if last is None:
        raise Http404
    rule = path_of(found.path).step(last.step)
    form = StrikeForm(request.POST or None, leaves=rule.leaves)

    def act(_):
        return retiring.strike_step(case=found, step=last, **form.values(), by=request.user) or True

    done, reasons = attempt(request, form, act, hold=held(found))
    if done:
        messages.success(request, "Đã gạch bỏ bước; đồng chí ghi lại bước đúng.")
        return redirect("movements:case", pk)
    hint = "Bước bị gạch bỏ được giữ cùng lý do." + (" Chức danh đã thôi được ghi còn giữ." if rule.leaves else "")
    page = {"title": f"Gạch bỏ bước: {rule.label}, {found.cadre.full_name}", "button": "Gạch bỏ", "hint": hint}
    where = [("Nghỉ hưu", reverse("movements:cases")), (found.cadre.full_name, reverse("movements:case", args=[pk]))]
    return form_page(request, form, where=where, reasons=reasons, seen=mark(found), **page)
