"""How much is usually given with a reward at the end of a year: `rewards.yaml`, each line with its source."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Usual:
    """Amounts in đồng of the years from `since` to `until`; None where no amount is known."""

    since: int
    until: int
    member: int | None
    organization: int | None
    verified: bool
    source: str


UNKNOWN = Usual(0, 0, None, None, False, "Chưa có mức thưởng của năm này trong hệ thống")


@cache
def _known() -> tuple[Usual, ...]:
    data = yaml.safe_load((Path(__file__).parent / "rewards.yaml").read_text(encoding="utf-8"))
    return tuple(Usual(**one) for one in data)


def usual(year: int) -> Usual:
    """The amounts of a year; UNKNOWN of a year that nobody has entered."""
    return next((one for one in _known() if one.since <= year <= one.until), UNKNOWN)
