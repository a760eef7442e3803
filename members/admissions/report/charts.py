"""What page and paper draw of the admissions."""

from collections.abc import Sequence

from sinho.documents.charts import BARS, Chart, Series
from sinho.documents.reports import Figure


def admissions_by_year(
    years: Sequence[int], everybody: Sequence[Figure], women: Sequence[Figure], words: str
) -> Chart | None:
    """The same period of each year, the oldest first; None without a year to compare with. `words`: the period."""
    if len(years) < 2:
        return None
    lines = [
        Series(label, tuple(figure.count for figure in figures), tuple(figures))
        for label, figures in (("Tổng số", everybody), ("Trong đó phụ nữ", women))
    ]
    title = f"Đảng viên mới kết nạp qua các năm, {words}"
    return Chart("ket-nap-theo-nam", title, BARS, tuple(map(str, years)), tuple(lines), "người")
