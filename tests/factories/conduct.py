"""Inspections, discipline and praise for tests."""

import datetime as dt

from cells.oversight.models import (
    Commendation,
    Discipline,
    Inspection,
    InspectionConclusion,
    InspectionPlan,
    Recommendation,
)
from members.conduct.models import MemberCommendation, MemberDiscipline
from sinho.web import clock

D = dt.date
DECIDED = {
    "form": "warning",
    "decision_number": "05-QĐ/UBKT",
    "decision_date": D(2009, 3, 1),
    "issuer": "Ủy ban Kiểm tra Huyện ủy",
    "reason": "Buông lỏng quản lý",
    "effective_from": D(2009, 3, 1),
}
GIVEN = {
    "kind": "certificate",
    "level": "district",
    "issuer": "Huyện ủy Sìn Hồ",
    "decision_number": "15-QĐ/HU",
    "decision_date": D(2009, 2, 3),
    "year": 2008,
    "achievement": "Trong sạch, vững mạnh năm 2008",
}


def plan(organization, by, year=2009, **more):
    facts = {"body": "commission", "number": "03-KH/UBKT", "date": D(year, 1, 10), **more}
    return InspectionPlan.objects.create(organization=organization, year=year, by=by, at=clock.now(), **facts)


def inspection(of, organization, by, **more):
    facts = {"kind": "compliance", "content": "Chấp hành quy chế làm việc", "quarter": 2, **more}
    return Inspection.objects.create(plan=of, organization=organization, by=by, at=clock.now(), **facts)


def conclusion(of, by, **more):
    facts = {"number": "04-KL/UBKT", "date": D(2009, 6, 1), "text": "Còn thiếu sót", "breach": True, **more}
    return InspectionConclusion.objects.create(inspection=of, by=by, at=clock.now(), **facts)


def recommendation(of, by, **more):
    facts = {"content": "Bổ sung quy chế", "due_on": D(2009, 9, 1), **more}
    return Recommendation.objects.create(inspection=of, by=by, at=clock.now(), **facts)


def discipline(organization, by, **more):
    return Discipline.objects.create(organization=organization, by=by, at=clock.now(), **DECIDED | more)


def member_discipline(member, cell, by, **more):
    facts = {"side": "party", **DECIDED, **more}
    return MemberDiscipline.objects.create(member=member, organization=cell, by=by, at=clock.now(), **facts)


def commendation(organization, by, **more):
    return Commendation.objects.create(organization=organization, by=by, at=clock.now(), **GIVEN | more)


def member_commendation(member, cell, by, **more):
    return MemberCommendation.objects.create(member=member, organization=cell, by=by, at=clock.now(), **GIVEN | more)
