"""A form beside itself: the same form of the same time some years before, under each of its figures."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps

from members.admissions.report.build import period_before
from members.statistics.report.form import FormReport
from members.statistics.report.periods import period_words, span_of
from members.statistics.report.sheet import Cell, Sheet
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked, Figure, Option
from sinho.refusal import Refused

NAME = "so_voi"
YEARS_BACK = (
    ("", "không so sánh"),
    ("1", "cùng kỳ năm trước"),
    ("2", "cùng kỳ hai năm trước"),
    ("3", "cùng kỳ ba năm trước"),
    ("5", "cùng kỳ năm năm trước"),
)
OPTION = Option(NAME, "So với", YEARS_BACK)
PREFIX = "before."

Build = Callable[[Scope, Asked], FormReport]


def with_earlier(build: Build) -> Build:
    """The form as `build` makes it; when an earlier time is asked for, with its figures under those of the form."""

    @wraps(build)
    def built(scope: Scope, asked: Asked) -> FormReport:
        report, question = build(scope, asked), earlier(asked)
        if question is None:
            return report
        try:
            return joined(report, build(scope, question))
        except Refused as refused:  # the form itself stands; why there is nothing beside it is said below it
            reason = f"Không so sánh được với số {question.words}: {' '.join(refused.reasons)}"
            return replace(report, notes=(reason, *report.notes))

    return built


def earlier(asked: Asked) -> Asked | None:
    """The same question so many years before; refused when its period would reach into the one of the form."""
    back = int("".join(asked.chosen(NAME)) or 0)
    if not back:
        return None
    on = period_before(asked.on, asked.on, back)[1]
    if asked.since is None:
        return replace(asked, on=on, year=asked.year - back)
    since, until = period_before(asked.since, asked.until, back)
    before = replace(asked, on=on, year=asked.year and asked.year - back, since=since, until=until)
    if before.counted_on >= asked.since:
        raise Refused(
            f"Kỳ so sánh {period_words(*span_of(before))} trùng một phần với kỳ của biểu; đồng chí so với nhiều năm "
            "trước hơn hoặc chọn kỳ ngắn hơn."
        )
    return before


def joined(report: FormReport, before: FormReport) -> FormReport:
    """The form with the earlier figures under its own; lines that the earlier form does not have stay alone."""
    sheets = tuple(sheet_with(sheet, before.figures) for sheet in report.sheets)
    said = f"Số nhỏ dưới mỗi số là số {before.period}; trong ngoặc ở cột đầu là số tăng, giảm."
    return replace(report, sheets=sheets, notes=(said, *report.notes))


def sheet_with(sheet: Sheet, was: Mapping[str, Figure]) -> Sheet:
    lines = tuple(replace(line, cells=tuple(cell_with(cell, was) for cell in line.cells)) for line in sheet.lines)
    return replace(sheet, lines=lines)


def cell_with(cell: Cell, was: Mapping[str, Figure]) -> Cell:
    found = was.get(cell.figure.key) if cell.figure else None
    return replace(cell, before=replace(found, key=PREFIX + found.key)) if found else cell
