"""Registration, grades of the years, praise (A10 to A12)."""

import datetime as dt

from cells.assessments.models import Sheet
from cells.assessments.report.build import build as quality_build
from cells.assessments.report.gather import years_of
from cells.assessments.report.graded import Tally
from cells.assessments.report.quality import QualityReport
from cells.organizations.models import OrganizationState
from members.statistics.report.conduct import build as conduct_build
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids
from sinho.documents.comparing import compared
from sinho.documents.narrative import Chapter, Sentence, drawn, joined, say, with_percent
from sinho.documents.reports import Figure, Listed
from sinho.documents.tables import Cell, Row, Table, number_cell, numbers_under
from sinho.leadership.report.asking import Book, Question
from sinho.leadership.report.charts import grades_chart
from sinho.web import clock

MOST_YEARS = 5
GROUPS = (("grassroots", "tổ chức cơ sở đảng"), ("cells", "chi bộ trực thuộc"))


def grades(question: Question, key: str) -> Chapter | None:
    """How organisations were graded in the years of the period and before it."""
    had = [year for year in years_of(question.organization_id) if existed(question, year)][-MOST_YEARS:]
    if not had:
        return None
    book = Book(key)
    found = tallies(question, book, had)
    newest = had[-1]
    shown = [group for group in GROUPS if any(found[year, group[0]].total.count for year in had)]
    if len(shown) == 2 and found[newest, "grassroots"].total.count < 2:
        shown = [group for group in shown if group[0] == "cells"]
    whole = last_whole(found, had, shown)
    results = [registered(question, book, newest)]
    limits, tasks = [], []
    if whole is not None:
        results += [of_group(found, whole, *group, before=whole - 1 if whole - 1 in had else None) for group in shown]
        limits += [lowest(found[whole, group], whole, label) for group, label in shown]
    if whole != newest:
        results += [so_far(found[newest, group], newest, label) for group, label in shown]
    for group, label in shown:
        undecided = found[newest, group].undecided
        if undecided.count:
            tasks.append(
                say("{n} {label} chưa có quyết định xếp loại năm {year}.", n=undecided, label=label, year=str(newest))
            )
    kept = [one for one in results if one.bits]
    if not kept:
        return None
    tables = [table_of(found, had, group, label) for group, label in shown]
    title = "Đăng ký phấn đấu, đánh giá chất lượng tổ chức cơ sở đảng"
    return book.chapter(
        title,
        results=[[one] for one in kept],
        tables=tables,
        charts=drawn(*(grades_chart(found, had, group, label) for group, label in shown)),
        limits=[one for one in limits if one.bits],
        tasks=tasks,
        lead="Chất lượng tổ chức cơ sở đảng",
    )


def tallies(question: Question, book: Book, years: list[int]) -> dict[tuple[int, str], Tally]:
    """Year and group → how its organisations were graded, as the report on quality counts them."""
    found = {}
    for year in years:
        report = question.built(quality_build, question.of_year(year))
        found[year, "grassroots"] = taken(book, report, year, report.all_grassroots)
        found[year, "cells"] = taken(book, report, year, report.all_cells)
    return found


def existed(question: Question, year: int) -> bool:
    """Whether the organisation stood on the day whose organisations the report of the year counts."""
    day = min(question.day, dt.date(year, 12, 31))
    states = OrganizationState.objects.on(day).filter(organization=question.organization_id)
    return year <= question.day.year and states.exists()


def taken(book: Book, report: QualityReport, year: int, tally: Tally) -> Tally:
    """The tally with its figures under keys that say the year."""

    def one(figure: Figure | None) -> Figure | None:
        return book.taken(report, figure, f"{year}.{figure.key}") if figure else None

    return Tally(
        scheme=tally.scheme,
        total=one(tally.total),
        evaluated=one(tally.evaluated),
        levels=tuple(map(one, tally.levels)),
        exemplary=one(tally.exemplary),
        not_evaluated=one(tally.not_evaluated),
        reasons=(),
        undecided=one(tally.undecided),
    )


def last_whole(found: dict, years: list[int], shown) -> int | None:
    """The newest year in which more is decided than not."""
    for year in reversed(years):
        tallies = [found[year, group] for group, _ in shown]
        if tallies and all(one.undecided.count * 2 < one.total.count for one in tallies):
            return year
    return None


def of_group(found: dict, year: int, group: str, label: str, before: int | None) -> Sentence:
    """Năm 2008 có 41/42 … được đánh giá: trong sạch, vững mạnh 30 (73,2 %), …"""
    now, then = found[year, group], found[before, group] if before else None
    if not now.evaluated.count:
        return Sentence(())
    parts = []
    for level, figure in now.by_level:
        change = ""
        old = next((one for known, one in then.by_level if known.code == level.code), None) if then else None
        if old is not None and then.evaluated.count:
            change = f", {compared(figure.count, old.count, f'năm {before}')}"
        if figure.count or (old is not None and old.count):
            piece = say(
                "{label} {n}{change}", label=level.label.lower(), n=with_percent(figure, now.evaluated), change=change
            )
            parts.append(piece)
    words = "Năm {year}, {n}/{all} {label} được đánh giá, xếp loại: {levels}."
    return say(words, year=str(year), n=now.evaluated, all=now.total, label=label, levels=joined(parts))


def so_far(tally: Tally, year: int, label: str) -> Sentence:
    """What of a year that goes on is decided."""
    if not tally.evaluated.count:
        return Sentence(())
    words = "Năm {year}, đến nay đã quyết định xếp loại {n}/{all} {label}, trong đó {top} {level}."
    parts = {"n": tally.evaluated, "all": tally.total, "top": with_percent(tally.top, tally.evaluated)}
    return say(words, year=str(year), label=label, level=tally.by_level[0][0].label.lower(), **parts)


def lowest(tally: Tally, year: int, label: str) -> Sentence:
    level, figure = tally.by_level[-1]
    if not figure.count:
        return Sentence(())
    return say(
        "Năm {year} còn {n} {label} xếp loại {level}.", year=str(year), n=figure, label=label, level=level.label.lower()
    )


def table_of(found: dict, years: list[int], group: str, label: str) -> Table:
    """Levels of the newest scheme by year; another scheme stands by rank."""
    newest = found[years[-1], group]
    rows = [
        Row("Tổng số", tuple(number_cell(found[year, group].total) for year in years), total=True),
        Row("Được đánh giá", tuple(number_cell(found[year, group].evaluated) for year in years)),
    ]
    for rank, (level, _) in enumerate(newest.by_level):
        cells = []
        for year in years:
            levels = found[year, group].levels
            cells.append(number_cell(levels[rank]) if rank < len(levels) else Cell())
        rows.append(Row(level.label, tuple(cells)))
    heads = numbers_under(*map(str, years))
    return Table(f"Xếp loại {label} theo năm", "Xếp loại", heads, tuple(rows))


def registered(question: Question, book: Book, year: int) -> Sentence:
    """Organisations whose registration for the year was accepted by the day (A10)."""
    sheets = Sheet.objects.in_scope(question.scope).filter(campaign__year=year)
    sheets = sheets.filter(organization__among=Ids(question.below), accepted_at__lt=clock.end_of(question.day))
    accepted = set(sheets.values_list("organization_id", flat=True))
    states = OrganizationState.objects.on(question.day).filter(organization_id__among=Ids(accepted)).in_order()
    rows = (Listed(pk, name, ()) for pk, name in states.values_list("organization_id", "name"))
    label = f"Tổ chức đảng có đăng ký phấn đấu năm {year} được chấp thuận"
    figure = book.made(f"{year}.registered", label, rows, "tổ chức", ())
    if not figure.count:
        return Sentence(())
    words = "Đầu năm {year}, đăng ký phấn đấu của {n} tổ chức đảng được chấp thuận, làm căn cứ đánh giá cuối năm."
    return say(words, year=str(year), n=figure)


def praise(question: Question, key: str) -> Chapter | None:
    """Organisations and members praised in the period (A12)."""
    report = question.built(conduct_build)
    book = Book(key, report)
    bodies, people = book("praise"), None
    if question.may(Permission.VIEW_MEMBERS):
        people = book("honour")
    if not (bodies.count or (people and people.count)):
        return None
    pieces = [say("{n} lượt tổ chức đảng", n=bodies)]
    pieces += [say("{n} lượt đảng viên", n=people)] if people else []
    words = "{period}, biểu dương, khen thưởng {who}."
    return book.chapter(
        "Biểu dương, khen thưởng",
        results=[[say(words, period=question.period_first, who=joined(pieces, ", "))]],
    )
