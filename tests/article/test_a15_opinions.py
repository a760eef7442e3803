"""A15 on the demo district: opinions of the people on organisations, answered and published, counted again by SQL."""

import pytest

from tests.article.test_a01_directives import last_day
from tests.article.test_a06_leading import counted, figures

pytestmark = pytest.mark.usefixtures("demo")
OPINIONS = """
SELECT count(*) FROM cells_peopleopinion o
LEFT JOIN cells_opinionanswer a ON a.opinion_id = o.id AND a."on" <= %s
LEFT JOIN cells_opinionpublication p ON p.answer_id = a.id AND p."on" <= %s
WHERE o.struck_at IS NULL AND o.received_on <= %s
"""


def asked(year: int, condition: str) -> int:
    last = last_day(year)
    return counted(f"{OPINIONS} AND {condition}", last, last, last, *([year] if "%s" in condition else []))


@pytest.mark.parametrize("year", [2008, 2009])
def test_opinions_of_a_year_and_what_became_of_them(year):
    told = figures("oversight", year)
    assert told["opinion.received"] == asked(year, "extract(year FROM o.received_on) = %s") > 0
    assert told["opinion.answered"] == asked(year, 'extract(year FROM a."on") = %s')
    assert told["opinion.published"] == asked(year, 'extract(year FROM p."on") = %s')
    assert told["opinion.waiting"] == asked(year, "a.id IS NULL")
    late = f"a.id IS NULL AND o.due_on < date '{last_day(year)}'"
    assert told["opinion.late"] == asked(year, late)
    by_source = [number for key, number in told.items() if key.startswith("opinion.received.")]
    assert told["opinion.received"] == sum(by_source)


def test_the_demo_has_opinions_in_every_state():
    told = figures("oversight", 2009)
    assert told["opinion.late"] >= 1 and told["opinion.waiting"] > told["opinion.late"]
    answered = asked(2009, "a.id IS NOT NULL AND p.id IS NULL")
    assert answered >= 1 and asked(2009, "p.id IS NOT NULL") >= 4
