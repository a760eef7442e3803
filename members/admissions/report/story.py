"""The report in sentences: what there is, what is behind, what waits to be done. Causes are written by people."""

from sinho.documents.narrative import LIMITS, SITUATION, TASKS, Chapter, Sentence, about, joined, say
from sinho.documents.reports import Figure
from sinho.text.dates import format_date


def chapter_of(report) -> Chapter:
    """What the system says beside the tables, of a built report (`build.AdmissionReport`)."""
    said = {SITUATION: situation(report), LIMITS: limits(report), TASKS: tasks(report)}
    return Chapter("admission", "", {part: tuple(one for one in found if one) for part, found in said.items()})


def situation(report) -> tuple[tuple[Sentence, ...], ...]:
    """Who reports, what was to be reached, how many were on the way."""
    day, found = format_date(report.counted_to), []
    if len(report.existing) > 1:
        words = "Đến ngày {day}, {name} có {number} tổ chức cơ sở đảng."
        found.append(say(words, day=day, name=report.organization_name, number=len(report.existing)))
    if report.total.number:
        found.append(say("Chỉ tiêu kết nạp cả năm là {number} đảng viên.", number=report.total.number))
    years = [figure.count for figure in report.total.figures[1:]]
    if len(years) > 1 and all(years):
        words = "Trong cùng kỳ {number} năm trước, trung bình mỗi năm kết nạp {mean} đảng viên."
        found.append(say(words, number=len(years), mean=about(round(sum(years) / len(years)))))
    return (tuple(found),)


def limits(report) -> tuple[tuple[Sentence, ...], ...]:
    """What was not reached."""
    found = []
    if report.total.missing:
        words = "So với chỉ tiêu cả năm còn thiếu {number} đảng viên."
        found.append(say(words, number=report.total.missing))
    if report.nobody.count and len(report.existing) > 1:
        words = "Có {number} tổ chức cơ sở đảng không kết nạp được đảng viên trong kỳ."
        found.append(say(words, number=report.nobody))
    if report.cases and report.cases.late.count:
        found.append(say("Có {number} hồ sơ có việc quá hạn.", number=report.cases.late))
    return (tuple(found),)


def tasks(report) -> tuple[tuple[Sentence, ...], ...]:
    """Who is on the way, so that the work can go on."""
    if report.cases is None:
        return ()
    pairs: list[tuple[Figure, str]] = [
        (report.cases.preparing, "{number} quần chúng đang được bồi dưỡng, làm hồ sơ kết nạp"),
        (report.cases.probation, "{number} đảng viên dự bị trong thời gian theo dõi, xét công nhận chính thức"),
    ]
    known = [say(words, number=figure) for figure, words in pairs if figure.count]
    if not known:
        return ()
    return ((say("Đến ngày {day} có {who}.", day=format_date(report.counted_to), who=joined(known)),),)
