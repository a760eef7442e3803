"""The forms of the staff: rows and columns, who manages which titles, the columns of the quality table."""

from functools import cache
from pathlib import Path

import yaml

from cadres.statistics.rules import facts
from cadres.statistics.rules.facts import Managed, Managers
from cadres.statistics.rules.table import ColumnSet, read_column_set
from members.statistics.rules.rows import FormSet, read_form

FACTS = {
    "form-8c": facts.MOVEMENT,
    "form-9c": facts.LEADER,
    "form-13": facts.APPOINTMENT,
    "cadre-quality-table": facts.STAFF_TABLE,
}


def _loaded(name: str):
    return yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))


@cache
def sets() -> tuple[FormSet, ...]:
    """All sets from the oldest on; each row and column is checked when it is read."""
    return tuple(
        FormSet(
            code=one["code"],
            title=one["title"],
            since=one["since"],
            verified=one["verified"],
            deadline=one["deadline"],
            says=one["says"],
            forms={
                name: read_form(f"{one['code']}, {name}", form, FACTS[name])
                for name, form in _loaded(f"{one['code']}.yaml").items()
            },
        )
        for one in _loaded("sets.yaml")
    )


@cache
def managers() -> Managers:
    """Who manages which titles (U)."""
    data = _loaded("managers.yaml")
    levels = {level: Managed(**one) for level, one in data["levels"].items()}
    return Managers(data["source"], data["verified"], levels)


@cache
def column_sets() -> tuple[ColumnSet, ...]:
    """The sets of columns of the quality table, in its order."""
    return tuple(read_column_set(one) for one in _loaded("columns.yaml"))
