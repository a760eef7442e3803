"""A class that one commune keeps and where another one has sent people: its officer reads and writes his own alone."""

import datetime as dt

import pytest
from django.urls import reverse

from cadres.training.actions import supporting
from cadres.training.models import SupportPayment
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import cadres as make
from tests.factories import people
from tests.factories import training as train

D = dt.date
MARCH = "?thang=3/2009"


@pytest.fixture
def officer(nam_tam):
    return people.user("canbo.namtam", Role.CADRE_OFFICER, nam_tam, full_name="Lò Thị Sổ")


@pytest.fixture
def course(nam_tam):
    return train.training_class(nam_tam, name="Lớp của xã")


@pytest.fixture
def mine(course, nam_tam):
    return train.student(course, nam_tam, make.cadre(nam_tam, "Lò Văn An", "committee_deputy"))


@pytest.fixture
def theirs(course, ta_phin):
    return train.student(course, ta_phin, make.cadre(ta_phin, "Chẻo A Lở", "front_chair"))


def written() -> int:
    return AuditEntry.objects.filter(did__regex="^(training|support)[.]").exclude(did="training.printed").count()


@pytest.mark.parametrize("name", ["class", "attendance", "results", "award", "enrol"])
def test_the_pages_of_the_class_name_nobody_of_another_commune(log_in, officer, course, mine, theirs, name):
    answer = log_in(officer).get(reverse(f"training:{name}", args=[course.pk]))
    assert answer.status_code == 200 and "Chẻo A Lở" not in answer.text
    assert "Lò Văn An" in answer.text or name == "enrol"


def test_nothing_is_written_about_somebody_of_another_commune(log_in, officer, course, mine, theirs):
    client, key = log_in(officer), f"e{theirs.pk}"
    told = client.post(reverse("training:attendance", args=[course.pk]), {"held": "", key: "5"})
    assert told.status_code == 409 and "Chưa có gì khác" in told.text
    failed = {f"{key}-status": "failed", f"{key}-ended_on": "01/12/2009", "nguoi": [theirs.pk]}
    told = client.post(reverse("training:results", args=[course.pk]), failed | {f"e{mine.pk}-status": "attending"})
    assert told.status_code == 409 and "Có 1 người đã ghi kết quả hoặc không còn trong lớp" in told.text
    theirs.refresh_from_db()
    assert (theirs.status, theirs.days_present, written()) == ("attending", None, 0)


def test_the_lists_to_sign_hold_ones_own_people_alone(log_in, officer, nam_tam, course, theirs):
    train.payment(train.award(theirs), train.budget(nam_tam), D(2009, 3, 1))
    client = log_in(officer)
    told = client.get(reverse("training:paper", args=[course.pk]))
    assert told.status_code == 409 and "chưa có người học" in told.text
    told = client.get(reverse("training:payment_paper") + MARCH)
    assert told.status_code == 409 and "chưa chi cho ai" in told.text


def test_nobody_of_another_commune_is_paid(log_in, officer, nam_tam, theirs):
    award = train.award(theirs)
    train.budget(nam_tam)
    client, page = log_in(officer), reverse("training:pay") + MARCH
    assert "Chẻo A Lở" not in client.get(page).text
    told = client.post(page, {"number": "PC 1", "day": "05/04/2009", "muc": [award.pk]})
    assert told.status_code == 409 and SupportPayment.objects.count() == written() == 0


def test_support_is_paid_by_who_stands_above(staff, mine, theirs):
    support = supporting.Support(300_000, D(2009, 2, 1), D(2009, 6, 1), supporting.Decision("7-QĐ/HU", D(2009, 1, 5)))
    with pytest.raises(Refused, match="Chẻo A Lở do nơi khác cử đi"):
        supporting.award(enrolments=[mine, theirs], support=support, by=staff)
    assert written() == 0
    assert len(supporting.award(enrolments=[mine], support=support, by=staff)) == 1
