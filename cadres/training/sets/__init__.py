"""Form 10 of the statistics of the organisation boards: rows and columns lie beside this file, with their source."""

from functools import cache
from pathlib import Path

import yaml

from cadres.training.enums import ClassField, ClassKind, Mode, Place
from cadres.training.rules import levels_of
from members.statistics.rules.rows import ColumnSpec, FormSet, FormSpec, RowSpec

CODE = "form-10"
# What may be asked of a class, with the values that there are.
FACTS = {
    "kind": set(ClassKind.values),
    "field": set(ClassField.values),
    "level": {code for field in ClassField for code, _ in levels_of(field)},
    "mode": set(Mode.values),
    "place": set(Place.values),
}


@cache
def form_set() -> FormSet:
    """The set with its one form. ValueError when a row asks for what there is not."""
    data = yaml.safe_load((Path(__file__).parent / "form-10.yaml").read_text(encoding="utf-8"))
    rows = tuple(
        RowSpec(key=one["key"], label=one["label"], level=one["level"], fits=one["if"]) for one in data["lines"]
    )
    for row in rows:
        if wrong := {name for name, values in row.fits.items() if not set(values) <= FACTS.get(name, set())}:
            raise ValueError(f"{CODE}, {row.key}: no such {sorted(wrong)}")
    columns = tuple(ColumnSpec(**one) for one in data["columns"])
    spec = FormSpec(
        code=data["code"], title=tuple(data["title"]), rows=rows, columns=columns, says=data["says"].strip()
    )
    return FormSet(since=None, verified=False, deadline="", forms={CODE: spec}, **data["set"])
