"""A23 on the demo district: the shares of the article come out of the rows, and again out of SQL."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse

from cadres.staff.enums import Measure
from cadres.staff.models import Cadre, Post
from cadres.staff.report import build as quality_report
from cadres.staff.report.quality import build, compare
from cells.organizations.models import Organization
from sinho.accounts.models import User
from sinho.documents.reports import Asked
from tests.factories import people

pytestmark = pytest.mark.usefixtures("demo")
BEFORE, TODAY = dt.date(2007, 12, 31), dt.date(2009, 12, 18)
D = Decimal

COUNTED = """
WITH staff AS (
    SELECT DISTINCT cadre_id FROM cadres_post WHERE valid @> %(day)s::date
        AND title NOT IN ('police_deputy', 'military_deputy', 'front_deputy', 'party_office', 'village_head')
), learned AS (
    SELECT * FROM cadres_qualification WHERE struck_on IS NULL AND (since IS NULL OR since <= %(day)s::date)
)
SELECT count(*),
    count(*) FILTER (WHERE EXISTS (SELECT FROM learned l WHERE l.cadre_id = s.cadre_id AND subject = 'general'
        AND level IN ('lower_secondary', 'upper_secondary'))),
    count(*) FILTER (WHERE EXISTS (SELECT FROM learned l WHERE l.cadre_id = s.cadre_id
        AND (subject = 'professional' OR subject = 'title_training' AND EXISTS (SELECT FROM cadres_post p
            WHERE p.cadre_id = s.cadre_id AND p.valid @> %(day)s::date AND p.title = l.title)))),
    count(*) FILTER (WHERE EXISTS (SELECT FROM learned l WHERE l.cadre_id = s.cadre_id AND subject = 'professional'
        AND level <> 'elementary')),
    count(*) FILTER (WHERE EXISTS (SELECT FROM learned l WHERE l.cadre_id = s.cadre_id AND subject = 'theory'))
FROM staff s
"""


@pytest.fixture
def scope(demo):
    return people.scope(User.objects.get(username="bantochuc"))


def test_the_shares_of_the_article(scope):
    quality = build(scope, TODAY)
    shares = {one.measure: (one.number, one.whole, one.share) for one in quality.indicators.values()}
    assert shares == {
        Measure.GENERAL: (298, 400, D("74.5")),
        Measure.TRAINED: (340, 400, D("85.0")),
        Measure.INTERMEDIATE: (128, 400, D("32.0")),
        Measure.THEORY: (175, 400, D("43.8")),
    }
    assert quality.intermediate_of_trained == (128, 340)


def test_the_growth_on_2007_in_points_and_relative(scope):
    general = compare(build(scope, TODAY), build(scope, BEFORE))[0]
    assert (general.before.pair, general.before.share) == ((174, 391), D("44.5"))
    assert (general.growth.points, general.growth.relative) == (D("30.0"), D("67.4"))


@pytest.mark.parametrize("day", [BEFORE, dt.date(2008, 12, 31), TODAY])
def test_the_figures_equal_a_count_in_sql(scope, day):
    quality = build(scope, day)
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, {"day": day})
        counted = cursor.fetchone()
    assert (len(quality.staff), *(quality.of(one).number for one in Measure)) == counted


def test_every_figure_opens_its_people(client):
    client.force_login(User.objects.get(username="bantochuc"), backend="django.contrib.auth.backends.ModelBackend")
    asked = {"hoc-van": 298, "chuc-danh": 340, "trung-cap": 128, "ly-luan": 175, "ly-luan-chua": 225}
    for word, number in asked.items():
        page = client.get(reverse("staff:list"), {"chi-tieu": word}).context["page"]
        assert page.paginator.count == number
    before = client.get(reverse("staff:list"), {"chi-tieu": "hoc-van", "ngay": "31/12/2007"})
    assert before.context["page"].paginator.count == 174


def test_part_time_workers_are_there_and_not_counted():
    assert Post.objects.on(TODAY).in_groups("part_time").count() == 69
    assert Cadre.objects.filter(member__isnull=False).count() > 30


def test_the_secretary_of_the_story_is_on_the_staff():
    [post] = Post.objects.on(TODAY).filter(organization__code="SH-NT", title="party_secretary").select_related("cadre")
    assert (post.cadre.full_name, post.cadre.member.full_name) == ("Lò Văn Inh", "Lò Văn Inh")


def test_the_report_says_the_same(scope):
    district = Organization.objects.get(code="SH")
    report = quality_report(scope, Asked(district.pk, TODAY, since=dt.date(2008, 1, 1), until=dt.date(2009, 12, 31)))
    general = report.lines[0]
    assert (general.share_before, general.share, general.growth.points) == (D("44.5"), D("74.5"), D("30.0"))
    assert len(report.communes) == 23 and sum(one.staff.count for one in report.communes) == 400
