"""The files in which themes tell of forms and of checks between forms."""

from pathlib import Path

import yaml

from sinho.documents.checks import CrossCheck, Side
from sinho.documents.statistics import HALF, WHOLE, Entry

PERIODS = {"half": HALF, "year": WHOLE}


def _loaded(path: Path):
    return yaml.safe_load(path.read_text(encoding="utf-8")) or []


def read_forms(path: Path) -> tuple[Entry, ...]:
    """Forms; `periods` are half and year. ValueError that names the form when it has no sense."""
    found = []
    for one in _loaded(path):
        periods = tuple(PERIODS.get(name, name) for name in one.pop("periods"))
        found.append(Entry(periods=periods, instead=tuple(one.pop("instead", ())), **one))
    return tuple(found)


def read_checks(path: Path) -> tuple[CrossCheck, ...]:
    """Checks between forms."""
    found = []
    for one in _loaded(path):
        left, right = (side_of(one.pop(name)) for name in ("left", "right"))
        periods = tuple(PERIODS.get(name, name) for name in one.pop("periods", ("half", "year")))
        found.append(CrossCheck(left=left, right=right, periods=periods, generations=tuple(one.pop("sets")), **one))
    return tuple(found)


def side_of(data) -> Side:
    return Side(data["form"], tuple(data["keys"]), tuple(data.get("less", ())), data.get("once", False))
