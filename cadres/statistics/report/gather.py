"""People of these forms as light rows with their facts: a fixed number of queries, however many people."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from cadres.staff.models import Cadre
from cadres.staff.models.reading import Row, read_rows
from cadres.statistics.rules.facts import highest
from cells.organizations.models import OrganizationState, reach_of
from members.roll.enums import LEVELS, Ethnicity, Sex, Subject
from members.roll.models import Member, Schooling
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope
from sinho.documents.reports import Listed

SUBJECTS = (Subject.GENERAL, Subject.PROFESSIONAL, Subject.THEORY)
NO_RECORD = "chưa gắn hồ sơ"


@dataclass(frozen=True)
class Person:
    """Somebody who is counted: `who` he is, whatever he holds; None of what is not known of him."""

    who: Any
    listed: Listed
    sex: str | None = None
    ethnicity: str | None = None
    religion: str | None = None
    age: int | None = None
    general: str | None = None
    professional: str | None = None
    theory: str | None = None
    linked: bool = False


class Sight:
    """What one person sees of an organisation's staff: communes below it, records he may open, names of the day."""

    def __init__(self, scope: Scope, organization_id: int, day: dt.date):
        self.scope, self.day = scope, day
        below = reach_of([organization_id], day)[organization_id]
        self.organization_ids = below & scope.organization_ids(Permission.VIEW_STAFF)
        self.visible = scope.organization_ids(Permission.VIEW_STAFF)
        states = OrganizationState.objects.filter(organization__among=self.organization_ids).order_by("valid")
        rows = list(states.values_list("organization_id", "short_name", "valid"))
        # The name of the day; of who does not exist then the last one before it, or the first one.
        self.names = {pk: name for pk, name, valid in reversed(rows)}
        self.names |= {pk: name for pk, name, valid in rows if valid.lower <= day}

    def rows(self, cadre_ids: Collection[int]) -> dict[int, Row]:
        """Who they are and what they had learned on the day, in the order of names: four queries."""
        cadres = Cadre.objects.with_last_organization().filter(pk__among=Ids(cadre_ids)).order_by("sort_key", "id")
        return {row.cadre.pk: row for row in read_rows(list(cadres), self.day)}

    def view_of(self, cadre: Cadre) -> str:
        """The page of his record, if it may be opened."""
        return "staff:cadre" if cadre.last_organization in self.visible else ""


def facts_of(row: Row) -> dict:
    """What the record of the staff says of somebody on the day."""
    cadre = row.cadre
    facts = {name: getattr(cadre, name) for name in ("sex", "ethnicity", "religion")}
    levels = {str(subject): {one.level for one in row.learned.get(subject, ())} for subject in SUBJECTS}
    learned = {subject: highest(subject, known) for subject, known in levels.items()}
    return facts | learned | {"age": row.age, "linked": cadre.member_id is not None}


def who_texts(row: Row) -> tuple[str, str, str]:
    """Birth, sex and ethnic group."""
    cadre = row.cadre
    return str(cadre.birth), Sex(cadre.sex).label, Ethnicity(cadre.ethnicity).label


def member_facts(ids: Collection[int], day: dt.date) -> dict[int, tuple[Member, Mapping[str, Any]]]:
    """Member → record and what the roll says of him on the day, his highest levels: two queries."""
    learned: dict[tuple[int, str], set[str]] = {}
    rows = Schooling.objects.filter(member__among=Ids(ids), subject__in=SUBJECTS).known_on(day)
    for member_id, subject, level in rows.values_list("member_id", "subject", "level"):
        learned.setdefault((member_id, subject), set()).add(level)
    found = {}
    for member in Member.objects.filter(pk__among=Ids(ids)):
        facts = {name: getattr(member, name) for name in ("sex", "ethnicity", "religion")}
        facts |= {str(one): highest(one, learned.get((member.pk, one), ())) for one in SUBJECTS}
        found[member.pk] = member, facts | {"age": member.birth.age_on(day), "linked": True}
    return found


def level_words(subject: str, level: str | None) -> str:
    """Trung cấp; "" of none and of nobody knows."""
    return dict(LEVELS[subject]).get(level or "", "")
