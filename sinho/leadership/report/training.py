"""Classes, support for who studies, the quality of the staff (A3, A21 to A23)."""

import datetime as dt
from collections.abc import Collection, Iterable

from cadres.staff.enums import Measure
from cadres.staff.report.build import CadreQualityReport, Line
from cadres.staff.report.build import build as quality_build
from cadres.staff.report.charts import schooling_pyramid
from cadres.training.enums import ClassField, ClassKind, Place
from cadres.training.models import Enrolment, TrainingClass
from cadres.training.report.build import TrainingReport
from cadres.training.report.build import build as training_build
from cadres.training.report.charts import YearOfMoney, money_by_year
from cadres.training.report.gather import CLASSES, PAYMENTS, PEOPLE, Span, budget_of
from cells.organizations.models import subtree_ids
from sinho.documents.comparing import about, between_hundreds, millions, share_change
from sinho.documents.narrative import Bit, Chapter, Sentence, drawn, joined, say, share, share_in_brackets
from sinho.documents.reports import Figure, Listed
from sinho.documents.tables import Cell, Row, Table, amount_cell, number_cell, numbers_under
from sinho.leadership.report.asking import Book, Question
from sinho.leadership.report.oversight import told_when
from sinho.text.numbers import format_number, format_percent, format_signed

INTERMEDIATE = "intermediate"
FIELDS = ((ClassField.PROFESSIONAL, "trung cấp chuyên môn"), (ClassField.THEORY, "trung cấp lý luận chính trị"))


def on_the_spot(one: TrainingClass, field: str = "") -> bool:
    """Whether a class of intermediate level was held here."""
    right = one.kind == ClassKind.TRAINING and one.place == Place.ON_SITE and one.level == INTERMEDIATE
    return right and one.field in ((field,) if field else tuple(code for code, _ in FIELDS))


def training(question: Question, key: str) -> Chapter | None:
    """Classes on the spot and courses of the period, with who attended (A3, A21)."""
    report = question.built(training_build)
    book = Book(key, report)
    if not (book("sent").count or book("classes").count):
        return None
    results = [*classes(question, book, report), *courses(book)]
    words = "Trong kỳ có {sent} lượt người vào học các lớp, {finished} lượt người hoàn thành; đến {at} còn {now} người "
    words += "đang học."
    parts = {"sent": "sent", "finished": "ended.finished", "now": "attending"}
    results.append(say(words, at=question.at, **{name: book(code) for name, code in parts.items()}))
    limits = told_when(book("ended.failed"), "Có {n} lượt người học không đạt.")
    limits += told_when(book("ended.left"), "Có {n} lượt người thôi học.")
    return book.chapter("Đào tạo, bồi dưỡng cán bộ", results=[results], limits=limits)


def classes(question: Question, book: Book, report: TrainingReport) -> list[Sentence]:
    """02 lớp trung cấp chuyên môn, 01 lớp … đào tạo tại chỗ cho hơn 200 người."""
    pieces, here = [], {one.pk for one, _ in report.now.classes if on_the_spot(one)}
    for field, words in FIELDS:
        rows = [row for one, row in report.now.classes if on_the_spot(one, field)]
        figure = book.made(f"on_site.{field}", f"Lớp {words} tại chỗ, {question.period}", rows, "lớp", CLASSES)
        pieces += [say("{n} lớp {words}", n=figure, words=words)] if figure.count else []
    label = f"Người học các lớp trung cấp tại chỗ, {question.period}"
    people = book.made("on_site.people", label, attendants(report.now.begun, here), "người", PEOPLE)
    if not pieces:
        return []
    words = (
        "{period}, đã liên kết với các trường mở {classes} đào tạo tại chỗ cho {people} cán bộ, công chức xã, thị trấn."
    )
    near = about(people.count)
    said = say("{near} ({n} người)", near=near, n=people) if near != format_number(people.count) else people
    return [say(words, period=question.period_first, classes=joined(pieces, ", "), people=said)]


def attendants(begun: Iterable[tuple[Enrolment, Listed]], classes: Collection[int]) -> list[Listed]:
    """Each person once, in the first of these classes: whoever is in two of them is one of the people."""
    found = {}
    for one, row in begun:
        if one.training_class_id in classes:
            member = one.member_id or one.cadre.member_id
            found.setdefault(("member", member) if member else ("cadre", one.cadre_id), row)
    return list(found.values())


def courses(book: Book) -> list[Sentence]:
    """For committee members and on member work (A3)."""
    pairs = (("committee", "bồi dưỡng cấp ủy viên"), ("member_work", "bồi dưỡng nghiệp vụ công tác đảng viên"))
    pieces = [
        say(
            "{n} lớp {words} cho {people} lượt người",
            n=book(f"classes.{code}"),
            words=words,
            people=book(f"sent.{code}"),
        )
        for code, words in pairs
        if book.report.figure(f"classes.{code}").count
    ]
    return [say("Mở {classes}.", classes=joined(pieces, ", "))] if pieces else []


def money(question: Question, key: str) -> Chapter | None:
    """Support for cadres who study, year by year, beside the budget (A22)."""
    book = Book(key)
    known = [one for one in years_of_money(question, book) if one.paid]
    if not known:
        return None
    each = [
        say(
            "năm {year} chi {paid}{budget}",
            year=str(one.year),
            paid=amount(one.paid, one.payments),
            budget=against(one),
        )
        for one in known
    ]
    words = (
        "Ngoài chế độ quy định, hằng năm ngân sách huyện dành {range} hỗ trợ tiền sinh hoạt cho cán bộ, công chức xã "
    )
    words += "đi học: {each}."
    results = [say(words, range=between_hundreds([one.paid for one in known]), each=joined(each))]
    charts = drawn(money_by_year(known)) if len(known) > 1 else ()
    return book.chapter("Hỗ trợ cán bộ đi học", results=[results], tables=[table_of_money(known)], charts=charts)


def years_of_money(question: Question, book: Book) -> list[YearOfMoney]:
    """Budget and payments of each year of the period up to its last day, the oldest first."""
    report, ids = question.built(training_build), subtree_ids(question.organization_id, question.day)
    found = []
    for year in sorted(question.years):
        rows = [(one, row) for one, row in report.now.payments if one.paid_on.year == year]
        label = f"Lần chi, thu hồi hỗ trợ đi học, năm {year}"
        figure = book.made(f"{year}.payments", label, (row for _, row in rows), "lần chi", PAYMENTS)
        last = min(question.day, dt.date(year, 12, 31))
        budget = budget_of(question.scope, ids, Span(dt.date(year, 1, 1), last, ""))
        found.append(YearOfMoney(year, budget, figure, sum(one.amount for one, _ in rows)))
        book.values |= {f"{year}.paid": found[-1].paid, f"{year}.budget": budget}
    return found


def table_of_money(years: list[YearOfMoney]) -> Table:
    def row(one: YearOfMoney) -> Row:
        left = one.budget - one.paid if one.budget else None
        cells = (amount_cell(one.budget or None), amount_cell(one.paid, figure=one.payments), amount_cell(left))
        return Row(str(one.year), cells)

    heads = numbers_under("Dự toán", "Đã chi", "Còn lại")
    return Table("Hỗ trợ cán bộ đi học theo năm (đồng)", "Năm", heads, tuple(map(row, years)))


def amount(dong: int, figure: Figure) -> Bit:
    """Money that opens its payments."""
    return Bit(millions(dong), figure)


def against(one: YearOfMoney) -> str:
    if not one.budget:
        return ""
    return f", bằng {format_percent(one.paid, one.budget, 1)} dự toán {millions(one.budget)}"


def quality(question: Question, key: str) -> Chapter | None:
    """The indicators on the last day beside the day before the period, in points and relative (A23)."""
    report = question.built(quality_build)
    if not report.staff.count:
        return None
    book = Book(key, report)
    staff = book.taken(report, report.staff)
    results = [[indicators(question, book, report, staff)], [reading(book, report)]]
    lines = {line.measure: line for line in report.lines}
    words = {
        Measure.GENERAL: "chưa có trình độ học vấn từ trung học cơ sở",
        Measure.TRAINED: "chưa được đào tạo, bồi dưỡng theo chức danh",
        Measure.THEORY: "chưa có trình độ lý luận chính trị",
    }
    left = [
        say("{n} " + text, n=share(book.taken(report, lines[code].missing), staff))
        for code, text in words.items()
        if lines[code].missing.count
    ]
    limits = [say("Cán bộ, công chức xã còn {left}.", left=joined(left))] if left else []
    schooling = {key: book.taken(report, one) for key, one in report.by_schooling.items()}
    title, lead = "Chất lượng đội ngũ cán bộ, công chức xã", "Trình độ cán bộ"
    charts, tables = drawn(schooling_pyramid(schooling, report.day), table=True), [table_of(book, report, question)]
    return book.chapter(title, results=results, tables=tables, charts=charts, limits=limits, lead=lead)


SAID = {
    Measure.GENERAL: "có trình độ học vấn trung học cơ sở (THCS) trở lên",
    Measure.TRAINED: "được đào tạo, bồi dưỡng chuyên môn nghiệp vụ theo chức danh quy định",
    Measure.INTERMEDIATE: "có trình độ chuyên môn từ trung cấp trở lên",
    Measure.THEORY: "có trình độ lý luận chính trị từ sơ cấp trở lên",
}


def indicators(question: Question, book: Book, report: CadreQualityReport, staff: Figure) -> Sentence:
    """Đến ngày …, 298/400 (74,5 %) … có trình độ THCS trở lên, tăng 30,0 điểm phần trăm (tương đối …) so với …"""
    pieces = [piece(question, book, report, line, staff) for line in report.lines]
    words = "Đến {at}, trong {staff} cán bộ chuyên trách, công chức xã có: {pieces}."
    return say(words, at=question.at, staff=staff, pieces=joined(pieces))


def piece(question: Question, book: Book, report: CadreQualityReport, line: Line, staff: Figure) -> Sentence:
    now, before = book.taken(report, line.now), book.taken(report, line.before)
    said = say("{share} {words}", share=share(now, staff), words=SAID[line.measure])
    change = share_change((now.count, staff.count), (before.count, line.of_before.count))
    if not change:
        return said
    was = share_in_brackets(before, line.of_before)
    return say("{said}, {change} so với {day} {was}", said=said, change=change, day=question.was, was=was)


def reading(book: Book, report: CadreQualityReport) -> Sentence:
    """Both readings of “trong đó”: of all, and of who is trained for his title."""
    part, whole = report.intermediate_of_trained
    book.values |= {"intermediate_of_trained": [part, whole]}
    if not whole:
        return Sentence(())
    all_share = format_percent(part, report.staff.count, 1)
    words = (
        "Trong đó số có trình độ từ trung cấp trở lên bằng {all} tổng số cán bộ, công chức và bằng {trained} số được "
    )
    words += "đào tạo, bồi dưỡng theo chức danh ({part}/{whole})."
    parts = {"all": all_share, "trained": format_percent(part, whole, 1)}
    return say(words, part=format_number(part), whole=format_number(whole), **parts)


def table_of(book: Book, report: CadreQualityReport, question: Question) -> Table:
    heads = numbers_under(question.was.capitalize(), "%", question.at.capitalize(), "%", "Điểm %", "Tương đối, %")
    rows = tuple(
        Row(
            line.measure.label,
            (
                number_cell(book.taken(report, line.before)),
                amount_cell(line.share_before, 1),
                number_cell(book.taken(report, line.now)),
                amount_cell(line.share, 1),
                Cell(format_signed(line.growth.points, 1), value=line.growth.points),
                Cell(format_signed(line.growth.relative, 1), value=line.growth.relative),
            ),
        )
        for line in report.lines
    )
    note = "Không tính người hoạt động không chuyên trách; cách tính đào tạo theo chức danh chưa đối chiếu văn bản."
    return Table("Chất lượng cán bộ, công chức xã", "Chỉ tiêu", heads, rows, note)
