"""Schemes of all eras that the product knows: one YAML file per guidance, read once."""

import datetime as dt
from functools import cache
from pathlib import Path

import yaml

from cells.assessments.rules.scheme import read


@cache
def files() -> dict[str, dict]:
    """Content of every scheme file by its code. Each is checked when it is read."""
    found = {}
    for path in sorted(Path(__file__).parent.glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        read(data)
        found[data["code"]] = data
    return dict(sorted(found.items(), key=lambda pair: pair[1]["since"]))


def as_json(code: str) -> dict:
    """Content that a campaign keeps: dates as text."""
    data = files()[code]
    return {name: str(value) if isinstance(value, dt.date) else value for name, value in data.items()}


def in_force_for(year: int) -> list[str]:
    """Codes of the schemes whose time touches the year, the newest first."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    fitting = [
        (data["since"], code)
        for code, data in files().items()
        if data["since"] <= last and (data["until"] is None or data["until"] >= first)
    ]
    return [code for _, code in sorted(fitting, reverse=True)]
