"""The board of a campaign answers for any earlier day, from the steps that nobody can change (A11)."""

import datetime as dt

import pytest
from django.urls import reverse

from cells.assessments.actions import campaigns, decision, submission
from cells.assessments.actions.decision import DecisionPaper, Grade
from sinho.web import clock
from tests.conftest import TODAY
from tests.factories import assessments as year
from tests.factories.working_year import hand_of

SUBMITTED, RECEIVED, SENT_BACK = dt.date(2009, 12, 10), dt.date(2009, 12, 11), dt.date(2009, 12, 12)
AGAIN, PROPOSED, DECIDED = dt.date(2009, 12, 14), dt.date(2009, 12, 16), dt.date(2009, 12, 17)


@pytest.fixture
def lived(sheet, secretary, staff, leader):
    """A sheet that went through everything, one step a day, as it stands in the end."""
    year.fill(sheet)
    clock.fix_day(SUBMITTED)
    submission.submit(sheet=sheet, hand=hand_of(secretary, sheet), by=secretary)
    clock.fix_day(RECEIVED)
    submission.receive(sheet=sheet, hand=hand_of(staff, sheet), by=staff)
    clock.fix_day(SENT_BACK)
    mend_by = dt.date(2009, 12, 13)
    submission.send_back(
        sheet=sheet, asked=[], comment="Bổ sung", mend_by=mend_by, hand=hand_of(staff, sheet), by=staff
    )
    clock.fix_day(AGAIN)
    sheet.refresh_from_db()
    submission.submit(sheet=sheet, hand=hand_of(secretary, sheet), by=secretary)
    clock.fix_day(PROPOSED)
    submission.receive(sheet=sheet, hand=hand_of(staff, sheet), by=staff)
    submission.propose(
        sheet=sheet, level="clean_strong", exemplary=False, comment="Đạt", hand=hand_of(staff, sheet), by=staff
    )
    clock.fix_day(DECIDED)
    paper = DecisionPaper("9-QĐ/HU", DECIDED)
    decision.decide(sheet=sheet, grade=Grade("good"), paper=paper, hand=hand_of(leader, sheet), by=leader)
    clock.fix_day(TODAY)
    return sheet


def row_on(client, day: dt.date):
    """State, words of the deadline, grades of the only unit on the day, and the counts that are not zero."""
    page = client.get(reverse("assessments:campaign", args=[2009]), {"ngay": f"{day:%d/%m/%Y}"})
    [(_, [row])] = page.context["groups"]
    return row["state_label"], row["timing"].words, row["grades"], page.context["counts"]


@pytest.mark.parametrize(
    ("day", "state", "words", "grades"),
    [
        (dt.date(2009, 12, 9), "Chưa bắt đầu", "còn 6 ngày", ["", "", ""]),
        (SUBMITTED, "Chờ nhận", "đúng hạn", ["TSVM", "", ""]),
        (RECEIVED, "Đang thẩm định", "đúng hạn", ["TSVM", "", ""]),
        (SENT_BACK, "Trả lại để sửa", "sửa còn 1 ngày", ["TSVM", "", ""]),
        (dt.date(2009, 12, 13), "Trả lại để sửa", "sửa hôm nay", ["TSVM", "", ""]),
        (AGAIN, "Chờ nhận", "nộp trễ 1 ngày", ["TSVM", "", ""]),
        (PROPOSED, "Đã trình quyết định", "nộp trễ 1 ngày", ["TSVM", "TSVM", ""]),
        (DECIDED, "Đã quyết định", "nộp trễ 1 ngày", ["TSVM", "TSVM", "HTTNV"]),
        (TODAY, "Đã quyết định", "nộp trễ 1 ngày", ["TSVM", "TSVM", "HTTNV"]),
    ],
)
def test_each_day_shows_what_was_known_then(lived, staff, log_in, day, state, words, grades):
    shown = row_on(log_in(staff), day)
    assert shown[:3] == (state, words, grades)


def test_the_counts_are_those_of_the_day(lived, staff, log_in):
    client = log_in(staff)
    counts = {day: row_on(client, day)[3] for day in (SUBMITTED, SENT_BACK, DECIDED)}
    assert [counts[SUBMITTED][key] for key in ("expected", "handed_in", "sent_back", "decided")] == [1, 1, 0, 0]
    assert [counts[SENT_BACK][key] for key in ("expected", "handed_in", "sent_back", "decided")] == [1, 0, 1, 0]
    assert [counts[DECIDED][key] for key in ("expected", "handed_in", "sent_back", "decided")] == [1, 1, 0, 1]


def test_the_cells_graded_are_those_of_the_day(campaign, nam_tam, nam_tam_cells, staff, log_in):
    for cell, day in zip(nam_tam_cells, (SUBMITTED, DECIDED), strict=True):
        year.decided(campaign, cell, "good", on=day)
    client = log_in(staff)

    def graded(day):
        page = client.get(reverse("assessments:campaign", args=[2009]), {"ngay": f"{day:%d/%m/%Y}"})
        return page.context["groups"][0][1][0]["cells"]

    assert [graded(day) for day in (dt.date(2009, 12, 9), SUBMITTED, TODAY)] == ["0/2", "1/2", "2/2"]


def test_an_extension_counts_from_the_day_on_which_it_was_given(campaign, sheet, nam_tam, staff, log_in):
    clock.fix_day(SENT_BACK)
    campaigns.extend(campaign=campaign, organization=nam_tam, submit_by=dt.date(2009, 12, 20), reason="Lũ", by=staff)
    clock.fix_day(PROPOSED)
    campaigns.extend(campaign=campaign, organization=nam_tam, submit_by=dt.date(2009, 12, 26), reason="Lũ", by=staff)
    clock.fix_day(TODAY)
    client = log_in(staff)
    said = [row_on(client, day)[1] for day in (SUBMITTED, AGAIN, PROPOSED)]
    assert said == ["còn 5 ngày", "còn 6 ngày", "còn 10 ngày"]


@pytest.mark.parametrize(("typed", "said"), [("19/12/2009", "chưa đến"), ("31/02/2009", "Không có ngày"), ("x", "x")])
def test_a_day_that_cannot_be_answered_gets_a_sentence_and_today(lived, staff, log_in, typed, said):
    page = log_in(staff).get(reverse("assessments:campaign", args=[2009]), {"ngay": typed})
    assert page.status_code == 200 and said in page.content.decode() and not page.context["past"]
    assert page.context["counts"]["decided"] == 1


def test_a_day_before_the_year_is_answered_with_its_first_and_says_so(lived, staff, log_in):
    page = log_in(staff).get(reverse("assessments:campaign", args=[2009]), {"ngay": "31/12/2008"})
    text = page.content.decode()
    assert "Ngày 31/12/2008 ở trước năm đánh giá 2009" in text and "đang tính đến ngày 01/01/2009" in text
    assert "đến hết ngày 31/12/2008" not in text and page.context["counts"]["not_started"] == 1


def test_every_link_of_the_page_keeps_the_day(lived, staff, log_in):
    text = log_in(staff).get(reverse("assessments:campaign", args=[2009]), {"ngay": "10/12/2009"}).content.decode()
    assert "đến hết ngày 10/12/2009" in text and 'href="?ngay=10%2F12%2F2009&amp;loc=decided"' in text
    assert text.count('name="ngay"') == 1


def test_the_years_of_an_organisation_tell_an_earlier_day_nothing_of_what_came_later(lived, nam_tam, staff, log_in):
    clock.fix_day(TODAY)
    client, there = log_in(staff), reverse("assessments:organization", args=[nam_tam.pk])
    assert client.get(there).context["years"][0]["decided"]
    for day, own in ((SENT_BACK, True), (dt.date(2009, 12, 9), False)):
        line = client.get(there, {"ngay": f"{day:%d/%m/%Y}"}).context["years"][0]
        assert (line["decided"], line["sheet"].decision_number, bool(line["own"])) == ("", "", own)
