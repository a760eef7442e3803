"""Forms of discipline, kinds of praise and the rules of candidates: files beside this one, each with its source."""

from functools import cache
from pathlib import Path

import yaml

from cells.oversight.conduct_rules import Form, Forms, Praise, PraiseRule, Validity


def _read(name: str) -> dict:
    return yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def forms() -> Forms:
    """The forms of discipline, from light to grave, and how long a decision holds."""
    data = _read("discipline")
    found = tuple(Form(rank=n, **{**one, "of": tuple(one["of"])}) for n, one in enumerate(data["forms"]))
    return Forms(found, tuple(Validity(**one) for one in data["validity"]), frozenset(data["lasting"]))


@cache
def praise() -> Praise:
    """Kinds of praise, who gives them to whom, who is proposed."""
    data = _read("praise")
    source, verified = data["rules_source"], data["rules_verified"]
    rules = tuple(PraiseRule(**{"source": source, "verified": verified, **one}) for one in data["rules"])
    return Praise(
        kinds={one["code"]: one["label"] for one in data["kinds"]},
        levels={one["code"]: one["label"] for one in data["levels"]},
        table={one["level"]: one for one in data["table"]},
        source=data["table_source"],
        verified=data["table_verified"],
        rules=rules,
    )
