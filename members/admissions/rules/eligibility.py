"""Who may be considered by the cell: age, schooling, time since somebody left the Party."""

import datetime as dt

from members.admissions.rules.path import CaseFacts, Path
from members.roll.rules import months_later
from sinho.text.dates import format_date

# From the lowest up.
SCHOOLING = ("illiterate", "literate", "primary", "lower_secondary", "upper_secondary")
LEVEL_WORDS = {
    "literate": "biết đọc, biết viết",
    "primary": "tiểu học",
    "lower_secondary": "trung học cơ sở",
}


def why_not_eligible(path: Path, facts: CaseFacts, day: dt.date) -> list[str]:
    """Why the cell cannot consider the person on that day (S1 1.1, 1.2, 3.5; S2 1.2)."""
    rule, reasons = path.eligibility, []
    young = months_later(facts.birth.latest, 12 * rule["youngest"])
    old = months_later(facts.birth.earliest, 12 * rule["oldest"])
    if day < young:
        reasons.append(f"Đến {format_date(young)} mới đủ {rule['youngest']} tuổi.")
    if day > old:
        reasons.append(f"Đã quá {rule['oldest']} tuổi từ {format_date(old)}; phải có văn bản đồng ý của tỉnh ủy.")
    least = rule["schooling_mountain"] if facts.mountain else rule["schooling"]
    least = "literate" if facts.elder and facts.mountain else least
    if SCHOOLING.index(facts.schooling) < SCHOOLING.index(least):
        where = "ở xã vùng cao, vùng dân tộc thiểu số " if facts.mountain else ""
        reasons.append(f"Học vấn tối thiểu {where}là {LEVEL_WORDS[least]}.")
    if facts.left_party_on:
        again = months_later(facts.left_party_on, rule["readmission_months"])
        if day < again:
            reasons.append(f"Kết nạp lại sớm nhất {rule['readmission_months']} tháng sau khi ra: {format_date(again)}.")
    return reasons
