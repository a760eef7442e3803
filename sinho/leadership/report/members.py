"""Villages without members, admissions year by year (A2, A4)."""

import datetime as dt

from cells.places.models import VillageState
from members.admissions.report.build import COLUMNS as ADMITTED
from members.admissions.report.build import listed
from members.admissions.report.categories import categories
from members.admissions.report.gather import admitted_rows, memberships_of
from members.admissions.report.going_on import going_on_of
from members.coverage.models import Measure, lives_of, states_seen
from members.coverage.rules import VillageLife, solved_on
from sinho.accounts.roles import Permission
from sinho.documents.comparing import about, compared, millions
from sinho.documents.narrative import Chapter, Sentence, drawn, joined, say, share
from sinho.documents.reports import Figure, Listed
from sinho.documents.tables import Row, Table, number_cell, numbers_under
from sinho.leadership.report.asking import Book, Question
from sinho.leadership.report.charts import admissions_chart
from sinho.text.dates import format_date
from sinho.text.numbers import format_number

YEARS = 5
# Lines of the table by year, out of those of the report on admission.
LINES = ("total", "women", "minority", "village", "general.upper_secondary")
MEASURES = ("Ngày", "Việc", "Nội dung", "Kinh phí, đồng")
PLACES = ("Xã, thị trấn",)


def villages(question: Question, key: str) -> Chapter | None:
    """Villages without a member and without a cell, on the last day and before the period (A2)."""
    states = [one for one in states_seen(question.scope, question.day) if one.committee_id in question.below]
    if not states:
        return None
    book, lives = Book(key), lives_of([one.village_id for one in states])
    known = dict(zip((one.village_id for one in states), zip(states, lives, strict=True), strict=True))
    day, was = question.day, question.earlier
    whole = figure(book, "all", f"Bản, {question.at}", known, day, lambda life: life.is_there(day))
    empty = figure(book, "without_members", f"Bản chưa có đảng viên, {question.at}", known, day, without_members(day))
    before = figure(
        book, "without_members.before", f"Bản chưa có đảng viên, {question.was}", known, was, without_members(was)
    )
    cell = figure(book, "without_cell", f"Bản chưa có chi bộ phụ trách, {question.at}", known, day, without_cell(day))
    own = figure(book, "without_own_cell", f"Bản chưa có chi bộ của bản, {question.at}", known, day, without_own(day))
    own_before = figure(
        book, "without_own_cell.before", f"Bản chưa có chi bộ của bản, {question.was}", known, was, without_own(was)
    )
    results = [reached(question, book, lives, whole, empty, before)]
    words = "Số bản chưa có chi bộ của bản là {own}, {change}."
    change = compared(own.count, own_before.count, f"{question.was} ({own_before.count})")
    results.append(say(words, own=share(own, whole), change=change))
    spent = measures(question, book)
    limits = [say("Còn {n} bản chưa có đảng viên.", n=empty)] if empty.count else []
    limits += [say("Còn {n} bản chưa có chi bộ nào phụ trách.", n=cell)] if cell.count else []
    tasks = [say("{n} bản cần tạo nguồn để thành lập chi bộ của bản.", n=own)] if own.count else []
    title = "Xóa bản chưa có đảng viên, chưa có chi bộ"
    return book.chapter(title, results=[results, spent], limits=limits, tasks=tasks, lead="Đảng viên, chi bộ ở bản")


def without_members(day: dt.date):
    return lambda life: life.is_there(day) and not life.has_members(day)


def without_cell(day: dt.date):
    return lambda life: life.is_there(day) and not life.is_served(day)


def without_own(day: dt.date):
    return lambda life: life.is_there(day) and not life.has_own_cell(day)


def figure(book: Book, key: str, label: str, known: dict[int, tuple[VillageState, VillageLife]], day, fits) -> Figure:
    rows = (
        Listed(state.committee_id, state.name, (state.commune.name,), "coverage:village", pk)
        for pk, (state, life) in known.items()
        if fits(life)
    )
    return book.made(key, label, rows, "bản", PLACES)


def reached(question: Question, book: Book, lives, whole: Figure, empty: Figure, before: Figure) -> Sentence:
    """How many are without a member, or since which month none is."""
    last = solved_on(lives, question.day)
    if empty.count or last is None:
        words = "Đến {at}, {all} bản chưa có đảng viên, {change}."
        change = compared(empty.count, before.count, question.was, good=True)
        return say(words, at=question.at, all=share(empty, whole), change=change)
    book.values["last_village_reached_on"] = last.isoformat()
    words = "Đến tháng {month} không còn bản trắng đảng viên (bản cuối cùng có đảng viên từ ngày {last}){before}; "
    words += "đến {at}, cả {all} bản đều có đảng viên."
    was = say("; {was} còn {n} bản", was=question.was, n=before) if before.count else Sentence(())
    return say(words, month=f"{last:%m/%Y}", last=format_date(last), before=was, at=question.at, all=whole)


def measures(question: Question, book: Book) -> list[Sentence]:
    """What was done for villages in the period, and the money."""
    rows = Measure.objects.in_scope(question.scope, Permission.VIEW_MEMBERS).filter(committee__in=question.below)
    rows = list(rows.filter(on__range=(question.since, question.day)).order_by("on", "pk"))
    if not rows:
        return []
    names = {one.village_id: one.name for one in VillageState.objects.filter(village__in={r.village_id for r in rows})}

    def measure(one: Measure) -> Listed:
        texts = (format_date(one.on), one.get_kind_display(), one.words, format_number(one.money or 0))
        return Listed(one.committee_id, names[one.village_id], texts, "coverage:village", one.village_id)

    label = f"Biện pháp cho bản, {question.period}"
    done = book.made("measures", label, map(measure, rows), "biện pháp", MEASURES)
    money = sum(one.money or 0 for one in rows)
    book.values["measures_money"] = money
    kinds: dict[str, int] = {}
    for one in rows:
        kinds[one.get_kind_display().lower()] = kinds.get(one.get_kind_display().lower(), 0) + 1
    words = "Trong kỳ đã thực hiện {n} biện pháp cho các bản khó khăn ({kinds}), kinh phí {money}."
    told = ", ".join(f"{label} {number:02d}" for label, number in kinds.items())
    return [say(words, n=done, kinds=told, money=millions(money))]


def admissions(question: Question, key: str) -> Chapter | None:
    """Who was admitted in each of the last years, with what schooling (A4)."""
    first = dt.date(question.day.year - YEARS + 1, 1, 1)
    rows = admitted_rows(
        list(memberships_of(question.scope, first, question.day)), question.scope, question.organization_id
    )
    if not rows:
        return None
    book, chosen = Book(key), {one.key: one for one in categories() if one.key in LINES}
    years = list(range(question.day.year, first.year - 1, -1))
    found: dict[int, dict[str, Figure]] = {}
    for year in years:
        of_year = [row for row in rows if row.on.year == year]
        found[year] = {
            code: book.made(
                f"{year}.{code}",
                f"{one.label}, năm {year}",
                (listed(row) for row in of_year if one.counts(row)),
                "người",
                ADMITTED,
            )
            for code, one in chosen.items()
        }
    results = [told(question, book, found), quality(found, years)]
    cases = going_on_of(question.scope, question.organization_id, question.day)
    late, preparing, probation = (
        book.put(Figure(f"{key}.{one.key}", one.label, one.rows, one.thing, one.columns))
        for one in (cases.late, cases.preparing, cases.probation)
    )
    limits = [say("Có {n} hồ sơ kết nạp, công nhận chính thức có việc quá hạn.", n=late)] if late.count else []
    words = (
        "{preparing} quần chúng đang được bồi dưỡng, làm hồ sơ kết nạp; {probation} đảng viên dự bị đến kỳ theo dõi, "
    )
    words += "xét công nhận chính thức."
    waiting = [say(words, preparing=preparing, probation=probation)] if preparing.count or probation.count else []
    table = table_of(question, found, [(code, chosen[code].label) for code in LINES])
    charts = drawn(admissions_chart(found))
    title = "Kết nạp đảng viên"
    return book.chapter(title, results=[results], tables=[table], charts=charts, limits=limits, tasks=waiting)


def mean_years(day: dt.date, years: list[int]) -> list[int]:
    """The years that the mean is taken of: whole ones, and the last one from December on."""
    return [year for year in years if year < day.year or day.month == 12]


def told(question: Question, book: Book, found: dict[int, dict[str, Figure]]) -> Sentence:
    """How many in each year of the period, how many in the mean of the last years."""
    first = min(year for year in found if found[year]["total"].count)
    years = mean_years(question.day, [year for year in found if year >= first])
    counts = [found[year]["total"].count for year in years]
    each = [
        say("năm {year}: {n}", year=str(year), n=found[year]["total"])
        for year in sorted(question.years)
        if year in found
    ]
    if len(years) < 2:
        return say("Kết nạp đảng viên: {each}.", each=joined(each, ", "))
    mean = round(sum(counts) / len(counts))
    book.values["mean"] = mean
    words = "Trung bình hằng năm kết nạp {mean} đảng viên ({exact}tính các năm {first}–{last}); {each}."
    exact = f"bình quân {mean}, " if about(mean) != format_number(mean) else ""
    return say(
        words, mean=about(mean), exact=exact, first=str(min(years)), last=str(max(years)), each=joined(each, ", ")
    )


def quality(found: dict[int, dict[str, Figure]], years: list[int]) -> Sentence:
    """Those with upper secondary schooling among the admitted of the newest and of the oldest year."""
    now, then = found[years[0]], next((found[year] for year in reversed(years) if found[year]["total"].count), None)
    if then is None or not now["total"].count or now is then:
        return Sentence(())
    words = "Chất lượng đảng viên mới: {now} có trình độ trung học phổ thông; năm {year} là {then}."
    code, first = "general.upper_secondary", next(year for year in reversed(years) if found[year] is then)
    return say(words, now=share(now[code], now["total"]), year=str(first), then=share(then[code], then["total"]))


def table_of(question: Question, found: dict[int, dict[str, Figure]], lines: list[tuple[str, str]]) -> Table:
    years = sorted(found)
    heads = numbers_under(*map(str, years))
    rows = tuple(
        Row(label, tuple(number_cell(found[year][code]) for year in years), code == "total") for code, label in lines
    )
    last = (
        "" if (question.day.month, question.day.day) == (12, 31) else f"Năm {question.day.year} tính đến {question.at}."
    )
    return Table("Đảng viên mới kết nạp theo năm", "Chỉ tiêu", heads, rows, last)
