"""Life of the cells: meetings, the work of members (A6, A7)."""

import datetime as dt

from cells.meetings.report.build import ALL
from cells.meetings.report.build import build as meetings_build
from members.assignments.models.reading import summed, tallies_of
from sinho.accounts.roles import Permission
from sinho.documents.narrative import Chapter, Sentence, say, share
from sinho.leadership.report.asking import Book, Question
from sinho.text.numbers import format_percent


def meetings(question: Question, key: str) -> Chapter | None:
    """Regular meetings of the year up to the day, their levels; work given to members."""
    year = question.day.year
    first = max(question.since, dt.date(year, 1, 1))
    report = question.built(meetings_build, question.of_period(first, question.day))
    book = Book(key)
    total = dict(zip(KEYS, report.total.figures, strict=False))
    levels = report.total.figures[len(KEYS) : -1]
    due, held, missed, themes, low = (book.taken(report, total[one], one) for one in KEYS)
    results, limits = [], []
    if held.count:
        words = (
            "Từ đầu năm {year}, các chi bộ đã tổ chức {held} buổi sinh hoạt thường kỳ, {themes} buổi sinh hoạt chuyên "
        )
        words += "đề; tỷ lệ dự họp bình quân {share}."
        book.values["attendance"] = report.total.attendance
        parts = {"held": held, "themes": themes, "share": f"{report.total.attendance} %"}
        results.append(say(words, year=str(year), **parts))
        scored = [book.taken(report, one, one.key.removeprefix(f"{ALL}-")) for one in levels]
        whole = sum(one.count for one in scored)
        best = scored[0] if scored else None
        if best and best.count:
            words = "Trong số buổi đã chấm điểm có {best} buổi mức {level}."
            results.append(say(words, best=share(best, whole), level=report.level_names[0].lower()))
        if low.count:
            limits.append(say("Có {n} buổi sinh hoạt tỷ lệ dự họp thấp.", n=low))
    if due.count and missed.count:
        limits.append(
            say("Trong năm {year}, {n} lượt chi bộ không ghi họp thường kỳ.", year=str(year), n=share(missed, due))
        )
    work, without = work_of(question, book) if question.may(Permission.VIEW_MEMBERS) else ((), ())
    if not (results or work):
        return None
    title = "Sinh hoạt chi bộ, phân công công tác cho đảng viên"
    return book.chapter(title, results=[results, work], limits=[*limits, *without], lead="Sinh hoạt chi bộ")


KEYS = ("due", "held", "missed", "themes", "low")


def work_of(question: Question, book: Book) -> tuple[list[Sentence], list[Sentence]]:
    """Members with work for the year, of those who take part; what was not done, who has none."""
    ids = question.below & question.scope.organization_ids(Permission.VIEW_MEMBERS)
    tally = summed(tallies_of(ids, question.day.year, question.day))
    asked = tally.members - tally.free
    book.values |= {"work_given": tally.given, "work_asked": asked, "work_judged": tally.judged}
    if not tally.given:
        return [], []
    words = "Năm {year} có {given}/{asked} đảng viên tham gia sinh hoạt ({share}) được phân công công tác phù hợp với "
    words += "trình độ, năng lực{judged}."
    judged = say("; đã đánh giá kết quả của {n} đảng viên", n=tally.judged) if tally.judged else Sentence(())
    parts = {"given": tally.given, "asked": asked, "share": format_percent(tally.given, asked, 1), "judged": judged}
    left = [say("Còn {n} đảng viên chưa được phân công công tác.", n=tally.missing)] if tally.missing else []
    return [say(words, year=str(question.day.year), **parts)], left
