"""Cases on the way into the Party, brought through their steps by the real actions."""

import datetime as dt

from cells.organizations.models import Organization
from members.admissions import actions
from members.admissions.actions import Candidate, Taken
from members.admissions.models import Case
from members.admissions.rules.path import Votes
from members.roll.rules import BirthDate
from tests.factories import people

D = dt.date
CHOSEN = D(2007, 2, 12)
# Every step with its day, its number, the people named in it, its votes.
WAY = (
    Taken("awareness_class", D(2007, 9, 20), "214-GCN"),
    Taken("permission", D(2008, 3, 4), "9-NQ/ĐU"),
    Taken("application", D(2008, 4, 1)),
    Taken("record", D(2008, 4, 2)),
    Taken("verification", D(2008, 5, 5)),
    Taken("referrals", D(2008, 5, 12), people="Phàn A Chẳn; Đoàn xã Nậm Tăm"),
    Taken("opinions", D(2008, 5, 20)),
    Taken("cell_vote", D(2008, 6, 2), "11-NQ/CB", votes=Votes(8, 7)),
    Taken("committee_vote", D(2008, 6, 20), "31-NQ/ĐU", votes=Votes(11, 8)),
    Taken("decision", D(2008, 7, 15), "44-QĐ/HU"),
    Taken("ceremony", D(2008, 8, 4), people="Phàn A Chẳn"),
    Taken("new_member_class", D(2009, 3, 20), "88-GCN"),
    Taken("self_review", D(2009, 8, 4)),
    Taken("mentor_remarks", D(2009, 8, 5)),
    Taken("final_opinions", D(2009, 8, 6)),
    Taken("cell_recognition", D(2009, 8, 10), "19-NQ/CB", votes=Votes(9, 9)),
    Taken("committee_recognition", D(2009, 8, 20), "52-NQ/ĐU", votes=Votes(11, 11)),
    Taken("recognition", D(2009, 9, 1), "101-QĐ/HU"),
)
CODES = tuple(taken.step for taken in WAY)


def candidate(**facts) -> Candidate:
    given = {
        "full_name": "Tẩn Láo Lở",
        "sex": "male",
        "birth": BirthDate(1986, 5, 14),
        "ethnicity": "eth_dao",
        "schooling": "lower_secondary",
        "occupation": "farmer",
        "identity_number": "045000777",
    }
    return Candidate(**{**given, **facts})


def case(cell: Organization, by, since: dt.date = CHOSEN, **facts) -> Case:
    """Somebody chosen by the cell."""
    chosen = Taken("outstanding", since, "3-NQ/CB", "Phàn A Chẳn")
    return actions.open_case(cell=cell, candidate=candidate(**facts), taken=chosen, by=by)


def take(found: Case, taken: Taken, by):
    return actions.take_step(case=found, taken=taken, scope=people.scope(by), by=by)


def brought(cell: Organization, by, to: str, **facts) -> Case:
    """A case whose last step is this one."""
    found = case(cell, by, **facts)
    for taken in WAY[: CODES.index(to) + 1]:
        take(found, taken, by)
    found.refresh_from_db()
    return found
