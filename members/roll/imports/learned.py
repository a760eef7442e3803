"""What a row of the workbook of schooling says: one level of one member; how it stands beside what is known."""

import datetime as dt
from dataclasses import dataclass

from members.roll.enums import LEVELS, Subject
from members.roll.imports.checking import check_cell, refuse_future
from members.roll.imports.lines import MemberUnit
from members.roll.imports.register import MemberRegister
from members.roll.imports.widgets import LevelWidget
from members.roll.models import Schooling
from members.roll.rules import BirthDate
from sinho.imports.enums import Level
from sinho.imports.findings import CHOICE, MISSING, ORDER, WrongCell, WrongColumn, cause
from sinho.imports.lines import Line, Understood
from sinho.text.dates import format_date

STANDS = cause(
    "level_stands",
    "Khác với trình độ đang có",
    "Tệp này không ghi đè trình độ đã có. Trình độ mới thì ghi đúng ngày đạt của nó.",
)
LOWER = cause(
    "level_lower",
    "Trình độ thấp hơn trình độ đạt trước đó",
    "Xem lại môn, trình độ và ngày; đúng như thế thì xác nhận khi nhập.",
    Level.DOUBT,
)
READERS = {subject: LevelWidget(subject) for subject, levels in LEVELS.items() if levels}


@dataclass
class LearnedLine(Line):
    """A level as people write it: the label of the list, or words for the subjects that have no list."""

    code: str | None = None
    name: str | None = None
    birth: BirthDate | None = None
    identity: str | None = None
    card: str | None = None
    cell: str | None = None
    base: str | None = None
    study: str | None = None
    level: str | None = None
    words: str | None = None
    mode: str | None = None
    reached_on: dt.date | None = None


class LearnedRegister(MemberRegister):
    """The members of a file with what they have learned."""

    dated = (Schooling,)


def line_of(unit: MemberUnit, row: Schooling, cell: str | None) -> LearnedLine:
    """What is known as a row of the workbook, without the numbers of the member: his code is enough to find him."""
    has_list = bool(LEVELS[row.subject])
    return LearnedLine(
        code=unit.key,
        name=unit.root.full_name,
        birth=unit.root.birth,
        cell=cell,
        study=row.subject,
        level=row.level_label if has_list else row.words,
        words=(row.words if has_list else "") or None,
        mode=row.mode or None,
        reached_on=row.since,
    )


def row_of(unit: MemberUnit, line: LearnedLine) -> Schooling:
    """The line as a row of the database."""
    codes = {label: code for code, label in LEVELS[line.study]}
    return Schooling(
        member=unit.root,
        subject=line.study,
        level=codes.get(line.level, ""),
        words=(line.words if codes else line.level) or "",
        mode=line.mode or "",
        since=line.reached_on,
    )


def check_level(line: LearnedLine, register, note) -> None:
    """The level in the list of its subject. A subject without a list keeps the words of either column."""
    if line.study is None or line.level is None:
        return
    if line.study not in READERS:
        if line.told("words") and line.words != line.level:
            text = "Môn này không có danh mục trình độ; ghi tất cả ở cột “Trình độ”, để trống ô này."
            raise WrongColumn("words", text, CHOICE)
        line.words = None
        return
    reader, typed = READERS[line.study], line.level
    try:
        value = reader.read(typed)
    except WrongCell as error:
        raise WrongColumn("level", error.text, error.cause) from error
    if isinstance(value, Understood):
        note(line, "level", value.text)
        value = value.value
    if value is None:
        raise WrongColumn("level", f"“{typed}” không phải là một trình độ đã đạt; bỏ dòng này.", MISSING)
    level, words = value
    line.level = reader.labels[level]
    if not line.told("words"):
        line.words = words or line.words
    elif words and words != line.words:
        note(line, "level", f"{typed}: hiểu là {line.level.lower()}; lời ghi lấy ở cột “Ghi trong phiếu”.")


def check_reached(line: LearnedLine, register, note) -> None:
    refuse_future(line.reached_on, "reached_on", register.day)


CHECKS = {"cell": check_cell, "level": check_level, "reached_on": check_reached}


def lay_learned(unit: MemberUnit, line: LearnedLine) -> set[str]:
    """A new row; a level that is known is left as it is, and nothing is written over it."""
    if line.known:
        refuse_other(line, line.known)
        return set()
    if line.reached_on and line.reached_on < unit.root.birth.earliest:
        text = f"Ngày {format_date(line.reached_on)} trước ngày sinh {unit.root.birth}."
        raise WrongColumn("reached_on", text, ORDER)
    row = row_of(unit, line)
    if line.reached_on is None and any(tells_no_more(row, known) for known in unit.rows if id(known) in unit.seen):
        return set()
    unit.rows.append(row)
    return line.typed & {"study", "level", "words", "mode", "reached_on"}


def refuse_other(line: LearnedLine, known: LearnedLine) -> None:
    """The same subject and day in other words than they are known."""
    for column in ("level", "words", "mode"):
        if getattr(line, column) != getattr(known, column):
            when = f"đạt ngày {format_date(known.reached_on)}" if known.reached_on else "không rõ ngày đạt"
            there = ", ".join(f"“{part}”" for part in (known.level, known.words, known.mode) if part)
            raise WrongColumn(column, f"Danh sách đã có môn này, {when}: {there}.", STANDS)


def tells_no_more(row: Schooling, known: Schooling) -> bool:
    """Whether the row, of which the day is not told, is in what is known with its day."""
    same = (row.subject, row.level) == (known.subject, known.level)
    return same and row.words in ("", known.words) and row.mode in ("", known.mode)


def out_of_order(unit: MemberUnit, line: LearnedLine) -> str:
    """What was reached earlier and is higher than the line, or what is known of later and is lower; else ""."""
    row = row_of(unit, line)
    for other in unit.of(Schooling):
        if other.subject != row.subject or not row.level:
            continue
        when = f" ngày {format_date(other.since)}" if other.since else ", không rõ ngày"
        if day_of(other) < day_of(row) and rank(other) > rank(row):
            return f"Trước đó đã đạt {other.level_label.lower()}{when}."
        if id(other) in unit.seen and day_of(other) > day_of(row) and rank(other) < rank(row):
            return f"Sau đó danh sách ghi {other.level_label.lower()}{when}, thấp hơn trình độ này."
    return ""


def day_of(row: Schooling) -> dt.date:
    """What was brought along comes before all that has a day."""
    return row.since or dt.date.min


def rank(row: Schooling) -> int:
    """Place of the level in the list of its subject, from the lowest up."""
    return [code for code, _ in LEVELS[Subject(row.subject)]].index(row.level)
