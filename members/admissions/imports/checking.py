"""What only a whole row of the workbook of cases can tell. Each check is passed over when its cell was not read."""

from members.admissions.imports.steps import opening, step_columns
from members.roll.imports.checking import check_cell, refuse_future
from sinho.imports.findings import MISSING, REFERENCE, WrongColumn

# What a case cannot be opened without.
ASKED = ("sex", "ethnicity", "schooling", "occupation", opening().on)


def check_village(line, register, note) -> None:
    """A village of the list by code or name."""
    if not line.told("village"):
        return
    found = register.find_village(line.village, line.cell)
    if found is None:
        text = f"“{line.village}” không có trong danh mục bản, hoặc là tên của nhiều bản; ghi mã bản."
        raise WrongColumn("village", text, REFERENCE)
    line.village = found.village.code


def asked(column: str):
    """The check of something that a new case must have."""

    def check(line, register, note) -> None:
        if line.known is None and getattr(line, column) is None:
            raise WrongColumn(column, "Mở hồ sơ mới phải ghi ô này.", MISSING)

    return check


def check_days(line, register, note) -> None:
    for column in ("union_on", "left_party_on"):
        refuse_future(getattr(line, column), column, register.day)


def whole(columns):
    """The check that nothing is said of a step without its day, and no votes in part."""

    def check(line, register, note) -> None:
        told = [name for name in columns.all[1:] if line.told(name)]
        if told and getattr(line, columns.on) is None:
            raise WrongColumn(columns.on, "Ghi ngày của bước này, hoặc để trống các ô của bước.", MISSING)
        if columns.counted and line.told(columns.counted) != line.told(columns.agreed):
            column = columns.agreed if line.told(columns.counted) else columns.counted
            raise WrongColumn(column, "Ghi cả số người được tính và số tán thành.", MISSING)

    return check


def both(first, second):
    def check(line, register, note) -> None:
        first(line, register, note)
        second(line, register, note)

    return check


# In this order: the village is looked for near the cell.
CHECKS = {"cell": check_cell, "village": check_village, "union_on": check_days}
CHECKS |= {column: asked(column) for column in ASKED}
CHECKS |= {columns.on: whole(columns) for columns in step_columns().values() if columns.on not in ASKED}
CHECKS[opening().on] = both(asked(opening().on), whole(opening()))
