"""Weak organisations, people in charge, inspection and discipline, supervision by the people (A8, A13 to A15)."""

from cadres.reviews.models import ConfidenceRound
from cadres.reviews.report.rounds import read_rounds
from cells.oversight.report.build import build as oversight_build
from members.statistics.report.conduct import build as conduct_build
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids
from sinho.documents.narrative import Chapter, Sentence, compared, say, share
from sinho.documents.reports import Listed
from sinho.leadership.report.asking import Book, Question
from sinho.text.dates import format_date

VOTES = ("Ngày lấy phiếu", "Cơ quan triệu tập", "Số chức danh")


def told_when(figure, words: str) -> list[Sentence]:
    """The sentence, when there is anything to count."""
    return [say(words, n=figure)] if figure.count else []


def weak(question: Question, key: str) -> Chapter | None:
    """Organisations weak for long, the resolutions on them, what came of it (A8)."""
    book = Book(key, question.built(oversight_build))
    on, new, risen = book("weak.on"), book("weak.new"), book("weak.risen")
    issued, closed, people = book("plan.issued"), book("plan.closed"), book("plan.people")
    if not (on.count or risen.count or issued.count):
        return None
    results = []
    if issued.count:
        words = "Đã ban hành {issued} nghị quyết chuyên đề, kế hoạch củng cố tổ chức yếu kém kéo dài; thực hiện {done} "
        words += "biện pháp, kiểm tra hằng quý {checks} lần; kết thúc {closed} kế hoạch."
        parts = {"issued": issued, "done": book("measure.done"), "checks": book("check"), "closed": closed}
        results.append(say(words, **parts))
    results += told_when(people, "Hiện có {n} người được cử xuống giúp cơ sở.")
    words = "Trong kỳ có {risen} tổ chức ra khỏi danh sách yếu kém kéo dài, {new} tổ chức vào danh sách."
    results += [say(words, risen=risen, new=new)] if risen.count or new.count else []
    limits = told_when(on, "Còn {n} tổ chức đảng yếu kém kéo dài.")
    tasks = told_when(book("weak.without_plan"), "{n} tổ chức yếu kém kéo dài chưa có kế hoạch củng cố.")
    tasks += told_when(book("weak.to_close"), "{n} kế hoạch củng cố cần kết thúc vì tổ chức đã vươn lên.")
    tasks += told_when(book("check.missing"), "{n} lượt kiểm tra quý của kế hoạch củng cố chưa thực hiện.")
    title = "Củng cố tổ chức cơ sở đảng yếu kém"
    return book.chapter(title, results=[results], limits=limits, tasks=tasks)


def in_charge(question: Question, key: str) -> Chapter | None:
    """District committee members in charge of communes, visits, difficulties (A13)."""
    book = Book(key, question.built(oversight_build))
    communes, covered, visits = book("charge.communes"), book("charge.covered"), book("visits")
    raised, solved = book("difficulty.raised"), book("difficulty.solved")
    if not (covered.count or visits.count or raised.count):
        return None
    results = []
    if covered.count:
        words = "Đến {at}, {covered} có huyện ủy viên trực tiếp phụ trách."
        who = say("{n} đảng bộ xã, thị trấn", n=share(covered, communes)) if communes.count > 1 else "đảng bộ xã"
        results.append(say(words, at=question.at, covered=who))
    if visits.count or raised.count:
        words = "Trong kỳ có {visits} lượt xuống cơ sở; cơ sở nêu {raised} khó khăn, đã giải quyết xong {solved}."
        results.append(say(words, visits=visits, raised=raised, solved=solved))
    limits = told_when(book("charge.missing"), "Còn {n} xã, thị trấn chưa có huyện ủy viên phụ trách.")
    limits += told_when(book("visits.none"), "Có {n} xã, thị trấn chưa có ai xuống trong kỳ.")
    limits += told_when(book("difficulty.late"), "Có {n} khó khăn của cơ sở quá hạn giải quyết.")
    tasks = told_when(book("difficulty.open"), "{n} khó khăn của cơ sở còn phải giải quyết.")
    title = "Phân công cấp ủy viên phụ trách cơ sở"
    return book.chapter(title, results=[results], limits=limits, tasks=tasks, lead="Phụ trách cơ sở")


def inspection(question: Question, key: str) -> Chapter | None:
    """Inspection, supervision, discipline: numbers alone, the lists stand in the report on them (A14)."""
    report = question.built(conduct_build)
    book = Book(key)
    keys = ("checks", "checks.done", "checks.breach", "checks.late", "asked", "asked.done", "asked.late")
    number = {one: report.figure(one).count for one in (*keys, "bodies", "people", "complaints")}
    book.values |= number
    if not any(number.values()):
        return None
    results = []
    if number["checks"]:
        words = (
            "Trong kỳ có {checks} cuộc kiểm tra, giám sát theo kế hoạch, đã kết luận {done} cuộc, phát hiện vi phạm "
        )
        words += "{breach} cuộc; {asked} kiến nghị, đã thực hiện {mended}."
        parts = {"checks": "checks", "done": "checks.done", "breach": "checks.breach", "asked": "asked"}
        parts |= {"mended": "asked.done"}
        results.append(say(words, **{name: number[code] for name, code in parts.items()}))
    if number["bodies"] or number["people"]:
        before = discipline_before(report)
        words = "Thi hành kỷ luật {bodies} tổ chức đảng, {people} đảng viên{before}."
        results.append(say(words, bodies=number["bodies"], people=number["people"], before=before))
    limits = []
    if number["checks.late"]:
        limits.append(say("Có {n} cuộc kiểm tra, giám sát quá quý chưa kết luận.", n=number["checks.late"]))
    if number["asked.late"]:
        limits.append(say("Có {n} kiến nghị sau kiểm tra quá hạn chưa thực hiện.", n=number["asked.late"]))
    title = "Kiểm tra, giám sát, thi hành kỷ luật"
    return book.chapter(title, results=[results], limits=limits, lead="Kiểm tra, giám sát")


def discipline_before(report) -> str:
    """Beside the same period a year before, when there is one."""
    try:
        before = report.figure("before.people").count
    except KeyError:
        return ""
    return f" ({compared(report.figure('people').count, before, 'cùng kỳ năm trước')})"


def people(question: Question, key: str) -> Chapter | None:
    """Opinions of the people on organisations, votes of confidence (A15)."""
    book = Book(key, question.built(oversight_build))
    received, answered = book("opinion.received"), book("opinion.answered")
    results = []
    if received.count:
        words = "Mặt trận Tổ quốc và các đoàn thể tập hợp {received} ý kiến của nhân dân về tổ chức đảng, đã trả lời "
        words += "{answered}, công bố {published}."
        results.append(say(words, received=received, answered=answered, published=book("opinion.published")))
    votes, low = votes_of(question, book) if question.may(Permission.VIEW_STAFF) else ((), ())
    if not (results or votes):
        return None
    limits = told_when(book("opinion.late"), "Có {n} ý kiến của nhân dân quá hạn trả lời.")
    tasks = told_when(book("opinion.waiting"), "{n} ý kiến của nhân dân chưa được trả lời.")
    title = "Nhân dân giám sát; lấy phiếu tín nhiệm"
    return book.chapter(
        title, results=[[*results, *votes]], limits=[*limits, *low], tasks=tasks, lead="Nhân dân giám sát"
    )


def votes_of(question: Question, book: Book) -> tuple[list[Sentence], list[Sentence]]:
    """Rounds of votes of confidence in the period, totals only."""
    rounds = ConfidenceRound.objects.in_scope(question.scope).filter(organization__among=Ids(question.below))
    rounds = rounds.filter(held_on__range=(question.since, question.day)).order_by("held_on", "pk")
    rows = read_rounds(list(rounds))
    if not rows:
        return [], []
    held = book.made(
        "votes",
        f"Cuộc lấy phiếu tín nhiệm, {question.period}",
        (
            Listed(
                row.held.organization_id,
                row.commune,
                (format_date(row.held.held_on), row.held.convened_by, str(len(row.results))),
                "reviews:round",
                row.held.pk,
            )
            for row in rows
        ),
        "cuộc",
        VOTES,
    )
    posts, low = sum(len(row.results) for row in rows), sum(one.mostly_low for row in rows for one in row.results)
    book.values |= {"posts_voted_on": posts, "posts_mostly_low": low}
    words = "Đã tổ chức {n} cuộc lấy phiếu tín nhiệm đối với {posts} chức danh do Hội đồng nhân dân xã bầu."
    said = [say(words, n=held, posts=posts)]
    return said, [say("Có {n} chức danh quá nửa số phiếu tín nhiệm thấp.", n=low)] if low else []
