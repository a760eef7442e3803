"""The indicators come out of one query; it says of everybody what the rule says of him."""

import datetime as dt
import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.staff.enums import Measure
from cadres.staff.models import Post
from cadres.staff.models.reading import known_of
from cadres.staff.report.quality import build
from cadres.staff.rules import LEVELS, meets
from members.roll.enums import Subject
from tests.factories import cadres as make
from tests.factories import people

D = dt.date
TODAY, BEFORE = D(2009, 12, 18), D(2009, 5, 31)


@pytest.fixture
def everybody(nam_tam, ta_phin):
    """Every pair of levels of the three subjects, some of them reached later; training for this and other titles."""
    levels = [[code for code, _ in LEVELS[s]] for s in (Subject.GENERAL, Subject.PROFESSIONAL, Subject.THEORY)]
    for number, (general, professional, theory) in enumerate(itertools.zip_longest(*levels)):
        who = make.cadre(nam_tam if number % 2 else ta_phin, f"Lò Văn {number}", "office_statistics")
        for subject, level in (("general", general), ("professional", professional), ("theory", theory)):
            if level:
                make.learned(who, subject, level, D(2009, 6, 1) if number % 3 else None)
        make.post(who, who.posts.get().organization, "culture_society", since=D(2008, 1, 1))
    for title in ("justice_registry", "land_construction"):
        who = make.cadre(nam_tam, f"Tao Thị {title}", "justice_registry", sex="female")
        make.learned(who, "title_training", title=title)
    make.cadre(nam_tam, "Không Học")
    make.cadre(nam_tam, "Phàn A Phó", "police_deputy")


@pytest.mark.parametrize("day", [TODAY, BEFORE, D(2004, 1, 1)])
def test_the_query_agrees_with_the_rule(staff, everybody, day):
    posts = Post.objects.on(day).in_groups("elected", "civil_servant")
    known = known_of(posts, day)
    quality = build(people.scope(staff), day)
    assert quality.staff == set(known)
    for measure in Measure:
        reached = {pk for pk, one in known.items() if meets(measure, one)}
        assert quality.of(measure).reached == reached and quality.of(measure).missing == set(known) - reached
    if day == TODAY:
        assert all(0 < quality.of(measure).number < len(known) for measure in Measure)


def test_one_query_and_one_more_below_an_organisation(staff, everybody, nam_tam):
    scope = people.scope(staff)
    for organization, most in ((None, 1), (nam_tam.pk, 2)):
        with CaptureQueriesContext(connection) as queries:
            build(scope, TODAY, organization)
        assert len(queries) == most
