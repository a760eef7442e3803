"""Who holds office in the organisations, and their terms. All people are made up."""

import datetime as dt

from cells.organizations.enums import HowTaken, Office, OrganizationKind
from cells.organizations.models import Officer, Term
from sinho.accounts.roles import Role
from sinho.demo.people import People
from sinho.demo.plan import Unit, chance, content
from sinho.demo.register import Register, period

K = OrganizationKind
GRASSROOTS = (K.GRASSROOTS_COMMITTEE, K.GRASSROOTS_CELL)
CONGRESSES = (dt.date(2005, 6, 1), dt.date(2005, 9, 15))
CELL_CONGRESSES = (dt.date(2007, 11, 5), dt.date(2008, 3, 20))
TERM_ENDS = dt.date(2010, 8, 31)
# The secretary of this cell left his office, a new one has not been chosen.
WITHOUT_SECRETARY = {"SH-PSC-B01": dt.date(2009, 11, 2)}
COMMITTEE = [Office.STANDING_DEPUTY, Office.DEPUTY_SECRETARY]
COMMUNE_COMMITTEE = [*COMMITTEE, *[Office.STANDING_MEMBER] * 2, *[Office.COMMITTEE_MEMBER] * 6]


class Officers:
    """Chooses and writes them. `secretaries` are those of the demo day, by code of the organisation."""

    def __init__(self, register: Register, people: People):
        self.register, self.people = register, people
        self.chance = chance("officers")
        self.fixed = fixed_secretaries()
        self.secretaries: dict[str, str] = {}
        self.officers: list[Officer] = []
        self.terms: list[Term] = []
        # One decision approves all that one congress elected.
        self.numbers: dict[tuple[str, dt.date], int] = {}

    def write(self) -> None:
        for unit in self.register.units.values():
            self.fill(unit)
        Officer.objects.bulk_create(self.officers)
        Term.objects.bulk_create(self.terms)

    def fill(self, unit: Unit) -> None:
        """Secretary, for committees the others as well, and the term."""
        since = self.took_office(unit)
        self.fill_secretary(unit, since)
        kind = unit.last.kind
        if kind in (K.DISTRICT_COMMITTEE, K.GRASSROOTS_COMMITTEE):
            for office in COMMUNE_COMMITTEE if unit.commune or kind == K.DISTRICT_COMMITTEE else COMMITTEE:
                self.add(unit, self.people.name(unit.region), office, max(since, unit.last.since), self.end_of(unit))
        if not unit.ended:
            self.add_terms(unit, since)

    def took_office(self, unit: Unit) -> dt.date:
        """The congress of 2005; later organisations begin with their founding, those that ended before, with theirs."""
        congress = self.day(*CONGRESSES)
        return unit.since if unit.since > congress or (unit.ended and unit.ended.on <= congress) else congress

    def day(self, first: dt.date, last: dt.date) -> dt.date:
        return first + dt.timedelta(days=self.chance.randrange((last - first).days + 1))

    def end_of(self, unit: Unit) -> dt.date | None:
        return unit.ended.on if unit.ended else WITHOUT_SECRETARY.get(unit.code)

    def fill_secretary(self, unit: Unit, since: dt.date) -> None:
        """One of four secretaries of 2005 was followed by another one in 2007 or 2008."""
        end = self.end_of(unit)
        changed = self.day(dt.date(2007, 3, 1), dt.date(2008, 9, 1))
        name = self.fixed.get(unit.code) or self.people.name(unit.region)
        if since < changed and (end is None or changed < end) and self.chance.random() < 0.25:
            self.add(unit, self.people.name(unit.region), Office.SECRETARY, since, changed)
            since = changed
        self.add(unit, name, Office.SECRETARY, since, end)
        self.secretaries[unit.code] = name

    def add(self, unit: Unit, name: str, office: str, since: dt.date, until: dt.date | None) -> None:
        appointed = since == unit.since or since.year in (2007, 2008)
        sign = "HU" if unit.last.kind in GRASSROOTS else "ĐU"
        number = self.numbers.setdefault((unit.code, since), self.chance.randint(3, 180))
        self.officers.append(
            Officer(
                organization=self.register.organizations[unit.code],
                person_name=name,
                office=office,
                held=period(since, until),
                how=HowTaken.APPOINTED if appointed else HowTaken.ELECTED,
                decision_number=f"{number}-QĐ/{sign}",
            )
        )

    def add_terms(self, unit: Unit, since: dt.date) -> None:
        """Grassroots organisations and the district 2005–2010, cells two terms in that time, new ones their first."""
        if unit.last.kind != K.SUBORDINATE_CELL:
            number = 1 if since == unit.since and not unit.joined else self.chance.randint(9, 18)
            self.add_term(unit, number, since, TERM_ENDS)
            return
        congress = self.day(*CELL_CONGRESSES)
        if since >= congress:
            self.add_term(unit, 1, since, since + dt.timedelta(days=913))
            return
        number = self.chance.randint(4, 12)
        self.add_term(unit, number, since, congress)
        self.add_term(unit, number + 1, congress, congress + dt.timedelta(days=913))

    def add_term(self, unit: Unit, number: int, since: dt.date, until: dt.date) -> None:
        row = Term(congress_number=number, starts_on=since, planned_until=until)
        row.organization = self.register.organizations[unit.code]
        self.terms.append(row)


def fixed_secretaries() -> dict[str, str]:
    """Secretaries with an account to log in with, by the code of their organisation."""
    roles = (Role.COMMUNE_SECRETARY, Role.CELL_SECRETARY)
    accounts = content("accounts")["accounts"]
    return {data["organization"]: data["full_name"] for data in accounts if data["role"] in roles}
