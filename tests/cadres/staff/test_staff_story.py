"""One story on the record: posts, studies and what every other theme tells, as far as one's reach goes."""

import datetime as dt

import pytest
from django.urls import reverse

from cadres.movements.models import RetirementCase
from tests.factories import movements, plans, reviews, training

D = dt.date


@pytest.fixture
def told(district, nam_tam, ta_phin, staff):
    """Somebody who did a little of everything; his plan and one class are those of Tả Phìn."""
    who = movements.movement(nam_tam, since=D(2009, 3, 2), until=D(2009, 11, 30)).cadre
    reviews.rating(who, 2008, "good", staff)
    plans.planned(plans.plan(ta_phin), who, "committee_chair", since=D(2009, 4, 1))
    held = {"cadre": who, "status": "finished", "ended_on": D(2009, 6, 30), "result": "good"}
    training.enrolment(training.training_class(district), nam_tam, since=D(2009, 5, 4), **held)
    training.enrolment(training.training_class(district, name="Tin học A"), ta_phin, since=D(2009, 5, 5), cadre=who)
    case = {"path": "retirement-2009", "closed_on": D(2009, 12, 3), "closing": "withdrawn", "closing_reason": "Còn làm"}
    RetirementCase.objects.create(cadre=who, organization=nam_tam, opened_on=D(2009, 12, 2), grounds="Tuổi cao", **case)
    return reverse("staff:cadre", args=[who.pk])


def titles(client, page, **asked) -> list[str]:
    return [one.title for one in client.get(page, asked).context["story"].moments]


def test_every_theme_tells_in_one_story(log_in, staff, told):
    client = log_in(staff)
    assert titles(client, told) == [
        "Thôi hồ sơ nghỉ hưu: rút đơn",
        "Mở hồ sơ vận động nghỉ hưu",
        "Thôi Chủ tịch Ủy ban nhân dân, Nậm Tăm",
        "Kết thúc luân chuyển",
        "Hoàn thành: Trung cấp Hành chính khóa 1",
        "Đi học: Tin học A",
        "Đi học: Trung cấp Hành chính khóa 1",
        "Vào quy hoạch Chủ tịch Ủy ban nhân dân, nhiệm kỳ 2010–2015",
        "Chủ tịch Ủy ban nhân dân, Nậm Tăm",
        "Luân chuyển: Chủ tịch Ủy ban nhân dân",
        "Đánh giá năm 2008: Khá",
    ]
    text = client.get(told).content.decode()
    assert "Từ Phòng Tài chính đến Nậm Tăm. 1-QĐ/HU ngày 02/03/2009" in text and "Tuổi cao" not in text


def test_an_earlier_day_and_another_reach_know_less(log_in, staff, secretary, told):
    assert titles(log_in(staff), told, ngay="01/04/2009") == titles(log_in(staff), told)[-4:]
    here = titles(log_in(secretary), told)
    assert len(here) == 9 and not [one for one in here if "Tin học A" in one or "quy hoạch" in one]
