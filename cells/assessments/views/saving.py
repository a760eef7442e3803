"""Fields sent one by one by the script, or all fields of a page by its form."""

import json
from collections.abc import Callable
from dataclasses import dataclass

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
MOST_FIELDS = 40


def whole(typed: str) -> int:
    """A version as the page sent it; what is no number is a version that never was."""
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1


@dataclass(frozen=True)
class Sent:
    """One field as the script sent it; `last`: the last one of its request, which carries what the page shows anew."""

    name: str
    typed: str
    version: int
    was: str | None
    last: bool = True


def sent_in(data) -> list[Sent]:
    """The fields of the request, each with its version and what it held; a request without a field has a broken one."""
    lists = [data.getlist(name) for name in ("field", "value", "version", "was")]
    if len(lists[0]) == 1:
        lists = [values or [None] for values in lists]
    rows = list(zip(*lists, strict=False))[:MOST_FIELDS] or [("", "", "", "")]
    return [
        Sent(name, typed or "", whole(version or ""), was, number == len(rows))
        for number, (name, typed, version, was) in enumerate(rows, start=1)
    ]


def answered(request, save: Callable[[Sent], dict]) -> JsonResponse:
    """Save each field by itself and say of each what became of it: one answer, or as many as `many` asks for."""
    answers = [one_answer(sent, save) for sent in sent_in(request.POST)]
    if "many" in request.POST:
        return JsonResponse({"answers": answers})
    status = answers[0].pop("status")
    return JsonResponse(answers[0], status=status)


def one_answer(sent: Sent, save: Callable[[Sent], dict]) -> dict:
    try:
        return {**save(sent), "status": 200}
    except (ValueError, NotAValue) as error:
        return {"errors": [str(error)], "status": 422}
    except Refused as refused:
        return {"errors": refused.reasons, "status": 409}
    except Conflict as conflict:
        theirs = {"theirs": conflict.theirs, "theirs_by": conflict.by, "theirs_version": conflict.version}
        return {"conflict": True, "status": 409, **theirs}


@requires(*FILLS)
@require_POST
def save(request, pk):
    """Save fields one by one; answers with the new version, totals and what is still missing, in well under 3 kB."""
    it = desk(request, pk)

    def saved(sent: Sent) -> dict:
        field = field_named(sent.name)
        done = save_named(request, it, field, sent)
        return answer_for(Desk(OpenSheet(done.sheet, it.opened.state), it.hand), field, done, sent.last)

    return answered(request, saved)


def save_named(request, it: Desk, field, sent: Sent):
    return save_field(
        sheet=it.sheet,
        field=field,
        typed=sent.typed,
        version=sent.version,
        was=sent.was,
        hand=it.hand,
        by=request.user,
    )


def answer_for(it: Desk, field, saved, last: bool) -> dict:
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
    if it.hand.fills and last:
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
    return troubles_of(request.POST, lambda sent: save_named(request, it, field_named(sent.name), sent))


def troubles_of(data, save: Callable[[Sent], object], *, absent_is_empty: bool = True) -> dict[str, Trouble]:
    """Save what a form without script changed; `absent_is_empty`: a box that is not ticked sends nothing."""
    troubles = {}
    for name, was in base_of(data).items():
        typed = data.get(name, "").replace("\r\n", "\n")
        if typed == was or not (absent_is_empty or name in data):
            continue
        version = whole(data.get(f"v:{name.rpartition(':')[0]}", ""))
        try:
            save(Sent(name, typed, version, was))
        except (ValueError, NotAValue) as error:
            troubles[name] = Trouble(typed, error=str(error))
        except Refused as refused:
            troubles[name] = Trouble(typed, error=" ".join(refused.reasons))
        except Conflict as conflict:
            troubles[name] = Trouble(typed, theirs=conflict.theirs, theirs_by=conflict.by, version=conflict.version)
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
