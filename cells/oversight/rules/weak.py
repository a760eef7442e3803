"""Who is weak for long: a run of years at the levels that a rule names. Pure: days are arguments (A8)."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sinho.text.dates import format_date


@dataclass(frozen=True)
class WeakRule:
    """From a day on: so many years running at these levels. `levels`: per scheme; a scheme not named: its lowest."""

    since: dt.date
    years: int
    levels: Mapping[str, Collection[str]]
    source: str
    verified: bool

    @property
    def words(self) -> str:
        marked = "" if self.verified else ", chưa đối chiếu văn bản"
        return f"Xếp loại ở mức thấp nhất từ {self.years} năm liền trở lên ({self.source}{marked})"


def rule_on(rules: Collection[WeakRule], day: dt.date) -> WeakRule:
    """The rule of the day; before the first one the first."""
    ordered = sorted(rules, key=lambda one: one.since)
    return [ordered[0], *(one for one in ordered if one.since <= day)][-1]


@dataclass(frozen=True)
class YearGrade:
    """What was decided for a year, and on which day it was written down; `label` is "" when nobody evaluated it."""

    year: int
    on: dt.date
    label: str = ""
    weak: bool = False
    number: str = ""


@dataclass(frozen=True)
class Spell:
    """A time on the list: the grades that led there and kept it there, since when, and until when with which grade."""

    grades: tuple[YearGrade, ...]
    since: dt.date
    risen: YearGrade | None = None

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(one.year for one in self.grades)

    @property
    def reason(self) -> str:
        said = "; ".join(f"năm {one.year}: {one.label}" for one in self.grades)
        return f"{len(self.grades)} năm liền, {said}"

    @property
    def left_words(self) -> str:
        return f"Năm {self.risen.year}: {self.risen.label}" if self.risen else ""

    def on_list(self, day: dt.date) -> bool:
        return self.since <= day and (self.risen is None or day < self.risen.on)


def spells(grades: Iterable[YearGrade], rule: WeakRule) -> list[Spell]:
    """All times on the list, in order.

    A year without an evaluation breaks a run that has not yet come onto the list; who is on it stays there until a
    better grade.
    """
    found: list[Spell] = []
    run: list[YearGrade] = []
    for one in sorted((one for one in grades if one.label), key=lambda one: one.year):
        listed = len(run) >= rule.years
        if not one.weak:
            found += [Spell(tuple(run), since_of(run, rule), one)] if listed else []
            run = []
        elif run and run[-1].year != one.year - 1 and not listed:
            run = [one]
        else:
            run.append(one)
    return [*found, Spell(tuple(run), since_of(run, rule))] if len(run) >= rule.years else found


def since_of(run: list[YearGrade], rule: WeakRule) -> dt.date:
    """The day of the grade that completed the run."""
    return max(one.on for one in run[: rule.years])


def why_no_plan(spell: Spell | None, day: dt.date) -> list[str]:
    """A plan is for who is on the list."""
    if spell is None or not spell.on_list(day):
        return [f"Ngày {format_date(day)} tổ chức này không có trong danh sách yếu kém kéo dài."]
    return []


def quarters_between(since: dt.date, until: dt.date) -> list[tuple[int, int]]:
    """The quarters that ended from the day on until the other one: (2009, 3) …"""
    year, quarter = since.year, (since.month + 2) // 3
    found = []
    while quarter_end(year, quarter) <= until:
        found.append((year, quarter))
        year, quarter = (year + 1, 1) if quarter == 4 else (year, quarter + 1)
    return found


def quarter_end(year: int, quarter: int) -> dt.date:
    first_after = dt.date(year + 1, 1, 1) if quarter == 4 else dt.date(year, quarter * 3 + 1, 1)
    return first_after - dt.timedelta(days=1)


def quarter_start(year: int, quarter: int) -> dt.date:
    return dt.date(year, quarter * 3 - 2, 1)
