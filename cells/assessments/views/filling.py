"""The pages on which an organisation registers its year and assesses it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cells.assessments.actions import filling, registration, submission
from cells.assessments.enums import REGISTRATION_SHAPES, Body
from cells.assessments.models.books import meeting_book
from cells.assessments.rules import hands
from cells.assessments.rules.sheet import GENERAL, HAND_IN, LEVEL, RESULTS, missing_before_registration
from cells.assessments.views.desk import Desk, desk, shelf
from cells.assessments.views.entries import Entries, criterion_rows, result_rows, task_rows
from cells.assessments.views.gates import gate_context
from cells.assessments.views.saving import save_form
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.refusal import Refused

VIEW, FILL = Permission.VIEW, Permission.FILL_SHEET
PLAN = ("content", "measure", "unit", "planned", "deadline", "direction")


@requires(VIEW)
def sheet(request, pk):
    """The door to a sheet: who fills it comes to the first part that lacks something, others to the appraisal."""
    it = desk(request, pk)
    if not it.hand.fills:
        return redirect("assessments:review", pk)
    if it.may_register:
        return redirect("assessments:registration", pk)
    to_do = (part.key for part in it.parts if it.left_in(part.key) or it.asked_in(part))
    lacking = next(to_do, HAND_IN)
    return redirect("assessments:part", pk, lacking if it.may_fill else HAND_IN)


def filled_by(request, pk) -> Desk:
    """The sheet of somebody's own organisation."""
    it = desk(request, pk)
    if not it.hand.fills:
        raise PermissionDenied(FILL)
    return it


def part_context(it: Desk, key: str, troubles=None) -> dict:
    """What one part of the sheet shows."""
    entries = Entries(it.opened, troubles or {})
    part = next((part for part in it.parts if part.key == key), None)
    if part is None:
        raise Http404
    number = it.parts.index(part)
    context = shelf(it, current=key) | {
        "part": part,
        "entries": entries,
        "before": it.parts[number - 1] if number else None,
        "after": it.parts[number + 1] if number + 1 < len(it.parts) else None,
        "troubles": troubles or {},
        "asked_here": it.asked.get(key, []),
    }
    if part.group:
        context["tasks"] = task_rows(entries, part.group, ("actual", "done_on", "why_missed"))
        context["criteria"] = criterion_rows(entries, part.group, it.opened.scores_of(Body.SELF), it.asked)
        context["points"] = points_in(it, part.group)
    if key == GENERAL:
        context |= {"meeting_on": entries.of_sheet("meeting_on"), "book": meeting_book(it.opened)}
    if key == RESULTS:
        context["results"] = result_rows(entries, it.results_before)
    if key == LEVEL:
        context |= level_context(it, entries)
    context["base"] = entries.base()
    return context


def points_in(it: Desk, group) -> object:
    """Sum of the points given in a part."""
    return submission.total(it.opened.facts.scores, group.criteria)


def level_context(it: Desk, entries: Entries) -> dict:
    """The choice of the level, with what the points suggest."""
    facts = it.opened.facts
    whole = submission.total(facts.scores, it.opened.frame.criteria.values())
    complete = submission.points_given(facts.scores, it.opened.frame.criteria.values())
    return {
        "self_level": entries.of_sheet("self_level"),
        "self_exemplary": entries.of_sheet("self_exemplary"),
        "suggested": it.opened.scheme.level_for_points(whole) if complete else None,
        "closed": gate_context(it.opened, own=True)["closed"],
    }


@requires(FILL)
def part(request, pk, key):
    """One part of the sheet: shown, or saved by its form."""
    it = filled_by(request, pk)
    if request.method != "POST":
        return render(request, f"cells/assessments/{page_of(it, key)}.html", part_context(it, key))
    troubles = save_form(request, it)
    it = filled_by(request, pk)
    context = part_context(it, key, troubles)
    if troubles:
        status = 409 if any(trouble.theirs_by for trouble in troubles.values()) else 422
        return render(request, f"cells/assessments/{page_of(it, key)}.html", context, status=status)
    messages.success(request, "Đã lưu.")
    return redirect("assessments:part", pk, context["after"].key if context["after"] else key)


def page_of(it: Desk, key: str) -> str:
    """The template of a part."""
    return {GENERAL: "part_general", RESULTS: "part_results", LEVEL: "part_level", HAND_IN: "part_hand_in"}.get(
        key, "part_criteria"
    )


@requires(FILL)
@require_POST
def submit(request, pk):
    """Hand the sheet in."""
    it = filled_by(request, pk)
    try:
        submission.submit(sheet=it.sheet, hand=it.hand, by=request.user)
    except Refused as refused:
        context = part_context(filled_by(request, pk), HAND_IN) | {"reasons": refused.reasons}
        return render(request, "cells/assessments/part_hand_in.html", context, status=409)
    messages.success(request, "Đã nộp bản tự đánh giá. Cấp trên nhận được ngay; kết quả sẽ hiện ở trang này.")
    return redirect("assessments:part", pk, HAND_IN)


def registration_context(it: Desk, troubles=None) -> dict:
    """What the page of the registration shows."""
    entries = Entries(it.opened, troubles or {})
    groups = [(group, task_rows(entries, group, PLAN)) for group in it.opened.frame.task_groups]
    return shelf(it, current="dang-ky") | {
        "groups": groups,
        "aimed_level": entries.of_sheet("aimed_level"),
        "base": entries.base(),
        "troubles": troubles or {},
        "registration_shape": REGISTRATION_SHAPES[it.sheet.registration_state],
        "missing_registration": missing_before_registration(it.opened.facts) if it.may_register else [],
        "sent_back": next((step for step in it.steps if step.state == "registration_sent_back"), None),
        "why_not": hands.why_not_register(it.sheet.registration_state, closed=it.campaign.closed),
    }


@requires(FILL)
def register(request, pk):
    """The registration of the year: written line by line, then sent to the level above."""
    it = filled_by(request, pk)
    if request.method != "POST":
        return render(request, "cells/assessments/registration.html", registration_context(it))
    troubles, reasons = save_form(request, it), []
    if not troubles:
        try:
            if sent := do_registration(request, it):
                messages.success(request, sent)
                return redirect("assessments:registration", pk)
        except Refused as refused:
            reasons = refused.reasons
    context = registration_context(filled_by(request, pk), troubles) | {"reasons": reasons}
    return render(request, "cells/assessments/registration.html", context, status=409 if reasons else 422)


def do_registration(request, it: Desk) -> str:
    """What the pressed button asks for; returns the sentence that says it was done."""
    verb, _, what = request.POST.get("do", "save").partition(":")
    common = {"sheet": it.sheet, "hand": it.hand, "by": request.user}
    if verb == "add":
        filling.add_lines(group=what, count=3, **common)
        return "Đã thêm 3 dòng. Dòng để trống sẽ tự bỏ khi gửi."
    if verb == "remove" and what.isdecimal() and len(what) < 18:
        filling.remove_line(task_id=int(what), **common)
        return "Đã bỏ dòng."
    if verb == "copy":
        return f"Đã chép {registration.copy_last_year(**common)} nhiệm vụ; đồng chí ghi mức đăng ký của năm nay."
    if verb == "send":
        registration.send(**common)
        return "Đã gửi bản đăng ký lên cấp trên."
    return "Đã lưu."
