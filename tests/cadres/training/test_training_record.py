"""The page of training in a record: the classes of somebody as they stood on a day, the way into a class."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories import cadres as make
from tests.factories import people
from tests.factories import training as train

D = dt.date


@pytest.fixture
def an(nam_tam):
    return make.cadre(nam_tam, "Lò Văn An")


@pytest.fixture
def url(an):
    return reverse("training:cadre", args=[an.pk])


@pytest.fixture
def finished(district, nam_tam, an):
    """A class that he finished, with two months paid and a certificate ten days later."""
    over = train.training_class(district, name="Sơ cấp lý luận khóa 3", ends_on=D(2009, 6, 30))
    row = train.student(over, nam_tam, an)
    money, award = train.budget(district), train.award(row)
    for month in (D(2009, 2, 1), D(2009, 3, 1)):
        train.payment(award, money, month, paid_on=month + dt.timedelta(days=20))
    row.status, row.ended_on, row.result = "finished", D(2009, 6, 20), "good"
    row.certificate_number, row.certificate_on = "CC-77", D(2009, 6, 30)
    row.save()
    return row


def line_on(client, url: str, day: str):
    [line] = client.get(f"{url}?ngay={day}").context["classes"]
    return line.status, line.certified, line.paid


def test_a_class_is_shown_as_it_stood_on_the_day(log_in, staff, url, finished):
    client = log_in(staff)
    assert line_on(client, url, "10/03/2009") == ("Đang học", False, 300_000)
    assert line_on(client, url, "20/06/2009") == ("Hoàn thành", False, 600_000)
    assert line_on(client, url, "30/06/2009") == ("Hoàn thành", True, 600_000)
    assert client.get(f"{url}?ngay=01/01/2009").context["classes"] == []


def test_an_officer_is_led_into_the_classes_that_are_open(log_in, district, an, url, finished):
    running = train.training_class(district)
    client = log_in(people.user("canbo", "cadre_officer", district))
    assert [one.pk for one in client.get(url).context["into"]] == [running.pk]
    enrol = client.get(f"{reverse('training:enrol', args=[running.pk])}?q=Lò Văn An&nguoi=c{an.pk}")
    assert enrol.context["ticked"] == [f"c{an.pk}"]
    assert "into" in (past := client.get(f"{url}?ngay=01/02/2009")).context and not past.context["into"]


def test_a_reader_sees_the_classes_and_no_way_to_write(log_in, district, secretary, url, finished):
    train.training_class(district)
    page = log_in(secretary).get(url).content.decode()
    assert "Sơ cấp lý luận khóa 3" in page and "CC-77" in page
    assert "Ghi danh" not in page and "Cử đi học" not in page and "Ghi kết quả" not in page


def test_who_comes_into_a_class_that_runs_enters_it_today(log_in, district, nam_tam, staff, an):
    running, client = train.training_class(district), log_in(staff)
    enrol = reverse("training:enrol", args=[running.pk])
    assert client.get(enrol).context["form"].initial["since"] == running.starts_on
    train.student(running, nam_tam, an)
    assert client.get(enrol).context["form"].initial["since"] == D(2009, 12, 18)
