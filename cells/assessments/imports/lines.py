"""The rows of the workbook of one sheet: what each one asks, what it may be answered with, the seal on what was given.

A row is a registered task, a criterion, a result of the commune, or a field of the sheet itself. It has up to three
cells to fill in: a value, a day, words. What these held when the file left stands beside them under the seal, so that
what somebody saved meanwhile is told from what was typed into the file.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from cells.assessments.enums import Body
from cells.assessments.models import CommuneResult, Score, Sheet
from cells.assessments.models.facts import OpenSheet
from cells.assessments.rules.criteria import Criterion
from cells.assessments.rules.fields import (
    RESULT,
    SCORE,
    SHEET,
    TASK,
    Field,
    value_shown,
    value_typed,
)
from sinho.imports.lines import Line
from sinho.imports.tables import tidy
from sinho.text.folding import fold
from sinho.text.numbers import format_number

ENTERED = ("value", "on", "words")
WAS = {name: f"was_{name}" for name in ENTERED}
GIVEN = ("code", "place", "entry", "part", "name", "given", *WAS.values())
YES, NO = "Có", "Không"


@dataclass
class SheetLine(Line):
    """A row as it stands in the file."""

    code: str | None = None
    place: str | None = None
    entry: str | None = None
    part: str | None = None
    name: str | None = None
    given: str | None = None
    value: str | None = None
    on: dt.date | None = None
    words: str | None = None
    was_value: str | None = None
    was_on: str | None = None
    was_words: str | None = None
    seal: str | None = None

    def shown(self, name: str) -> str:
        """A cell as its field would show it."""
        return value_shown(getattr(self, name))


def same(one: str | None, other: str | None) -> bool:
    """Other spacing is no change."""
    return tidy(one or "") == tidy(other or "")


def seal_of(line: SheetLine) -> str:
    """The check sum over everything that was given: whose sheet, which year, which row, what it held."""
    said = "\x1f".join(tidy(getattr(line, name) or "") for name in GIVEN)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def code_of(sheet: Sheet) -> str:
    """How the file names the sheet: SH-NT/2009."""
    return f"{sheet.organization.code}/{sheet.campaign.year}"


def sheet_of(code: str, **more) -> Sheet | None:
    """The sheet that a file names so."""
    organization, _, year = code.rpartition("/")
    if not (year.isascii() and year.isdecimal() and len(year) == 4):
        return None
    found = Sheet.objects.filter(organization__code=organization, campaign__year=int(year), **more)
    return found.select_related("campaign", "organization").order_by("pk").first()


@dataclass(frozen=True)
class AskedRow:
    """What a row asks: `fields` by cell, the row of the database that holds them, words to choose from by
    code, the most points."""

    entry: str
    part: str
    name: str
    given: str
    row: object
    fields: dict[str, Field]
    choices: dict[str, str] = field(default_factory=dict)
    most: Decimal | None = None

    def held(self, name: str) -> str:
        """What the field holds, as its page shows it."""
        return value_shown(getattr(self.row, self.fields[name].attribute)) if name in self.fields else ""

    def said(self, name: str) -> str:
        """The same in the words of the workbook."""
        held = self.held(name)
        if name != "value" or not self.choices:
            return held
        return self.choices.get(held, "")

    def typed(self, name: str, text: str) -> str:
        """What was typed in the words of the workbook, as the page would send it."""
        if name != "value" or not self.choices:
            return text
        known = {fold(words): code for code, words in self.choices.items()}
        if fold(text) not in known:
            raise ValueError(f"“{text}” không có trong danh mục: {'; '.join(self.choices.values())}.")
        return known[fold(text)]


@dataclass(frozen=True)
class Book:
    """The rows of one sheet, and what a typed cell means in it."""

    opened: OpenSheet
    today: dt.date

    @cached_property
    def rows(self) -> dict[str, AskedRow]:
        """Row of the file → what it asks, in the order of the parts of the sheet."""
        asked = [self.of_sheet("meeting_on", "on", "Ngày họp thông qua", "Chung")]
        for group in self.opened.frame.groups:
            part = f"{group.code}. {group.label}"
            asked += [self.of_task(one, part) for one in self.opened.tasks if one.group == group.key and one.content]
            asked += [self.of_criterion(one, part) for one in group.criteria]
        asked += [self.of_result(one) for one in self.opened.frame.indicators]
        asked += self.of_level()
        return {one.entry: one for one in asked}

    def of_sheet(self, attribute: str, cell: str, name: str, part: str, given="", choices=None) -> AskedRow:
        fields = {cell: Field(SHEET, "", attribute)}
        return AskedRow(f"sheet:{attribute}", part, name, given, self.opened.sheet, fields, choices or {})

    def of_task(self, task, part: str) -> AskedRow:
        fields = fields_of(TASK, str(task.pk), ("actual", "done_on", "why_missed"))
        plan = f"Đăng ký {format_number(task.planned)} {task.unit}".strip() if task.planned is not None else ""
        until = f"hạn {value_shown(task.deadline)}" if task.deadline else ""
        less = "càng thấp càng tốt" if task.direction == "down" else ""
        given = "; ".join(filter(None, (plan, until, less)))
        return AskedRow(f"task:{task.pk}", part, task.content, given, task, fields)

    def of_criterion(self, one: Criterion, part: str) -> AskedRow:
        row = self.opened.scores_of(Body.SELF).get(one.code) or Score(criterion=one.code, version=0)
        most = "" if one.scale else f"Tối đa {one.max_words} điểm, bước {format_number(one.step)}"
        given = "; ".join(filter(None, (most, "phải ghi minh chứng" if one.evidence else "")))
        fields = fields_of(SCORE, one.code, ("points", None, "evidence"))
        return AskedRow(
            f"score:{one.code}", part, f"{one.code} {one.label}", given, row, fields, dict(one.choices), one.max
        )

    def of_result(self, one) -> AskedRow:
        row = self.opened.results.get(one.code) or CommuneResult(indicator=one.code, version=0)
        given = f"Đơn vị: {one.unit}" + (f"; nguồn: {one.hint}" if one.hint else "")
        fields = fields_of(RESULT, one.code, ("value", "source_date", "source"))
        return AskedRow(f"result:{one.code}", "Kết quả của xã", one.label, given, row, fields)

    def of_level(self) -> list[AskedRow]:
        scheme, part = self.opened.scheme, "Tự xếp loại"
        levels = {level.code: level.label for level in scheme.levels}
        asked = [self.of_sheet("self_level", "value", "Mức tự xếp loại", part, choices=levels)]
        if scheme.exemplary:
            name, given = f"Đề nghị “{scheme.exemplary.label}”", "Chỉ khi tự xếp mức cao nhất"
            asked.append(self.of_sheet("self_exemplary", "value", name, part, given, {"1": YES, "": NO}))
        return asked

    def shown(self, asked: AskedRow, name: str, text: str) -> str:
        """A typed text as the field would show it; ValueError when it is no value of it."""
        given = {"scheme": self.opened.scheme, "frame": self.opened.frame}
        year = self.opened.sheet.campaign.year
        value = value_typed(asked.fields[name], asked.typed(name, text), **given, year=year, today=self.today)
        return value_shown(value)

    def lines(self) -> list[SheetLine]:
        """The rows as they leave, sealed."""
        found = []
        for number, asked in enumerate(self.rows.values(), start=1):
            line = SheetLine(
                code=code_of(self.opened.sheet),
                place=f"{number}/{len(self.rows)}",
                entry=asked.entry,
                part=asked.part,
                name=asked.name,
                given=asked.given,
                **{name: asked.said(name) for name in ENTERED},
                **{was: asked.said(name) for name, was in WAS.items()},
            )
            line.seal = seal_of(line)
            found.append(line)
        return found


def fields_of(kind: str, row: str, attributes: tuple) -> dict[str, Field]:
    """The fields behind the three cells of a row; a cell without an attribute has none."""
    named = zip(ENTERED, attributes, strict=True)
    return {name: Field(kind, row, attribute) for name, attribute in named if attribute}
