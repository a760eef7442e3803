"""What a row adds to a case: facts that were not known, steps that were not written; what differs is refused."""

from collections.abc import Callable

from members.admissions.imports.lines import CaseUnit
from members.admissions.imports.steps import StepColumns, step_columns
from members.roll.imports.laying import same_level
from sinho.imports.findings import WrongColumn, cause

STANDS = cause(
    "case_stands",
    "Khác với hồ sơ đang có",
    "Tệp này ghi tiếp những bước và ô còn thiếu, không ghi đè điều đã ghi; thay đổi thì làm ở trang của hồ sơ.",
)
NOT_ADDED = {"code", "name", "birth", "cell", "base"}
# Facts that a case may be opened without.
FILLED = {"home_place", "identity", "union_on", "village", "left_party_on"}


def lay_case(unit: CaseUnit, line, said: Callable) -> set[str]:
    """The columns that the row adds. `said`: a column in words."""
    if line.known is None:
        return line.typed - NOT_ADDED
    steps = {name for columns in step_columns().values() for name in columns.all}
    touched = set()
    for column in sorted(line.typed - NOT_ADDED - steps):
        before, now = getattr(line.known, column), getattr(line, column)
        if before == now or (column == "schooling" and is_same_schooling(before, now)):
            continue
        if column == "schooling" and before[0] == now[0] and not before[1]:
            touched |= set() if unit.root.member_id else {column}
            continue
        if before is not None or column not in FILLED:
            raise WrongColumn(column, f"Hồ sơ đang ghi “{said(line.known, column)}”.", STANDS)
        touched.add(column)
    for columns in step_columns().values():
        touched |= lay_step(columns, line, said)
    return touched


def is_same_schooling(before: tuple[str, str], now: tuple[str, str]) -> bool:
    """The same level, or the same words: which level they mean, “8/12” for one, is a suggestion."""
    return same_level(before, now) or (bool(before[1]) and before[1] == now[1])


def lay_step(columns: StepColumns, line, said: Callable) -> set[str]:
    """A step of another day than the known one is taken anew: whether it may, the rules decide."""
    told = {name for name in columns.all if line.told(name)}
    if columns.on not in told:
        return set()
    if getattr(line, columns.on) != getattr(line.known, columns.on):
        return told
    for name in told:
        before, now = getattr(line.known, name), getattr(line, name)
        if before is None and now is not None:
            raise WrongColumn(name, "Bước đã ghi và để trống ô này; tệp không ghi thêm vào được.", STANDS)
        if before != now:
            raise WrongColumn(name, f"Hồ sơ đang ghi “{said(line.known, name)}”.", STANDS)
    return set()
