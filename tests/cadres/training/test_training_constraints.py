"""What the database itself refuses: each constraint broken once, by name."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from cadres.training.models import SupportPayment
from tests.factories import cadres as make
from tests.factories import members
from tests.factories import training as train
from tests.factories.organizations import period

D = dt.date


def broken(make_row, *args, **facts) -> str:
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        make_row(*args, **facts)
    return raised.value.__cause__.diag.constraint_name


@pytest.fixture
def course(district):
    return train.training_class(district)


@pytest.fixture
def an(nam_tam):
    return make.cadre(nam_tam, "Lò Văn An")


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"ends_on": D(2008, 1, 1)}, "training_class_days"),
        ({"cost": -1}, "training_class_cost"),
        ({"kind": "x"}, "training_class_known"),
        ({"name": ""}, "training_class_known"),
        ({"title": "front_chair"}, "training_class_title"),
        ({}, "training_class_once"),
    ],
)
def test_classes(district, course, facts, name):
    assert broken(train.training_class, district, **facts) == name


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"status": "finished"}, "enrolment_ended_with_day"),
        ({"ended_on": D(2009, 2, 1)}, "enrolment_ended_with_day"),
        ({"status": "x", "ended_on": D(2009, 2, 1)}, "enrolment_ended_with_day"),
        ({"status": "left", "ended_on": D(2009, 1, 1)}, "enrolment_ended_with_day"),
        ({"status": "finished", "ended_on": D(2009, 2, 1), "certificate_number": "1"}, "enrolment_certificate_whole"),
        (
            {"status": "left", "ended_on": D(2009, 2, 1), "certificate_number": "1", "certificate_on": D(2009, 2, 1)},
            "enrolment_certificate_whole",
        ),
        ({"status": "left", "ended_on": D(2009, 2, 1), "result": "good"}, "enrolment_result_known"),
    ],
)
def test_enrolments(course, nam_tam, an, facts, name):
    assert broken(train.student, course, nam_tam, an, **facts) == name


def test_one_person_once_in_a_class(course, nam_tam, nam_tam_cells, an):
    member = members.member(nam_tam_cells[0])
    train.student(course, nam_tam, an)
    train.enrolment(course, nam_tam_cells[0], member=member)
    assert broken(train.student, course, nam_tam, an) == "enrolment_of_cadre_once"
    assert broken(train.enrolment, course, nam_tam_cells[0], member=member) == "enrolment_of_member_once"
    assert broken(train.enrolment, course, nam_tam) == "enrolment_of_one"
    assert broken(train.enrolment, course, nam_tam, cadre=an, member=member) == "enrolment_of_one"
    learned = make.learned(an, "professional", "intermediate")
    other = make.cadre(nam_tam, "Lò Văn Hai", "front_chair")
    assert broken(train.student, course, nam_tam, other, qualification=learned) == "enrolment_qualification_certified"


def test_money(district, course, nam_tam, an):
    row, budget = train.student(course, nam_tam, an), train.budget(district)
    assert broken(train.budget, district) == "support_budget_once_a_year"
    assert broken(train.budget, district, 1950) == "support_budget_year"
    decision = {"decision_number": "9", "decision_date": D(2009, 1, 2)}
    assert broken(budget.decisions.create, amount=0, **decision) == "budget_decision_whole"
    budget.decisions.create(amount=5, **decision)
    assert broken(budget.decisions.create, amount=7, **decision) == "budget_decision_once"
    award = train.award(row)
    assert broken(train.award, row) == "support_award_one_a_month"
    later = (D(2010, 1, 1), D(2010, 2, 1))
    assert broken(train.award, row, *later, amount=0) == "support_award_whole"
    award.months = period(D(2009, 2, 2), D(2009, 6, 30))
    assert broken(award.save) == "support_award_months"
    award.refresh_from_db()
    paid = train.payment(award, budget, D(2009, 3, 1))
    assert broken(train.payment, award, budget, D(2009, 3, 1)) == "support_month_paid_once"
    assert broken(train.payment, award, budget, D(2009, 4, 1), voucher_number="") == "support_payment_whole"
    assert broken(train.payment, award, budget, D(2009, 4, 1), reason="x") == "support_payment_sign"
    assert broken(train.payment, award, budget, D(2009, 3, 1), amount=-1, reverses=paid) == "support_payment_fits"
    assert SupportPayment.objects.count() == 1
