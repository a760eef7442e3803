"""People in charge, visits, difficulties, plans and opinions for tests."""

import datetime as dt

from cells.organizations.models import Organization
from cells.oversight.models import (
    Difficulty,
    DifficultyEntry,
    InCharge,
    OpinionAnswer,
    PeopleOpinion,
    PlanMeasure,
    PlanPerson,
    QuarterCheck,
    StrengtheningPlan,
    Visit,
)
from cells.oversight.models.dated import period
from sinho.accounts.models import User
from sinho.web import clock

OCTOBER, JANUARY, FEBRUARY = dt.date(2009, 10, 5), dt.date(2008, 1, 7), dt.date(2009, 2, 2)


def in_charge(
    place: Organization, by: User, name: str = "Sùng A Páo", since=JANUARY, last_day=None, **more
) -> InCharge:
    ended = {"end_reason": "Chuyển công tác"} if last_day else {}
    facts = {"office": "Huyện ủy viên", "decision_number": "12-QĐ/HU", "decision_date": since}
    facts |= {"valid": period(since, last_day), **ended, **more}
    return InCharge.objects.create(organization=place, person_name=name, by=by, at=clock.now(), **facts)


def visit(place: Organization, by: User, on: dt.date = OCTOBER, **more) -> Visit:
    facts = {"visitors": "Sùng A Páo", "content": "Làm việc với đảng ủy xã", "conclusions": "Củng cố chi bộ bản"}
    return Visit.objects.create(organization=place, on=on, by=by, at=clock.now(), **facts | more)


def difficulty(place: Organization, by: User, on: dt.date = OCTOBER, **more) -> Difficulty:
    facts = {"raised_by": "Đảng ủy xã", "field": "works", "content": "Đường vào bản sạt lở", "passed_to": "UBND huyện"}
    facts |= {"due_on": on + dt.timedelta(days=60)}
    return Difficulty.objects.create(organization=place, raised_on=on, by=by, at=clock.now(), **facts | more)


def entry(under: Difficulty, kind: str, on: dt.date, by: User, **more) -> DifficultyEntry:
    facts = {"who": "UBND huyện", "words": f"Ghi {kind}"}
    return DifficultyEntry.objects.create(difficulty=under, kind=kind, on=on, by=by, at=clock.now(), **facts | more)


def plan(place: Organization, by: User, on: dt.date = FEBRUARY, **more) -> StrengtheningPlan:
    facts = {"resolution_number": "08-NQ/HU", "issuer": "Ban Thường vụ Huyện ủy", "subject": "Củng cố tổ chức"}
    facts |= {"reason": "2 năm liền, năm 2007: Yếu kém; năm 2008: Yếu kém"}
    return StrengtheningPlan.objects.create(
        organization=place, resolution_date=on, by=by, at=clock.now(), **facts | more
    )


def opinion(about: Organization, by: User, on: dt.date = OCTOBER, **more) -> PeopleOpinion:
    facts = {"source": "front", "source_words": "Mặt trận xã", "content": "Chi bộ ít họp dân", "passed_to": "Đảng ủy"}
    facts |= {"due_on": on + dt.timedelta(days=30)}
    return PeopleOpinion.objects.create(organization=about, received_on=on, by=by, at=clock.now(), **facts | more)


def answer(to: PeopleOpinion, on: dt.date, by: User) -> OpinionAnswer:
    facts = {"number": "15-CV/ĐU", "answered_by": "Đảng ủy xã", "content": "Đã chấn chỉnh"}
    return OpinionAnswer.objects.create(opinion=to, on=on, by=by, at=clock.now(), **facts)


def rows_of(committee: Organization, staff: User) -> dict[str, int]:
    """Keys of what the demo records about leading a commune, and of a plan made for it."""
    made, hand = plan(committee, staff), {"by": staff, "at": clock.now()}
    day = made.resolution_date
    measure = PlanMeasure.objects.create(plan=made, content="Họp", owner="Đảng ủy", on=day, due_on=day, **hand)
    sent = PlanPerson.objects.create(plan=made, person_name="Lò A", office="Chuyên viên", valid=period(day), **hand)
    checked = {"year": 2009, "quarter": 1, "checked_on": day, "checked_by": "a", "findings": "b", "judgement": "slow"}
    return {
        "in_charge": InCharge.objects.filter(organization=committee, valid__endswith=None).latest("pk").pk,
        "difficulty": Difficulty.objects.filter(organization=committee).latest("pk").pk,
        "people_opinion": PeopleOpinion.objects.filter(organization=committee).latest("pk").pk,
        "plan": made.pk,
        "plan_measure": measure.pk,
        "quarter_check": QuarterCheck.objects.create(plan=made, **checked, **hand).pk,
        "visit": Visit.objects.filter(organization=committee).latest("pk").pk,
        "plan_person": sent.pk,
    }
