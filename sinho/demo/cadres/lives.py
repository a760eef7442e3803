"""Who sits where on the staff of each commune between the end of 2007 and the demo day."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.staff import titles
from cadres.staff.enums import PostEntry, TitleGroup
from cells.organizations.enums import Office, OrganizationKind, OrganizationType
from cells.organizations.models import Officer
from members.roll.models import Member, OfficeHolder
from sinho.demo.people import People
from sinho.demo.plan import DEMO_DAY, REGISTER_SINCE, Unit, chance, content, working_day
from sinho.demo.register import Register

BEFORE = dt.date(2007, 12, 31)
FIRST_CHANGE, LAST_CHANGE = dt.date(2008, 1, 15), dt.date(2009, 11, 20)
# These seats are held by the officers of the Party committee.
OFFICES = {"party_secretary": Office.SECRETARY, "party_deputy": Office.STANDING_DEPUTY}
ONE_DAY = dt.timedelta(days=1)


@dataclass
class Life:
    """Somebody on the staff: where, which titles, first and last day. `member` is the same person on the roll."""

    name: str
    unit: Unit
    titles: list[str]
    since: dt.date
    until: dt.date | None = None
    entry: str = PostEntry.APPOINTED
    number: str = ""
    member: Member | None = None
    linked: bool = False
    # What was reached (general, trained, intermediate, theory) → on which day; None: brought along.
    reached: dict[str, dt.date | None] = field(default_factory=dict)

    def on(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def has(self, what: str, day: dt.date) -> bool:
        """Whether it was reached by the day."""
        return what in self.reached and (self.reached[what] is None or self.reached[what] <= day)

    @property
    def group(self) -> str:
        return titles.known_titles()[self.titles[0]].group

    @property
    def kind(self) -> str:
        """Leaver, stayer or newcomer between the two days."""
        return "newcomer" if self.since > BEFORE else "leaver" if self.until else "stayer"


class Seats:
    """Fills every seat; `lives` are all who sat on one."""

    def __init__(self, register: Register, people: People):
        self.register, self.people = register, people
        self.chance, self.plan = chance("staff"), content("staff")
        kinds = (OrganizationType.COMMUNE, OrganizationType.TOWNSHIP)
        committees = OrganizationKind.GRASSROOTS_COMMITTEE
        units = register.units.values()
        self.communes = [one for one in units if one.type in kinds and one.last.kind == committees and not one.ended]
        self.lives: list[Life] = []

    def fill(self) -> list[Life]:
        seats = self.plan["seats"]
        free = [(unit, number) for unit in self.communes for number in range(len(OFFICES), len(seats))]
        replaced = set(self.chance.sample(range(len(free)), self.plan["replaced"]))
        for unit in self.communes:
            for held in seats[: len(OFFICES)]:
                self.lives += self.officers(unit, held)
        for place, (unit, number) in enumerate(free):
            self.lives += self.sit(unit, seats[number], replaced=place in replaced)
        for unit in self.communes:
            self.lives += [self.person(unit, [title], self.early()) for title in self.plan["part_time"]]
            if unit.code in self.plan["more"]:
                self.lives.append(self.person(unit, [self.plan["more_title"]], self.change_day()))
        return self.lives

    def officers(self, unit: Unit, held: list[str]) -> list[Life]:
        """The terms of the officer of the Party committee that reach into the time."""
        terms = Officer.objects.filter(
            organization=self.register.organizations[unit.code],
            office=OFFICES[held[0]],
            held__overlap=DateRange(BEFORE, DEMO_DAY, "[]"),
        )
        found = []
        for term in terms.order_by("held"):
            holder = OfficeHolder.objects.in_force().filter(officer=term).select_related("member").first()
            member = holder.member if holder else Member.objects.filter(full_name=term.person_name).first()
            until = term.held.upper - ONE_DAY if term.held.upper else None
            way = PostEntry.APPOINTED if term.how == "appointed" else PostEntry.ELECTED
            life = Life(term.person_name, unit, held, term.held.lower, until, way, term.decision_number)
            life.member, life.linked = member, holder is not None
            found.append(life)
        return found

    def sit(self, unit: Unit, held: list[str], *, replaced: bool) -> list[Life]:
        """One person all the time, or one after the other."""
        first = self.person(unit, held, self.early())
        if not replaced:
            return [first]
        first.until = self.change_day()
        return [first, self.person(unit, held, working_day(first.until + ONE_DAY, 1))]

    def person(self, unit: Unit, held: list[str], since: dt.date) -> Life:
        way = PostEntry.OPENING if since == REGISTER_SINCE else self.way(held)
        number = "" if way == PostEntry.OPENING else f"{self.chance.randint(11, 980)}/QĐ-UBND"
        return Life(self.name(unit, held), unit, held, since, None, way, number)

    def name(self, unit: Unit, held: list[str]) -> str:
        man = False if held[0] == "women_chair" else True if held[0] == "veterans_chair" else None
        return self.people.name(unit.region, man=man)

    def way(self, held: list[str]) -> str:
        civil = titles.known_titles()[held[0]].group == TitleGroup.CIVIL_SERVANT
        return self.chance.choice(
            (PostEntry.BY_FILE, PostEntry.EXAM) if civil else (PostEntry.ELECTED, PostEntry.APPOINTED)
        )

    def early(self) -> dt.date:
        """The opening of the register, or a day in the years after it."""
        if self.chance.random() < 0.5:
            return REGISTER_SINCE
        return working_day(dt.date(2004, 3, 1) + dt.timedelta(days=self.chance.randrange(1300)))

    def change_day(self) -> dt.date:
        return working_day(FIRST_CHANGE + dt.timedelta(days=self.chance.randrange((LAST_CHANGE - FIRST_CHANGE).days)))
