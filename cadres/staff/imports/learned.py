"""What a row of the workbook of qualifications says, and how it stands beside what is known."""

import datetime as dt
from dataclasses import dataclass

from cadres.staff.actions.learning import Learned
from cadres.staff.enums import StaffSubject
from cadres.staff.imports.lines import CadreUnit
from cadres.staff.imports.people import check_commune
from cadres.staff.models import Qualification
from cadres.staff.rules import LEVELS, SUBJECTS
from members.roll.imports.checking import refuse_future
from members.roll.imports.learned import READERS, STANDS
from members.roll.rules import BirthDate
from sinho.imports.findings import CHOICE, MISSING, ORDER, WrongCell, WrongColumn
from sinho.imports.lines import Line, Understood
from sinho.text.dates import format_date
from sinho.text.folding import fold

TOLD = ("level", "words", "system", "certificate")
TRAINING = StaffSubject.TITLE_TRAINING


@dataclass
class LevelLine(Line):
    """A level as people write it: the label of the list, or words for the subjects that have no list."""

    code: str | None = None
    name: str | None = None
    birth: BirthDate | None = None
    identity: str | None = None
    commune: str | None = None
    study: str | None = None
    level: str | None = None
    title: str | None = None
    words: str | None = None
    system: str | None = None
    certificate: str | None = None
    since: dt.date | None = None


def line_of(unit: CadreUnit, row: Qualification, code_by_id: dict[int, str]) -> LevelLine:
    """What is known as a row of the workbook, without the identity number: the code is enough to find the person."""
    has_list = bool(LEVELS[row.subject])
    in_level = has_list or row.subject == TRAINING
    return LevelLine(
        code=unit.key,
        name=unit.root.full_name,
        birth=unit.root.birth,
        commune=code_by_id.get(unit.place),
        study=row.subject,
        level=(row.level_label if in_level else row.words) or None,
        title=row.title or None,
        words=(row.words if in_level else "") or None,
        system=row.system or None,
        certificate=row.certificate_number or None,
        since=row.since,
    )


def learned_of(line: LevelLine) -> Learned:
    """The line as the action is told."""
    codes = {label: code for code, label in LEVELS[line.study]}
    in_level = codes or line.study == TRAINING
    return Learned(
        subject=line.study,
        level=codes.get(line.level, ""),
        title=line.title or "",
        words=(line.words if in_level else line.level) or "",
        system=line.system or "",
        certificate_number=line.certificate or "",
        since=line.since,
    )


def check_level(line: LevelLine, register, note) -> None:
    """The level in the list of its subject; a title for training, words for the other subjects."""
    if line.study is None:
        return
    if line.study == TRAINING:
        check_training(line)
    elif line.told("title"):
        text = f"Chỉ ghi ô này khi môn là {SUBJECTS[TRAINING]}; môn {SUBJECTS[line.study].lower()} thì để trống."
        raise WrongColumn("title", text, CHOICE)
    elif line.level is None and line.words is None:
        raise WrongColumn("level", "Ghi trình độ của môn này.", MISSING)
    elif line.study in READERS:
        read_level(line, note)
    elif line.told("level", "words"):
        if line.told("level") and line.told("words") and fold(line.words) != fold(line.level):
            text = "Môn này không có danh mục trình độ; ghi tất cả ở cột “Trình độ”, để trống ô này."
            raise WrongColumn("words", text, CHOICE)
        line.level, line.words = (line.level if line.told("level") else line.words), None


def check_training(line: LevelLine) -> None:
    """Training is for a title and has no levels."""
    if line.title is None:
        raise WrongColumn("title", "Ghi chức danh được đào tạo, bồi dưỡng.", MISSING)
    if line.told("level") and line.told("words") and line.words != line.level:
        raise WrongColumn("level", "Bồi dưỡng theo chức danh không có trình độ; để trống ô này.", CHOICE)
    line.words, line.level = line.words or line.level, None


def read_level(line: LevelLine, note) -> None:
    """A subject with a list: the label of the level, and the words of the certificate."""
    if not line.told("level"):
        raise WrongColumn("level", "Ghi trình độ theo danh mục của môn.", MISSING)
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


def check_reached(line: LevelLine, register, note) -> None:
    refuse_future(line.since, "since", register.day)


CHECKS = {"commune": check_commune, "level": check_level, "since": check_reached}


def lay_level(unit: CadreUnit, line: LevelLine) -> set[str]:
    """The columns of something new; what is known is left as it is, and nothing is written over it."""
    if line.known:
        refuse_other(line, line.known)
        return set()
    if line.since and line.since < unit.root.birth.earliest:
        text = f"Ngày {format_date(line.since)} trước ngày sinh {unit.root.birth}."
        raise WrongColumn("since", text, ORDER)
    if line.since is None and any(tells_no_more(learned_of(line), known) for known in unit.of(Qualification)):
        return set()
    return line.typed & {"study", "title", "since", *TOLD}


def refuse_other(line: LevelLine, known: LevelLine) -> None:
    """The same subject and day in other words than they are known."""
    for column in TOLD:
        if getattr(line, column) != getattr(known, column):
            when = f"đạt ngày {format_date(known.since)}" if known.since else "không rõ ngày đạt"
            there = ", ".join(f"“{getattr(known, name)}”" for name in TOLD if getattr(known, name))
            raise WrongColumn(column, f"Danh sách đã có môn này, {when}: {there or 'không ghi gì thêm'}.", STANDS)


def tells_no_more(new: Learned, known: Qualification) -> bool:
    """Whether what is told without a day is in what is known with its day."""
    same = (new.subject, new.level, new.title) == (known.subject, known.level, known.title)
    pairs = [(new.words, known.words), (new.system, known.system)]
    pairs += [(new.certificate_number, known.certificate_number)]
    return same and all(told in ("", there) for told, there in pairs)


def reached(unit: CadreUnit, lines: list[LevelLine]) -> list[tuple[str, str, dt.date | None, bool]]:
    """Subject, label of the level and day of everything known and told; whether it is known."""
    known = [(one.subject, one.level_label, one.since, True) for one in unit.of(Qualification)]
    return known + [(one.study, one.level, one.since, False) for one in lines]


def out_of_order(others: list[tuple[str, str, dt.date | None, bool]], line: LevelLine) -> str:
    """What was reached earlier and is higher than the line, or what is known of later and is lower; else ""."""
    order = [label for _, label in LEVELS[line.study]]
    if line.level not in order:
        return ""
    rank, day = order.index(line.level), line.since or dt.date.min
    for subject, label, since, known in others:
        if subject != line.study or label not in order:
            continue
        theirs, on = order.index(label), since or dt.date.min
        when = f" ngày {format_date(since)}" if since else ", không rõ ngày"
        if on < day and theirs > rank:
            return f"Trước đó đã đạt {label.lower()}{when}."
        if known and on > day and theirs < rank:
            return f"Sau đó danh sách ghi {label.lower()}{when}, thấp hơn trình độ này."
    return ""
