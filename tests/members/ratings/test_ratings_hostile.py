"""What comes out of order: people who move, words that are no words, numbers that do not add up, acts done twice."""

import pytest

from members.ratings.actions import handing
from members.ratings.models import RatedCell
from sinho.refusal import Refused
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
