"""Writing the free text of a report."""

import unicodedata

from sinho.audit.actions import record
from sinho.documents.models import LONGEST, Passage, Question
from sinho.documents.narrative import TITLES
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.text.numbers import format_number
from sinho.text.readable import why_unreadable
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

SAME = "Nội dung phần này không khác bản đã ghi; chưa ghi gì thêm."


def said_of(question: Question, section: str, text: str, title: str) -> str:
    """What the log says of a version."""
    period = f"từ {format_date(question.since)} đến {format_date(question.until)}"
    return f"{'Ghi' if text else 'Bỏ'} đoạn văn phần “{TITLES[section]}” của báo cáo “{title}” {period}"


def visible(text: str) -> str:
    """The text without space around it; of nothing but spaces and signs without a shape nothing is left."""
    text = text.replace("\r\n", "\n").strip()
    return text if any(unicodedata.category(sign)[0] not in "ZC" for sign in text) else ""


@atomic_or_refused()
def write_passage(*, question: Question, section: str, text: str, seen: int, title: str, organization: str, by):
    """Put a new version in place of the one that was seen (`seen`: its number, 0 for none); the old one is kept.

    `title` of the report and name of the organisation are for the log. Refused when somebody wrote in between: of two
    at the same instant the database lets one through.
    """
    text = visible(text)
    if section not in TITLES:
        raise Refused("Báo cáo không có phần này.")
    if why := why_unreadable(text):
        raise Refused(why)
    if len(text) > LONGEST:
        raise Refused(f"Nội dung dài quá {format_number(LONGEST)} ký tự.")
    rows = Passage.objects.about(question).filter(section=section)
    last = rows.order_by("-number").first()
    if seen != (last.number if last else 0):
        raise Refused(
            f"{last.by.full_name} vừa ghi phần này sau khi đồng chí mở trang. Chưa ghi gì; những gì đồng chí gõ còn "
            "nguyên dưới đây. Đồng chí xem bản mới rồi bấm ghi nếu vẫn đúng."
            if last
            else "Trang đang mở không còn đúng; đồng chí tải lại trang."
        )
    if text == (last.text if last else ""):
        raise Refused(SAME)
    facts = {"section": section, "number": seen + 1, "text": text}
    passage = Passage.objects.create(**vars(question), **facts, by=by, at=clock.now())
    record(
        by=by,
        did="report.passage",
        said=said_of(question, section, text, title),
        on=passage,
        organization=(question.organization_id, organization),
        before={"text": last.text} if last else None,
        after={"text": text},
    )
    return passage
