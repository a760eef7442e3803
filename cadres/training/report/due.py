"""Who is due to study: what the staff of today lacks of the standards of its titles, and the classes that teach it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from cadres.staff.enums import Need, StaffSubject
from cadres.staff.lacking import lacking_of
from cadres.staff.models import Cadre, Post
from cadres.staff.report.gaps import build
from cadres.staff.rules import STAFF, SUBJECTS
from cadres.staff.standards import TRAINED, Lack, shortage
from cadres.training.models import Enrolment, TrainingClass
from cadres.training.rules import levels_of
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope

TAUGHT = ("field", "level", "title")


@dataclass(frozen=True)
class Taught:
    """What a class teaches."""

    field: str
    level: str
    title: str

    def mends(self, lack: Lack, title: str) -> bool:
        """Whether its certificate mends what the holder of the title lacks."""
        if lack.least == TRAINED[0]:
            return self.field == Need.PROFESSIONAL or (
                self.field == StaffSubject.TITLE_TRAINING and self.title == title
            )
        if self.field != lack.need or not lack.least:
            return self.field == lack.need
        order = [code for code, _ in levels_of(self.field)]
        return self.level in order and order.index(self.level) >= order.index(lack.least)


@dataclass(frozen=True)
class Due:
    """Something that is lacking and can be learned: how many lack it, how many of them attend a class that gives it."""

    need: str
    missing: int
    studying: int

    @property
    def label(self) -> str:
        return shortage(self.need)


def due(scope: Scope, day: dt.date) -> list[Due]:
    """Nine queries, however many people and classes."""
    gaps, attended = build(scope, day), defaultdict(set)
    rows = Enrolment.objects.in_scope(scope).attending_on(day).filter(ended_on__isnull=True, cadre__isnull=False)
    for cadre_id, *taught in rows.values_list("cadre_id", *(f"training_class__{name}" for name in TAUGHT)):
        attended[cadre_id].add(Taught(*taught))
    lacking, studying = defaultdict(set), defaultdict(set)
    for one in gaps.people:
        for title, lack in pairs(one.missing):
            lacking[lack.need].add(one.cadre_id)
            if any(taught.mends(lack, title) for taught in attended[one.cadre_id]):
                studying[lack.need].add(one.cadre_id)
    return [Due(need, len(lacking[need]), len(studying[need])) for need in Need if need in lacking]


def pairs(missing: dict[str, tuple[Lack, ...]]) -> Iterable[tuple[str, Lack]]:
    """Title and what is lacking of it that can be learned."""
    return [(title, lack) for title, lacks in missing.items() for lack in lacks if lack.can_be_learned]


@dataclass(frozen=True)
class Way:
    """What somebody is to learn, with the classes still open that teach it; the classes that he attends for it."""

    label: str
    fields: tuple[str, ...]
    classes: tuple[TrainingClass, ...]
    attending: tuple[TrainingClass, ...]


def ways(scope: Scope, cadre: Cadre, day: dt.date, also: Iterable[str] = ()) -> list[Way]:
    """For everything that he lacks of his titles, and for the subjects named `also`."""
    missing = lacking_of(Post.objects.on(day).filter(cadre=cadre).in_groups(*STAFF), day).get(cadre.pk, {})
    held = Ids(scope.organization_ids(Permission.MANAGE_STAFF))
    rows = TrainingClass.objects.in_force().filter(organization__among=held, ends_on__gte=day)
    inside = set(Enrolment.objects.attending_on(day).filter(cadre=cadre).values_list("training_class_id", flat=True))
    taught = [(one, Taught(one.field, one.level, one.title)) for one in rows.order_by("starts_on", "pk")]
    found: dict[str, Way] = {}
    for title, lack in pairs(missing):
        fields = (Need.PROFESSIONAL, StaffSubject.TITLE_TRAINING) if lack.least == TRAINED[0] else (lack.need,)
        fitting = [one for one, what in taught if what.mends(lack, title)]
        found.setdefault(str(lack), way(str(lack), fields, fitting, inside))
    covered = {field for one in found.values() for field in one.fields}
    for subject in [one for one in SUBJECTS if one in also and one not in covered]:
        fitting = [one for one, what in taught if what.field == subject]
        found[subject] = way(SUBJECTS[subject], (subject,), fitting, inside)
    return list(found.values())


def way(label: str, fields: tuple[str, ...], fitting: list[TrainingClass], inside: set[int]) -> Way:
    attending = tuple(one for one in fitting if one.pk in inside)
    return Way(label, fields, tuple(one for one in fitting if one.pk not in inside), attending)
