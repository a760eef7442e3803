"""When an organisation counts as weak for long; each rule stands in a file beside this one, with its source (A8)."""

import datetime as dt
from functools import cache
from pathlib import Path

import yaml

from cells.oversight.rules.weak import WeakRule, rule_on


@cache
def rules() -> tuple[WeakRule, ...]:
    """All rules, the oldest first."""
    paths = sorted(Path(__file__).parent.glob("*.yaml"))
    return tuple(WeakRule(**yaml.safe_load(path.read_text(encoding="utf-8"))) for path in paths)


def on(day: dt.date) -> WeakRule:
    return rule_on(rules(), day)
