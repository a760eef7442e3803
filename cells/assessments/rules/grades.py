"""Why an organisation may stay without a grade: the reasons of the scheme, and what each of them asks for (A11)."""

import datetime as dt

from cells.assessments.rules.scheme import Scheme
from sinho.text.dates import format_date

WORDS = "Ghi rõ vì sao chưa đánh giá."


def words_missing(scheme: Scheme, reason: str, note: str) -> bool:
    """Whether the reason must be told in words and is not."""
    return reason in scheme.reasons_in_words and not note.strip()


def why_not_without_grade(scheme: Scheme, reason: str, *, note: str, since: dt.date | None, year: int) -> list[str]:
    """Why the organisation, which exists since that day, cannot stay without a grade in the year for this reason."""
    if reason not in scheme.reasons:
        return ["Lý do chưa đánh giá không có trong bộ quy tắc của đợt."]
    said = f"“{scheme.reasons[reason]}”"
    if words_missing(scheme, reason, note):
        return [f"{said}: đồng chí ghi rõ vì sao chưa đánh giá vào ô ý kiến."]
    if reason in scheme.reasons_of_the_new and since and since.year < year:
        return [f"{said} chỉ dùng cho tổ chức thành lập trong năm {year}; tổ chức này đã có từ {format_date(since)}."]
    return []
