"""The sets of statistical forms: their time in `sets.yaml`, the rows of each form in a file of the set."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from members.statistics.rules.rows import ColumnSpec, FormSet, FormSpec, read_form
from sinho.documents.statistics import Deadline, Generation


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
            deadline=deadline_words(one.get("deadlines", ())),
            says=one["says"],
            forms={
                name: read_form(f"{one['code']}, {name}", form)
                for name, form in _loaded(f"{one.get('like', one['code'])}.yaml").items()
            },
        )
        for one in _loaded("sets.yaml")
    )


def sets_with(code: str) -> tuple[FormSet, ...]:
    """The sets in which a form exists whose print was only read in part: the form itself says what is known of it."""
    return tuple(replace(one, says=f"{one.title}: chưa rõ thời gian hiệu lực.") for one in sets() if code in one.forms)


def deadline_words(rules) -> str:
    """What the old forms print in their right corner: the deadline of district committees."""
    days = next((rule["days"] for rule in rules if rule["level"] == "district"), None)
    return f"{days} ngày sau kỳ báo cáo" if days else ""


@cache
def generations() -> tuple[Generation, ...]:
    """The same sets as the register of forms shows them."""
    names = ("code", "title", "short", "since", "source", "verified")
    return tuple(
        Generation(
            **{name: one[name] for name in names},
            deadlines=tuple(Deadline(**rule) for rule in one.get("deadlines", ())),
            like=one.get("like", ""),
        )
        for one in _loaded("sets.yaml")
    )


@dataclass(frozen=True)
class YearForm:
    """Form 7A: its columns with the types that each counts, where it comes from."""

    spec: FormSpec
    columns: tuple[tuple[ColumnSpec, tuple[str, ...]], ...]
    title: str
    deadline: str
    says: str


@cache
def year_form() -> YearForm:
    """Form 7A from its file; its rows come from the scheme of the year."""
    data, columns = _loaded("form7a.yaml"), []
    for said in data["columns"]:
        types = said.pop("types", ())
        columns.append((ColumnSpec(**said), (types,) if isinstance(types, str) else tuple(types)))
    shown = tuple(column for column, _ in columns)
    spec = FormSpec(code=data["code"], title=tuple(data["title"]), columns=shown)
    return YearForm(spec, tuple(columns), data["set"], data["deadline"], data["says"])
