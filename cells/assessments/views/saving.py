"""Fields sent one by one by the script, or all fields of a page by its form."""

import json

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from cells.assessments.actions.filling import Conflict, NotAValue, save_field
from cells.assessments.models.facts import OpenSheet
from cells.assessments.rules.fields import BOARD, SCORE, TASK, field_named
from cells.assessments.rules.sheet import total
from cells.assessments.views.desk import Desk, desk
from cells.assessments.views.entries import Entries, Trouble, task_rows
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.refusal import Refused
from sinho.text.numbers import format_number

FILLS = (Permission.FILL_SHEET, Permission.APPRAISE, Permission.RECORD_CELLS)


def whole(typed: str) -> int:
    """A version as the page sent it; what is no number is a version that never was."""
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1


@requires(*FILLS)
@require_POST
def save(request, pk):
    """Save one field; answers with the new version, totals and what is still missing, in well under 3 kB."""
    it = desk(request, pk)
    try:
        field = field_named(request.POST.get("field", ""))
        saved = save_field(
            sheet=it.sheet,
            field=field,
            typed=request.POST.get("value", ""),
            version=whole(request.POST.get("version", "")),
            was=request.POST.get("was"),
            hand=it.hand,
            by=request.user,
        )
    except (ValueError, NotAValue) as error:
        return JsonResponse({"errors": [str(error)]}, status=422)
    except Conflict as conflict:
        answer = {"conflict": True, "theirs": conflict.theirs, "theirs_by": conflict.by}
        return JsonResponse({**answer, "theirs_version": conflict.version}, status=409)
    return JsonResponse(answer_for(Desk(OpenSheet(saved.sheet, it.opened.state), it.hand), field, saved))


def answer_for(it: Desk, field, saved) -> dict:
    """What the page shows anew after a saved field."""
    answer = {
        "ok": True,
        "version": saved.version,
        "value": saved.shown,
        "saved": f"{timezone.localtime():%H:%M}",
        "totals": totals(it, field.kind) if field.kind in (SCORE, BOARD) else {},
    }
    if field.kind == TASK and not field.registers:
        answer |= task_answer(it, field)
    if it.hand.fills:
        answer["missing_html"] = render_to_string("cells/assessments/_missing.html", {"desk": it, "sheet": it.sheet})
    return answer


def task_answer(it: Desk, field) -> dict:
    """How the task of the field turned out: percentage, state, whether a reason is asked."""
    group = next(group for group in it.opened.frame.groups if group.key == group_of_task(it, field))
    row = next(row for row in task_rows(Entries(it.opened), group, ()) if str(row.task.pk) == field.row)
    tag = render_to_string("components/_state.html", {"css": row.shape, "label": row.outcome.label})
    name = field.row_name
    return {
        "texts": {f"{name}:percent": row.percent},
        "html": {f"{name}:outcome": tag},
        "hide": {f"{name}:why": not (row.missed or row.task.why_missed)},
    }


def group_of_task(it: Desk, field) -> str:
    """The part to which the task of the field belongs."""
    return next(task.group for task in it.opened.tasks if str(task.pk) == field.row)


def totals(it: Desk, kind: str) -> dict[str, str]:
    """Sums of parts and of the sheet, by the name of the place where they stand."""
    scores = it.opened.board_facts() if kind == BOARD else it.opened.facts.scores
    sums = {group.code: total(scores, group.criteria) for group in it.opened.frame.groups}
    shown = {f"{kind}:{code}": format_number(value) for code, value in sums.items()}
    return {**shown, kind: format_number(sum(sums.values()))}


def save_form(request, it: Desk) -> dict[str, Trouble]:
    """Save every field of the page that the person changed. Returns what could not be saved, by field name."""
    troubles = {}
    for name, was in base_of(request.POST).items():
        typed = typed_in(request.POST, name)
        if typed == was:
            continue
        if trouble := save_one(request, it, name, typed, was):
            troubles[name] = trouble
    return troubles


def base_of(data) -> dict[str, str | None]:
    """What each field of the form held when the page was made.

    Without it (a damaged form) nothing typed may be lost: every field that was sent is looked at, as if from a page
    of unknown age.
    """
    try:
        base = json.loads(data.get("base", ""))
    except (ValueError, RecursionError):
        base = None
    if isinstance(base, dict) and all(isinstance(was, str) for was in base.values()):
        return base
    return dict.fromkeys(name for name in data if name.count(":") == 2 and not name.startswith("v:"))


def typed_in(data, name: str) -> str:
    """What the form holds for a field; a box that is not ticked sends nothing."""
    return data.get(name, "").replace("\r\n", "\n")


def save_one(request, it: Desk, name: str, typed: str, was: str | None) -> Trouble | None:
    """Save one field of a form; None when it is saved."""
    version = whole(request.POST.get(f"v:{name.rpartition(':')[0]}", ""))
    try:
        field = field_named(name)
        save_field(sheet=it.sheet, field=field, typed=typed, version=version, was=was, hand=it.hand, by=request.user)
    except (ValueError, NotAValue) as error:
        return Trouble(typed, error=str(error))
    except Refused as refused:
        return Trouble(typed, error=" ".join(refused.reasons))
    except Conflict as conflict:
        return Trouble(typed, theirs=conflict.theirs, theirs_by=conflict.by, version=conflict.version)
    return None
