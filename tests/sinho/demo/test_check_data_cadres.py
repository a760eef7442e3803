"""`check_data` on the staff: what two themes say of one thing; silent on what fits."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.movements.models import Movement
from cadres.planning.models import PlanningEntry, PlanningVerdict
from cadres.staff.models import Post
from cadres.training.models import SupportAward
from sinho.management.data_checks import CONTRADICTIONS, FINDINGS
from tests.factories import cadres as make
from tests.factories import members, movements, plans, reviews, training

D = dt.date
TODAY = D(2009, 12, 18)
CODES = ("M13", "M14", "M15", "R24", "R25", "R26", "R27", "R28")


def found() -> dict[str, list[str]]:
    checks = CONTRADICTIONS | FINDINGS
    told = {code: list(checks[code](TODAY)) for code in CODES}
    return {code: lines for code, lines in told.items() if lines}


@pytest.fixture
def an(nam_tam):
    return make.cadre(nam_tam, "Lò Văn An", "committee_deputy", birth_year=1975)


def test_a_movement_and_its_post_say_the_same(nam_tam, staff):
    away = movements.movement(nam_tam, until=D(2009, 10, 31))
    assert found() == {}
    Movement.objects.update(title="committee_deputy")
    assert [lines[0] for lines in found().values()] == [
        "Lần điều động của Phạm Văn Tăng từ 02/03/2009 không khớp với chức danh đã ghi."
    ]
    Movement.objects.update(title="committee_chair")
    Post.objects.filter(pk=away.post_id).update(valid=DateRange(away.since, None), exit="")
    assert list(found()) == ["M13"]


def test_who_is_at_the_district_holds_no_post(an, nam_tam):
    up = {"kind": "rotation", "direction": "to_district", "agency": "Huyện đoàn", "decision_number": "1-QĐ/HU"}
    Movement.objects.create(
        cadre=an, organization=nam_tam, valid=DateRange(D(2009, 3, 2), None), decision_date=D(2009, 3, 1), **up
    )
    assert list(found()) == ["R27"]
    Post.objects.filter(cadre=an).update(valid=DateRange(D(2005, 1, 1), D(2009, 3, 2)), exit="moved")
    assert found() == {}


def test_money_lies_in_the_months_of_the_award(an, nam_tam, district):
    award = training.award(training.student(training.training_class(district), nam_tam, an))
    training.payment(award, training.budget(district), training.JUNE)
    assert found() == {}
    SupportAward.objects.update(months=DateRange(D(2009, 2, 1), D(2009, 6, 1)))
    assert found() == {"M14": ["Lò Văn An được chi hỗ trợ tháng 06/2009 ngoài thời gian được hỗ trợ."]}


def test_whom_a_review_kept_was_in_the_plan(an, nam_tam):
    plan = plans.plan(nam_tam)
    plans.planned(plan, an, "committee_chair")
    PlanningVerdict.objects.create(review=plans.review(plan), entry=PlanningEntry.objects.get(), kind="kept")
    assert found() == {}
    PlanningEntry.objects.update(valid=DateRange(plan.decided_on, D(2009, 9, 1)), removed_reason="Chuyển công tác")
    assert list(found()) == ["M15"]


def test_votes_are_for_a_post_held_on_the_day(an, nam_tam, staff):
    reviews.result(reviews.held_round(nam_tam, staff), an, 30, 10)
    assert found() == {}
    Post.objects.filter(cadre=an).update(valid=DateRange(D(2009, 7, 1), None))
    assert list(found()) == ["R24"]


def test_one_person_stands_once_in_a_class(an, nam_tam, nam_tam_cells, district):
    course = training.training_class(district)
    training.student(course, nam_tam, an)
    same = members.member(nam_tam_cells[0], "Lò Văn An", birth_year=1975)
    training.enrolment(course, nam_tam_cells[0], member=same)
    assert found() == {}
    an.member = same
    an.save()
    assert list(found()) == ["R25"]


def test_the_certificate_of_a_class_stands_on_the_record(an, nam_tam, district):
    day = D(2009, 12, 10)
    known = make.learned(an, "professional", "intermediate", day, certificate_number="TC 1")
    facts = {"status": "finished", "ended_on": D(2009, 11, 30), "certificate_number": "TC 1", "certificate_on": day}
    training.student(training.training_class(district), nam_tam, an, qualification=known, **facts)
    assert found() == {}
    known.certificate_number = "TC 2"
    known.save()
    assert list(found()) == ["R26"]


def test_who_was_hired_has_the_post(nam_tam):
    who = make.cadre(nam_tam, "Vàng A Dơ", "justice_registry", since=D(2009, 4, 1), birth_year=1987)
    movements.candidate(movements.seat(nam_tam), cadre=who)
    assert found() == {}
    Post.objects.update(title="office_statistics")
    assert list(found()) == ["R28"]
