"""One case: where it stands, its papers, what is due, the next step (A4)."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cells.organizations.models import OrganizationState, path_to
from cells.places.models import VillageState
from members.admissions import actions
from members.admissions.actions import permission_for, place_of_step, places_of_steps
from members.admissions.actions.striking import own_end
from members.admissions.enums import Actor
from members.admissions.forms import CandidateForm, CloseForm, StepForm
from members.admissions.models import Case, CaseHandover, CaseStep, Item, read_items
from members.admissions.paths import handing
from members.admissions.rules.eligibility import why_not_eligible
from members.admissions.rules.limits import valid_until
from members.admissions.rules.path import Step
from members.admissions.rules.steps import checklist, open_steps
from members.admissions.voters import voters
from members.roll.views.changing import CELLS
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from sinho.text.working_days import working_days_later
from sinho.web import clock
from sinho.web.answers import STALE, attempt, status_of
from sinho.web.lists import past_day_asked
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of

VIEW, RECORD = Permission.VIEW_MEMBERS, Permission.RECORD_ADMISSIONS


def opened(request, pk) -> Case:
    return get_in_scope_or_404(Case.objects.select_related("organization", "member"), request.scope, VIEW, pk=pk)


def mark(case: Case) -> str:
    """The mark of all that is written about the case."""
    return mark_of(
        Case.objects.filter(pk=case.pk), *(model.objects.filter(case=case) for model in (CaseStep, CaseHandover))
    )


def step_form(case: Case, step: Step, data=None) -> StepForm:
    """The form of a step, with how many may vote by the roll."""
    return StepForm(
        data,
        step=step,
        count=lambda day: voters(case, step, day),
        prefix=step.code,
        initial={"on": clock.today()},
    )


def case_page(request, case: Case, *, form=None, close_form=None, reasons=(), status=200):
    """The page of a case, with what was typed and refused."""
    as_of = past_day_asked(request)
    [item] = read_items([case], as_of.day)
    may = request.scope.may
    steps = open_steps(case.rules, item.facts, as_of.day) if item.is_open and as_of.day == clock.today() else []
    place = places_of_steps(case, as_of.day)
    own = [step for step in steps if may(permission_for(step), place(step))]
    own.sort(key=lambda step: (not step.required, item.facts.passed(step.code) is not None))
    context = {
        "case": case,
        "item": item,
        "as_of": as_of,
        "today": clock.today(),
        "path": path_to(case.place_id, as_of.day),
        "stages": stages_of(item),
        "groups": groups_of(item, strikable(request, case, as_of.day)),
        **handing_of(request, case, item),
        "struck": struck_of(case, as_of.day),
        "twins": read_items(list(Case.objects.in_scope(request.scope).alike(case, as_of.day)[:5]), as_of.day),
        "forms": [form if form and form.step == step else step_form(case, step) for step in own],
        "again": {step.code for step in own if item.facts.passed(step.code)},
        "next": next((step for step in own if step.required), None),
        "waiting": [(step, Actor(step.actor).label) for step in steps if step not in own and step.required],
        "is_member": case.member_id is not None and item.facts.passed(case.rules.admitting.code) is not None,
        "eligibility": why_not_eligible(case.rules, item.facts, as_of.day) if not case.member_id else [],
        "close_form": (close_form or CloseForm(prefix="thoi")) if steps and may_close(request, case) else None,
        "reasons": reasons,
        "refused": form or close_form,
        "seen": mark(case),
        "log": AuditEntry.objects.about(Case._meta.label_lower, [case.pk])[:12],
        "visible": request.scope.organization_ids(),
    }
    return render(request, "members/admissions/case.html", context, status=status)


def stages_of(item: Item) -> list[tuple[str, str]]:
    """Stages in order: label, and the class that says whether it is past or here."""
    codes = list(item.case.rules.stages)
    now = codes.index(item.stage) if item.stage else len(codes)
    places = ["past" if number < now else "here" if number == now else "" for number in range(len(codes))]
    return list(zip(item.case.rules.stages.values(), places, strict=True))


def strikable(request, case: Case, day: dt.date) -> dict[int, int]:
    """Steps that the person may strike out with all that were written after them → their number in the case."""
    if case.closed_on or day != clock.today():
        return {}
    steps = list(case.steps.order_by("pk"))
    numbers = {step.pk: number for number, step in enumerate(steps, 1)}
    chain = [step for step in reversed(steps) if not step.struck_at]
    return {step.pk: numbers[step.pk] for step in own_end(case, chain, request.scope)}


def handing_of(request, case: Case, item: Item) -> dict:
    """How the case went from cell to cell by the day, what runs from then on, what the person may do with it."""
    rows = list(case.handovers.filter(on__lte=item.day).select_related("from_cell", "to_cell", "by"))
    last = rows[-1].on if rows else None
    waits = last and item.is_open and not any(step.on > last for step in item.steps)
    may_mend = item.is_open and not case.member_id and request.scope.may(RECORD, case.place_id)
    voted = any(step.votes and item.facts.passed(step.code) for step in case.rules.steps)
    limits = [
        (one["words"], working_days_later(last, one["working_days"]))
        for one in handing()["limits"]
        if waits and (voted or not one.get("after_votes"))
    ]
    return {
        "handovers": [(one, one.from_cell.named(one.on)[1], one.to_cell.named(one.on)[1]) for one in rows],
        "limits": limits,
        "limits_verified": handing()["verified"],
        "may_mend": may_mend,
        "may_hand": may_mend and other_cells(request.scope, case).exists(),
    }


def other_cells(scope, case: Case):
    """Cells within reach to which the case may be handed."""
    return (
        OrganizationState.objects.on(clock.today())
        .in_scope(scope, RECORD)
        .filter(kind__in=CELLS)
        .exclude(organization=case.place_id)
    )


def struck_of(case: Case, day: dt.date) -> list[tuple[str, CaseStep]]:
    """Steps up to the day that were struck out, with their labels."""
    rows = case.steps.filter(struck_at__isnull=False, on__lte=day).select_related("struck_by").order_by("pk")
    return [(case.rule_of(one.step).label, one) for one in rows]


def groups_of(item: Item, strikes: dict[int, int]) -> list[tuple[str, list[dict]]]:
    """The steps under the headings of their stages; votes that were not carried stay in sight, and so do steps that
    the cell to which the case was handed does not have."""
    rules = item.case.rules
    taken = {step.step: step for step in item.steps if step.passed}
    open_now = {step.code for step in open_steps(rules, item.facts, item.day)} if item.is_open else set()
    due = {one.step.code: one for one in reversed(item.deadlines)}
    rows: dict[str, list[dict]] = {stage: [] for stage in rules.stages}
    consents = {step.code for step in rules.steps if step.consent} & open_now
    left_out = {one.step: item.case.rule_of(one.step) for one in item.steps if not rules.has(one.step)}
    written = [(step, item.facts.passed(code)) for code, step in left_out.items()]
    for step, done in [*checklist(rules, item.facts, consents), *written]:
        rows[step.stage].append(
            {
                "step": step,
                "actor": Actor(step.actor).label,
                "taken": taken.get(step.code),
                "strike": strikes.get(taken[step.code].pk) if step.code in taken else None,
                "failed": [
                    (one, strikes.get(one.pk)) for one in item.steps if one.step == step.code and not one.passed
                ],
                "open": step.code in open_now,
                "due": due.get(step.code),
                "valid_until": valid_until(rules, step, done),
            }
        )
    return [(rules.stages[stage], found) for stage, found in rows.items() if found]


@requires(VIEW)
@never_cache
def case(request, pk):
    """The case on a day."""
    return case_page(request, opened(request, pk))


@requires(RECORD, Permission.DECIDE_ADMISSIONS)
@require_POST
def take(request, pk, code):
    """Write down that a step was taken."""
    found = opened(request, pk)
    if not found.rules.has(code):
        raise Http404
    step = found.rules.step(code)
    request.scope.require(permission_for(step), place_of_step(found, step, clock.today()))
    form = step_form(found, step, request.POST)

    def act(_):
        return actions.take_step(case=found, **form.values(), scope=request.scope, by=request.user)

    done, reasons = attempt(request, form, act, hold=lambda: held(found), stale=stale(found))
    if not done:
        return case_page(request, opened(request, pk), form=form, reasons=reasons, status=status_of(form, reasons))
    words = "" if done.passed else " Số phiếu chưa đủ; bước này vẫn để ngỏ."
    messages.success(request, f"Đã ghi: {step.label}.{words}")
    return redirect("admissions:case", pk)


@requires(RECORD, Permission.DECIDE_ADMISSIONS)
@require_POST
def close(request, pk):
    """Give the case up."""
    found = opened(request, pk)
    if not may_close(request, found):
        raise PermissionDenied(RECORD)
    form = CloseForm(request.POST, prefix="thoi")

    def act(_):
        actions.close_case(case=found, **form.values(), scope=request.scope, by=request.user)

    done, reasons = attempt(request, form, act, hold=lambda: held(found), stale=stale(found))
    if not done:
        return case_page(
            request, opened(request, pk), close_form=form, reasons=reasons, status=status_of(form, reasons)
        )
    messages.success(request, "Đã ghi thôi xét kết nạp.")
    return redirect("admissions:case", pk)


def may_close(request, case: Case) -> bool:
    """Before the admission the cell and its committee, afterwards those who write down decisions."""
    rights = (Permission.DECIDE_ADMISSIONS,) if case.member_id else (RECORD, Permission.DECIDE_ADMISSIONS)
    return any(request.scope.may(right, case.place_id) for right in rights)


def held(case: Case) -> str:
    """One person at a time writes about a case; the mark of what is written."""
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    return mark(case)


def stale(case: Case) -> str:
    """The sentence on a page that somebody overtook, with the last act."""
    return f"{STALE} {AuditEntry.objects.about(Case._meta.label_lower, [case.pk]).last_words()}".strip()


@requires(RECORD)
def new(request):
    """The cell chose somebody: the case begins."""
    day = clock.today()
    cells = OrganizationState.objects.on(day).in_scope(request.scope, RECORD).filter(kind__in=CELLS)
    villages = VillageState.objects.near(request.scope, VIEW, day)
    form = CandidateForm(request.POST or None, cells=cells, villages=villages, initial={"on": day})
    done, reasons = attempt(request, form, lambda _: actions.open_case(**form.values(), by=request.user))
    if done:
        messages.success(request, f"Đã mở theo dõi {done.full_name}.")
        return redirect("admissions:case", done.pk)
    context = {"form": form, "reasons": reasons, "back": reverse("admissions:list")}
    status = status_of(form, reasons)
    return render(request, "members/admissions/new.html", context, status=status)
