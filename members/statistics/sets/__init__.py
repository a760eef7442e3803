"""The sets of statistical forms: their time in `sets.yaml`, the rows of each form in a file of the set."""

from functools import cache
from pathlib import Path

import yaml

from members.statistics.rules.rows import FormSet, read_form


def _loaded(name: str):
    return yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))


@cache
def sets() -> tuple[FormSet, ...]:
    """All sets from the oldest on; each row is checked when it is read."""
    return tuple(
        FormSet(
            code=one["code"],
            title=one["title"],
            since=one["since"],
            verified=one["verified"],
            deadline=one["deadline"],
            says=one["says"],
            forms={
                name: read_form(f"{one['code']}, {name}", form)
                for name, form in _loaded(f"{one.get('like', one['code'])}.yaml").items()
            },
        )
        for one in _loaded("sets.yaml")
    )
