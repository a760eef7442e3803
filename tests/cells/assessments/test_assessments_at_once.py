"""Two people at the same instant, in real transactions: both win, or the second is told (A11)."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cells.assessments.actions import decision, submission
from cells.assessments.actions.decision import DecisionPaper, Grade
from cells.assessments.actions.filling import Conflict
from cells.assessments.models import Campaign, Score, Sheet
from sinho.refusal import Refused
from sinho.web import clock
from tests.conftest import TODAY
from tests.factories import assessments as year
from tests.factories import organizations as make
from tests.factories import people
from tests.factories.working_year import hand_of, proposed, save

pytestmark = pytest.mark.django_db(transaction=True)
PAPER = DecisionPaper("112-QĐ/HU", dt.date(2009, 12, 17))


@pytest.fixture
def sheet(transactional_db, nam_tam, district):
    campaign = year.campaign(district, 2009)
    return Sheet.objects.create(campaign=campaign, organization=nam_tam)


def at_once(*acts):
    """Run the acts at the same instant, each on a connection of its own; what each returned or raised."""
    start = Barrier(len(acts))

    def run(act):
        with clock.on_day(TODAY):
            start.wait()
            try:
                return act()
            except (Refused, Conflict) as told:
                return told
            finally:
                connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def fresh(sheet) -> Sheet:
    return Sheet.objects.select_related("campaign", "organization").get(pk=sheet.pk)


def test_different_fields_of_one_row_are_both_kept(sheet, secretary, nam_tam):
    deputy = people.user("pho.namtam", "commune_secretary", nam_tam)
    mine, theirs = fresh(sheet), fresh(sheet)
    done = at_once(
        lambda: save(mine, secretary, "score:2.1:points", "13,5"),
        lambda: save(theirs, deputy, "score:2.1:evidence", "Báo cáo 38"),
    )
    assert [one.changed for one in done] == [True, True]
    score = Score.objects.get()
    assert (str(score.points), score.evidence, score.version) == ("13.50", "Báo cáo 38", 2)


def test_in_one_field_one_wins_and_the_other_is_shown_both_values(sheet, secretary, nam_tam):
    deputy = people.user("pho.namtam", "commune_secretary", nam_tam)
    mine, theirs = fresh(sheet), fresh(sheet)
    done = at_once(
        lambda: save(mine, secretary, "score:2.1:points", "13"),
        lambda: save(theirs, deputy, "score:2.1:points", "12"),
    )
    (met,) = [one for one in done if isinstance(one, Conflict)]
    kept = str(Score.objects.get().points)
    assert met.theirs == {"13.00": "13", "12.00": "12"}[kept]


def test_handing_in_and_saving_leave_one_clear_state(sheet, secretary):
    year.fill(sheet)
    mine, again = fresh(sheet), fresh(sheet)
    saved, handed = at_once(
        lambda: save(mine, secretary, "score:2.1:points", "14", version=1, was="15"),
        lambda: submission.submit(sheet=again, hand=hand_of(secretary, again), by=secretary),
    )
    assert handed is None
    sheet.refresh_from_db()
    content = sheet.steps.get(state="submitted").content
    handed_in = next(score["points"] for score in content["scores"] if score["criterion"] == "2.1")
    assert sheet.state == "submitted"
    assert str(Score.objects.get(criterion="2.1").points) == handed_in
    assert isinstance(saved, Refused) == (handed_in == "15.00")


def test_a_sheet_is_handed_in_once(sheet, secretary):
    year.fill(sheet)
    one, two = fresh(sheet), fresh(sheet)
    done = at_once(
        lambda: submission.submit(sheet=one, hand=hand_of(secretary, one), by=secretary),
        lambda: submission.submit(sheet=two, hand=hand_of(secretary, two), by=secretary),
    )
    assert sorted(type(result).__name__ for result in done) == ["NoneType", "Refused"]
    assert sheet.steps.filter(state="submitted").count() == 1


def test_two_decisions_leave_one(sheet, secretary, staff, leader, district):
    proposed(sheet, secretary, staff)
    other = people.user("lanhdao.hai", "district_leader", district)
    one, two = fresh(sheet), fresh(sheet)
    done = at_once(
        lambda: decision.decide(
            sheet=one, grade=Grade("clean_strong"), paper=PAPER, hand=hand_of(leader, one), by=leader
        ),
        lambda: decision.decide(sheet=two, grade=Grade("good"), paper=PAPER, hand=hand_of(other, two), by=other),
    )
    assert sorted(type(result).__name__ for result in done) == ["NoneType", "Refused"]
    assert sheet.steps.filter(state="decided").count() == 1


def test_the_sheet_of_an_organisation_is_begun_once(sheet, secretary, ta_phin):
    campaign = Campaign.objects.get()
    done = at_once(*[lambda: decision.sheet_for(campaign=campaign, organization=ta_phin, by=secretary)] * 4)
    assert len({one.pk for one in done}) == 1


def test_two_who_give_the_last_place_under_the_cap_at_once_give_it_once(transactional_db, district, nam_tam, secretary):
    campaign = year.campaign(district, 2009, "qd366_2025")
    cells = [make.cell(f"bản {n}", parent=nam_tam, code=f"SH-NT-X{n}") for n in range(7)]
    for cell in cells[:5]:
        year.decided(campaign, cell, "good")
    sheets = [Sheet.objects.create(campaign=campaign, organization=cell) for cell in cells[5:]]
    deputy = people.user("pho.namtam", "commune_secretary", nam_tam)

    def giving(sheet, person):
        may = {sheet.organization_id: hand_of(person, sheet)}
        given = {"grades": {sheet.organization_id: Grade("excellent")}, "ground": "Biên bản"}
        mine = Campaign.objects.get(pk=campaign.pk)
        return lambda: decision.record_cells(campaign=mine, **given, paper=PAPER, hands_of=may, by=person)

    done = at_once(giving(sheets[0], secretary), giving(sheets[1], deputy))
    [refused] = [one for one in done if isinstance(one, Refused)]
    assert "được 1, ghi thành 2" in " ".join(refused.reasons)
    assert campaign.sheets.filter(decided_level="excellent").count() == 1
