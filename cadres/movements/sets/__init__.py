"""Form 11: its rows and columns as data, in the shape of the statistical forms of the membership."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from members.statistics.rules.rows import FormSet, FormSpec, read_form

CODE = "form-11"


@dataclass(frozen=True)
class Form11:
    """The form, the set that it belongs to, which kinds of movement it counts, and column → direction ("" for none)."""

    edition: FormSet
    spec: FormSpec
    kinds: tuple[str, ...]
    directions: dict[str, str]


@cache
def form11() -> Form11:
    """Read once; every row is checked when it is read."""
    data = yaml.safe_load((Path(__file__).parent / f"{CODE}.yaml").read_text(encoding="utf-8"))
    directions = {column["key"]: column.pop("direction", "") for column in data["columns"]}
    spec = read_form(CODE, data)
    edition = FormSet("btctw", data["source"], data["since"], data["verified"], "", "", {CODE: spec})
    return Form11(edition, spec, tuple(data["kinds"]), directions)
