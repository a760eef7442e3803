"""Form 3: the membership at a day, beside the same day of the year before."""

import datetime as dt

from members.statistics.report.form import FormReport, head_of
from members.statistics.report.gather import COLUMNS, Sight, described_on
from members.statistics.report.lines import Period, comparison, rests
from members.statistics.report.periods import day_before, day_words
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked

CODE = "form-3"
NOTES = (
    "Mỗi người tính theo những gì đã ghi đến ngày của biểu; thời gian vào Đảng tính theo lễ kết nạp lần đầu.",
    "Học vấn, chuyên môn, lý luận tính trình độ ghi sau cùng; dân tộc thiểu số là các dân tộc trừ dân tộc Kinh.",
)


def membership_on(sight: Sight, organization_id: int, prefix: str, day: dt.date) -> Period:
    return Period(prefix, day_words(day), described_on(sight, organization_id, day))


def build(scope: Scope, asked: Asked) -> FormReport:
    """Form 3; the same number of queries however many members."""
    head, sight, day = head_of(CODE, asked), Sight(scope), asked.counted_on
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
