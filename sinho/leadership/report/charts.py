"""What page and paper draw of the whole theme, from the figures of its tables."""

from collections.abc import Mapping

from cells.assessments.report.graded import Tally
from sinho.documents.charts import BARS, STACKED, Chart, Series
from sinho.documents.reports import Figure

PER_YEAR = (("total", "Tổng số"), ("women", "Trong đó phụ nữ"))


def counted(label: str, figures: tuple[Figure | None, ...]) -> Series:
    """Numbers that open their lists."""
    return Series(label, tuple(one and one.count for one in figures), figures)


def admissions_chart(found: Mapping[int, Mapping[str, Figure]]) -> Chart:
    """Everybody and women by year, the oldest first."""
    years = sorted(found)
    series = tuple(counted(label, tuple(found[year][code] for year in years)) for code, label in PER_YEAR)
    return Chart("ket-nap-theo-nam", "Đảng viên mới kết nạp", BARS, tuple(map(str, years)), series, "người")


def grades_chart(found: Mapping[tuple[int, str], Tally], years: list[int], group: str, label: str) -> Chart:
    """A bar for each year, its parts the levels of the newest scheme by rank."""
    newest = found[years[-1], group]
    series = []
    for rank, (level, _) in enumerate(newest.by_level):
        levels = (found[year, group].levels for year in years)
        series.append(counted(level.label, tuple(one[rank] if rank < len(one) else None for one in levels)))
    title = f"{label[:1].upper()}{label[1:]} theo xếp loại"
    return Chart(f"xep-loai-{group}", title, STACKED, tuple(map(str, years)), tuple(series), "tổ chức")
