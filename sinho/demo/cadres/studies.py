"""Who reached what when: as many as the plan says at the end of 2007 and on the demo day."""

import datetime as dt
from collections import defaultdict

from cadres.staff.enums import TitleGroup
from cadres.staff.rules import Known
from members.roll.enums import Subject
from members.roll.models import Schooling
from sinho.demo.cadres.lives import BEFORE, FIRST_CHANGE, LAST_CHANGE, Life
from sinho.demo.plan import DEMO_DAY, chance, content

# Share of newcomers who bring it along.
BROUGHT = {"general": 1.0, "trained": 0.85, "intermediate": 0.6, "theory": 0.3}
FLOORS = {
    "general": (Subject.GENERAL, "lower_secondary"),
    "trained": (Subject.PROFESSIONAL, "elementary"),
    "intermediate": (Subject.PROFESSIONAL, "intermediate"),
    "theory": (Subject.THEORY, "elementary"),
}


class Studies:
    """Chooses them; what the roll says of a member stays as it is there."""

    def __init__(self, lives: list[Life]):
        self.lives = [one for one in lives if one.group != TitleGroup.PART_TIME]
        self.chance, self.plan = chance("studies of the staff"), content("staff")
        self.schoolings = defaultdict(list)

    def choose(self) -> None:
        self.read_roll()
        for what in ("general", "intermediate", "trained", "theory"):
            before, now = self.plan[what]
            self.reach(what, self.missing(what, BEFORE, before), self.early)
            for life in self.lives:
                if life.kind == "newcomer" and life.member is None and self.chance.random() < BROUGHT[what]:
                    self.set(life, what, None)
            self.reach(what, self.missing(what, DEMO_DAY, now), self.late)

    def read_roll(self) -> None:
        """What members have learned by the roll."""
        members = {one.member.pk: one for one in self.lives if one.member}
        for row in Schooling.objects.filter(member__in=members).order_by("since", "pk"):
            self.schoolings[row.member_id].append(row)
        for pk, life in members.items():
            for row in self.schoolings[pk]:
                for what, (subject, floor) in FLOORS.items():
                    if Known({row.subject: {row.level}}, (), ()).has(subject, floor):
                        life.reached.setdefault(what, row.since)

    def missing(self, what: str, day: dt.date, wanted: int) -> tuple[list[Life], int]:
        """Who may still reach it by the day, and how many of them must."""
        there = [one for one in self.lives if one.on(day)]
        count = wanted - sum(one.has(what, day) for one in there)
        free = [one for one in there if one.member is None and what not in one.reached]
        if what == "general" and day == BEFORE:
            free = [one for one in free if one.kind == "stayer"]
        return free, count

    def reach(self, what: str, chosen: tuple[list[Life], int], day_of) -> None:
        free, count = chosen
        for life in self.chance.sample(free, count):
            self.set(life, what, day_of(life))

    def set(self, life: Life, what: str, day: dt.date | None) -> None:
        """Reached; who has intermediate training is trained."""
        life.reached.setdefault(what, day)
        if what == "intermediate":
            life.reached.setdefault("trained", day)

    def early(self, life: Life) -> dt.date | None:
        """Brought along, or a day up to 2007."""
        if self.chance.random() < 0.6:
            return None
        return dt.date(self.chance.randint(2004, 2007), self.chance.randint(1, 12), self.chance.randint(1, 28))

    def late(self, life: Life) -> dt.date:
        """A day since 2008, while he was on the staff."""
        first = max(FIRST_CHANGE, life.since)
        return first + dt.timedelta(days=self.chance.randrange((LAST_CHANGE - first).days + 1))
