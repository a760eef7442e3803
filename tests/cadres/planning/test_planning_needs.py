"""A need of training is met from the day of the certificate on, and so is the standard of the post."""

import datetime as dt

import pytest

from cadres.planning.models import TrainingNeed
from cadres.planning.report.coverage import view_of
from cadres.planning.report.needs import needs_of
from cadres.training.actions import results
from cadres.training.rules import Outcome
from tests.factories import cadres as make
from tests.factories import plans
from tests.factories import training as train
from tests.factories.organizations import period

D = dt.date
SAID, ISSUED = D(2009, 1, 1), D(2009, 12, 1)


@pytest.fixture
def an(nam_tam):
    make.standard("committee_chair", professional="intermediate")
    return make.cadre(nam_tam, "Lò Văn An", "committee_deputy", birth_year=1975)


@pytest.fixture
def planned(nam_tam, an):
    return plans.planned(plans.plan(nam_tam), an, "committee_chair")


def need(person, subject: str, since: dt.date = SAID) -> TrainingNeed:
    return TrainingNeed.objects.create(person=person, subject=subject, valid=period(since))


def seen(person, day: dt.date) -> tuple[str, list[tuple[str, bool, dt.date | None]]]:
    """Where he stands on the day; his needs with whether they are met, and by what was reached when."""
    view = view_of(person.round, day)
    [one] = view.plan.people
    [met] = view.met.values()
    return met.label, [(row.need.subject, row.is_met, row.since) for row in needs_of(view.standards, one)]


def test_the_certificate_makes_it_met_on_its_day_and_not_on_the_day_before(
    log_in, staff, district, nam_tam, planned, an
):
    need(planned, "professional")
    row = train.student(train.training_class(district), nam_tam, an)
    outcome = Outcome("finished", D(2009, 11, 30), "", "B 12", ISSUED)
    results.note_results(training_class=row.training_class, outcomes={row.pk: outcome}, by=staff)
    assert seen(planned, D(2009, 11, 30)) == ("Đạt sau đào tạo", [("professional", False, None)])
    assert seen(planned, ISSUED) == ("Đạt tiêu chuẩn", [("professional", True, ISSUED)])
    page = f"/can-bo/quy-hoach/nguoi/{planned.pk}/"
    assert "Đã đạt" not in log_in(staff).get(page, {"ngay": "30/11/2009"}).text
    shown = log_in(staff).get(page).text
    assert "Đã đạt" in shown and "Trung cấp Hành chính, từ 01/12/2009" in " ".join(shown.split())
    wrong = {"outcome": Outcome("failed", D(2009, 11, 30)), "reason": "Thi lại", "by": staff}
    results.correct_result(enrolment=row, **wrong)
    assert seen(planned, ISSUED) == ("Đạt sau đào tạo", [("professional", False, None)])


def test_a_level_below_the_standard_does_not_meet_it(planned, an):
    need(planned, "professional")
    make.learned(an, "professional", "elementary", ISSUED)
    assert seen(planned, ISSUED) == ("Đạt sau đào tạo", [("professional", False, ISSUED)])


def test_what_no_standard_asks_is_met_by_anything_reached_since(planned, an):
    need(planned, "computing")
    make.learned(an, "computing", words="Chứng chỉ A", since=D(2008, 6, 1))
    assert seen(planned, ISSUED)[1] == [("computing", False, None)]
    make.learned(an, "computing", words="Chứng chỉ B", since=ISSUED)
    assert seen(planned, ISSUED)[1] == [("computing", True, ISSUED)]


def test_what_he_knew_already_is_said_to_be_enough(planned, an):
    need(planned, "professional")
    make.learned(an, "professional", "college")
    assert seen(planned, ISSUED) == ("Đạt tiêu chuẩn", [("professional", True, None)])
