"""Each constraint and trigger broken once, by name."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from cells.assessments.models import Campaign
from members.ratings.models import CellStep, MemberCapException, RatedCell, Rating, RatingOpinion, RatingStep
from tests.factories import assessments, ratings

AT = assessments.at(dt.date(2009, 12, 18))


@pytest.fixture
def row(campaign, cell):
    ratings.meeting(campaign, cell)
    return ratings.rating(campaign, cell, ratings.people(cell, 1)[0], "good")


def broken(name: str, act) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        act()
    assert caught.value.__cause__.diag.constraint_name == name


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("rating_level_or_reason", {"not_evaluated": "not_yet"}),
        ("rating_sub_reason_with_level", {"proposed_level": "", "sub_reason": "disciplined_in_year"}),
        ("rating_decision_whole", {"decided_level": "good"}),
        ("rating_decision_whole", {"decision_number": "1"}),
        ("rating_votes_fit", {"vote_2": 19, "vote_3": 2}),
        ("rating_votes_fit", {"second_agree": 20, "second_disagree": 1}),
    ],
)
def test_a_rating_keeps_its_rules(row, name, facts):
    broken(name, lambda: Rating.objects.filter(pk=row.pk).update(**facts))


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("rated_cell_slips", {"present": 21}),
        ("rated_cell_slips", {"second_given": 21}),
        ("rated_cell_slips", {"given": None, "present": 19}),
        ("rated_cell_submitted", {"state": "submitted"}),
        ("rated_cell_decided", {"state": "draft", "decided_at": AT}),
        ("rating_votes_fit", {"valid": 19}),
    ],
)
def test_a_cell_keeps_its_rules(row, name, facts):
    broken(name, lambda: RatedCell.objects.update(**facts))


def test_a_cell_is_not_decided_by_who_handed_it_in(row, secretary):
    facts = {"state": "decided", "submitted_at": AT, "submitted_by": secretary}
    facts |= {"decided_at": AT, "decided_by": secretary}
    broken("rated_cell_not_own_hand", lambda: RatedCell.objects.update(**facts))
    RatedCell.objects.update(**facts, on_behalf=True)


def test_a_member_is_rated_once_in_a_campaign(campaign, row, nam_tam_cells):
    broken("rating_once", lambda: ratings.rating(campaign, nam_tam_cells[1], row.member))
    broken("rated_cell_once", lambda: RatedCell.objects.create(campaign=campaign, organization=row.organization))
    RatingOpinion.objects.create(rating=row, body="residence")
    broken("rating_opinion_once", lambda: RatingOpinion.objects.create(rating=row, body="residence"))


def test_steps_only_grow(campaign, row, secretary, nam_tam):
    RatingStep.objects.create(rating=row, kind="proposed", level="good", by=secretary, at=AT)
    CellStep.objects.create(rated_cell=RatedCell.objects.get(), round=1, state="submitted", by=secretary, at=AT)
    facts = {"level": "excellent", "allowed": 3, "decision_number": "1", "decision_date": AT.date(), "reason": "Vì"}
    MemberCapException.objects.create(campaign=campaign, organization=nam_tam, by=secretary, at=AT, **facts)
    connection.check_constraints()
    for model in (RatingStep, CellStep, MemberCapException):
        broken("append_only", lambda model=model: model.objects.update(at=AT))
        broken("append_only", lambda model=model: model.objects.all()._raw_delete("default"))
        table = model._meta.db_table
        broken("append_only", lambda table=table: connection.cursor().execute(f"TRUNCATE {table}"))


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("rating_step_says_something", {"kind": "proposed"}),
        ("rating_step_says_something", {"kind": "dreamt", "level": "good"}),
        ("rating_correction_told", {"kind": "corrected", "level": "good", "number": "1"}),
    ],
)
def test_a_step_says_something(row, secretary, name, facts):
    broken(name, lambda: RatingStep.objects.create(rating=row, by=secretary, at=AT, **facts))


def test_what_is_sent_back_and_excepted_has_words(campaign, row, secretary, nam_tam):
    cell = RatedCell.objects.get()
    broken(
        "cell_step_back_has_comment",
        lambda: CellStep.objects.create(rated_cell=cell, round=1, state="sent_back", by=secretary, at=AT),
    )
    facts = {"level": "excellent", "allowed": 3, "decision_number": "1", "decision_date": AT.date(), "reason": ""}
    broken(
        "member_cap_exception_whole",
        lambda: MemberCapException.objects.create(
            campaign=campaign, organization=nam_tam, by=secretary, at=AT, **facts
        ),
    )


def test_a_decided_rating_and_a_closed_campaign_stay(campaign, row, secretary):
    Rating.objects.update(
        decided_level="good", decision_number="1", decision_date=AT.date(), decided_at=AT, decided_by=secretary
    )
    broken("rating_kept", row.delete)
    Campaign.objects.update(closed_at=AT, closed_by=secretary)
    broken("campaign_closed_kept", lambda: Rating.objects.update(self_level="good"))
    broken("campaign_closed_kept", lambda: RatedCell.objects.update(valid=20))
