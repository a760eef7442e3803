"""The path into the Party in each era: the steps stand in `path.yaml`, the guidance of an era in `eras.yaml`."""

import datetime as dt
from functools import cache
from pathlib import Path

import yaml

from members.admissions.rules.path import read


def _loaded(name: str):
    return yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))


@cache
def eras() -> dict[str, dict]:
    """Content of the path of every era by its code. Each is checked when it is read."""
    found = {}
    for era in _loaded("eras.yaml"):
        data = {**_loaded("path.yaml"), **era.get("changes", {}), **era}
        read(data)
        found[era["code"]] = data
    return found


def code_on(day: dt.date) -> str:
    """The era whose guidance is in force on the day; before all of them the first one."""
    fitting = [code for code, era in eras().items() if era["since"] <= day]
    return fitting[-1] if fitting else next(iter(eras()))


@cache
def handing() -> dict:
    """The limits that run from the day on which a case was handed to another cell."""
    return _loaded("handing.yaml")


def as_json(code: str, *, grassroots_cell: bool = False) -> dict:
    """Content that a case keeps: days as text. A grassroots cell has no grassroots committee above it."""
    data = {name: str(value) if isinstance(value, dt.date) else value for name, value in eras()[code].items()}
    if not grassroots_cell:
        return data
    left_out = {step["code"]: step["after"] for step in data["steps"] if step.get("not_in_grassroots_cells")}
    steps = [step for step in data["steps"] if step["code"] not in left_out]
    return data | {"steps": [step | {"after": _without(step.get("after", []), left_out)} for step in steps]}


def _without(after: list[str], left_out: dict[str, list[str]]) -> list[str]:
    """What must come before, with what comes before it in place of a step that is left out."""
    found: list[str] = []
    for code in after:
        found += _without(left_out[code], left_out) if code in left_out else [code]
    return found
