"""Form 9 of the older set: discipline of members in a period by form, and who left the Party."""

from members.statistics.report.conduct import Gathered
from members.statistics.report.form import FormReport, head_of
from members.statistics.report.form1 import CHANGE_COLUMNS, OUT_KINDS, Changes, changes_in
from members.statistics.report.gather import Sight
from members.statistics.report.lines import Given, Period, comparison
from members.statistics.report.periods import period_words, span_before, span_of
from members.statistics.sets import sets_with
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked

CODE = "form-tctw-9"
NOTES = (
    "Kỷ luật tính theo ngày quyết định; ra khỏi Đảng tính theo ngày rời danh sách như ở Biểu số 1.",
    "Người bị khai trừ đứng ở cả hai mục: mục I theo quyết định kỷ luật, mục II theo danh sách.",
)
OUT = ("expelled", "removed", "resigned")


def left(changes: Changes) -> dict[str, Given]:
    """Who left the Party in the period, by reason; the probationers among the removed, and the others."""
    rows = {key: changes.given(OUT_KINDS[key], inward=False) for key in OUT}
    rows["removed.probationers"] = changes.given(OUT_KINDS["removed"], inward=False, probationers=True)
    unfit = set(rows["removed.probationers"])
    rows["removed.official"] = tuple(row for row in rows["removed"] if row not in unfit)
    rows["out"] = tuple(row for key in OUT for row in rows[key])
    rows["leaving"] = rows["removed"] + rows["resigned"]
    return {key: Given(found, "đảng viên", CHANGE_COLUMNS) for key, found in rows.items()}


def build(scope: Scope, asked: Asked) -> FormReport:
    """The form; the same number of queries however many decisions."""
    head, sight = head_of(CODE, asked, sets_with(CODE)), Sight(scope)
    periods = []
    for prefix, span in (("", span_of(asked)), ("before.", span_before(asked))):
        if span is None:
            periods.append(None)
            continue
        punished = Gathered(scope, sight, asked.organization_id, span).given_punished
        given = punished | left(changes_in(sight, asked, span))
        periods.append(Period(prefix, period_words(*span), given=given))
    return FormReport(
        **vars(head),
        period=period_words(*span_of(asked)),
        sheets=(comparison(head.spec, *periods),),
        columns=CHANGE_COLUMNS,
        notes=NOTES,
    )
