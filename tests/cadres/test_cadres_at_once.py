"""Two people at the same instant, in real transactions: one writes, the other one is told, nothing is written twice.

Acts that lock a commune and a record do so in one order, so that two of them wait for each other never.
"""

import datetime as dt
from dataclasses import replace

import pytest

from cadres.planning.actions import rounds
from cadres.planning.models import PlanningReview
from cadres.reviews.actions import opinions, rating, voting
from cadres.reviews.rules.voting import Count, Slips
from cadres.staff.actions import correcting, grading, posting, ruling
from cadres.staff.actions.facts import Appointment, Paper
from cadres.staff.models import CommuneGrade, QualificationStandard, StaffingNumber
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import cadres as make
from tests.factories import people, plans
from tests.factories import reviews as views
from tests.members.admissions.test_admissions_at_once import at_once

D = dt.date
pytestmark = pytest.mark.django_db(transaction=True)
PAPER = Paper("9-QĐ/HU", D(2009, 12, 10))


def one_refused(*done) -> str:
    """What the one of them was told."""
    [told] = [one for one in done if isinstance(one, Refused)]
    assert len(done) == 2
    return " ".join(told.reasons)


def acts(did: str) -> int:
    return AuditEntry.objects.filter(did=did).count()


def test_an_opinion_is_answered_once(nam_tam, staff):
    one = views.opinion(nam_tam, staff)
    facts = {"opinion": one, "answered_on": D(2009, 12, 1), "answered_by": "Tao Thị Mỷ", "scope": people.scope(staff)}
    done = at_once(*(lambda n=n: opinions.answer_opinion(answer=f"Đã làm {n}", **facts, by=staff) for n in (1, 2)))
    assert "đã ghi trả lời" in one_refused(*done) and acts("opinion.answered") == 1


def test_of_two_figures_for_one_day_one_is_written(district, staff):
    def standard(level):
        asked = {"title": "committee_chair", "area": "mountain", "general": level, "source": "Quyết định 04"}
        return lambda: ruling.enact(row=QualificationStandard(**asked), since=D(2009, 1, 1), by=staff)

    def number(most):
        row = StaffingNumber(kind="commune", grade=1, full_time=most, source="Nghị định 92")
        return lambda: ruling.enact(row=row, since=D(2009, 1, 1), by=staff)

    for model, make_act, values in (
        (QualificationStandard, standard, ("lower_secondary", "upper_secondary")),
        (StaffingNumber, number, (25, 23)),
    ):
        one_refused(*at_once(*(make_act(value) for value in values)))
        assert model.objects.count() == 1
    row = StaffingNumber.objects.get()
    mend = {"source": "Nghị định 92", "since": D(2009, 1, 1), "until": None, "by": staff}
    figures = {"least": None, "full_time": 24, "part_time": None}
    done = at_once(*(lambda: ruling.mend(row=row, figures=figures, reason="Gõ nhầm", **mend) for _ in (1, 2)))
    assert "Chưa có gì khác" in one_refused(*done) and acts("staff_rule.mended") == 1


def test_a_commune_is_graded_once_from_a_day(nam_tam, staff):
    done = at_once(
        *(
            lambda n=n: grading.grade(
                organization=nam_tam, grading=grading.Grading(n, "mountain"), since=D(2009, 1, 1), paper=PAPER, by=staff
            )
            for n in (1, 2)
        )
    )
    assert "đã có quyết định về loại" in one_refused(*done) and CommuneGrade.objects.count() == 1


def test_a_plan_is_reviewed_once_a_year(nam_tam, staff):
    plan = plans.plan(nam_tam)
    plans.planned(plan, make.cadre(nam_tam), "secretary")
    data = rounds.ReviewData(2009, "30-QĐ/HU", D(2009, 10, 1), {})
    done = at_once(
        *(lambda n=n: rounds.review(round=plan, data=replace(data, decision_number=n), by=staff) for n in "12")
    )
    assert "2009" in one_refused(*done)
    assert PlanningReview.objects.count() == acts("planning.reviewed") == 1


def test_a_rating_and_an_appointment_do_not_wait_for_each_other(nam_tam, staff):
    who = make.cadre(nam_tam, "Lò Văn An", "front_chair")
    post = Appointment(nam_tam, "council_chair", D(2009, 12, 5), "opening")
    facts = {"organization": nam_tam, "year": 2009, "paper": PAPER, "scope": people.scope(staff), "by": staff}
    done = at_once(
        lambda: rating.rate_commune(levels={who.pk: rating.Given("good")}, **facts),
        lambda: posting.appoint(cadre=who, post=post, by=staff),
    )
    assert [str(one) for one in done] == ["1", "Chủ tịch Hội đồng nhân dân"]
    assert (acts("rating.given"), acts("cadre.appointed")) == (1, 1)


def test_votes_and_a_mended_post_do_not_wait_for_each_other(nam_tam, staff):
    who = make.cadre(nam_tam, "Lò Văn An", "committee_chair")
    post, day = who.posts.get(), D(2009, 6, 15)
    facts = {"organization": nam_tam, "held_on": day, "scope": people.scope(staff), "by": staff}
    convened = voting.Convened("Nghị quyết", "Mặt trận xã", Slips(50, 45, 40))
    to = Appointment(nam_tam, "committee_chair", D(2004, 5, 2), "opening")
    paper = Paper("9-QĐ/HU", D(2009, 12, 10), "Ghi nhầm ngày")
    done = at_once(
        lambda: voting.record_round(convened=convened, counts={post.pk: Count(None, 30, 10)}, **facts),
        lambda: correcting.correct_post(post=post, to=to, until=None, how="", paper=paper, by=staff),
    )
    assert [one for one in done if isinstance(one, Refused)] == []
    assert (acts("vote.recorded"), acts("cadre.post_corrected")) == (1, 1)
