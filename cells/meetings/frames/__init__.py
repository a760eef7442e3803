"""Frames of quality of a meeting by era; each stands in a file beside this one, with its source."""

import datetime as dt
from functools import cache
from pathlib import Path

import yaml

from cells.meetings.rules.quality import Band, Criterion, Frame, frame_on


@cache
def frames() -> tuple[Frame, ...]:
    """All frames, the oldest first."""
    return tuple(read(path) for path in sorted(Path(__file__).parent.glob("*.yaml")))


def read(path: Path) -> Frame:
    """The frame of one file."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    criteria = tuple(Criterion(**one) for one in data.pop("criteria"))
    bands = tuple(Band(**one) for one in data.pop("bands"))
    return Frame(criteria=criteria, bands=bands, **data)


def on(day: dt.date) -> Frame:
    return frame_on(frames(), day)
