"""Each constraint and trigger of reviews is broken once, by its name."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from cadres.reviews.models import ConfidenceResult, ConfidenceRound, Opinion, Rating
from sinho.web.integrity import check_constraints_now, sentence_for
from tests.factories import cadres as make
from tests.factories import reviews

D = dt.date


def broken(name, act):
    def now():
        act()
        check_constraints_now()

    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        now()
    assert raised.value.__cause__.diag.constraint_name == name
    assert sentence_for(raised.value)


@pytest.fixture
def an(nam_tam):
    return make.cadre(nam_tam, "Lò Văn An", "committee_chair")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("rating_once_a_year", {"year": 2007}),
        ("rating_decided", {"level": ""}),
        ("rating_decided", {"decision_number": ""}),
        ("rating_decided", {"year": 1999, "on": D(1999, 12, 1)}),
        ("rating_not_before_its_year", {"on": D(2007, 12, 31)}),
        ("rating_corrected_with_reason", {"reason": "x"}),
        ("rating_points_possible", {"points": Decimal("100.5")}),
    ],
)
def test_a_rating(an, staff, name, change):
    reviews.rating(an, 2007, "good", staff)
    broken(name, lambda: reviews.rating(an, **{"year": 2008, "level": "good", "by": staff, **change}))


def test_a_rating_is_corrected_once_and_never_changed(an, staff):
    first = reviews.rating(an, 2007, "good", staff)
    again = {"year": 2007, "level": "poor", "by": staff, "replaces": first, "reason": "x"}
    reviews.rating(an, **again)
    broken("cadres_rating_replaces_id_key", lambda: reviews.rating(an, **again))
    broken("append_only", lambda: Rating.objects.update(level="poor"))
    with connection.cursor() as cursor:
        broken("append_only", lambda: cursor.execute("DELETE FROM cadres_rating"))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("vote_round_once_a_day", {}),
        ("vote_round_adds_up", {"on": D(2009, 7, 1), "present": 51}),
        ("vote_round_adds_up", {"on": D(2009, 7, 1), "valid_slips": 46}),
        ("vote_round_adds_up", {"on": D(2009, 7, 1), "valid_slips": 0}),
        ("vote_round_named", {"on": D(2009, 7, 1), "convened_by": ""}),
    ],
)
def test_a_round(nam_tam, staff, name, change):
    reviews.held_round(nam_tam, staff)
    broken(name, lambda: reviews.held_round(nam_tam, staff, **change))


def test_slips_add_up_and_stay(nam_tam, an, staff):
    held = reviews.held_round(nam_tam, staff)
    broken("vote_result_adds_up", lambda: reviews.result(held, an, 30, 9))
    reviews.result(held, an, 30, 10)
    check_constraints_now()
    broken("vote_result_once", lambda: reviews.result(held, an, 30, 10))
    broken("vote_result_adds_up", lambda: ConfidenceRound.objects.update(valid_slips=41))
    broken("append_only", lambda: ConfidenceResult.objects.all().delete())
    with connection.cursor() as cursor:
        broken("append_only", lambda: cursor.execute("DELETE FROM cadres_confidenceround"))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("opinion_once", {}),
        ("opinion_told", {"content": ""}),
        ("opinion_told", {"source": "x"}),
        ("opinion_answered_whole", {"content": "b", "answer": "x"}),
        (
            "opinion_answered_whole",
            {"content": "b", "answered_on": D(2009, 9, 1), "answered_by": "x", "answer": "x"},
        ),
    ],
)
def test_an_opinion(nam_tam, staff, name, change):
    reviews.opinion(nam_tam, staff)
    broken(name, lambda: reviews.opinion(nam_tam, staff, **change))


def test_an_opinion_and_its_answer_are_kept(nam_tam, staff):
    reviews.opinion(nam_tam, staff)
    broken("opinion_kept", lambda: Opinion.objects.update(content="x"))
    Opinion.objects.update(answered_on=D(2009, 10, 2), answered_by="a", answer="b")
    broken("opinion_kept", lambda: Opinion.objects.update(answer="c"))
    broken("opinion_kept", lambda: Opinion.objects.all().delete())
