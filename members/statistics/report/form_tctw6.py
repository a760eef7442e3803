"""Form 6 of the older set: members by occupation at a day, beside the same day of the year before."""

from members.statistics.report.form import FormReport, head_of
from members.statistics.report.form3 import membership_on
from members.statistics.report.gather import COLUMNS, Sight
from members.statistics.report.lines import comparison, rests
from members.statistics.report.periods import day_before
from members.statistics.sets import sets_with
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked

CODE = "form-tctw-6"
NOTES = ("Mỗi người tính theo nghề nghiệp ghi vào ngày của biểu.",)


def build(scope: Scope, asked: Asked) -> FormReport:
    """The form; the same number of queries however many members."""
    head, sight, day = head_of(CODE, asked, sets_with(CODE)), Sight(scope), asked.counted_on
    now = membership_on(sight, asked.organization_id, "", day)
    before = membership_on(sight, asked.organization_id, "before.", day_before(day))
    return FormReport(
        **vars(head),
        period=now.words,
        sheets=(comparison(head.spec, now, before),),
        columns=COLUMNS,
        rests=rests(head.spec, now),
        notes=NOTES,
    )
