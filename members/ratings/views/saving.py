"""Fields of a cell's ratings sent one by one by the script, or all fields of the page by its form."""

from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from cells.assessments.views.entries import Trouble
from cells.assessments.views.saving import Sent, answered, troubles_of
from members.ratings.actions.saving import save_field
from members.ratings.rules.ballot import may_second
from members.ratings.rules.fields import CELL, RATING, Field, field_named
from members.ratings.rules.missing import missing
from members.ratings.views.asked import CellDesk, cell_desk, with_rules
from members.ratings.views.entries import asks_words
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission

FILLS = (Permission.FILL_SHEET, Permission.RECORD_CELLS, Permission.DECIDE)
LEVELS = ("proposal", "committee_level")


@requires(*FILLS)
@require_POST
@with_rules
def save(request, year, pk):
    """Save fields one by one; answers with the new version and what follows from it, in well under 3 kB."""
    it = cell_desk(request, year, pk)

    def saved(sent: Sent) -> dict:
        field = field_named(sent.name)
        done = save_named(request, it, field, sent)
        return answer_for(it.anew(), field, done, sent.last)

    return answered(request, saved)


def save_named(request, it: CellDesk, field: Field, sent: Sent):
    return save_field(
        campaign=it.campaign,
        cell=it.state.organization,
        field=field,
        typed=sent.typed,
        version=sent.version,
        was=sent.was,
        hand=it.hand,
        by=request.user,
    )


def answer_for(it: CellDesk, field: Field, saved, last: bool) -> dict:
    """What the page shows anew after a saved field."""
    answer = {"ok": True, "version": saved.version, "value": saved.shown, "saved": f"{timezone.localtime():%H:%M}"}
    answer |= row_answer(it, field) if field.kind == RATING else {}
    if field.attribute in LEVELS:
        answer["html"] = {"caps": render_to_string("members/ratings/_caps.html", {"caps": it.caps})}
    if field.kind in (RATING, CELL) and it.hand.fills and last:
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
    return troubles_of(
        request.POST,
        lambda sent: save_named(request, it, field_named(sent.name), sent),
        absent_is_empty=False,
    )
