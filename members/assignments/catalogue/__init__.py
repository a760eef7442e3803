"""Kinds of work, ratings and the day of the year by which work is given; they stand in `catalogue.yaml`."""

import datetime as dt
from functools import cache
from pathlib import Path

import yaml

UNVERIFIED = "chưa đối chiếu văn bản"


@cache
def _catalogue() -> dict:
    return yaml.safe_load((Path(__file__).parent / "catalogue.yaml").read_text(encoding="utf-8"))


def fields() -> dict[str, str]:
    """Code → name of the kinds of work (S3 IV.2)."""
    return _catalogue()["fields"]


def ratings() -> dict[str, str]:
    """Code → name of the ratings, the best first."""
    return _catalogue()["ratings"]["levels"]


def ratings_note() -> str:
    """What pages say beside the ratings while nobody has compared them with the text; "" afterwards."""
    return "" if _catalogue()["ratings"]["verified"] else UNVERIFIED


def deadline_of(year: int) -> dt.date:
    """The day by which every member should have his work for the year."""
    day = _catalogue()["deadline"]
    return dt.date(year, day["month"], day["day"])


def deadline_note() -> str:
    """What pages say beside the deadline while nobody has compared it with the text; "" afterwards."""
    return "" if _catalogue()["deadline"]["verified"] else UNVERIFIED
