"""Communes and townships of the district by era: a data file that the product brings along, and its loading."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.db.backends.postgresql.psycopg_any import DateRange

from cells.places.enums import CommuneKind
from cells.places.models import Commune
from sinho.audit.actions import record
from sinho.web.integrity import atomic_or_refused

FILE = Path(__file__).parent / "communes.yaml"
KEPT = ("name", "kind", "other_names", "source", "valid")


@dataclass(frozen=True)
class Loaded:
    """How many rows of the file were new, how many were corrected, how many stood there already."""

    added: int
    changed: int
    same: int


def communes() -> list[Commune]:
    """Rows of the file, not saved."""
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    rows = []
    for era in data["eras"]:
        source = data["sources"][era["source"]]
        until = era.get("until")
        for unit in era["units"]:
            rows.append(
                Commune(
                    code=unit["code"],
                    name=unit["name"],
                    kind=unit.get("kind", CommuneKind.COMMUNE),
                    valid=DateRange(era["since"], until + dt.timedelta(days=1) if until else None, "[)"),
                    other_names="; ".join(unit.get("other_names", [])),
                    source=f"{source['text']} ({data['marks'][source['mark']]})",
                )
            )
    return rows


@atomic_or_refused()
def load_communes(*, by=None) -> Loaded:
    """Bring the communes of the file into the database; a row is known by its code and first day.

    A second run changes nothing.
    """
    held = {(row.code, row.valid.lower): row for row in Commune.objects.select_for_update()}
    added = changed = same = 0
    for row in communes():
        known = held.get((row.code, row.valid.lower))
        if known is None:
            row.save()
            added += 1
        elif any(getattr(known, name) != getattr(row, name) for name in KEPT):
            row.pk = known.pk
            row.save(force_update=True)
            changed += 1
        else:
            same += 1
    if added or changed:
        said = f"Nạp danh mục xã, thị trấn: thêm {added}, sửa {changed} dòng"
        record(by=by, did="reference.loaded", said=said, after={"added": added, "changed": changed})
    return Loaded(added, changed, same)
