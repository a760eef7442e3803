"""Rules of votes of confidence by era; each stands in a file beside this one, with its source."""

import datetime as dt
from functools import cache
from pathlib import Path

import yaml

from cadres.reviews.rules.voting import Outcome, VoteRule, rule_on
from cadres.staff.rules import said_source


@cache
def rules() -> tuple[VoteRule, ...]:
    """All rules, the oldest first."""
    return tuple(read(path) for path in sorted(Path(__file__).parent.glob("*.yaml")))


def read(path: Path) -> VoteRule:
    """The rule of one file."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    outcomes = tuple(Outcome(share=tuple(one.pop("share")), **one) for one in data.pop("outcomes"))
    quorum = tuple(data.pop("quorum")) if "quorum" in data else None
    options, titles = (tuple(data.pop(name)) for name in ("options", "titles"))
    return VoteRule(options=options, titles=titles, outcomes=outcomes, quorum=quorum, **data)


def of_day(day: dt.date) -> VoteRule | None:
    return rule_on(rules(), day)


def of_code(code: str) -> VoteRule:
    return next(one for one in rules() if one.code == code)


def source_words(rule: VoteRule) -> str:
    """Where the rule comes from, and whether somebody has compared it with the text."""
    return said_source(rule.source, rule.verified)
