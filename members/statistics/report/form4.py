"""Form 4: members at a day by ethnic group and religion."""

from dataclasses import replace

from members.statistics.report.form import FormReport, head_of
from members.statistics.report.gather import SHORT_COLUMNS, Sight, roll_on
from members.statistics.report.lines import Period, peoples_sheet
from members.statistics.report.periods import day_words
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked

CODE = "form-4"


def build(scope: Scope, asked: Asked) -> FormReport:
    """Form 4; the same number of queries however many members."""
    head, words = head_of(CODE, asked), day_words(asked.counted_on)
    people = roll_on(Sight(scope), asked.organization_id, asked.counted_on)
    sheet = peoples_sheet(head.spec.peoples, Period("", words, people))
    return FormReport(
        **vars(head),
        period=words,
        sheets=(replace(sheet, code=head.spec.code, title=head.spec.title),),
        columns=SHORT_COLUMNS,
    )
