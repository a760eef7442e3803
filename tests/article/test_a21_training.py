"""A3 and A21 on the demo district: the classes of 2008 and 2009, who attends them, what the certificates gave."""

import datetime as dt

import pytest
from django.db.models import F

from cadres.training.models import Enrolment, TrainingClass
from cadres.training.report import build
from cells.organizations.models import Organization
from sinho.accounts.models import User
from sinho.documents.reports import Asked
from tests.factories import people

pytestmark = pytest.mark.usefixtures("demo")
FIRST, TODAY = dt.date(2008, 1, 1), dt.date(2009, 12, 18)


@pytest.fixture
def on_the_spot(demo):
    """Classes of intermediate level on the spot since 2008."""
    rows = TrainingClass.objects.in_force().begun_between(FIRST, TODAY)
    return rows.filter(kind="training", level="intermediate", place="on_site").exclude(partner="")


def test_two_professional_and_one_theory_class_on_the_spot_with_more_than_200_people(on_the_spot):
    assert sorted(on_the_spot.values_list("field", flat=True)) == ["professional", "professional", "theory"]
    inside = Enrolment.objects.in_force().filter(training_class__in=on_the_spot)
    assert inside.count() == 209 > 200
    assert inside.filter(member__isnull=False).count() == 12


def test_every_certificate_of_the_staff_is_a_qualification_of_its_day(demo):
    rows = Enrolment.objects.exclude(certificate_number="").filter(cadre__isnull=False)
    assert rows.count() == 65
    agreeing = rows.filter(
        qualification__cadre=F("cadre"),
        qualification__since=F("certificate_on"),
        qualification__certificate_number=F("certificate_number"),
        qualification__subject=F("training_class__field"),
        qualification__level=F("training_class__level"),
    )
    assert agreeing.count() == 65
    assert all(one.certificate_on > one.since for one in rows)


def test_classes_for_committee_members_and_on_member_work(demo):
    """A3."""
    counts = {}
    for kind in ("committee", "member_work"):
        rows = Enrolment.objects.in_force().filter(training_class__kind=kind)
        counts[kind] = (rows.values("training_class").distinct().count(), rows.count())
    assert counts == {"committee": (2, 240), "member_work": (1, 70)}


def test_the_report_says_the_same(demo):
    scope = people.scope(User.objects.get(username="bantochuc"))
    district = Organization.objects.get(code="SH")
    report = build(scope, Asked(district.pk, TODAY, since=FIRST, until=dt.date(2009, 12, 31)))
    figures = report.figures
    assert figures["sent.professional.intermediate"].count == 16 + 95
    assert figures["sent.theory.intermediate"].count == 98 + 6
    assert (figures["sent.committee"].count, figures["classes"].count) == (240, 11)
    assert figures["sent"].count == sum(one.cells[0][1].count for one in report.communes)
