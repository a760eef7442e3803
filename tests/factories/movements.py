"""Movements, cases of retirement and rounds of recruitment for tests."""

import datetime as dt

from cadres.movements.actions.moving import Sent
from cadres.movements.actions.recruiting import Applied, Wanted
from cadres.movements.models import Movement, RecruitmentCandidate, RecruitmentRound, RecruitmentSeat
from cadres.staff.models import Cadre
from cells.organizations.models import Organization
from members.roll.rules import BirthDate
from tests.factories import cadres as staff
from tests.factories.organizations import period

D = dt.date
SINCE = D(2009, 3, 2)


def sent(commune: Organization, **change) -> Sent:
    """From the finance room to the chair of the committee, for two years."""
    facts = {
        "kind": "rotation",
        "direction": "to_commune",
        "organization": commune,
        "agency": "Phòng Tài chính",
        "title": "committee_chair",
        "since": D(2009, 3, 2),
        "planned_until": D(2011, 3, 1),
        "decision_number": "12-QĐ/HU",
        "decision_date": D(2009, 2, 20),
    }
    return Sent(**facts | change)


def movement(commune: Organization, name: str = "Phạm Văn Tăng", *, since=SINCE, until=None, **facts) -> Movement:
    """Somebody of the district in a post of the commune since a day, to the last day `until`."""
    person = {key: facts.pop(key) for key in ("sex", "birth_year", "ethnicity", "religion") if key in facts}
    title = facts.pop("title", "committee_chair")
    who = staff.cadre(commune, name, title, since=since, until=until, **person)
    end = {"return_to": "Phòng Tài chính", "verdict": "good"} if until else {}
    row = {"kind": "rotation", "direction": "to_commune", "agency": "Phòng Tài chính", "decision_number": "1-QĐ/HU"}
    row |= {"decision_date": since, "valid": period(since, until), "post": who.posts.get(), "title": title}
    return Movement.objects.create(cadre=who, organization=commune, **row | end | facts)


def wanted(**change) -> Wanted:
    """A round by file for young people of the district with grade twelve and an intermediate profession."""
    facts = {
        "name": "Tuyển công chức xã năm 2009",
        "opened_on": D(2009, 3, 2),
        "method": "by_file",
        "legal_basis": "Nghị định 114/2003/NĐ-CP",
        "decision_number": "5/KH-UBND",
        "decision_date": D(2009, 2, 20),
        "home": "district",
        "minority": True,
        "schooling": "upper_secondary",
        "professional": "intermediate",
    }
    return Wanted(**facts | change)


def seat(commune: Organization, title: str = "justice_registry", number: int = 1, **change) -> RecruitmentSeat:
    """A seat in a round of its own."""
    round = RecruitmentRound.objects.create(**vars(wanted(**change)))
    return RecruitmentSeat.objects.create(round=round, organization=commune, title=title, number=number)


def applied(home: Organization | None = None, name: str = "Vàng A Dơ", **change) -> Applied:
    facts = {
        "full_name": name,
        "sex": "male",
        "birth": BirthDate(1987, 4, 3),
        "ethnicity": "eth_mong",
        "home": home,
        "schooling": "upper_secondary",
        "professional": "intermediate",
        "professional_words": "Trung cấp Luật",
        "applied_on": D(2009, 3, 20),
    }
    return Applied(**facts | change)


def candidate(
    where: RecruitmentSeat, name: str = "Vàng A Dơ", *, cadre: Cadre | None = None, **change
) -> RecruitmentCandidate:
    """Waiting, or hired as this record."""
    facts = applied(**change.pop("facts", {}), name=name).columns()
    result = {"result": "hired", "result_on": D(2009, 4, 1), "cadre": cadre} if cadre else {}
    return RecruitmentCandidate.objects.create(seat=where, **facts | result | change)
