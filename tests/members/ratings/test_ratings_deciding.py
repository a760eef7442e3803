"""The committee decides how members are rated: within the cap, with its paper, once more."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from cells.assessments import schemes
from cells.assessments.models import Campaign
from members.ratings.actions.deciding import Paper, Verdict, allow_more, decide_anew
from members.ratings.actions.handing import send_back, submit, take_ballots
from members.ratings.models import RatedCell, Rating, RatingStep
from members.ratings.models.reading import cell_book
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import assessments, ratings
from tests.factories import members as roll
from tests.factories.ratings import BOTH, CELL, COMMITTEE, PAPER, decide, rated, save


def whole(campaign, cells, secretary, first: int, good: int):
    """The first cell proposes so many excellent, the second so many good."""
    rated(campaign, cells[0], ["excellent"] * first + ["completed"], secretary, "submitted")
    rated(campaign, cells[1], ["good"] * good, secretary, "submitted")


def test_the_committee_decides_within_the_cap_of_the_whole_commune(campaign, nam_tam, nam_tam_cells, secretary):
    whole(campaign, nam_tam_cells, secretary, 2, 14)
    assert decide(campaign, nam_tam, nam_tam_cells, secretary) == 17
    assert Rating.objects.filter(decided_level="excellent", decision_number="45-QĐ/ĐU").count() == 2
    assert RatingStep.objects.filter(kind="decided").count() == 17
    assert set(RatedCell.objects.values_list("state", flat=True)) == {"decided"}
    assert AuditEntry.objects.filter(did="rating.decided").count() == 2


def test_one_too_many_is_refused_with_the_rule_and_nothing_is_written(campaign, nam_tam, nam_tam_cells, secretary):
    whole(campaign, nam_tam_cells, secretary, 2, 13)
    with pytest.raises(Refused, match=r"HTXSNV là 2, vượt 1 .*15% của 13 đảng viên HTTNV"):
        decide(campaign, nam_tam, nam_tam_cells, secretary)
    assert not Rating.objects.exclude(decided_level="").exists()
    assert not RatingStep.objects.filter(kind="decided").exists()


def test_what_was_decided_before_counts_towards_the_cap(campaign, nam_tam, nam_tam_cells, secretary):
    whole(campaign, nam_tam_cells, secretary, 1, 7)
    with pytest.raises(Refused, match="vượt 0"):
        decide(campaign, nam_tam, nam_tam_cells[:1], secretary)
    decide(campaign, nam_tam, nam_tam_cells[1:], secretary)
    decide(campaign, nam_tam, nam_tam_cells[:1], secretary)


def test_the_committee_may_weigh_another_level(campaign, nam_tam, nam_tam_cells, secretary):
    whole(campaign, nam_tam_cells, secretary, 2, 7)
    one = Rating.objects.filter(proposed_level="excellent").first()
    save(campaign, nam_tam_cells[0], f"rating:{one.member_id}:committee_level", "good", secretary, hand=COMMITTEE)
    decide(campaign, nam_tam, nam_tam_cells, secretary)
    one.refresh_from_db()
    assert (one.proposed_level, one.decided_level) == ("excellent", "good")


def test_a_lowest_level_needs_its_row(campaign, nam_tam, nam_tam_cells, secretary):
    rated(campaign, nam_tam_cells[0], ["good"], secretary, "submitted")
    one = Rating.objects.get()
    save(campaign, nam_tam_cells[0], f"rating:{one.member_id}:committee_level", "breach", secretary, hand=COMMITTEE)
    with pytest.raises(Refused, match="chọn dòng chi tiết"):
        decide(campaign, nam_tam, nam_tam_cells[:1], secretary)


def test_an_exception_lifts_the_cap_and_is_logged(campaign, nam_tam, nam_tam_cells, secretary, staff):
    whole(campaign, nam_tam_cells, secretary, 2, 3)
    asked = {"campaign": campaign, "base": nam_tam, "level": "excellent", "allowed": 2, "reason": "Đảng bộ tiêu biểu"}
    with pytest.raises(PermissionDenied):
        allow_more(**asked, paper=PAPER, may=False, by=secretary)
    with pytest.raises(Refused, match="Ghi số và ngày"):
        allow_more(**asked, paper=Paper(" ", None), may=True, by=staff)
    allow_more(**asked, paper=Paper("9-QĐ/HU", dt.date(2009, 12, 16)), may=True, by=staff)
    decide(campaign, nam_tam, nam_tam_cells, secretary)
    assert "Đảng bộ tiêu biểu" in AuditEntry.objects.get(did="rating.cap_exception").said


def test_nobody_decides_what_he_handed_in_himself(campaign, nam_tam, cell, cell_secretary):
    rated(campaign, cell, ["good"])
    submit(campaign=campaign, cell=cell, hand=CELL, by=cell_secretary)
    with pytest.raises(Refused, match="chính mình nộp"):
        decide(campaign, nam_tam, [cell], cell_secretary)
    with pytest.raises(PermissionDenied):
        ratings.deciding.decide_cells(
            campaign=campaign, base=nam_tam, cells=[cell], paper=PAPER, hands_of={cell.pk: CELL}, by=cell_secretary
        )


@pytest.mark.parametrize(
    ("paper", "said"),
    [
        (Paper("", dt.date(2009, 12, 1)), "Ghi số"),
        (Paper("1", None), "Ghi số"),
        (Paper("1", dt.date(2009, 12, 19)), "chưa đến"),
        (Paper("1", dt.date(2008, 12, 19)), "trước năm đánh giá"),
        (Paper("1" * 41, dt.date(2009, 12, 1)), "dài quá"),
    ],
)
def test_a_decision_has_its_paper(campaign, nam_tam, cell, secretary, paper, said):
    rated(campaign, cell, ["good"], secretary, "submitted")
    with pytest.raises(Refused, match=said):
        decide(campaign, nam_tam, [cell], secretary, paper)


def anew(rating, nam_tam, by, hand=BOTH, paper=PAPER, **verdict):
    return decide_anew(
        rating=rating, base=nam_tam, verdict=Verdict(reason="Quyết định thay", **verdict), paper=paper, hand=hand, by=by
    )


def test_another_decision_keeps_the_first_one_as_a_step(campaign, nam_tam, cell, secretary):
    row = rated(campaign, cell, ["good", "good"], secretary, "submitted")[0]
    with pytest.raises(Refused, match="chưa có quyết định"):
        anew(row, nam_tam, secretary, level="completed")
    decide(campaign, nam_tam, [cell], secretary)
    anew(row, nam_tam, secretary, level="completed", paper=Paper("50-QĐ/ĐU", dt.date(2009, 12, 18)))
    row.refresh_from_db()
    assert (row.decided_level, row.decision_number) == ("completed", "50-QĐ/ĐU")
    assert list(row.steps.values_list("kind", "level")) == [
        ("proposed", "good"),
        ("decided", "good"),
        ("corrected", "completed"),
    ]
    with pytest.raises(Refused, match="vượt 0"):
        anew(row, nam_tam, secretary, level="excellent", paper=Paper("51-QĐ/ĐU", dt.date(2009, 12, 18)))
    with pytest.raises(Refused, match="Chọn một mức"):
        anew(row, nam_tam, secretary)
    with pytest.raises(Refused, match="Chọn dòng chi tiết"):
        anew(row, nam_tam, secretary, level="breach")
    with pytest.raises(PermissionDenied):
        anew(row, nam_tam, secretary, hand=CELL, level="good")


def test_nothing_is_written_into_a_closed_campaign(campaign, nam_tam, cell, secretary, person):
    ratings.rated(campaign, cell, ["good"])
    Campaign.objects.filter(pk=campaign.pk).update(closed_at=campaign.opened_at, closed_by=secretary)
    campaign.refresh_from_db()
    acts = [
        lambda: save(campaign, cell, f"rating:{person.pk}:self_level", "good", secretary),
        lambda: submit(campaign=campaign, cell=cell, hand=BOTH, by=secretary),
        lambda: take_ballots(campaign=campaign, cell=cell, hand=BOTH, by=secretary),
        lambda: send_back(campaign=campaign, cell=cell, comment="Sửa", hand=BOTH, by=secretary),
        lambda: decide(campaign, nam_tam, [cell], secretary),
    ]
    for act in acts:
        with pytest.raises(Refused, match="khóa"):
            act()
    assert not AuditEntry.objects.exists()


def test_a_campaign_without_rules_on_members_says_so(district, cell, person, secretary):
    scheme = {key: value for key, value in schemes.as_json("hd20_2008").items() if key != "members"}
    old = assessments.campaign(district, 2009, scheme)
    with pytest.raises(Refused, match="chưa có phần đánh giá đảng viên"):
        save(old, cell, f"rating:{person.pk}:self_level", "good", secretary)


def test_the_book_of_a_cell_takes_the_same_queries_for_many(campaign, cell, django_assert_max_num_queries):
    rated(campaign, cell, ["good"] * 30)
    with django_assert_max_num_queries(7):
        assert len(cell_book(campaign, cell.pk, ratings.DAY).lines) == 30


def test_who_left_before_the_handing_in_is_not_decided(campaign, nam_tam, cell, secretary):
    rows = rated(campaign, cell, ["good", "good"])
    stay = rows[0].member.memberships.get()
    stay.valid, stay.exit = roll.period(stay.since, dt.date(2009, 12, 5)), "died"
    stay.save()
    submit(campaign=campaign, cell=cell, hand=BOTH, by=secretary)
    assert decide(campaign, nam_tam, [cell], secretary) == 1
    rows[0].refresh_from_db()
    assert (rows[0].decided_level, rows[0].proposal) == ("", "")
    assert [line.member for line in cell_book(campaign, cell.pk, ratings.DAY).lines] == [rows[1].member]
