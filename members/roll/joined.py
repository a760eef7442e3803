"""What came of joining two records, as people read it."""

import datetime as dt
from dataclasses import dataclass

from django.apps import apps

from members.roll.actions.join_plan import field_pairs, row_of
from members.roll.life import Moment, life_of
from members.roll.models import Join, Member
from members.roll.said import said_of


@dataclass(frozen=True)
class Aside:
    """A row that was not taken over: its kind, what it said, on which record it stood; `copy`: the other record
    says the very same."""

    kind: str
    said: str
    of_gone: bool
    copy: bool


@dataclass(frozen=True)
class Outcome:
    """The record that stays, after the join."""

    member: Member
    facts: list[tuple[str, str]]
    life: list[Moment]
    aside: list[Aside]


def outcome_of(made: Join, day: dt.date) -> Outcome:
    """The record as it stands in the database now."""
    kept, gone = Member.objects.get(pk=made.kept_id), Member.objects.get(pk=made.gone_id)
    facts = [(pair.label, pair.kept) for pair in field_pairs(kept, gone) if pair.kept]
    return Outcome(kept, facts, life_of(kept, day), aside_of(made))


def aside_of(made: Join) -> list[Aside]:
    """The rows that the join took out, from their images."""
    found, stays = [], [(one["model"], one["after"]) for one in made.images["rows"]]
    for image in made.images["rows"]:
        if image["after"] is None:
            model = apps.get_model(image["model"])
            row = row_of(model, image["pk"], image["before"])
            label = str(model._meta.verbose_name)
            same = (image["model"], image["before"] | {"member_id": str(made.kept_id)})
            of_gone = image["before"].get("member_id") == str(made.gone_id)
            found.append(Aside(f"{label[0].upper()}{label[1:]}", said_of(row), of_gone, same in stays))
    return found
