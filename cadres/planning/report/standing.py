"""Who of a plan meets the standard of the post, will meet it after training, or never will."""

import datetime as dt
from dataclasses import dataclass

from cadres.planning.enums import Standing
from cadres.planning.models.reading import Person
from cadres.planning.rules import standing_of
from cadres.staff.enums import Need, StaffSubject
from cadres.staff.lacking import Standards
from cadres.staff.standards import TRAINED, Lack

CSS = {
    Standing.MEETS: "done",
    Standing.WILL_MEET: "doing",
    Standing.LACKS: "ask",
    Standing.NEVER: "late",
    Standing.UNKNOWN: "none",
}


@dataclass(frozen=True)
class Met:
    """Where somebody stands to the standard of a post, and what is missing."""

    standing: Standing
    lacks: tuple[Lack, ...] = ()

    @property
    def label(self) -> str:
        return self.standing.label

    @property
    def css(self) -> str:
        return CSS[self.standing]


def met_by(standards: Standards, person: Person, post: str, starts: dt.date) -> Met:
    """On the day of the plan; the age is that at the start of the term, and of who holds the post already not asked."""
    day = person.day
    taken = None if post in person.held else (day, person.who.birth.age_on(max(day, starts)))
    lacks = standards.lacks(post, person.planned.round.organization_id, day, person.known, taken)
    needs = {one.subject for one in person.needs}
    mending = None if lacks is None else [mended_by(one) for one in lacks]
    return Met(standing_of(mending, needs), lacks or ())


def mended_by(lack: Lack) -> frozenset[str]:
    """Subjects of which any one mends it; none for what cannot be learned."""
    if lack.least == TRAINED[0]:
        return frozenset([Need.PROFESSIONAL, StaffSubject.TITLE_TRAINING])
    return frozenset([lack.need]) if lack.can_be_learned else frozenset()
