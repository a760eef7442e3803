"""A22 on the demo district: between 200 and 300 million đồng in each year, never more than the budget."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse

from cadres.training.models import SupportBudget
from cadres.training.report import build
from cells.organizations.models import Organization
from sinho.accounts.models import User
from sinho.documents.reports import Asked
from tests.factories import people

pytestmark = pytest.mark.usefixtures("demo")
PAID = {2008: 222_250_000, 2009: 246_500_000}


def test_between_200_and_300_million_dong_a_year(demo):
    budgets = {one.year: one for one in SupportBudget.objects.all()}
    assert {year: one.paid for year, one in budgets.items()} == PAID
    assert all(200_000_000 < one.paid <= one.amount < 300_000_000 for one in budgets.values())
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(year FROM month)::int, sum(amount) FROM cadres_supportpayment GROUP BY 1")
        assert dict(cursor.fetchall()) == PAID


@pytest.mark.parametrize("year", PAID)
def test_the_report_holds_it_against_the_budget(demo, year):
    scope = people.scope(User.objects.get(username="bantochuc"))
    district = Organization.objects.get(code="SH")
    period = {"since": dt.date(year, 1, 1), "until": dt.date(year, 12, 31)}
    report = build(scope, Asked(district.pk, dt.date(2009, 12, 18), **period))
    assert (report.now.paid, report.now.budget) == (PAID[year], {2008: 250_000_000, 2009: 290_000_000}[year])


def test_the_page_of_the_year_shows_the_balance(client):
    client.force_login(User.objects.get(username="bantochuc"), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("training:support"))
    assert "43.500.000 đồng" in page.text and "246.500.000 đồng" in page.text
