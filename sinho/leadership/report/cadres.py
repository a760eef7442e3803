"""Reviews, succession, people sent and rotated, retirement, recruitment (A16 to A20)."""

from collections.abc import Iterable

from cadres.movements.enums import Direction, Hiring
from cadres.movements.models import Movement, RecruitmentCandidate, RetirementCase, RetirementStep
from cadres.movements.models.retirement import LEAVING, SUPPORT
from cadres.movements.report.away import Away, read_away
from cadres.movements.report.cases import CaseItem, read_cases
from cadres.planning.report.coverage import Coverage, coverage
from cadres.reviews.report.year import RatingYear
from cadres.reviews.report.year import build as ratings_of
from cadres.staff.life import names_of
from cadres.staff.models import Cadre
from members.roll.enums import Ethnicity
from sinho.accounts.scope import Ids
from sinho.documents.narrative import Chapter, Sentence, joined, millions, say, share, with_percent
from sinho.documents.reports import Listed
from sinho.leadership.report.asking import Book, Question
from sinho.leadership.report.oversight import told_when
from sinho.text.dates import format_date

RATED = ("Mức",)
AWAY = ("Hình thức", "Nơi đi", "Nơi đến", "Từ ngày", "Dự kiến đến")
CASES = ("Xã, thị trấn", "Trạng thái", "Ngày nghỉ")
HIRED = ("Ngày sinh", "Dân tộc", "Ngày trúng tuyển")
PLANNED = ("Đang ở",)
GAPS = ("Chức danh",)


def reviews(question: Question, key: str) -> Chapter | None:
    """The ratings of the last year that has any (A16)."""
    found = None
    for year in (question.day.year, question.day.year - 1):
        found = ratings_of(question.scope, year, question.day, question.organization_id)
        if any(one.rating for one in found.people):
            break
    if found is None or not any(one.rating for one in found.people):
        return None
    book, year = Book(key), found.year
    figures = {column.word: rated(question, book, found, column) for column in found.columns}
    levels = [level for level in found.scale.levels if figures[level.code].count]
    words = "Năm {year}, đã đánh giá {rated} cán bộ, công chức xã, làm căn cứ quy hoạch, bố trí, sắp xếp; xếp loại: "
    words += "{levels}."
    parts = [
        say("{label} {n}", label=one.name.lower(), n=with_percent(figures[one.code], figures["da"])) for one in levels
    ]
    results = [say(words, year=str(year), rated=share(figures["da"], figures[""]), levels=joined(parts))]
    limits = told_when(figures["hai-nam"], "Có {n} cán bộ, công chức hai năm liền ở mức thấp nhất.")
    words = "{n} cán bộ, công chức chưa được đánh giá năm {year}."
    tasks = [say(words, n=figures["chua"], year=str(year))] if figures["chua"].count else []
    title = "Rà soát, đánh giá cán bộ, công chức xã"
    return book.chapter(title, results=[results], limits=limits, tasks=tasks, lead="Đánh giá cán bộ, công chức")


def rated(question: Question, book: Book, found: RatingYear, column):
    """The people of a column of the table of the year."""
    people = {one.cadre_id: one for one in found.people if column.fits(one)}
    cadres = Cadre.objects.filter(pk__among=Ids(people)).order_by("sort_key", "pk") if people else ()
    names = {level.code: level.name for level in found.scale.levels}
    rows = (
        Listed(
            people[one.pk].organization_id,
            one.full_name,
            (names.get(people[one.pk].rating.level, "") if people[one.pk].rating else "",),
            "staff:cadre",
            one.pk,
        )
        for one in cadres
    )
    code = {"": "all", "da": "rated", "chua": "missing", "hai-nam": "lowest_twice"}.get(column.word, column.word)
    return book.made(code, f"{column.label}, năm {found.year}", rows, "người", RATED)


def planning(question: Question, key: str) -> Chapter | None:
    """The plans of the newest term (A17)."""
    found = coverage(question.scope, question.day, among=Ids(question.below).ids)
    if not found.views:
        return None
    book = Book(key)
    people = book.made("people", f"Người trong quy hoạch nhiệm kỳ {found.term}", planned(found), "người", PLANNED)
    empty = book.made("gaps", f"Chức danh chưa có người kế cận, nhiệm kỳ {found.term}", gaps(found), "xã", GAPS)
    book.values |= {"term": found.term, "plans": len(found.views), "turns": found.turns}
    words = "Quy hoạch nhiệm kỳ {term} ở {plans} xã, thị trấn có {people} người với {turns} lượt chức danh."
    results = [say(words, term=found.term, plans=len(found.views), people=people, turns=found.turns)]
    tasks = told_when(empty, "{n} chức danh cấp xã chưa có người trong quy hoạch.")
    return book.chapter("Quy hoạch cán bộ", results=[results], tasks=tasks)


def planned(found: Coverage) -> Iterable[Listed]:
    for view in found.views:
        for one in view.plan.people:
            place = view.round.organization_id
            yield Listed(place, one.who.full_name, (one.place,), "planning:person", one.planned.pk)


def gaps(found: Coverage) -> Iterable[Listed]:
    names = names_of({view.round.organization_id for view in found.views})
    for view, line in found.gaps:
        place = view.round.organization_id
        yield Listed(place, names[place][-1][0], (line.name,), "planning:round", view.round.pk)


def movements(question: Question, key: str) -> Chapter | None:
    """Who was sent and rotated in the period, who is away on the day (A18)."""
    rows = Movement.objects.in_scope(question.scope).filter(organization__among=Ids(question.below))
    rows = rows.select_related("cadre").order_by("valid", "pk")
    begun = read_away(list(rows.begun_between(question.since, question.day)), question.scope, question.day)
    now = read_away(list(rows.on(question.day)), question.scope, question.day)
    if not (begun or now):
        return None
    book = Book(key)
    down = [one for one in begun if one.movement.direction == Direction.DOWN]
    sent = made(book, "begun", f"Luân chuyển, tăng cường, biệt phái {question.period}", begun)
    to_communes = made(book, "to_communes", f"Cán bộ huyện tăng cường, luân chuyển về xã {question.period}", down)
    away = made(book, "away", f"Đang luân chuyển, tăng cường, biệt phái, {question.at}", now)
    late = made(
        book, "late", f"Quá hạn luân chuyển, tăng cường, {question.at}", [one for one in now if one.due == "late"]
    )
    soon = made(book, "soon", f"Sắp hết hạn luân chuyển, {question.at}", [one for one in now if one.due == "soon"])
    words = (
        "Trong kỳ đã luân chuyển, tăng cường, biệt phái {sent} lượt cán bộ{down}; đến {at} có {away} người đang làm "
    )
    words += "việc ở nơi đến."
    below = say(", trong đó {n} cán bộ cơ quan huyện xuống đảm nhận chức vụ ở xã", n=to_communes)
    down_words = below if to_communes.count else Sentence(())
    results = [say(words, sent=sent, down=down_words, at=question.at, away=away)]
    limits = told_when(late, "Có {n} cán bộ quá thời hạn luân chuyển, tăng cường chưa có quyết định tiếp theo.")
    tasks = told_when(soon, "{n} cán bộ sắp hết thời hạn luân chuyển, tăng cường.")
    return book.chapter("Luân chuyển, tăng cường cán bộ", results=[results], limits=limits, tasks=tasks)


def made(book: Book, key: str, label: str, found: Iterable[Away]):
    return book.made(key, label, (listed(one) for one in found), "lượt", AWAY)


def listed(one: Away) -> Listed:
    row = one.movement
    until = format_date(row.planned_until) if row.planned_until else ""
    texts = (row.get_kind_display(), one.origin, one.target, format_date(row.since), until)
    return Listed(row.organization_id, row.cadre.full_name, texts, "movements:movement", row.pk)


def renewal(question: Question, key: str) -> Chapter | None:
    """Who retired with support, who was recruited (A19, A20)."""
    book = Book(key)
    results, tasks = [], []
    cases = RetirementCase.objects.in_scope(question.scope).filter(organization__among=Ids(question.below))
    cases = cases.select_related("cadre").order_by("opened_on", "pk")
    left = cases.with_step(LEAVING, on__range=(question.since, question.day))
    gone = retired(book, "left", f"Nghỉ công tác {question.period}", left, question)
    going = retired(
        book, "going_on", f"Hồ sơ nghỉ đang giải quyết, {question.at}", cases.going_on(question.day), question
    )
    if gone.count or going.count:
        money = support(question, cases)
        book.values["retirement_support"] = money
        words = "Vận động, giải quyết cho {n} cán bộ tuổi cao, trình độ hạn chế nghỉ công tác hưởng chế độ{money}."
        paid = f"; ngân sách huyện hỗ trợ giám định sức khỏe {millions(money)}" if money else ""
        results += [say(words, n=gone, money=paid)] if gone.count else []
        tasks += told_when(going, "{n} hồ sơ nghỉ công tác đang giải quyết.")
    people = RecruitmentCandidate.objects.in_scope(question.scope).filter(seat__organization__among=Ids(question.below))
    people = people.filter(result=Hiring.HIRED, result_on__range=(question.since, question.day))
    people = list(people.select_related("seat").order_by("result_on", "pk"))
    if people:
        results.append(recruited(question, book, people))
    if not (results or tasks):
        return None
    title = "Giải quyết nghỉ công tác, tuyển dụng con em các dân tộc"
    return book.chapter(title, results=[results], tasks=tasks, lead="Giải quyết nghỉ công tác")


def retired(book: Book, key: str, label: str, cases, question: Question):
    def row(one: CaseItem) -> Listed:
        case = one.case
        left = format_date(one.left_on) if one.left_on else ""
        texts = (one.commune, one.state[1], left)
        return Listed(case.organization_id, case.cadre.full_name, texts, "movements:case", case.pk)

    items = read_cases(list(cases), question.scope, question.day)
    return book.made(key, label, map(row, items), "người", CASES)


def support(question: Question, cases) -> int:
    """Đồng paid in the period."""
    steps = RetirementStep.objects.in_force().filter(case__in=cases.order_by(), step=SUPPORT)
    return sum(one.amount or 0 for one in steps.filter(on__range=(question.since, question.day)))


def recruited(question: Question, book: Book, people: list[RecruitmentCandidate]) -> Sentence:
    def row(one: RecruitmentCandidate) -> Listed:
        texts = (str(one.birth), one.get_ethnicity_display(), format_date(one.result_on))
        return Listed(one.seat.organization_id, one.full_name, texts, "movements:round", one.seat.round_id)

    hired = book.made("hired", f"Trúng tuyển công chức xã {question.period}", map(row, people), "người", HIRED)
    minority = [one for one in people if one.ethnicity != Ethnicity.KINH]
    label = f"Trúng tuyển là người dân tộc thiểu số {question.period}"
    of_them = book.made("hired.minority", label, map(row, minority), "người", HIRED)
    words = "Tuyển dụng {n} công chức xã, trong đó {minority} là con em các dân tộc thiểu số trên địa bàn."
    return say(words, n=hired, minority=with_percent(of_them, hired))
