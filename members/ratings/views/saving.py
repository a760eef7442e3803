"""Fields of a cell's ratings sent one by one by the script, or all fields of the page by its form."""

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from cells.assessments.actions.filling import Conflict, NotAValue
from cells.assessments.views.entries import Trouble
from cells.assessments.views.saving import base_of, typed_in, whole
from members.ratings.actions.saving import save_field
from members.ratings.rules.ballot import may_second
from members.ratings.rules.fields import CELL, RATING, Field, field_named
from members.ratings.rules.missing import missing
from members.ratings.views.asked import CellDesk, cell_desk, with_rules
from members.ratings.views.entries import asks_words
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.refusal import Refused

FILLS = (Permission.FILL_SHEET, Permission.RECORD_CELLS, Permission.DECIDE)
LEVELS = ("proposal", "committee_level")


@requires(*FILLS)
@require_POST
@with_rules
def save(request, year, pk):
    """Save one field; answers with the new version and what follows from it, in well under 3 kB."""
    it = cell_desk(request, year, pk)
    try:
        field = field_named(request.POST.get("field", ""))
        saved = save_one(request, it, field, request.POST.get("value", ""), request.POST.get("was"))
    except (ValueError, NotAValue) as error:
        return JsonResponse({"errors": [str(error)]}, status=422)
    except Conflict as conflict:
        answer = {"conflict": True, "theirs": conflict.theirs, "theirs_by": conflict.by}
        return JsonResponse({**answer, "theirs_version": conflict.version}, status=409)
    return JsonResponse(answer_for(it.anew(), field, saved))


def save_one(request, it: CellDesk, field: Field, typed: str, was: str | None, version: str = "version"):
    return save_field(
        campaign=it.campaign,
        cell=it.state.organization,
        field=field,
        typed=typed,
        version=whole(request.POST.get(version, "")),
        was=was,
        hand=it.hand,
        by=request.user,
    )


def answer_for(it: CellDesk, field: Field, saved) -> dict:
    """What the page shows anew after a saved field."""
    answer = {"ok": True, "version": saved.version, "value": saved.shown, "saved": f"{timezone.localtime():%H:%M}"}
    answer |= row_answer(it, field) if field.kind == RATING else {}
    if field.attribute in LEVELS:
        answer["html"] = {"caps": render_to_string("members/ratings/_caps.html", {"caps": it.caps})}
    if field.kind in (RATING, CELL) and it.hand.fills:
        answer["missing_html"] = missing_html(it)
    return answer


def row_answer(it: CellDesk, field: Field) -> dict:
    """What the ballots suggest of the member, which further fields his row asks."""
    line, rules, name = it.book.line(field.member_id), it.book.rules, field.row_name
    one = line.rating
    level = one.committee_level or one.proposed_level
    return {
        "texts": {f"{name}:suggested": rules.short(it.book.outcome(line))},
        "hide": {
            f"{name}:subs": not rules.sub_reasons.get(level),
            f"{name}:words": not asks_words(rules, one.not_evaluated),
            f"{name}:second": not (may_second(one.ballot, it.book.rated.slips, rules) or one.ballot.second_total),
        },
    }


def missing_of(it: CellDesk) -> list[str]:
    """What the cell still has to do before it may hand in."""
    book = it.book
    return missing(book.facts(), book.rated.slips, bool(book.rated.meeting_on), book.rules)


def missing_html(it: CellDesk) -> str:
    return render_to_string("members/ratings/_missing.html", {"missing": missing_of(it)})


def save_form(request, it: CellDesk) -> dict[str, Trouble]:
    """Save every field of the page that the person changed. Returns what could not be saved, by field name."""
    troubles = {}
    for name, was in base_of(request.POST).items():
        typed = typed_in(request.POST, name)
        if name in request.POST and typed != was and (trouble := save_typed(request, it, name, typed, was)):
            troubles[name] = trouble
    return troubles


def save_typed(request, it: CellDesk, name: str, typed: str, was: str | None) -> Trouble | None:
    """Save one field of a form; None when it is saved."""
    try:
        field = field_named(name)
        save_one(request, it, field, typed, was, f"v:{name.rpartition(':')[0]}")
    except (ValueError, NotAValue) as error:
        return Trouble(typed, error=str(error))
    except Refused as refused:
        return Trouble(typed, error=" ".join(refused.reasons))
    except Conflict as conflict:
        return Trouble(typed, theirs=conflict.theirs, theirs_by=conflict.by, version=conflict.version)
    return None
