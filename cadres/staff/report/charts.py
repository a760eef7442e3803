"""What page and paper draw of the staff: how far people went to school, women beside men."""

from collections.abc import Callable, Mapping

from members.roll.enums import LEVELS, Sex, Subject
from sinho.documents.charts import PYRAMID, Chart, Series
from sinho.documents.reports import Figure
from sinho.text.dates import format_date

SIDES = ((Sex.FEMALE, "Nữ"), (Sex.MALE, "Nam"))


def schooling_figures(schooling: Mapping[int, tuple[str, str]], made: Callable[..., Figure]) -> dict[str, Figure]:
    """Key → who has this level of schooling as his highest, women and men; `schooling`: cadre → level and sex."""
    found = {}
    for level, words in LEVELS[Subject.GENERAL]:
        for sex, side in SIDES:
            ids = [pk for pk, has in schooling.items() if has == (level, sex)]
            figure = made(f"schooling-{level}-{sex}", f"Học vấn cao nhất: {words.lower()}, {side.lower()}", ids)
            found[figure.key] = figure
    return found


def schooling_pyramid(figures: Mapping[str, Figure], day) -> Chart:
    """From the lowest level that somebody has at the bottom to the highest."""
    rows = {
        words: [figures[f"schooling-{level}-{sex}"] for sex, _ in SIDES] for level, words in LEVELS[Subject.GENERAL]
    }
    rows = {words: pair for words, pair in rows.items() if any(figure.count for figure in pair)}
    series = []
    for place, (_, side) in enumerate(SIDES):
        column = tuple(pair[place] for pair in rows.values())
        series.append(Series(side, tuple(figure.count for figure in column), column))
    title = f"Học vấn cao nhất của cán bộ, công chức xã ngày {format_date(day)}"
    return Chart("thap-hoc-van", title, PYRAMID, tuple(rows), tuple(series), "người")
