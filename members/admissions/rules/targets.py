"""Yearly targets of admissions: when one can be decided, what is missing, how far somebody on the way has come."""

import datetime as dt

from members.admissions.enums import Prepared
from members.admissions.rules.path import CaseFacts, Path
from members.admissions.rules.steps import stage_of
from sinho.text.dates import format_date

FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST = 999
# Stages of a path in which there is a file, and in which the decision or the ceremony is all that is missing.
FILE_STAGES, DECISION_STAGE = ("file", "votes"), "decision"


def counted_to(year: int, day: dt.date) -> dt.date:
    """The last day that counts for the year when one asks on the day."""
    return min(day, dt.date(year, 12, 31))


def why_not_given(year: int, decided_on: dt.date, today: dt.date) -> list[str]:
    """Why a paper of this day cannot give targets for the year: it comes in that year or in the one before."""
    if not FIRST_YEAR <= year <= min(LAST_YEAR, today.year + 1):
        return [f"Năm phải từ {FIRST_YEAR} đến {today.year + 1}."]
    if decided_on > today:
        return [f"Ngày của văn bản {format_date(decided_on)} chưa đến."]
    if decided_on.year not in (year - 1, year):
        return [f"Văn bản giao chỉ tiêu năm {year} phải có ngày trong năm {year - 1} hoặc {year}."]
    return []


def missing(target: int | None, admitted: int) -> int | None:
    """How many are still to be admitted; None without a target."""
    return None if target is None else max(target - admitted, 0)


def prepared_as(path: Path, facts: CaseFacts, day: dt.date) -> str:
    """How far the case has come by the day; "" for who is admitted."""
    if facts.passed(path.admitting.code):
        return ""
    if stage_of(path, facts, day) == DECISION_STAGE:
        return Prepared.WAITING
    if any(facts.passed(step.code) for step in path.steps if step.stage in FILE_STAGES or step.code == "permission"):
        return Prepared.FILING
    return Prepared.LEARNED if facts.passed("awareness_class") else Prepared.OUTSTANDING
