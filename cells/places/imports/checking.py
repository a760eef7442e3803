"""What only a whole row of the workbook of villages can tell: see the checks of organisations."""

from cells.organizations.enums import CELLS, OrganizationKind
from cells.organizations.imports.checking import check_commune, check_end
from cells.places.imports.lines import VillageLine
from sinho.imports.findings import MISSING, ORDER, REFERENCE, SCOPE, WrongColumn
from sinho.text.dates import format_date

COMMITTEES = (OrganizationKind.GRASSROOTS_COMMITTEE, OrganizationKind.GRASSROOTS_CELL)


def check_scope(line: VillageLine, register, note) -> None:
    """The village is within reach, also on the day of the row."""
    away = line.known is not None and line.known.committee not in register.tree.states
    if line.code in register.elsewhere or (away and line.known.committee is not None):
        raise WrongColumn("code", f"Mã {line.code} không thuộc phạm vi đồng chí được nhập.", SCOPE)


def check_until(line: VillageLine, register, note) -> None:
    check_end(line, register.tree, note)


def check_place(line: VillageLine, register, note) -> None:
    check_commune(line, register.tree, note)


def check_committee(line: VillageLine, register, note) -> None:
    """The committee that watches over the village; left out, the one of the commune."""
    if line.told("committee"):
        line.committee = found_in_reach(line.committee, "committee", register)
    elif line.commune and line.since and (line.known is None or line.known.commune != line.commune):
        line.committee = committee_of(line, register)
    if line.committee is None or line.since is None or unchanged(line, "committee"):
        return
    state = alive(line.committee, line.since, "committee", register)
    if state.kind not in COMMITTEES:
        raise WrongColumn("committee", f"{state.name} không phải là tổ chức cơ sở đảng.", REFERENCE)


def committee_of(line: VillageLine, register) -> str:
    """The only grassroots organisation of the commune on the day."""
    found = register.committees_of(line.commune, line.since, COMMITTEES[:1])
    found = found or register.committees_of(line.commune, line.since, COMMITTEES)
    if len(found) != 1:
        few = (
            "chưa có đảng bộ xã trong phạm vi của đồng chí"
            if not found
            else f"có nhiều tổ chức ({', '.join(found[:4])})"
        )
        text = f"Vào ngày {format_date(line.since)} xã này {few}; ghi mã đảng ủy phụ trách."
        raise WrongColumn("committee", text, MISSING if found else REFERENCE)
    return found[0]


def check_cell(line: VillageLine, register, note) -> None:
    """Cell, way of serving and day go together; what is known of the same cell need not be repeated."""
    if not line.told("cell", "service", "served_since"):
        return
    known = line.known
    if line.told("cell"):
        line.cell = found_in_reach(line.cell, "cell", register)
    elif line.cell is None:
        raise WrongColumn("cell", "Ghi mã chi bộ phụ trách cùng hình thức và ngày.", MISSING)
    same = known is not None and known.cell == line.cell
    if not line.told("service") and not same:
        raise WrongColumn("service", "Chọn chi bộ của bản hay sinh hoạt ghép.", MISSING)
    if not line.told("served_since") and not same:
        if not line.new:
            raise WrongColumn("served_since", "Chi bộ khác với chi bộ đang ghi: ghi phụ trách từ ngày nào.", MISSING)
        line.served_since = line.since
    if line.served_since and not (same and known.served_since == line.served_since):
        state = alive(line.cell, line.served_since, "cell", register)
        if state.kind not in CELLS:
            raise WrongColumn("cell", f"{state.name} không phải là chi bộ.", REFERENCE)


def unchanged(line: VillageLine, column: str) -> bool:
    """Whether the column says what was known."""
    return line.known is not None and getattr(line.known, column) == getattr(line, column)


def found_in_reach(typed: str, column: str, register) -> str:
    """Code of an organisation that a cell names."""
    code = register.tree.find_parent(typed)
    if code is None:
        text = f"Không có tổ chức này trong phạm vi của đồng chí.{register.tree.nearest(typed)}"
        raise WrongColumn(column, text, REFERENCE)
    return code


def alive(code: str, day, column: str, register):
    """State of the organisation on the day."""
    state = register.tree.state_on(code, day)
    if state is None:
        raise WrongColumn(column, f"Tổ chức {code} chưa có hoặc không còn vào ngày {format_date(day)}.", ORDER)
    return state


# Each check is passed over when the cell of its column could not be read.
CHECKS = {
    "code": check_scope,
    "until": check_until,
    "commune": check_place,
    "committee": check_committee,
    "cell": check_cell,
}
