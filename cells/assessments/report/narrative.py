"""What the report says of limits and open work; situation and results are told by its own template, beside tables."""

from sinho.documents.narrative import LIMITS, TASKS, Chapter, Sentence, joined, say
from sinho.documents.reports import Figure


def chapter_of(report) -> Chapter:
    """Of a built report (`quality.QualityReport`)."""
    said = {LIMITS: limits(report), TASKS: tasks(report)}
    return Chapter("quality", "", {part: (tuple(one),) for part, one in said.items() if one})


def limits(report) -> list[Sentence]:
    """Who is in the lowest level, who fell, whose cells are weak."""
    found = []
    level = report.this.lowest.label.lower()
    low = [(weak.label.lower(), weak.figure) for weak in report.weak_shown if weak.figure.count]
    if low:
        words = "Năm {year} còn {who} xếp loại {level}."
        found.append(say(words, year=str(report.year), who=listed(low), level=level))
    again = [(one.label.lower(), one.lowest_twice) for one in report.moves_shown if one.lowest_twice.count]
    if again:
        found.append(say("Xếp loại {level} hai năm liền có {who}.", level=level, who=listed(again)))
    down = [(one.label.lower(), one.down) for one in report.moves_shown if one.down.count]
    if down and report.last:
        words = "Xếp loại thấp hơn năm {year} có {who}."
        found.append(say(words, year=str(report.last.year), who=listed(down)))
    if report.with_lowest_cells.count and not report.own:
        found.append(say("Có {n} đảng bộ có chi bộ xếp loại {level}.", n=report.with_lowest_cells, level=level))
    return found


def tasks(report) -> list[Sentence]:
    """What is not decided, what was not evaluated."""
    found = []
    undecided = [(group.label.lower(), group.now.undecided) for group in report.undecided_groups]
    if undecided:
        found.append(say("Hoàn thành xếp loại năm {year} đối với {who}.", year=str(report.year), who=listed(undecided)))
    low = [(weak.label.lower(), weak.figure) for weak in report.weak_shown if weak.figure.count]
    if low:
        found.append(say("Củng cố {who} xếp loại {level}.", who=listed(low), level=report.this.lowest.label.lower()))
    return found


def listed(pairs: list[tuple[str, Figure]]) -> Sentence:
    """02 tổ chức cơ sở đảng, 04 chi bộ trực thuộc."""
    return joined([say("{n} {label}", n=figure, label=label) for label, figure in pairs], ", ")
