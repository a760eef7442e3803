"""What the page draws of the villages without members."""

from collections.abc import Sequence

from members.coverage.rules import Numbers
from sinho.documents.charts import LINES, Chart, Series


def without_members_by_month(numbers: Sequence[Numbers]) -> Chart | None:
    """The curve of the villages without members; None without any day to show."""
    if not numbers:
        return None
    labels = tuple(f"{one.day:%m/%Y}" for one in numbers)
    series = (Series("", tuple(one.without_members for one in numbers)),)
    return Chart("ban-chua-co-dang-vien", "Bản chưa có đảng viên qua từng tháng", LINES, labels, series, "bản")
