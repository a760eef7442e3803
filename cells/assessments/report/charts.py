"""What page and paper draw of the grades: a bar for each year, its parts the levels."""

from collections.abc import Iterable

from cells.assessments.report.compared import Group
from cells.assessments.report.graded import Tally, Year
from sinho.documents.charts import STACKED, Chart, Series
from sinho.text.numbers import percent

# Title of the chart of organisations, for who asks for the same over more years.
TITLE = "{label} theo xếp loại"


def grades_of(this: Year, last: Year | None, groups: Iterable[Group]) -> tuple[Chart, ...]:
    """A chart for each group in which anything is decided, this year and last."""
    charts = (chart_of(this, last, group) for group in groups)
    return tuple(chart for chart in charts if not chart.is_empty)


def chart_of(this: Year, last: Year | None, group: Group) -> Chart:
    years = [(last, group.before), (this, group.now)] if last and group.before else [(this, group.now)]
    ranks = max(len(tally.levels) for _, tally in years)
    series = tuple(level_of(rank, words(rank, this, last), [tally for _, tally in years]) for rank in range(ranks))
    labels = tuple(str(year.year) for year, _ in years)
    title = TITLE.format(label=group.label)
    return Chart(f"xep-loai-{group.code}", title, STACKED, labels, series, "% số được đánh giá", 1)


def level_of(rank: int, label: str, tallies: list[Tally]) -> Series:
    """Shares, as a year that goes on has few grades yet. Levels are compared by rank; a year with fewer has none."""
    figures = tuple(tally.levels[rank] if rank < len(tally.levels) else None for tally in tallies)
    shares = (
        percent(figure.count, tally.evaluated.count) if figure else None
        for figure, tally in zip(figures, tallies, strict=True)
    )
    return Series(label, tuple(shares), figures)


def words(rank: int, this: Year, last: Year | None) -> str:
    """The level in the words of the year; where last year calls the rank otherwise, in both."""
    now = [level.label for level in this.scheme.levels[rank : rank + 1]]
    then = [level.label for level in last.scheme.levels[rank : rank + 1]] if last else []
    if now and then and now != then:
        return f"{now[0]} ({last.year}: {then[0]})"
    return now[0] if now else f"{last.year}: {then[0]}"
