"""What is written down once, in the register of discipline and the book of meetings, is a fact of the year's gates."""

import datetime as dt
from fractions import Fraction

import pytest

from cells.assessments.models.facts import open_sheet
from cells.assessments.models.standing import discipline_in, meetings_in, weighed
from cells.assessments.rules.findings import FACTS, Condition, Discipline, Known, MeetingTally
from members.conduct.models import MemberDisciplineStep
from members.conduct.models.year import discipline_of_members
from members.ratings.models.gates import weighed_members
from sinho.web import clock
from tests.factories import assessments, conduct, meetings, offices, ratings

D = dt.date


@pytest.fixture
def campaign(district):
    return assessments.campaign(district, 2009, "qd132_2018")


@pytest.fixture
def inspector_plan(district, staff):
    return conduct.plan(district, staff)


def condition_of(campaign, member, code):
    gates = weighed_members(campaign, [member.pk])[member.pk]
    return next(one for gate in gates for one in gate.verdicts if one.condition.code == code)


def test_without_a_register_people_are_asked(campaign, nam_tam_cells):
    [member] = ratings.people(nam_tam_cells[0], 1)
    assert discipline_in(campaign, nam_tam_cells[0].pk) is None
    assert discipline_of_members([member.pk], campaign) is None
    assert condition_of(campaign, member, "disciplined_in_year").holds is None


def test_a_member_in_the_register_is_known_and_one_who_is_not_too(campaign, inspector_plan, nam_tam_cells, staff):
    first, second = ratings.people(nam_tam_cells[0], 2)
    conduct.member_discipline(first, nam_tam_cells[0], staff)
    said = condition_of(campaign, first, "disciplined_in_year")
    assert (said.holds, said.words) == (True, "sổ kỷ luật ghi 1 quyết định")
    assert condition_of(campaign, second, "disciplined_in_year").holds is False


def test_what_a_complaint_lifted_does_not_count(campaign, inspector_plan, nam_tam_cells, staff):
    [member] = ratings.people(nam_tam_cells[0], 1)
    decided = conduct.member_discipline(member, nam_tam_cells[0], staff)
    MemberDisciplineStep.objects.create(
        discipline=decided,
        kind="decision",
        on=D(2009, 5, 1),
        outcome="lifted",
        number="9-QĐ/HU",
        issuer="Huyện ủy",
        by=staff,
        at=clock.now(),
    )
    assert condition_of(campaign, member, "disciplined_in_year").holds is False


def test_of_an_organisation_it_counts_itself_what_is_below_and_who_leads_it(
    campaign, inspector_plan, nam_tam, nam_tam_cells, staff
):
    conduct.discipline(nam_tam_cells[0], staff)
    [leader] = ratings.people(nam_tam_cells[1], 1)
    offices.holds(leader, nam_tam, staff)
    conduct.member_discipline(leader, nam_tam_cells[1], staff)
    assert discipline_in(campaign, nam_tam.pk) == Discipline(own=0, below=1, units=2, leaders=1)
    assert discipline_in(campaign, nam_tam_cells[0].pk) == Discipline(own=1)


def test_discipline_of_another_year_is_not_of_this_one(campaign, inspector_plan, nam_tam_cells, staff):
    conduct.discipline(nam_tam_cells[0], staff, decision_date=D(2008, 3, 1), effective_from=D(2008, 3, 1))
    assert discipline_in(campaign, nam_tam_cells[0].pk) == Discipline()


def test_a_scheme_that_asks_for_discipline_reads_the_register(district, inspector_plan, nam_tam, nam_tam_cells, staff):
    later = assessments.campaign(district, 2009, "qd366_2025")
    conduct.discipline(nam_tam_cells[0], staff)
    sheet = assessments.sheet(later, nam_tam, "in_appraisal")
    found = weighed(open_sheet(sheet, clock.today()))
    verdict = next(one for gate in found for one in gate.verdicts if one.condition.code == "no_discipline")
    assert (verdict.holds, verdict.words) == (False, "1 tổ chức đảng trực thuộc bị kỷ luật")


def test_the_book_of_meetings_is_a_fact_too(campaign, nam_tam_cells, staff):
    cell = nam_tam_cells[0]
    assert meetings_in(campaign, cell.pk) is None
    for month in range(1, 10):
        meetings.meeting(cell, D(2009, month, 3))
    told = meetings_in(campaign, cell.pk)
    assert told == MeetingTally(due=11, held=9)
    frame = campaign.rules.frame_for("subordinate_cell", "")
    asked = Condition("hop", "họp đủ", "meetings_held_at_least", threshold=Fraction(10, 12))
    found = FACTS[asked.fact](Known(frame, (), meetings=told), asked)
    assert (found.holds, found.words) == (False, "họp 9/11 (81,8 %) tháng")
