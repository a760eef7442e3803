"""Who may be considered by the cell: age, schooling, time since somebody left the Party; who needs a consent."""

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


def why_consent(path: Path, facts: CaseFacts, day: dt.date) -> list[str]:
    """Why the province must have agreed in writing before the cell considers the person (S2 1.1, 1.2b)."""
    found = []
    old = months_later(facts.birth.earliest, 12 * path.eligibility["oldest"])
    if day > old:
        found.append(f"Đã quá {path.eligibility['oldest']} tuổi từ {format_date(old)}")
    if facts.elder and facts.mountain and facts.schooling == "literate":
        found.append("Già làng, trưởng bản, người có uy tín mới biết đọc, biết viết")
    return found


def why_not_eligible(path: Path, facts: CaseFacts, day: dt.date) -> list[str]:
    """Why the cell cannot consider the person on that day (S1 1.1, 1.2, 3.5; S2 1.2)."""
    rule, reasons = path.eligibility, []
    young = months_later(facts.birth.latest, 12 * rule["youngest"])
    if day < young:
        reasons.append(f"Đến {format_date(young)} mới đủ {rule['youngest']} tuổi.")
    reasons += _without_consent(path, facts, day)
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


def _without_consent(path: Path, facts: CaseFacts, day: dt.date) -> list[str]:
    """Where to write the consent that is needed and is not there on the day."""
    step = path.consenting
    given = facts.passed(step.code) if step else None
    if given and given.on <= day:
        return []
    where = f", ghi ở bước “{step.label}” trước khi chi bộ xét" if step else ""
    sentence = "phải có văn bản đồng ý của Ban Thường vụ Tỉnh ủy"
    return [f"{why}; {sentence}{where}." for why in why_consent(path, facts, day)]
