"""Whether what somebody in a plan is to learn was learned: asked anew on every day, nothing of it is kept."""

import datetime as dt
from dataclasses import dataclass

from cadres.planning.models import TrainingNeed
from cadres.planning.models.reading import Person
from cadres.planning.report.standing import mended_by
from cadres.staff.lacking import Standards
from cadres.staff.models import Qualification
from cadres.staff.rules import Known
from members.roll.models import Schooling

NOTHING = Known({}, (), ())


@dataclass(frozen=True)
class NeedOnDay:
    """A need on the day of the plan; `learned`: what was reached in the subject since the need was written."""

    need: TrainingNeed
    is_met: bool
    learned: Qualification | Schooling | None

    @property
    def words(self) -> str:
        """By what it is met."""
        return str(self.learned) if self.learned else "trình độ đã có đạt mức tiêu chuẩn đòi"

    @property
    def since(self) -> dt.date | None:
        return self.learned.since if self.learned else None


def needs_of(standards: Standards, person: Person) -> list[NeedOnDay]:
    """A need is met from the day on which no standard of his posts lacks the subject any more; where no standard asks
    for the subject, from the day on which something in it was reached."""
    missing = subjects(standards, person, person.known)
    asked = subjects(standards, person, NOTHING)
    found = []
    for need in person.needs:
        learned = reached(person, need)
        is_met = need.subject not in missing and (learned is not None or need.subject in asked)
        found.append(NeedOnDay(need, is_met, learned))
    return found


def subjects(standards: Standards, person: Person, known: Known) -> set[str]:
    """Subjects that mend what somebody who knows this lacks for the posts he is planned for."""
    place, found = person.planned.round.organization_id, set()
    for entry in person.entries:
        for lack in standards.lacks(entry.post, place, person.day, known, None) or ():
            found |= mended_by(lack)
    return found


def reached(person: Person, need: TrainingNeed) -> Qualification | Schooling | None:
    """The last thing reached in the subject since the need was written."""
    rows = [one for one in person.learned[need.subject] if one.since and one.since >= need.valid.lower]
    return max(rows, key=lambda one: one.since, default=None)
