"""The parts of working regulations, from the file beside this one, with its source (A9)."""

from functools import cache
from pathlib import Path

import yaml

from cells.directives.rules.regulations import Outline, Part

LONGEST_CODE = 20


@cache
def outline() -> Outline:
    """The parts in their order."""
    read = yaml.safe_load((Path(__file__).parent / "regulation.yaml").read_text(encoding="utf-8"))
    return Outline(read["source"], read["verified"], tuple(Part(**one) for one in read["parts"]))


def heading_of(code: str) -> str:
    """Of a part that is no longer in the list its code."""
    return next((one.heading for one in outline().parts if one.code == code), code)
