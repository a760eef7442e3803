"""What pages draw of the meetings of a year."""

from collections.abc import Sequence

from cells.meetings.models.reading import MonthTotal
from sinho.documents.charts import LINES, Chart, Series

# Name of the value → words of the legend.
SHARES = (
    ("share", "Chi bộ có họp thường kỳ"),
    ("attendance", "Đảng viên dự họp"),
    ("good", "Buổi họp mức Tốt, Khá"),
)


def shares_by_month(totals: Sequence[MonthTotal]) -> Chart | None:
    """Three lines through the months of a year; None while no month has anything to show."""
    if not any(one.meetings for one in totals):
        return None
    by_month = {one.month.month: one for one in totals}
    months = range(1, 13)
    series = tuple(
        Series(label, tuple(getattr(by_month[one], name) if one in by_month else None for one in months))
        for name, label in SHARES
    )
    return Chart("sinh-hoat-tung-thang", "Sinh hoạt chi bộ từng tháng", LINES, tuple(map(str, months)), series, "%", 1)
