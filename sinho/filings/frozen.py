"""A report at one moment: its figures and what its paper says, as they are kept and as a form remembers them."""

import hashlib
import json
from dataclasses import dataclass, replace
from functools import cached_property

from django.core import signing

from sinho.audit.actions import plain
from sinho.documents.layouts import Layout
from sinho.documents.paper import Printout
from sinho.documents.reports import Asked, PaperDetails, Report, ReportKind
from sinho.filings.rules import Line, changes
from sinho.refusal import Refused
from sinho.text.numbers import format_number

SALT = "sinho.filings.seen"
MOST_TOLD = 12
NOT_SEEN = "Đồng chí mở lại trang báo cáo rồi ban hành: biểu mẫu này không còn nhận ra số liệu mà nó đã cho xem."
STALE = "Số liệu đã đổi sau khi đồng chí mở trang; chưa ban hành gì. Đồng chí xem lại rồi bấm ban hành nếu vẫn đúng."
OTHER = "Phần chữ, tỷ lệ hoặc danh sách kèm theo của báo cáo đã đổi."


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def lines_of(report: Report) -> list[Line]:
    """Every figure with a digest of what it counts, so that one who left and one who came are noticed."""
    found = []
    for figure in map(report.figure, report.keys()):
        rows = sorted(f"{row.view}:{row.key}" for row in figure.rows)
        found.append(Line(figure.key, figure.label, figure.count, digest("\n".join(rows))[:12]))
    return found


@dataclass(frozen=True)
class Frozen:
    """What the report says now. `paper` is its printout before anybody has signed."""

    kind: ReportKind
    asked: Asked
    report: Report
    figures: dict
    lines: list[Line]
    paper: Printout

    @property
    def layout(self) -> Layout:
        return self.paper.layout

    @cached_property
    def mark(self) -> str:
        """For the form: what it showed, signed."""
        seen = {"of": self.identity, "said": self.said, "lines": [[one.key, one.count, one.rows] for one in self.lines]}
        return signing.dumps(seen, salt=SALT, compress=True)

    @property
    def identity(self) -> str:
        return f"{self.kind.code}?{self.asked.query}"

    @cached_property
    def said(self) -> str:
        """Everything: the figures for machines and the whole text of the paper."""
        return digest(json.dumps(self.figures, sort_keys=True) + self.paper.html())

    def refuse_other_than(self, mark: str) -> None:
        """Refused with what changed, when the form had shown something else."""
        try:
            seen = signing.loads(mark, salt=SALT)
        except signing.BadSignature as error:
            raise Refused(NOT_SEEN) from error
        if seen["of"] != self.identity:
            raise Refused(NOT_SEEN)
        if seen["said"] == self.said:
            return
        labels = {line.key: line.label for line in self.lines}
        then = [Line(key, labels.get(key, ""), count, rows) for key, count, rows in seen["lines"]]
        raise Refused([STALE, *told(then, self.lines)])


def told(then: list[Line], now: list[Line]) -> list[str]:
    """What differs, one sentence per figure; of many, how many more."""
    found = changes(then, now)
    sentences = [sentence(one) for one in found[:MOST_TOLD]]
    if len(found) > MOST_TOLD:
        sentences.append(f"Và {format_number(len(found) - MOST_TOLD)} con số nữa.")
    return sentences or [OTHER]


def sentence(change) -> str:
    if change.then is None:
        return f"{change.label}: con số mới, {format_number(change.now)}."
    if change.now is None:
        return f"{change.label or 'Một con số'}: không còn trong báo cáo (trước là {format_number(change.then)})."
    if change.only_rows:
        return f"{change.label}: vẫn {format_number(change.now)}, nhưng không còn gồm đúng những dòng ấy."
    return f"{change.label}: trước {format_number(change.then)}, nay {format_number(change.now)}."


def freeze(kind: ReportKind, asked: Asked, report: Report) -> Frozen:
    """The report as it is now."""
    paper = kind.paper(report, PaperDetails())
    return Frozen(kind, asked, report, plain(report.as_json()), lines_of(report), paper)


def numbered(details: PaperDetails, number: int) -> PaperDetails:
    return replace(details, number=str(number))
