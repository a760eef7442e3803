"""The year of a commune by real acts from the registration to the decision, by the rules of every era (A10, A11)."""

import datetime as dt

import pytest

from cells.assessments.actions import decision, filling, judging, registration, submission
from cells.assessments.actions.decision import DecisionPaper, Grade
from cells.assessments.models import Sheet
from cells.assessments.models.facts import open_sheet
from cells.assessments.models.standing import weighed
from cells.assessments.rules.gates import needed_for
from sinho.web import clock
from tests.factories import assessments as year
from tests.factories import organizations as make
from tests.factories.working_year import hand_of, save

PAPER = DecisionPaper("112-QĐ/HU", dt.date(2009, 12, 18))
ERAS = [
    ("hd20_2008", "clean_strong"),
    ("hd27_2014", "clean_strong"),
    ("qd132_2018", "excellent"),
    ("qd124_2023", "excellent"),
    ("qd366_2025", "excellent"),
]


def registered(sheet, secretary, staff, level):
    """One task with a deadline, sent and accepted."""
    frame = open_sheet(sheet, clock.today()).frame
    group = frame.task_groups[0].key
    [task] = filling.add_lines(sheet=sheet, group=group, count=1, hand=hand_of(secretary, sheet), by=secretary)
    save(sheet, secretary, "sheet::aimed_level", level, version=1)
    said = {"content": "Thu ngân sách", "planned": "100", "unit": "triệu đồng", "deadline": "30/11/2009"}
    for version, (name, typed) in enumerate(said.items(), 1):
        save(sheet, secretary, f"task:{task.pk}:{name}", typed, version=version)
    registration.send(sheet=sheet, hand=hand_of(secretary, sheet), by=secretary)
    registration.accept(sheet=sheet, hand=hand_of(staff, sheet), by=staff)
    return task


def assessed(sheet, secretary, task, level):
    """Everything filled in field by field, and handed in."""
    frame = open_sheet(sheet, clock.today()).frame
    task.refresh_from_db()
    save(sheet, secretary, f"task:{task.pk}:actual", "130", version=task.version)
    save(sheet, secretary, f"task:{task.pk}:done_on", "20/11/2009", version=task.version + 1)
    for one in frame.criteria.values():
        if one.optional:
            continue
        typed = one.scale[0] if one.scale else f"{one.max}".replace(".", ",")
        save(sheet, secretary, f"score:{one.code}:points", typed)
        if one.evidence:
            save(sheet, secretary, f"score:{one.code}:evidence", "Báo cáo 38-BC/ĐU", version=1)
    for one in frame.indicators:
        for version, (name, typed) in enumerate(
            {"value": "12", "source": "Thống kê", "source_date": "1/12/2009"}.items()
        ):
            save(sheet, secretary, f"result:{one.code}:{name}", typed, version=version)
    sheet.refresh_from_db()
    save(sheet, secretary, "sheet::meeting_on", "10/12/2009", version=sheet.version)
    sheet.refresh_from_db()
    save(sheet, secretary, "sheet::self_level", level, version=sheet.version)
    submission.submit(sheet=sheet, hand=hand_of(secretary, sheet), by=secretary)


@pytest.mark.parametrize(("scheme", "level"), ERAS)
def test_from_the_registration_to_the_decision(district, nam_tam, secretary, staff, leader, scheme, level):
    campaign = year.campaign(district, 2009, scheme)
    sheet = Sheet.objects.create(campaign=campaign, organization=nam_tam)
    task = registered(sheet, secretary, staff, level)
    assessed(sheet, secretary, task, level)
    for number in range(5):
        other = make.commune_committee(f"Xã {number}", parent=district, code=f"SH-X{number}")
        year.decided(campaign, other, "good")
    submission.receive(sheet=sheet, hand=hand_of(staff, sheet), by=staff)
    asked = needed_for(weighed(open_sheet(Sheet.objects.get(pk=sheet.pk), clock.today())), level)
    if asked:
        answers = {condition.code: (holds, "Biên bản") for condition, holds in asked}
        judging.answer(sheet=sheet, answers=answers, hand=hand_of(staff, sheet), by=staff)
    assert bool(asked) == (scheme != "hd20_2008")
    hand = hand_of(staff, sheet)
    submission.propose(sheet=sheet, level=level, exemplary=False, comment="Đạt", hand=hand, by=staff)
    decision.decide(sheet=sheet, grade=Grade(level), paper=PAPER, hand=hand_of(leader, sheet), by=leader)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.decided_level, sheet.decision_number) == ("decided", level, "112-QĐ/HU")
