"""A district whose grades of 2008 and 2009 are counted by hand; the tests of the report name these numbers.

                      2009                          2008
Nậm Tăm (xã)          clean_strong, exemplary       good                 up
  chi bộ 1            clean_strong, exemplary       clean_strong
  chi bộ 2            clean_strong                  good                 up
  chi bộ 3            good                          good
  chi bộ 4            not evaluated, new (2009)     -
Tả Phìn (xã)          weak                          weak                 weak twice
  chi bộ 1            weak                          weak                 weak twice
  chi bộ 2            completed                     weak                 up
  chi bộ 3            no sheet                      completed
  chi bộ 9            (dissolved 01/02/2009)        clean_strong
Quân sự huyện (army)  sheet in work                 clean_strong
  chi bộ 1            clean_strong                  clean_strong
Phòng Tài chính       good                          clean_strong         down
Trường phổ thông      not evaluated, new (2009)     -
"""

import datetime as dt

from cells.organizations.enums import OrganizationKind, OrganizationType
from cells.organizations.models import Organization
from tests.factories import assessments as year
from tests.factories import organizations as make

DECIDED_2008, DECIDED_2009 = dt.date(2009, 1, 12), dt.date(2009, 12, 16)
SPRING = dt.date(2009, 3, 1)


def organizations() -> dict[str, Organization]:
    """The tree, by code."""
    district = make.district()
    nam_tam = make.commune_committee("Nậm Tăm", parent=district, code="SH-NT")
    ta_phin = make.commune_committee("Tả Phìn", parent=district, code="SH-TP")
    army = make.organization(
        "Đảng bộ Quân sự huyện",
        OrganizationKind.GRASSROOTS_COMMITTEE,
        parent=district,
        short_name="Quân sự huyện",
        type=OrganizationType.ARMY,
        code="SH-QS",
    )
    school = {"type": OrganizationType.PUBLIC_SERVICE, "code": "SH-TH", "since": SPRING}
    found = [
        district,
        nam_tam,
        ta_phin,
        army,
        make.grassroots_cell("Phòng Tài chính", parent=district, code="SH-TC"),
        make.grassroots_cell("Trường phổ thông", parent=district, **school),
        *(make.cell(f"bản Nậm Tăm {n}", parent=nam_tam, code=f"SH-NT-{n}") for n in (1, 2, 3)),
        make.cell("bản Nậm Tăm 4", parent=nam_tam, code="SH-NT-4", since=SPRING),
        *(make.cell(f"bản Tả Phìn {n}", parent=ta_phin, code=f"SH-TP-{n}") for n in (1, 2, 3)),
        make.cell("bản Tả Phìn 9", parent=ta_phin, code="SH-TP-9", until=dt.date(2009, 1, 31)),
        make.cell("Ban Chỉ huy", parent=army, code="SH-QS-1"),
    ]
    return {organization.code: organization for organization in found}


def grades_of_2008(orgs: dict[str, Organization], **more):
    """The campaign of 2008, everything decided in January 2009."""
    campaign = year.campaign(orgs["SH"], 2008, **more)
    levels = {
        "clean_strong": ("SH-QS", "SH-TC", "SH-NT-1", "SH-QS-1", "SH-TP-9"),
        "good": ("SH-NT", "SH-NT-2", "SH-NT-3"),
        "completed": ("SH-TP-3",),
        "weak": ("SH-TP", "SH-TP-1", "SH-TP-2"),
    }
    for level, codes in levels.items():
        for code in codes:
            year.decided(campaign, orgs[code], level, on=DECIDED_2008)
    return campaign


def grades_of_2009(orgs: dict[str, Organization], **more):
    """The campaign of 2009 on 18 December."""
    campaign = year.campaign(orgs["SH"], 2009, **more)
    year.decided(campaign, orgs["SH-NT"], "clean_strong", exemplary=True, on=DECIDED_2009)
    year.decided(campaign, orgs["SH-NT-1"], "clean_strong", exemplary=True, on=DECIDED_2009)
    levels = {
        "clean_strong": ("SH-NT-2", "SH-QS-1"),
        "good": ("SH-TC", "SH-NT-3"),
        "completed": ("SH-TP-2",),
        "weak": ("SH-TP", "SH-TP-1"),
    }
    for level, codes in levels.items():
        for code in codes:
            year.decided(campaign, orgs[code], level, on=DECIDED_2009, decision_number="87-QĐ/HU")
    year.not_evaluated(campaign, orgs["SH-TH"], on=DECIDED_2009)
    year.not_evaluated(campaign, orgs["SH-NT-4"], on=DECIDED_2009)
    year.sheet(campaign, orgs["SH-QS"])
    return campaign


def graded_district() -> dict[str, Organization]:
    """Everything of the table above, by code."""
    orgs = organizations()
    grades_of_2008(orgs)
    grades_of_2009(orgs)
    return orgs
