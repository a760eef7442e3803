"""What comes out of order: people who move, words that are no words, numbers that do not add up, acts done twice."""

import datetime as dt
import html
import re

import pytest

from cells.assessments.models import Campaign
from members.ratings.actions import handing
from members.ratings.models import RatedCell, Rating
from sinho.refusal import Refused
from sinho.web import clock
from tests.factories import members as roll
from tests.factories import ratings
from tests.factories.ratings import BOTH

YEAR = "/danh-gia/dang-vien/2009/"


def at(cell) -> str:
    return f"{YEAR}{cell.pk}/"


def of_base(base) -> str:
    return f"{YEAR}co-so/{base.pk}/"


def test_who_came_with_what_his_former_cell_wrote_is_decided_with_his_new_cell(
    campaign, nam_tam, nam_tam_cells, secretary
):
    left, came = nam_tam_cells
    for one in (left, came):
        ratings.meeting(campaign, one)
    person, other = (*ratings.people(came, 1), *ratings.people(left, 1, "Giàng A"))
    row = ratings.rating(campaign, left, person, "good")
    ratings.rating(campaign, left, other, "good")
    handing.submit(campaign=campaign, cell=came, hand=BOTH, by=secretary)
    handing.submit(campaign=campaign, cell=left, hand=BOTH, by=secretary)
    ratings.decide(campaign, nam_tam, [came], secretary)
    row.refresh_from_db()
    assert (row.organization, row.decided_level) == (came, "good")


@pytest.mark.parametrize(
    ("comment", "status", "said"),
    [("\x00", 409, "ghi yêu cầu sửa"), ("x" * 1001, 409, "tối đa 1000"), ("Bỏ phiếu\x00 lại", 302, "")],
)
def test_a_comment_that_is_no_text_is_refused_in_words(campaign, cell, secretary, log_in, comment, status, said):
    ratings.rated(campaign, cell, ["good"], secretary, "submitted")
    answer = log_in(secretary).post(at(cell), {"do": "send_back", "comment": comment, "base": "{}"})
    assert answer.status_code == status and said in answer.content.decode()
    state = RatedCell.objects.get().state
    assert (state == "sent_back") == (status == 302)


def test_a_second_ballot_of_more_than_were_present_is_not_handed_in(campaign, cell, cell_secretary):
    ratings.meeting(campaign, cell, second_given=None, second_valid=None)
    facts = {"second_agree": 21, "second_disagree": 0}
    ratings.rating(campaign, cell, *ratings.people(cell, 1), "excellent", **facts)
    with pytest.raises(Refused, match=r"lần hai \(21\) lớn hơn số có mặt \(20\)"):
        handing.submit(campaign=campaign, cell=cell, hand=BOTH, by=cell_secretary)


def test_another_decision_is_later_says_something_else_and_is_not_ones_own(
    campaign, cell, nam_tam, secretary, cell_secretary, log_in
):
    row = ratings.rated(campaign, cell, ["good"], secretary, "submitted")[0]
    ratings.decide(campaign, nam_tam, [cell], secretary)
    client, there = log_in(secretary), f"{YEAR}nguoi/{row.member_id}/quyet-dinh-lai/"
    sent = {"verdict": "completed", "number": "46", "date": "18/12/2009", "reason": "Đơn khiếu nại đúng"}
    assert client.post(there, sent).status_code == 302
    for more, said in (({}, "giống kết quả"), ({"verdict": "good", "date": "17/12/2009"}, "từ ngày 18/12/2009")):
        answer = client.post(there, sent | more)
        assert answer.status_code == 409 and said in answer.content.decode()
    RatedCell.objects.update(decided_by=cell_secretary, on_behalf=False)
    assert "do chính mình nộp" in client.post(there, sent | {"verdict": "good"}).content.decode()
    assert row.steps.count() == 3


def test_who_came_after_his_cell_was_decided_is_decided_on_his_page(campaign, cell, nam_tam, secretary, log_in):
    ratings.rated(campaign, cell, ["good"], secretary, "submitted")
    late = ratings.people(cell, 1, "Tẩn A")[0]
    client, page = log_in(secretary), f"{YEAR}nguoi/{late.pk}/"
    sent = {"verdict": "completed", "number": "46", "date": "18/12/2009", "reason": "Chuyển đến sau"}
    assert "chi bộ nộp rồi" in client.post(f"{page}quyet-dinh-lai/", sent).content.decode()
    assert not late.ratings.exists()
    ratings.decide(campaign, nam_tam, [cell], secretary)
    assert "Ghi quyết định lại" in client.get(page).content.decode()
    assert client.post(f"{page}quyet-dinh-lai/", sent).status_code == 302
    one = late.ratings.get()
    assert (one.organization, one.decided_level, one.decision_number) == (cell, "completed", "46")


def test_an_exception_is_written_once_and_never_below_what_was_given(campaign, cell, nam_tam, secretary, staff, log_in):
    ratings.rated(campaign, cell, ["excellent"] * 2 + ["good"] * 18, secretary, "submitted")
    ratings.decide(campaign, nam_tam, [cell], secretary)
    client, there = log_in(staff), f"{of_base(nam_tam)}ngoai-le/"
    sent = {"level": "excellent", "number": "9", "date": "17/12/2009", "reason": "Đơn vị dẫn đầu"}
    for allowed, status, said in ((1, 409, "Đã quyết định 2"), (5, 302, ""), (5, 409, "đã ghi rồi")):
        answer = client.post(there, sent | {"allowed": allowed})
        assert answer.status_code == status and said in answer.content.decode()
    assert campaign.member_cap_exceptions.count() == 1


def test_an_earlier_day_knows_no_later_exception_and_no_later_decision(
    campaign, cell, nam_tam, secretary, staff, log_in
):
    row = ratings.rated(campaign, cell, ["good"] * 12, secretary, "submitted")[0]
    ratings.decide(campaign, nam_tam, [cell], secretary)
    clock.fix_day(dt.date(2009, 12, 22))
    sent = {"level": "excellent", "allowed": 7, "number": "9", "date": "21/12/2009", "reason": "Đơn vị dẫn đầu"}
    assert log_in(staff).post(f"{of_base(nam_tam)}ngoai-le/", sent).status_code == 302
    sent = {"verdict": "completed", "number": "99-QĐ", "date": "22/12/2009", "reason": "Đơn khiếu nại đúng"}
    client = log_in(secretary)
    assert client.post(f"{YEAR}nguoi/{row.member_id}/quyet-dinh-lai/", sent).status_code == 302
    assert [one[0].caps[0].allowed for one in client.get(YEAR).context["rows"]] == [7]
    before = client.get(YEAR, {"ngay": "20/12/2009"})
    assert [one[0].caps[0].allowed for one in before.context["rows"]] == [1]
    page = client.get(f"{of_base(nam_tam)}danh-sach/", {"muc": "good", "ngay": "20/12/2009"}).content.decode()
    assert row.member.full_name in page and "45-QĐ/ĐU" in page and "99-QĐ" not in page


def figures(page: str, heading: str) -> list[tuple[str, int]]:
    """Every figure of the page that opens a list: its address, its number."""
    found = re.findall(r'<a class="fig" href="([^"]*)">([\d.]+)</a>', page)
    assert found, heading
    return [(html.unescape(there), int(number.replace(".", ""))) for there, number in found]


def test_every_figure_of_the_pages_opens_exactly_its_rows(
    campaign, cell, nam_tam, nam_tam_cells, secretary, staff, log_in
):
    came = nam_tam_cells[1]
    rows = ratings.rated(campaign, cell, ["good", "completed", "not:not_yet"], secretary)
    rows[2].words = "Đi học xa"
    rows[2].save()
    handing.submit(campaign=campaign, cell=cell, hand=BOTH, by=secretary)
    ratings.decide(campaign, nam_tam, [cell], secretary)
    ratings.people(came, 2, "Tẩn A")
    roll.exempted(ratings.people(came, 1, "Giàng A")[0])
    client = log_in(secretary)
    for there in (of_base(nam_tam), YEAR):
        found = figures(client.get(there).content.decode(), there)
        assert len(found) >= 5
        for address, number in found:
            assert client.get(address).context["page"].paginator.count == number, address


def test_of_a_part_of_the_organisation_no_cap_is_told(campaign, cell, nam_tam, secretary, cell_secretary, log_in):
    ratings.rated(campaign, cell, ["good"] * 12, secretary, "submitted")
    ratings.decide(campaign, nam_tam, [cell], secretary)
    for person, told in ((secretary, 1), (cell_secretary, 0)):
        [(row, *_)] = log_in(person).get(YEAR).context["rows"]
        assert (row.numbers["good"], len(row.caps)) == (12, told)


def test_an_old_page_is_told_that_a_cell_waits_no_more_and_that_the_year_is_closed(
    campaign, cell, nam_tam, nam_tam_cells, secretary, log_in
):
    ratings.rated(campaign, cell, ["good"], secretary, "submitted")
    ratings.rated(campaign, nam_tam_cells[1], ["good"], secretary, "submitted")
    ratings.decide(campaign, nam_tam, [cell], secretary)
    client, there = log_in(secretary), f"{of_base(nam_tam)}quyet-dinh/"
    sent = {"cells": [cell.pk, nam_tam_cells[1].pk], "number": "46", "date": "18/12/2009", "do": "decide"}
    answer = client.post(there, sent)
    assert answer.status_code == 422 and "không còn chờ quyết định" in answer.content.decode()
    Campaign.objects.update(closed_at=campaign.opened_at, closed_by=secretary)
    answer = client.post(there, sent | {"cells": [nam_tam_cells[1].pk], "do": "preview"})
    assert answer.status_code == 409 and "đã khóa" in answer.content.decode()


def test_the_fields_of_a_row_travel_together_and_each_is_judged_by_itself(campaign, cell, cell_secretary, log_in):
    """A wrong one among several is told in its place; the others are saved; what comes twice conflicts with itself."""
    ratings.meeting(campaign, cell)
    person = ratings.people(cell, 1)[0]
    sent = [
        ("vote_2", "18"),
        ("vote_3", "mười"),
        ("proposal", "good"),
        ("self_level", "\x00"),
        ("vote_2", "17"),
        ("tasks", "x" * 1001),
    ]
    facts = {
        "many": "1",
        "field": [f"rating:{person.pk}:{name}" for name, _ in sent],
        "value": [value for _, value in sent],
        "version": ["0"] * len(sent),
        "was": [""] * len(sent),
    }
    answer = log_in(cell_secretary).post(f"{at(cell)}luu/", facts, headers={"X-Requested-With": "fetch"})
    said = answer.json()["answers"]
    assert [one["status"] for one in said] == [200, 422, 200, 200, 409, 422], "what cannot be read is left out"
    assert "số nguyên" in said[1]["errors"][0] and said[4]["theirs"] == "18"
    row = Rating.objects.get()
    assert (row.vote_2, row.vote_3, row.proposed_level, row.self_level, row.tasks) == (18, None, "good", "", "")
    ragged = facts | {"value": ["20"], "field": facts["field"][:2]}
    assert len(log_in(cell_secretary).post(f"{at(cell)}luu/", ragged).json()["answers"]) == 1
