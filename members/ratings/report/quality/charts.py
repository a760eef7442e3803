"""What page and paper draw of the grades over the years: a bar for each year, its parts the levels."""

from cells.assessments.report.charts import TITLE
from members.ratings.report.quality.figures import GROUPS, MEMBERS, Side
from members.ratings.report.quality.gather import Book
from sinho.documents.charts import STACKED, Chart, Series


def grades_by_year(books: tuple[Book, ...]) -> tuple[Chart, ...]:
    """A chart for each group in which anything is decided; `books` as the report shows them, the newest first."""
    charts = (chart_of(books[::-1], group) for group in GROUPS)
    return tuple(chart for chart in charts if not chart.is_empty)


def chart_of(books: tuple[Book, ...], group: str) -> Chart:
    """Levels stand by rank, in the words of the newest year; the figures are those of the table over the years."""
    sides = [Side(book, group) for book in books]
    series = []
    for rank, (_, _, short) in enumerate(sides[-1].levels):
        figures = tuple(side.level(f"{side.book.year.year}.{group}", rank) for side in sides)
        series.append(Series(short, tuple(figure and figure.count for figure in figures), figures))
    labels = tuple(str(side.book.year.year) for side in sides)
    unit = "người" if group == MEMBERS else "tổ chức"
    return Chart(f"xep-loai-{group}", TITLE.format(label=GROUPS[group]), STACKED, labels, tuple(series), unit)
