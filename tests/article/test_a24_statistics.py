"""The statistical forms on the demo district, beside counts in SQL and the report on admission (A4, A24)."""

import datetime as dt

import pytest
from django.db import connection

from cells.access.models import scope_of
from cells.organizations.models import Organization, OrganizationState
from members.admissions.report import build as admission
from members.statistics.report import form1, form2, form3, form4, form5
from sinho.accounts.models import User
from sinho.documents import checks, statistics
from sinho.documents.reports import Asked, kind_of

pytestmark = pytest.mark.usefixtures("demo")
TODAY, FIRST, LAST = dt.date(2009, 12, 18), dt.date(2009, 1, 1), dt.date(2009, 12, 31)


@pytest.fixture
def scope(demo):
    return scope_of(User.objects.get(username="bantochuc"), TODAY)


def ask(build, scope, since=FIRST, until=LAST, on=LAST, code="SH"):
    organization = Organization.objects.get(code=code)
    periods = {} if build in (form3.build, form4.build, form5.build) else {"since": since, "until": until}
    return build(scope, Asked(organization.pk, on, **periods) if periods else Asked(organization.pk, on, year=on.year))


def on_roll(day, more="true"):
    """People on the roll of the day, counted by the database alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM members_membership m JOIN members_member p ON p.id = m.member_id "
            f"WHERE m.valid @> %s::date AND {more}",
            [day],
        )
        return cursor.fetchone()[0]


@pytest.mark.parametrize("year", [2005, 2007, 2008, 2009])
def test_form_1_ends_with_the_roll(scope, year):
    report = ask(form1.build, scope, dt.date(year, 1, 1), dt.date(year, 12, 31), dt.date(year, 12, 31))
    assert report.figure("end").count == on_roll(dt.date(year, 12, 31)) > 2000
    assert report.figure("carried").count == on_roll(dt.date(year - 1, 12, 31))
    assert report.figure("increase").count > 150 and report.figure("decrease").count > 20
    assert all(check.holds for check in report.checks) and len(report.checks) == 2


def test_form_1_holds_for_every_grassroots_organisation(scope):
    """Moves inside the district and cells that got another committee included."""
    kinds = ("grassroots_committee", "grassroots_cell")
    codes = OrganizationState.objects.on(LAST).filter(kind__in=kinds).values_list("organization__code", flat=True)
    ends, moved = 0, 0
    for code in codes:
        report = ask(form1.build, scope, code=code)
        assert all(check.holds for check in report.checks), code
        ends += report.figure("end").count
        moved += report.figure("came.within").count - report.figure("left.within").count
    assert len(codes) == 45 and ends == on_roll(LAST)
    assert moved == 0, "who comes to one leaves another"


def test_form_2_counts_the_203_of_the_report_on_admission(scope):
    report = ask(form2.build, scope)
    other = ask(admission, scope)
    assert report.figure("total").count == other.total.now.count == 203
    assert report.figure("before.total").count == other.total.before.count == 199
    assert report.figure("women").count == other.named("women").now.count
    assert report.figure("people.all").count == 203


def test_forms_3_4_and_5_count_the_roll(scope):
    whole = on_roll(LAST)
    third, fourth, fifth = (ask(build, scope) for build in (form3.build, form4.build, form5.build))
    assert third.figure("total").count == fourth.figure("all").count == fifth.figure("total.members").count == whole
    women = on_roll(LAST, "p.sex = 'female'")
    assert third.figure("women").count == fourth.figure("all.women").count == women
    assert third.figure("minority").count == on_roll(LAST, "p.ethnicity <> 'eth_kinh'")
    ages = [third.figure(f"age.{band}").count for band in ("18-30", "31-40", "41-50", "51-60", "61")]
    assert sum(ages) + third.figure("rest.age").count == whole
    assert fifth.figure("total.bases").count == 45


def test_every_figure_of_every_form_opens_its_rows(scope):
    for form in (form1, form2, form3, form4, form5):
        report = ask(form.build, scope)
        for key in report.figures:
            assert report.figure(key).count == len(report.figure(key).rows) == report.as_json()["figures"][key], key


@pytest.mark.parametrize("generation", [0, 1])
def test_the_totals_of_all_forms_agree(scope, generation):
    """Every check that applies holds for the district in 2009; what does not apply says why."""
    time = statistics.Time(2009, statistics.WHOLE, TODAY)
    district = Organization.objects.get(code="SH")
    reporter = statistics.reporter_of(district.pk, time.last)
    outcomes = checks.Run(scope, reporter, statistics.generations()[generation], time).outcomes()
    made = [one for one in outcomes if not one.reason]
    assert [one.check.key for one in made if not one.holds] == []
    assert len(made) >= 34 and all(one.reason for one in outcomes if one not in made)
    assert sum(one.left.count > 0 for one in made) >= 33, "they compare something"


def test_forms_of_the_older_set_count_what_the_district_did(scope):
    asked = {"since": FIRST, "until": LAST}
    organization = Organization.objects.get(code="SH").pk
    business = kind_of("form-tctw-10").build(scope, Asked(organization, TODAY, **asked))
    assert business.figure("villages.without").count == 0, "no village without members since 10/2008"
    assert business.figure("bases").count == 45 and business.figure("recognised").count > 100
    assert business.figure("bases.idle").count == len(business.figure("bases.idle").rows) > 0
