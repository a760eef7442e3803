"""All of the demo district in one transaction."""

from collections import defaultdict
from collections.abc import Collection

from django.db import connection

from cadres.staff.reference import load_staff_rules
from cells.organizations.models import Organization
from cells.places.reference import load_communes
from members.roll.models import Membership
from sinho.accounts.models import User
from sinho.demo import agencies, communes
from sinho.demo.accounts import Accounts, keep_names
from sinho.demo.cadres.away import Movements
from sinho.demo.cadres.classes import Classes
from sinho.demo.cadres.grades import strike_one, write_grades
from sinho.demo.cadres.leaving import Retirements
from sinho.demo.cadres.money import Money
from sinho.demo.cadres.plans import write_plans
from sinho.demo.cadres.recruited import Recruitment
from sinho.demo.cadres.reviews import write_reviews
from sinho.demo.cadres.rows import write_staff
from sinho.demo.campaigns import CampaignBuilder
from sinho.demo.conduct import write_conduct
from sinho.demo.directives import Directives
from sinho.demo.earlier import EARLIER, EarlierCampaign
from sinho.demo.filings import write_filings
from sinho.demo.later import LATER_DAY, NAMES, write_later
from sinho.demo.log import note_accounts, note_organizations
from sinho.demo.meetings import Meetings
from sinho.demo.members.assignments import Assignments
from sinho.demo.members.badges import write_badges
from sinho.demo.members.cases import Cases
from sinho.demo.members.doubles import look_alike, write_doubles
from sinho.demo.members.groups import Groups
from sinho.demo.members.growth import Growth
from sinho.demo.members.measures import write_measures
from sinho.demo.members.offices import write_offices
from sinho.demo.members.ratings import Ratings
from sinho.demo.members.rows import Rows
from sinho.demo.members.targets import write_targets
from sinho.demo.members.transfers import Transfers
from sinho.demo.officers import Officers
from sinho.demo.oversight import write_oversight
from sinho.demo.passages import write_passages
from sinho.demo.people import People
from sinho.demo.plan import DEMO_DAY, VillagePlan, content
from sinho.demo.praise import Commendations
from sinho.demo.register import Register
from sinho.demo.regulations import write_regulations
from sinho.demo.trail import Trail
from sinho.demo.years import year_plan
from sinho.refusal import Refused
from sinho.web.integrity import atomic_or_refused
from sinho.web.models import Installation

YEARS = (2008, 2009)


@atomic_or_refused()
def load(*, password: str) -> None:
    """Fill an empty database with the demo district; Refused when somebody works in it already."""
    refuse_unless_empty()
    load_communes()
    load_staff_rules()
    Installation.objects.update_or_create(only=True, defaults={"demo_day": DEMO_DAY})
    people = People()
    keep_names(people)
    register, villages = write_register()
    officers = Officers(register, people)
    officers.write()
    accounts = Accounts(register, officers)
    accounts.write(password)
    trail = Trail()
    write_members(register, villages, officers, people, accounts, trail)
    write_staff(register, people)
    write_training(register)
    write_movements(register, people, accounts)
    write_reviews(register, accounts.by_name["bantochuc"])
    write_grades(register)
    strike_one(register)
    write_plans(register)
    Directives(register, accounts, trail).write()
    write_regulations(register, accounts)
    note_accounts(trail, accounts)
    note_organizations(trail, accounts)
    top = register.organizations[agencies.district().code]
    for year in YEARS:
        CampaignBuilder(year_plan(year), top, accounts, trail).write()
    for year in EARLIER:
        EarlierCampaign(year, top, accounts, trail).write()
    write_ratings(accounts)
    write_oversight(register, accounts.by_name["bantochuc"], trail)
    write_conduct(top, accounts, trail)
    Commendations(top, accounts, trail).write()
    write_passages(top, accounts, trail)
    trail.write()
    write_filings(top, register.organizations["SH-NT"], accounts, trail)
    trail.write_log()
    look_at_the_rows()


def look_at_the_rows() -> None:
    """The database learns how much there is of what."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def write_ratings(accounts: Accounts) -> None:
    """Members of the years with campaigns, then those of the years before by the same quality."""
    later = Ratings(accounts)
    later.write(YEARS)
    Ratings(accounts, "earlier", later.quality).write(EARLIER)


@atomic_or_refused()
def load_later(*, password: str) -> None:
    """Fill an empty database with the small commune of 2025 instead; it lives on a day of that year."""
    refuse_unless_empty(NAMES)
    load_staff_rules()
    Installation.objects.update_or_create(only=True, defaults={"demo_day": LATER_DAY})
    write_later(password)


def refuse_unless_empty(names: Collection[str] = ()) -> None:
    """A second run, even at the same time, finds the rows of the first."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE cells_organization IN EXCLUSIVE MODE")
    if Organization.objects.exists():
        raise Refused("Cơ sở dữ liệu đã có tổ chức đảng; số liệu trình diễn chỉ nạp vào cơ sở dữ liệu trống.")
    names = names or [data["username"] for data in content("accounts")["accounts"]]
    if taken := User.objects.filter(username__in=names).first():
        raise Refused(f"Tài khoản {taken.username} đã có; số liệu trình diễn chỉ nạp vào cơ sở dữ liệu trống.")


def write_members(
    register: Register,
    villages: list[VillagePlan],
    officers: Officers,
    people: People,
    accounts: Accounts,
    trail: Trail,
) -> None:
    """The members of all cells since 1998, and who is on the way into the Party."""
    groups = Groups(register, villages, officers, people)
    groups.build()
    growth = Growth(groups)
    growth.build()
    doubles = look_alike(groups.lives, register.units)
    rows = Rows(groups.lives, register.units, register.organizations)
    staff, members = accounts.by_name["bantochuc"], rows.write()
    Cases(rows, growth, staff).write(members)
    Transfers(rows, growth).write(members)
    write_offices(growth, members, staff)
    write_badges(members, groups.lives, staff)
    write_doubles(members, doubles, staff, trail)
    Assignments(rows).write(members, groups.lives)
    Meetings(register, rolls_of(rows), staff, trail).write()
    write_measures(growth, rows.villages, register.organizations, staff)
    write_targets(growth, register.organizations, agencies.district().code, staff)


def rolls_of(rows: Rows) -> dict[int, list]:
    """Cell → the periods of everybody in it."""
    found: dict[int, list] = defaultdict(list)
    for one in rows.rows[Membership]:
        found[one.organization_id].append(one.valid)
    return found


def write_movements(register: Register, people: People, accounts: Accounts) -> None:
    """Who is away from where he belongs, who was led to retire, who was recruited: of the staff that is written."""
    Recruitment(people).write()
    Movements(register).write()
    Retirements(accounts.by_name["bantochuc"]).write()


def write_training(register: Register) -> None:
    """Classes, who attends them, and who is supported."""
    top = register.organizations[agencies.district().code]
    classes = Classes(top)
    classes.write()
    Money(top).write(classes.supported)


def write_register() -> tuple[Register, list[VillagePlan]]:
    """Organisations and villages: what stands above is written before what is below."""
    top = agencies.district()
    built = communes.build(top.code)
    units = [top, *(place.committee for place in built), *agencies.units()]
    units += [cell for place in built for cell in place.cells] + agencies.cells_of_communes()
    register = Register({unit.code: unit for unit in units})
    register.write_organizations()
    villages = [village for place in built for village in place.villages]
    register.write_villages(villages)
    return register, villages
