"""Laying a line onto an organisation: the decision that founded it, its secretary, its terms, its end.

Nothing is written here. Every function returns the columns in which something changes; what cannot be is raised as
`WrongColumn`. Names, kind and place in the tree are periods (`sinho.imports.dated`).
"""

from django.db.backends.postgresql.psycopg_any import DateRange

from cells.organizations.enums import EventKind, Office
from cells.organizations.imports.lines import FOUNDING, OrganizationLine, OrganizationUnit
from cells.organizations.models import Officer, OrganizationEvent, Term
from sinho.imports.dated import ONE_DAY, beginning
from sinho.imports.findings import ORDER, TWICE, WrongColumn
from sinho.text.dates import format_date
from sinho.text.folding import fold


def lay_founding(unit: OrganizationUnit, line: OrganizationLine) -> set[str]:
    """The decision that founded the organisation, with place and members of that day."""
    if not line.told(*FOUNDING):
        return set()
    event = unit.founding or OrganizationEvent(organization=unit.root, kind=EventKind.ESTABLISH)
    known = event in unit.rows
    said = {("on" if name == "founded_on" else name): getattr(line, name) for name in FOUNDING}
    changed = {name for name, value in said.items() if plain(getattr(event, name)) != value}
    first = unit.states[0].valid.lower
    if "on" in changed and line.founded_on > first:
        text = f"Tổ chức đã có từ {format_date(first)}; ngày thành lập không được sau ngày đó."
        raise WrongColumn("founded_on", text, ORDER)
    if changed and known and id(event) not in unit.seen:
        raise WrongColumn("founded_on", "Dòng khác trong tệp ghi khác về việc thành lập tổ chức này.", TWICE)
    for name in changed:
        empty = None if OrganizationEvent._meta.get_field(name).null else ""
        setattr(event, name, empty if said[name] is None else said[name])
    if not known:
        unit.rows.append(event)
    return {"founded_on" if name == "on" else name for name in changed}


def refuse_before_founding(unit: OrganizationUnit, line: OrganizationLine) -> None:
    """Nothing was so before the organisation was founded."""
    founded = unit.founding.on if unit.founding else None
    if founded and line.since < founded:
        text = f"Tổ chức thành lập ngày {format_date(founded)}; dòng này phải có hiệu lực từ đó trở đi."
        raise WrongColumn("since", text, ORDER)


def plain(value) -> object:
    """Nothing known is None, also for texts."""
    return None if value == "" else value


def lay_secretary(unit: OrganizationUnit, line: OrganizationLine) -> tuple[set[str], str]:
    """The secretary from a day on; the one before ends the day before. Also a sentence when the day was kept."""
    if not line.told("secretary"):
        return set(), ""
    since, name = line.secretary_since, line.secretary
    if unit.ends and since >= unit.ends:
        raise WrongColumn("secretary_since", f"Tổ chức kết thúc ngày {format_date(unit.ends - ONE_DAY)}.", ORDER)
    own, holding, following = beginning(unit.secretaries, since, "held")
    if own:
        if own.person_name == name:
            return set(), ""
        if id(own) not in unit.seen:
            raise WrongColumn("secretary", f"Dòng khác trong tệp ghi {own.person_name} làm bí thư từ ngày này.", TWICE)
        own.person_name = name
        return {"secretary"}, ""
    if holding and fold(holding.person_name) == fold(name):
        kept = f"{holding.person_name} đang là bí thư từ {format_date(holding.held.lower)}; giữ nguyên ngày đó."
        return set(), kept
    if holding:
        holding.held = DateRange(holding.held.lower, since, "[)")
    held = DateRange(since, following or unit.ends, "[)")
    unit.rows.append(Officer(organization=unit.root, person_name=name, office=Office.SECRETARY, held=held))
    return {"secretary", "secretary_since"}, ""


def lay_term(unit: OrganizationUnit, line: OrganizationLine) -> set[str]:
    """The term of the committee that begins on a day."""
    if not line.told("term_from", "term_to"):
        return set()
    term = next((term for term in unit.terms if term.starts_on == line.term_from), None)
    if term is None:
        unit.rows.append(Term(organization=unit.root, starts_on=line.term_from, planned_until=line.term_to))
        return {"term_from", "term_to"}
    if term.planned_until == line.term_to:
        return set()
    term.planned_until = line.term_to
    return {"term_to"}


def end_offices(unit: OrganizationUnit) -> None:
    """When the organisation ends, offices end with it."""
    for officer in unit.officers:
        if officer.held.upper is None or officer.held.upper > unit.ends:
            if officer.held.lower >= unit.ends:
                raise WrongColumn("until", f"{officer.person_name} nhận chức vụ sau ngày này.", ORDER)
            officer.held = DateRange(officer.held.lower, unit.ends, "[)")
