"""A15 and A16 on the demo district: what the pages tell of reviews comes out of the rows, and again out of SQL."""

import datetime as dt
from collections import Counter

import pytest
from django.db import connection

from cadres.reviews.models import ConfidenceRound, Opinion
from cadres.reviews.report.opinions import read_opinions
from cadres.reviews.report.rounds import read_rounds
from cadres.reviews.report.year import build
from sinho.accounts.models import User
from tests.factories import people

pytestmark = pytest.mark.usefixtures("demo")
TODAY = dt.date(2009, 12, 18)
LEVELS = "SELECT level, count(*) FROM cadres_rating WHERE year = 2008 GROUP BY level"
LOW = """
SELECT count(*) FROM cadres_confidenceresult r JOIN cadres_confidenceround o ON o.id = r.round_id
WHERE r.trust * 2 < o.valid_slips
"""


def asked(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def test_the_ratings_of_the_last_year_and_who_is_not_rated_yet():
    scope = people.scope(User.objects.get(username="bantochuc"))
    table = build(scope, 2008, TODAY)
    assert (len(table.people), table.whole.missing, table.whole.twice) == (395, 6, 3)
    assert Counter(one.rating.level for one in table.people if one.rating) == dict(asked(LEVELS))
    assert build(scope, 2009, TODAY).whole.missing == 400, "2009 is not decided on the demo day"
    assert len(table.lines) == 23 and sum(len(line.people) for line in table.lines) == 395


def test_votes_of_confidence_in_five_communes_and_what_follows():
    rows = read_rounds(list(ConfidenceRound.objects.all()))
    outcomes = [one.outcome.code for row in rows for one in row.with_outcome]
    assert (len(rows), outcomes) == (5, ["dismissal_vote"]) and asked(LOW) == [(1,)]
    assert {one.result.post.title for row in rows for one in row.results} == {
        "council_chair",
        "council_deputy",
        "committee_chair",
        "committee_deputy",
    }


def test_opinions_of_the_front_and_mass_organisations():
    states = Counter(row.state for row in read_opinions(Opinion.objects.all(), TODAY))
    assert states == {"late": 2, "waiting": 2, "answered": 8}
