"""The class of each commune and how many people it was given; one certificate that was struck."""

import datetime as dt

from cadres.staff.enums import Area
from cadres.staff.models import CommuneGrade, Qualification
from members.roll.enums import Subject
from sinho.demo.plan import content
from sinho.demo.register import Register, period

ONE_DAY = dt.timedelta(days=1)
STRUCK_IN, STRUCK_ON = "SH-NT", dt.date(2009, 9, 14)


def write_grades(register: Register) -> None:
    """A class since 2006; own numbers since 2008, but for those that follow the decree alone."""
    plan, rows = content("staffing"), []
    for grade, codes in plan["grades"].items():
        for code in codes:
            facts = {"organization": register.organizations[code], "grade": grade, "area": Area.MOUNTAIN}
            alone = code in plan["by_decree"]
            until = None if alone else plan["given_since"] - ONE_DAY
            paper = {"decision_number": plan["number"], "decision_date": plan["date"], "source": plan["note"]}
            rows.append(CommuneGrade(valid=period(plan["since"], until), **facts, **paper))
            if not alone:
                rows.append(given(facts, code, plan))
    CommuneGrade.objects.bulk_create(rows)


def given(facts: dict, code: str, plan: dict) -> CommuneGrade:
    """The decision that gave the commune its numbers."""
    grade = facts["grade"]
    return CommuneGrade(
        valid=period(plan["given_since"], None),
        full_time=plan["other"].get(code, plan["full_time"][grade]),
        part_time=plan["part_time"][grade],
        decision_number=plan["given_number"],
        decision_date=plan["given_date"],
        source=plan["note"],
        **facts,
    )


def strike_one(register: Register) -> None:
    """A certificate of somebody else had got into a record of Nậm Tăm."""
    posts = register.organizations[STRUCK_IN].staff_posts.filter(title="farmers_chair", valid__endswith=None)
    Qualification.objects.create(
        cadre_id=posts.values_list("cadre_id", flat=True)[0],
        subject=Subject.THEORY,
        level="advanced",
        since=dt.date(2008, 6, 30),
        certificate_number="417/CC",
        struck_on=STRUCK_ON,
        struck_reason="Ghi nhầm văn bằng của người trùng tên ở xã khác",
    )
