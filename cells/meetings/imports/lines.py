"""What a row of the workbook of meetings says, and how a meeting of the database says the same."""

import datetime as dt
from dataclasses import dataclass

from cells.meetings import frames
from cells.meetings.models import Meeting
from cells.meetings.rules.meeting import Told
from cells.organizations.models import Organization
from sinho.imports.findings import CHOICE, WrongCell, WrongColumn
from sinho.imports.lines import Line
from sinho.imports.tables import Raw, as_text
from sinho.imports.units import Unit
from sinho.imports.widgets import CellWidget
from sinho.text.folding import fold

FACTS = tuple(name for name in Told.__dataclass_fields__ if name != "points")
COUNTS = ("excused", "unexcused", "exempted")


@dataclass
class MeetingLine(Line):
    """A meeting. `code` is the key of its unit: cell, day and kind."""

    code: str | None = None
    name: str | None = None
    kind: str | None = None
    topic: str | None = None
    held_on: dt.date | None = None
    starts_at: dt.time | None = None
    minutes: int | None = None
    place: str | None = None
    chair: str | None = None
    secretary: str | None = None
    total: int | None = None
    present: int | None = None
    excused: int | None = None
    unexcused: int | None = None
    exempted: int | None = None
    dues: int | None = None
    contents: str | None = None
    resolution: str | None = None
    remarks: str | None = None
    score: int | None = None
    level: str | None = None
    score_note: str | None = None


@dataclass
class MeetingUnit(Unit):
    """A meeting of a cell; of a new one only the cell is known."""

    root: Meeting
    cell: Organization | None = None
    cell_name: str = ""

    @property
    def name(self) -> str:
        return f"{self.cell_name}, {self.root}" if self.root.pk else self.cell_name


def line_of(unit: MeetingUnit) -> MeetingLine:
    """The meeting as a row of the workbook."""
    one = unit.root
    facts = {name: getattr(one, name) for name in FACTS}
    facts = {name: None if value == "" else value for name, value in facts.items()}
    return MeetingLine(code=unit.key, name=unit.cell.code, level=one.level_name or None, **facts)


def told_of(line: MeetingLine) -> Told:
    """The line as the action is told."""
    texts = {name for name in FACTS if Told.__annotations__[name] is str}
    values = {name: getattr(line, name) for name in FACTS}
    values |= {name: values[name] or "" for name in texts} | {name: values[name] or 0 for name in COUNTS}
    return Told(**values)


def check_level(line: MeetingLine, register, note) -> None:
    """A level is what the points give; without points it says nothing that can be kept."""
    if not line.told("level") or line.held_on is None:
        return
    frame = frames.on(line.held_on)
    known = {fold(name): name for name in frame.levels.values()}
    if fold(line.level) not in known:
        raise WrongColumn("level", f"Các mức: {'; '.join(frame.levels.values())}.", CHOICE)
    if line.score is None:
        raise WrongColumn("level", "Ghi điểm ở cột “Điểm”; mức tính theo điểm.", CHOICE)
    given = frame.name(frame.level_of(line.score)) if 0 <= line.score <= 100 else ""
    line.level = known[fold(line.level)]
    if given != line.level:
        raise WrongColumn(
            "level", f"{line.score} điểm là mức {given.lower()}, không phải {line.level.lower()}.", CHOICE
        )


class TimeWidget(CellWidget):
    """A time of the day: 14:30, 14h30, or a time cell."""

    def read(self, value: Raw) -> dt.time:
        if isinstance(value, dt.datetime):
            value = value.time()
        if isinstance(value, dt.time):
            return value.replace(second=0, microsecond=0)
        text = as_text(value).lower().replace("giờ", ":").replace("h", ":").replace(".", ":").replace(" ", "")
        hours, _, minutes = text.strip(":").partition(":")
        try:
            return dt.time(int(hours), int(minutes or 0))
        except ValueError as error:
            raise WrongCell("Ghi giờ:phút, ví dụ 14:30.", CHOICE) from error

    def render(self, value, obj=None, **kwargs):
        return f"{value:%H:%M}" if value else None

    def said(self, value) -> str:
        return f"{value:%H:%M}" if value else ""
