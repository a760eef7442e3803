"""Each constraint and trigger of the theme is broken once, by its name."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from cells.oversight.models import (
    Difficulty,
    DifficultyEntry,
    InCharge,
    MeasureResult,
    OpinionAnswer,
    OpinionPublication,
    PeopleOpinion,
    PlanMeasure,
    PlanOutcome,
    PlanPerson,
    QuarterCheck,
    StrengtheningPlan,
    Visit,
)
from cells.oversight.models.dated import period
from sinho.web import clock
from sinho.web.integrity import check_constraints_now, sentence_for
from tests.factories import oversight as make

D = dt.date


def broken(name, act):
    def now():
        act()
        check_constraints_now()

    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        now()
    assert raised.value.__cause__.diag.constraint_name == name
    assert sentence_for(raised.value)


@pytest.mark.parametrize(
    ("name", "factory", "change"),
    [
        ("in_charge_once_a_day", make.in_charge, {}),
        ("in_charge_has_start", make.in_charge, {"name": "b", "valid": "empty"}),
        ("in_charge_told", make.in_charge, {"name": "b", "office": ""}),
        ("in_charge_ended_with_reason", make.in_charge, {"name": "b", "valid": period(D(2009, 1, 1), D(2009, 2, 1))}),
        ("in_charge_ended_with_reason", make.in_charge, {"name": "b", "end_reason": "x"}),
        ("visit_once", make.visit, {}),
        ("visit_told", make.visit, {"content": ""}),
        ("difficulty_once", make.difficulty, {}),
        ("difficulty_told", make.difficulty, {"content": "b", "passed_to": ""}),
        ("difficulty_due_after", make.difficulty, {"content": "b", "due_on": D(2009, 10, 4)}),
        ("plan_once", make.plan, {}),
        ("plan_told", make.plan, {"subject": ""}),
        ("people_opinion_once", make.opinion, {}),
        ("people_opinion_told", make.opinion, {"content": "b", "source": "x"}),
        ("people_opinion_due_after", make.opinion, {"content": "b", "due_on": D(2009, 10, 4)}),
    ],
)
def test_a_row_of_an_organisation(nam_tam, staff, name, factory, change):
    factory(nam_tam, staff)
    broken(name, lambda: factory(nam_tam, staff, **change))


@pytest.fixture
def by(staff):
    return {"by": staff, "at": clock.now()}


@pytest.fixture
def plan(nam_tam, staff):
    return make.plan(nam_tam, staff)


def rows_of_plan(plan, by) -> dict:
    """Model → facts of a row that fits."""
    measure = PlanMeasure.objects.create(
        plan=plan, content="a", owner="b", on=D(2009, 4, 1), due_on=D(2009, 5, 1), **by
    )
    return {
        PlanMeasure: {"plan": plan, "content": "a", "owner": "b", "on": D(2009, 4, 1), "due_on": D(2009, 5, 1)},
        MeasureResult: {"measure": measure, "on": D(2009, 5, 1), "words": "a"},
        PlanPerson: {"plan": plan, "person_name": "a", "office": "b", "valid": period(D(2009, 3, 1))},
        QuarterCheck: {
            "plan": plan,
            "year": 2009,
            "quarter": 2,
            "checked_on": D(2009, 7, 1),
            "checked_by": "a",
            "findings": "a",
            "judgement": "better",
        },
        PlanOutcome: {"plan": plan, "kind": "ended", "on": D(2009, 7, 1), "words": "a"},
    }


@pytest.mark.parametrize(
    ("name", "model", "change"),
    [
        ("measure_of_plan_once", PlanMeasure, {}),
        ("measure_of_plan_told", PlanMeasure, {"content": ""}),
        ("measure_result_told", MeasureResult, {"words": ""}),
        ("plan_person_told", PlanPerson, {"office": ""}),
        ("quarter_check_told", QuarterCheck, {"quarter": 5}),
        ("plan_outcome_told", PlanOutcome, {"words": ""}),
    ],
)
def test_a_row_of_a_plan(plan, by, name, model, change):
    facts = rows_of_plan(plan, by)[model]
    broken(name, lambda: model.objects.create(**facts | change, **by))


def test_rows_of_a_plan_stand_once_and_stay(plan, by):
    for model, facts in rows_of_plan(plan, by).items():
        if model is not PlanMeasure:
            model.objects.create(**facts, **by)
    broken("quarter_checked_once", lambda: QuarterCheck.objects.create(**check_again(plan), **by))
    broken("plan_person_once_a_day", lambda: PlanPerson.objects.create(**person_again(plan), **by))
    for model in (StrengtheningPlan, PlanMeasure, MeasureResult, QuarterCheck, PlanOutcome):
        broken("append_only", lambda model=model: model.objects.update(at=clock.now()))
    broken("charge_kept", lambda: PlanPerson.objects.update(office="x"))
    PlanPerson.objects.update(valid=period(D(2009, 3, 1), D(2009, 6, 1)))
    broken("charge_kept", lambda: PlanPerson.objects.update(valid=period(D(2009, 3, 1))))


def check_again(plan) -> dict:
    return {
        "plan": plan,
        "year": 2009,
        "quarter": 2,
        "checked_on": D(2009, 7, 2),
        "checked_by": "a",
        "findings": "b",
        "judgement": "slow",
    }


def person_again(plan) -> dict:
    return {"plan": plan, "person_name": "a", "office": "c", "valid": period(D(2009, 4, 1))}


def test_what_happens_to_a_difficulty(nam_tam, staff):
    one = make.difficulty(nam_tam, staff)
    make.entry(one, "answered", D(2009, 10, 9), staff)
    for name, change in (
        ("difficulty_entry_once", {}),
        ("difficulty_entry_told", {"words": ""}),
        ("difficulty_passed_somewhere", {"kind": "passed", "words": "b"}),
        ("difficulty_new_due_after", {"words": "b", "due_on": D(2009, 10, 8)}),
    ):
        facts = {"kind": "answered"} | change
        broken(name, lambda facts=facts: make.entry(one, on=D(2009, 10, 9), by=staff, **facts))
    for model in (Visit, Difficulty, DifficultyEntry):
        make.visit(nam_tam, staff, content=model.__name__)
        broken("append_only", lambda model=model: model.objects.update(at=clock.now()))


def test_an_answer_stands_once_and_stays(nam_tam, staff, by):
    one = make.answer(make.opinion(nam_tam, staff), D(2009, 10, 9), staff)
    facts = {"on": D(2009, 10, 12), "form": "people", "place": "bản", **by}
    broken("opinion_publication_told", lambda: OpinionPublication.objects.create(answer=one, **facts | {"form": "x"}))
    OpinionPublication.objects.create(answer=one, **facts)
    other = make.opinion(nam_tam, staff, content="b")
    empty = {"on": D(2009, 10, 9), "answered_by": "", "content": "x"}
    broken("opinion_answer_told", lambda: OpinionAnswer.objects.create(opinion=other, **empty, **by))
    for model in (PeopleOpinion, OpinionAnswer, OpinionPublication):
        broken("append_only", lambda model=model: model.objects.update(at=clock.now()))


def test_an_assignment_is_closed_once_and_kept(nam_tam, staff):
    one = make.in_charge(nam_tam, staff)
    broken("charge_kept", lambda: InCharge.objects.update(office="x"))
    broken("charge_kept", lambda: InCharge.objects.update(valid=period(D(2008, 1, 8)), end_reason="x"))
    broken("charge_kept", one.delete)
    InCharge.objects.update(valid=period(one.since, D(2009, 1, 1)), end_reason="x")
    broken("charge_kept", lambda: InCharge.objects.update(valid=period(one.since, D(2009, 1, 2))))
    InCharge.objects.update(mistaken=True)
    broken("charge_kept", lambda: InCharge.objects.update(mistaken=False))
