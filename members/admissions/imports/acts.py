"""From a row to acts: a case is opened, what was not known is filled in, steps are taken in the order of the path."""

from collections.abc import Callable

from members.admissions import actions
from members.admissions.actions import Candidate, Taken
from members.admissions.actions.filling import fill_in
from members.admissions.imports.lines import FACTS, CaseRegister, CaseUnit
from members.admissions.imports.steps import StepColumns, opening, step_columns
from members.admissions.rules.path import Votes
from members.admissions.voters import voters
from members.roll.enums import Religion
from sinho.imports.acting import said_at
from sinho.imports.enums import Level
from sinho.imports.findings import Cause, cause
from sinho.imports.lines import Author

NOT_CARRIED = cause(
    "not_carried",
    "Chưa đủ hai phần ba tán thành",
    "Xem lại số phiếu; đúng như thế thì xác nhận khi nhập, bước được giữ là không đạt và để ngỏ.",
    Level.DOUBT,
)
OTHER_COUNT = cause(
    "other_count",
    "Số người được tính khác với sổ",
    "Xem lại số người được biểu quyết ngày đó; đúng như thế thì xác nhận khi nhập.",
    Level.DOUBT,
)
NOTE = "Nhập từ tệp; theo sổ ngày đó có {known} người được biểu quyết."


def act_case(unit: CaseUnit, line, register: CaseRegister, author: Author, doubt: Callable) -> None:
    """Do what the row tells. `doubt`: say(column, cause, sentence) about it."""
    first = opening()
    fresh = set(line.typed)
    if line.known is None:
        where = [
            ("Chi bộ", "cell"),
            ("Số căn cước", "identity"),
            ("Ghi đảng viên", first.people),
            ("Năm sinh", "birth"),
        ]
        cell = register.tree.organizations[line.cell]
        with said_at(first.on, where):
            case = actions.open_case(
                cell=cell, candidate=candidate_of(line, register), taken=taken_of(first, line), by=author.user
            )
        case.cell_id = cell.pk
        unit.root = case
        fresh -= set(first.all)
    else:
        fresh = {name for name in fresh if getattr(line, name) != getattr(line.known, name)}
        fill(unit, line, fresh, register, author)
    for columns in step_columns().values():
        if columns.on in fresh:
            take(unit, columns, line, author, doubt)


def candidate_of(line, register: CaseRegister) -> Candidate:
    level, words = line.schooling
    village = register.village_by_code.get(line.village)
    facts = {fact: getattr(line, column) for column, fact in FACTS.items()}
    given = {name: value for name, value in facts.items() if value is not None}
    return Candidate(
        full_name=line.name,
        birth=line.birth,
        schooling=level,
        schooling_words=words,
        village=village,
        **{"religion": Religion.NONE, **given},
    )


def fill(unit: CaseUnit, line, fresh: set[str], register: CaseRegister, author: Author) -> None:
    """Facts that were not known."""
    facts = {FACTS[column]: getattr(line, column) for column in FACTS if column in fresh}
    if "village" in fresh:
        facts["village_id"] = register.village_by_code[line.village].pk
    if "schooling" in fresh and not unit.root.schooling_words and not unit.root.member_id:
        facts["schooling_words"] = line.schooling[1]
    if facts:
        with said_at(next(column for column in (*FACTS, "village", "schooling") if column in fresh)):
            fill_in(case=unit.root, facts=facts, by=author.user)


def take(unit: CaseUnit, columns: StepColumns, line, author: Author, doubt: Callable) -> None:
    """Take a step as its page does, with what has to be looked at."""
    known = None
    if columns.counted and getattr(line, columns.counted):
        known = voters(unit.root, columns.step, getattr(line, columns.on))
        if known is not None and known != getattr(line, columns.counted):
            doubt(columns.counted, OTHER_COUNT, f"Theo sổ ngày đó có {known} người được biểu quyết.")
        else:
            known = None
    taken = taken_of(columns, line, NOTE.format(known=known) if known is not None else "")
    where = [("Ghi số người", columns.counted), ("Số phiếu", columns.agreed), ("Ghi số của", columns.number)]
    where += [("Ghi đảng viên", columns.people), ("Ghi người", columns.people), ("Học vấn", "schooling")]
    with said_at(columns.on, where):
        written = actions.take_step(case=unit.root, taken=taken, scope=author.scope, by=author.user)
    if not written.passed:
        doubt(columns.agreed, *not_carried(written))


def not_carried(written) -> tuple[Cause, str]:
    return NOT_CARRIED, f"{written.votes_words}: chưa đủ hai phần ba, ghi là không đạt."


def taken_of(columns: StepColumns, line, note: str = "") -> Taken:
    """The step as the row tells it."""
    told = {name: getattr(line, name) for name in columns.all}
    counted, agreed = told.get(columns.counted), told.get(columns.agreed)
    return Taken(
        step=columns.code,
        on=told[columns.on],
        number=told.get(columns.number) or "",
        people=told.get(columns.people) or "",
        votes=Votes(counted, agreed) if counted is not None and agreed is not None else None,
        note=note,
    )
