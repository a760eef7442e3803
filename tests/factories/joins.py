"""Two records of one person, and the joining of them."""

import datetime as dt

from cells.organizations.models import Organization
from members.roll.actions.join_plan import KEPT, Chosen, plan_of
from members.roll.actions.joining import join
from members.roll.models import Join, Member
from tests.factories import members as make

D = dt.date


def record_that_stays(cell: Organization) -> Member:
    """In the cell since 2008."""
    facts = {"since": D(2008, 5, 1), "entry": "from_district", "birth_month": 3, "birth_day": 4}
    created = make.member(cell, "Lò Văn An", **facts)
    make.works(created, "farmer", D(2008, 5, 1))
    return created


def record_that_goes(cell: Organization) -> Member:
    """The other record of the same person: in another cell until 2008."""
    numbers = {"identity_number": "045000111", "file_number": "000123"}
    stay = {"until": D(2008, 4, 30), "exit": "to_district", "home_place": "Xã Nậm Tăm"}
    created = make.member(cell, "Lo Van An", **stay, **numbers)
    make.learned(created, "general", "primary")
    make.works(created, "pupil", D(2004, 2, 3), D(2008, 4, 30))
    make.lives(created, words="Tả Phìn")
    make.card(created)
    return created


def chosen(kept: Member, gone: Member, side: str = KEPT, **fields) -> Chosen:
    """Everything from one side, but for these fields."""
    plan = plan_of(kept, gone)
    return Chosen({pair.name: side for pair in plan.fields} | fields, {kind.key: side for kind in plan.asked})


def joined(kept: Member, gone: Member, by, side: str = KEPT, **fields) -> Join:
    return join(kept=kept, gone=gone, chosen=chosen(kept, gone, side, **fields), reason="Trùng hồ sơ", by=by)
