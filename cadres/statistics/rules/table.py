"""The quality table: which sets of columns somebody chose, and which rows."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cadres.statistics.rules.facts import STAFF_TABLE
from members.statistics.rules.rows import ColumnSpec, read_column

TITLES, GROUPS, COMMUNES = "title", "group", "commune"
ROWS = ((TITLES, "Chức danh"), (GROUPS, "Nhóm"), (COMMUNES, "Xã, thị trấn"))


@dataclass(frozen=True)
class ColumnSet:
    """Columns that are chosen together; `group` stands above them; `usual`: shown when nothing was chosen."""

    code: str
    label: str
    columns: tuple[ColumnSpec, ...]
    usual: bool = False


def read_column_set(data: Mapping[str, Any]) -> ColumnSet:
    """A set from its data."""
    above = data.get("group", data["label"])
    columns = (read_column(data["code"], {"group": above, **one}, STAFF_TABLE) for one in data["columns"])
    return ColumnSet(data["code"], data["label"], tuple(columns), data.get("usual", False))


def chosen_columns(sets: Iterable[ColumnSet], codes: Collection[str]) -> tuple[ColumnSpec, ...]:
    """The total and the columns of the sets with these codes, numbered from 2 on."""
    columns = [ColumnSpec("total", "Tổng số"), *(one for kept in sets if kept.code in codes for one in kept.columns)]
    return tuple(replace(one, number=str(number)) for number, one in enumerate(columns, 2))
