"""The report in sentences: what there is, what is behind, what waits to be done. Causes are written by people."""

from sinho.documents.comparing import about
from sinho.documents.narrative import LIMITS, RESULTS, SITUATION, TASKS, Bit, Chapter, Sentence, joined, say
from sinho.documents.reports import Figure
from sinho.text.dates import format_date, long_date
from sinho.text.numbers import format_number, format_percent


def chapter_of(report) -> Chapter:
    """What the system says beside the tables, of a built report (`build.AdmissionReport`)."""
    said = {SITUATION: situation(report), RESULTS: results(report), LIMITS: limits(report), TASKS: tasks(report)}
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


def results(report) -> tuple[tuple[Sentence, ...], ...]:
    """How many were admitted, beside the same period of the year before and the target; the tables tell the rest."""
    total, before = report.total, report.total.before
    first = say(
        "Từ {since} đến {until}, {name} kết nạp {number} đảng viên",
        since=long_date(report.since),
        until=long_date(report.counted_to),
        name=report.organization_name,
        number=Bit(format_number(total.now.count), total.now),
    )
    if before and before.count:
        share, than = format_percent(total.now.count, before.count), Bit(format_number(before.count), before)
        words = "{first}, bằng {share} so với cùng kỳ năm trước ({before} đảng viên)"
        first = say(words, first=first, share=share, before=than)
    found = [say("{first}.", first=first)]
    if total.number:
        share = format_percent(total.now.count, total.number)
        found.append(say("So với chỉ tiêu cả năm, đạt {share}.", share=share))
    if report.mean_age is not None:
        found.append(say("Tuổi bình quân khi kết nạp là {age}.", age=format_number(report.mean_age, 1)))
    return (tuple(found),)


def limits(report) -> tuple[tuple[Sentence, ...], ...]:
    """What was not reached."""
    found = []
    if report.total.missing:
        words = "So với chỉ tiêu cả năm còn thiếu {number} đảng viên."
        found.append(say(words, number=report.total.missing))
    if report.nobody.count and len(report.existing) > 1:
        words = "Có {number} tổ chức cơ sở đảng không kết nạp được đảng viên trong kỳ: {names}."
        found.append(say(words, number=report.nobody, names="; ".join(row.name for row in report.nobody.rows)))
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
