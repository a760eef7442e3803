"""Who is due to study, by the standards of his titles; from the gap list and the plan to a class that teaches it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.planning.models import TrainingNeed
from cadres.staff.standards import TRAINED, Lack
from cadres.training.report.due import Taught, due
from tests.factories import cadres as make
from tests.factories import people, plans
from tests.factories import training as train
from tests.factories.organizations import period

D = dt.date
DAY = D(2009, 12, 18)
LIST, GAPS = reverse("training:list"), reverse("staff:gaps")


@pytest.fixture
def course(district):
    return train.training_class(district)


@pytest.fixture
def an(nam_tam):
    make.standard("committee_deputy", professional="intermediate", theory="elementary", max_first_age=35)
    return make.cadre(nam_tam, "Lò Văn An", "committee_deputy", birth_year=1975)


@pytest.mark.parametrize(
    ("taught", "lack", "mends"),
    [
        (("theory", "intermediate", ""), Lack("theory", "elementary"), True),
        (("theory", "elementary", ""), Lack("theory", "intermediate"), False),
        (("professional", "intermediate", ""), Lack("theory", "elementary"), False),
        (("professional", "intermediate", ""), Lack("general", "lower_secondary"), False),
        (("computing", "", ""), Lack("computing"), True),
        (("title_training", "", "committee_deputy"), Lack("professional", TRAINED[0]), True),
        (("title_training", "", "front_chair"), Lack("professional", TRAINED[0]), False),
        (("professional", "elementary", ""), Lack("professional", TRAINED[0]), True),
        (("title_training", "", "committee_deputy"), Lack("professional", "intermediate"), False),
    ],
)
def test_a_class_mends_what_it_teaches_to_the_level_that_is_asked(taught, lack, mends):
    assert Taught(*taught).mends(lack, "committee_deputy") == mends


def test_those_who_lack_something_of_their_standard_are_due_and_those_who_study_it_counted(
    staff, nam_tam, ta_phin, course, an
):
    make.cadre(ta_phin, "Lò Văn Ba", "committee_deputy")
    make.cadre(ta_phin, "Lò Văn Cơ", "police_chief")
    train.student(course, nam_tam, an)
    found = [(one.label, one.missing, one.studying) for one in due(people.scope(staff), DAY)]
    assert found == [("Thiếu chuyên môn", 2, 1), ("Thiếu lý luận chính trị", 2, 0)]
    make.learned(an, "professional", "intermediate", DAY)
    assert [one.missing for one in due(people.scope(staff), DAY)] == [1, 2]


def test_every_number_opens_its_people_and_the_queries_stay_the_same(log_in, staff, nam_tam, course, an):
    client = log_in(staff)
    for one, word in client.get(LIST).context["due"]:
        assert client.get(GAPS, {"thieu": word}).context["page"].paginator.count == one.missing
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for number in range(6):
        who = make.cadre(nam_tam, "Lò Văn " + "BCDĐGH"[number], "committee_deputy")
        train.student(train.training_class(course.organization, name=f"Lớp {number}"), nam_tam, who)
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(few) == len(many)


def test_from_the_gap_list_to_an_open_class_with_his_name_ticked(log_in, staff, nam_tam, course, an):
    theory = {"field": "theory", "level": "intermediate", "specialty": ""}
    wanted = train.training_class(course.organization, name="Trung cấp lý luận", ends_on=D(2010, 6, 1), **theory)
    train.training_class(course.organization, name="Đã xong", ends_on=D(2009, 12, 17), **theory)
    train.student(course, nam_tam, an)
    client, send = log_in(staff), reverse("training:send", args=[an.pk])
    assert send in client.get(GAPS).text
    page = client.get(send)
    assert [(one.label, one.classes, one.attending) for one in page.context["ways"]] == [
        ("trung cấp chuyên môn", (), (course,)),
        ("sơ cấp lý luận", (wanted,), ()),
    ]
    enrol = f"{reverse('training:enrol', args=[wanted.pk])}?q=L%C3%B2%20V%C4%83n%20An&amp;nguoi=c{an.pk}"
    assert enrol in page.text
    found = client.get(enrol.replace("&amp;", "&"))
    assert [one.key for one in found.context["people"]] == found.context["ticked"] == [f"c{an.pk}"]
    sent = {"nguoi": [f"c{an.pk}"], "since": "05/01/2009", "seen": found.context["seen"]}
    assert client.post(enrol.replace("&amp;", "&"), sent).status_code == 302
    assert [one.attending for one in client.get(send).context["ways"]] == [(course,), (wanted,)]


def test_from_a_need_of_the_plan_to_the_classes_of_its_subject(log_in, staff, nam_tam, course, an):
    person = plans.planned(plans.plan(nam_tam), an, "committee_chair")
    TrainingNeed.objects.create(person=person, subject="computing", valid=period(D(2009, 1, 1)))
    computing = train.training_class(course.organization, kind="fostering", field="computing", level="", name="Tin")
    client, send = log_in(staff), f"{reverse('training:send', args=[an.pk])}?mon=computing"
    assert send in client.get(reverse("planning:person", args=[person.pk])).text
    last = client.get(send).context["ways"][-1]
    assert (last.label, last.classes) == ("Tin học", (computing,))
    assert client.get(send + "&mon=x&mon=").status_code == 200


def test_who_lacks_nothing_is_told_so_and_a_reader_is_kept_out(log_in, staff, leader, nam_tam):
    ba = make.cadre(nam_tam, "Lò Văn Ba", "front_chair")
    send = reverse("training:send", args=[ba.pk])
    assert "không thiếu nội dung nào học được" in log_in(staff).get(send).text
    assert log_in(leader).get(send).status_code == 403
