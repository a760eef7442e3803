"""The single fields of a cell's ratings: how each is named, read from what was typed, written back.

Named `kind:row:attribute` as those of a sheet: `rating:57:self_level` (the member's key), `cell::valid`,
`opinion:57-residence:words`.
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from cells.assessments.rules.member_scheme import MemberScheme
from sinho.text.dates import format_date, parse_date

RATING, CELL, OPINION = "rating", "cell", "opinion"
NOT = "not:"
MOST_VOTES = 999
Value = dt.date | str | int | None

# (kind, attribute) → type of the value, its limit, what people call it.
_KNOWN: dict[tuple[str, str], tuple[str, int, str]] = {
    (RATING, "aimed_level"): ("level", 0, "mức đăng ký phấn đấu"),
    (RATING, "tasks"): ("text", 1000, "nhiệm vụ đăng ký"),
    (RATING, "registered_on"): ("day", 0, "ngày đăng ký"),
    (RATING, "self_review"): ("text", 4000, "tự kiểm điểm"),
    (RATING, "self_level"): ("level", 0, "mức tự nhận"),
    (RATING, "vote_1"): ("count", MOST_VOTES, "số phiếu mức 1"),
    (RATING, "vote_2"): ("count", MOST_VOTES, "số phiếu mức 2"),
    (RATING, "vote_3"): ("count", MOST_VOTES, "số phiếu mức 3"),
    (RATING, "vote_4"): ("count", MOST_VOTES, "số phiếu mức 4"),
    (RATING, "second_agree"): ("count", MOST_VOTES, "số phiếu lần hai đồng ý"),
    (RATING, "second_disagree"): ("count", MOST_VOTES, "số phiếu lần hai không đồng ý"),
    (RATING, "proposal"): ("proposal", 0, "mức chi bộ đề nghị"),
    (RATING, "sub_reason"): ("sub_reason", 0, "dòng chi tiết của mức"),
    (RATING, "words"): ("line", 300, "lý do chưa đánh giá"),
    (RATING, "committee_level"): ("level", 0, "mức đảng ủy xem xét"),
    (CELL, "meeting_on"): ("day", 0, "ngày họp chi bộ"),
    (CELL, "entitled"): ("count", MOST_VOTES, "số đảng viên được biểu quyết"),
    (CELL, "present"): ("count", MOST_VOTES, "số có mặt"),
    (CELL, "given"): ("count", MOST_VOTES, "số phiếu phát ra"),
    (CELL, "valid"): ("count", MOST_VOTES, "số phiếu hợp lệ"),
    (CELL, "second_given"): ("count", MOST_VOTES, "số phiếu phát ra lần hai"),
    (CELL, "second_valid"): ("count", MOST_VOTES, "số phiếu hợp lệ lần hai"),
    (OPINION, "level"): ("level", 0, "mức đề nghị của bên góp ý"),
    (OPINION, "words"): ("line", 500, "ý kiến của bên góp ý"),
}
OF_COMMITTEE = {"committee_level"}
OF_REGISTRATION = {"aimed_level", "tasks", "registered_on"}
NO_FIELD = "Không có ô này trong bảng đánh giá đảng viên."
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_RIGHT_ROW = {
    RATING: re.compile(r"[0-9]{1,17}"),
    CELL: re.compile(r""),
    OPINION: re.compile(r"[0-9]{1,17}-[a-z_]{1,30}"),
}


@dataclass(frozen=True)
class Field:
    """One field."""

    kind: str
    row: str
    attribute: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.row}:{self.attribute}"

    @property
    def row_name(self) -> str:
        return f"{self.kind}:{self.row}"

    @property
    def member_id(self) -> int:
        """0 for a field of the meeting."""
        return int(self.row.partition("-")[0] or 0)

    @property
    def body(self) -> str:
        return self.row.partition("-")[2]

    @property
    def words(self) -> str:
        """What people call it."""
        return _KNOWN[(self.kind, self.attribute)][2]


def field_named(name: str) -> Field:
    """The field with this name; ValueError when there is none."""
    parts = name.split(":")
    if len(parts) != 3 or (parts[0], parts[2]) not in _KNOWN or not _RIGHT_ROW[parts[0]].fullmatch(parts[1]):
        raise ValueError(NO_FIELD)
    return Field(*parts)


def value_typed(field: Field, typed: str, *, scheme: MemberScheme, year: int, today: dt.date) -> Value:
    """The value of what was typed; ValueError with a sentence when it cannot be one. Nothing typed gives nothing."""
    kind, limit, _ = _KNOWN[(field.kind, field.attribute)]
    if field.kind == OPINION and field.body not in scheme.procedure.opinions:
        raise ValueError(NO_FIELD)
    if field.attribute.startswith("vote_") and not _voted_on(field.attribute, scheme):
        raise ValueError(NO_FIELD)
    text = tidied(typed, one_line=kind != "text")
    if kind in ("line", "text"):
        if len(text) > limit:
            raise ValueError(f"Dài {len(text)} ký tự, tối đa {limit}; đồng chí rút gọn.")
        return text
    if kind in ("level", "proposal", "sub_reason"):
        return _chosen(kind, text, scheme)
    if not text:
        return None
    return _day(text, year, today) if kind == "day" else _count(text, limit)


def _voted_on(attribute: str, scheme: MemberScheme) -> bool:
    place = int(attribute[-1])
    return place > len(scheme.levels) - len(scheme.first_levels) and place <= len(scheme.levels)


def _chosen(kind: str, text: str, scheme: MemberScheme) -> str:
    if kind == "sub_reason":
        if text and not scheme.sub_reason_label(text):
            raise ValueError("Chọn dòng chi tiết trong danh mục của mức.")
        return text
    if kind == "proposal" and text.startswith(NOT) and scheme.reason(text.removeprefix(NOT)):
        return text
    if text and not scheme.has_level(text):
        raise ValueError("Mức này không có trong bộ quy tắc của đợt.")
    return text


def value_shown(value: Value) -> str:
    """The value as its field shows it."""
    if value is None:
        return ""
    return format_date(value) if isinstance(value, dt.date) else str(value)


def value_in_words(field: Field, value: Value, scheme: MemberScheme) -> str:
    """The value as the log says it."""
    kind = _KNOWN[(field.kind, field.attribute)][0]
    text = value_shown(value)
    if kind == "sub_reason":
        text = scheme.sub_reason_label(text)
    elif kind in ("level", "proposal"):
        text = proposal_words(text, scheme)
    return text or "(để trống)"


def proposal_words(proposal: str, scheme: MemberScheme) -> str:
    """A level or a reason in words."""
    if proposal.startswith(NOT):
        reason = scheme.reason(proposal.removeprefix(NOT))
        return f"Không đánh giá: {reason.label}" if reason else ""
    return scheme.label(proposal)


def tidied(typed: str, *, one_line: bool) -> str:
    """What was typed, without what no keyboard writes."""
    text = _CONTROL.sub(" ", unicodedata.normalize("NFC", str(typed))).replace("\r\n", "\n").replace("\r", "\n")
    return " ".join(text.split()) if one_line else text.strip()


def _day(text: str, year: int, today: dt.date) -> dt.date:
    """A day of the year, or of the first month after it, that has come."""
    day = parse_date(text)
    if not dt.date(year, 1, 1) <= day <= dt.date(year + 1, 1, 31):
        raise ValueError(f"Ngày {format_date(day)} ngoài đợt đánh giá năm {year}; đồng chí kiểm tra lại năm.")
    if day > today:
        raise ValueError(f"Ngày {format_date(day)} chưa đến; ghi ngày đã qua hoặc hôm nay.")
    return day


def _count(text: str, limit: int) -> int:
    if not text.isdecimal() or not text.isascii() or len(text) > 9:
        raise ValueError("Ghi số nguyên từ 0 trở lên, chỉ gồm chữ số.")
    if int(text) > limit:
        raise ValueError(f"Số lớn nhất là {limit}; đồng chí kiểm tra lại.")
    return int(text)
