"""The report in sentences: who studies, what did not go well, what waits. Causes are written by people."""

from sinho.documents.narrative import (
    LIMITS,
    RESULTS,
    SITUATION,
    TASKS,
    Chapter,
    Sentence,
    compared,
    joined,
    millions,
    say,
    share,
)
from sinho.text.numbers import format_percent

BEFORE = "cùng kỳ năm trước"


def chapter_of(report) -> Chapter:
    """What the system says beside the tables, of a built report (`build.TrainingReport`)."""
    said = {SITUATION: situation(report), RESULTS: results(report), LIMITS: limits(report), TASKS: tasks(report)}
    return Chapter("training", "", {part: (tuple(one),) for part, one in said.items() if one})


def situation(report) -> list[Sentence]:
    """How many study at the end, out of how many places."""
    attending = report.figures["attending"]
    if not attending.count:
        return []
    words = "Đến cuối kỳ báo cáo, {name} có {n} lượt người đang học."
    return [say(words, name=report.organization_name, n=attending)]


def results(report) -> list[Sentence]:
    """Classes, people, certificates, money."""
    get = report.figures.get
    found = []
    opened, sent = get("classes"), get("sent")
    if opened.count or sent.count:
        words = "{period}, khai giảng {classes} lớp, có {sent} lượt người vào học{change}."
        before = get("before.sent")
        change = f", {compared(sent.count, before.count, BEFORE)}" if before else ""
        period = report.now.span.words
        found.append(say(words, period=period[:1].upper() + period[1:], classes=opened, sent=sent, change=change))
    pieces = [
        say("{label} {n}", label=label, n=get(f"sent.{code}"))
        for code, label in (("women", "phụ nữ"), ("minority", "dân tộc thiểu số"))
        if get(f"sent.{code}") and get(f"sent.{code}").count
    ]
    found += [say("Trong số người học: {pieces}.", pieces=joined(pieces, ", "))] if pieces else []
    finished, failed, left = (get(f"ended.{code}") for code in ("finished", "failed", "left"))
    ended = finished.count + failed.count + left.count
    if ended:
        words = "Hoàn thành khóa học {n} lượt người kết thúc học trong kỳ; cấp {certified} chứng chỉ, văn bằng."
        found.append(say(words, n=share(finished, ended), certified=get("certified")))
    if report.now.paid:
        words = "Chi hỗ trợ người đi học {paid}{share}."
        of = format_percent(report.now.paid, report.now.budget, 1) if report.now.budget else ""
        found.append(say(words, paid=millions(report.now.paid), share=f", bằng {of} dự toán" if of else ""))
    return found


def limits(report) -> list[Sentence]:
    """What did not go well."""
    pairs = (("ended.failed", "Có {n} lượt người học không đạt."), ("ended.left", "Có {n} lượt người thôi học."))
    found = [say(words, n=report.figures[key]) for key, words in pairs if report.figures[key].count]
    if 0 < report.now.paid < report.now.budget and report.now.budget:
        rest = millions(report.now.budget - report.now.paid)
        found.append(say("Còn {rest} dự toán hỗ trợ chưa chi.", rest=rest))
    return found


def tasks(report) -> list[Sentence]:
    """Who has to be brought to the end."""
    attending = report.figures["attending"]
    if not attending.count:
        return []
    return [say("Theo dõi, quản lý {n} lượt người đang học đến khi hoàn thành khóa học.", n=attending)]
