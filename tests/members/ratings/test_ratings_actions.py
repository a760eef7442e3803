"""Saving, handing in, deciding: the outcome, the log, nothing written when refused."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from cells.assessments import schemes
from cells.assessments.actions.filling import Conflict, NotAValue
from cells.assessments.models import Campaign
from members.ratings.actions.deciding import Paper, Verdict, allow_more, decide_anew
from members.ratings.actions.handing import send_back, submit, take_ballots
from members.ratings.models import CellStep, RatedCell, Rating, RatingStep
from members.ratings.models.reading import cell_book, facts_on
from members.ratings.rules.hands import Hand
from members.roll.models import Pause
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import assessments, ratings
from tests.factories import members as roll
from tests.factories.ratings import BOTH, CELL, COMMITTEE, PAPER, decide, rated, save

NOBODY = Hand()


@pytest.fixture
def person(cell):
    return ratings.people(cell, 1)[0]


def test_the_first_value_makes_the_row_and_is_logged(campaign, cell, person, cell_secretary):
    saved = save(campaign, cell, f"rating:{person.pk}:self_level", "good", cell_secretary)
    row = Rating.objects.get()
    assert (saved.version, row.self_level, row.organization, row.changed_by) == (1, "good", cell, cell_secretary)
    entry = AuditEntry.objects.get()
    assert (entry.did, entry.organization_id) == ("rating.saved", cell.pk)
    assert entry.said == "Ghi mức tự nhận của Lò Văn Aa: Đảng viên đủ tư cách, hoàn thành tốt nhiệm vụ"


def test_sending_a_value_twice_changes_nothing(campaign, cell, person, cell_secretary):
    for _ in range(2):
        saved = save(campaign, cell, f"rating:{person.pk}:vote_2", "3", cell_secretary)
    assert (saved.version, saved.changed, AuditEntry.objects.count()) == (1, False, 1)


def test_a_registration_gets_its_day(campaign, cell, person, cell_secretary):
    save(campaign, cell, f"rating:{person.pk}:aimed_level", "excellent", cell_secretary)
    assert Rating.objects.get().registered_on == ratings.DAY


def test_who_comes_second_sees_what_stands(campaign, cell, person, cell_secretary, secretary):
    name = f"rating:{person.pk}:self_level"
    save(campaign, cell, name, "good", cell_secretary)
    with pytest.raises(Conflict) as met:
        save(campaign, cell, name, "completed", secretary)
    assert (met.value.theirs, met.value.by, met.value.version) == ("good", "Lò Văn Chi", 1)
    other = save(campaign, cell, f"rating:{person.pk}:vote_2", "3", secretary)
    assert other.version == 2


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("rating:{}:vote_2", "21", "lớn hơn số phiếu hợp lệ"),
        ("rating:{}:sub_reason", "disciplined_in_year", "Ghi mức đề nghị trước"),
        ("cell::given", "21", "không được lớn hơn"),
        ("cell::present", "19", "không được lớn hơn"),
    ],
)
def test_a_value_that_does_not_go_with_the_others_is_named(campaign, cell, person, cell_secretary, name, typed, said):
    ratings.meeting(campaign, cell)
    version = 0
    with pytest.raises(NotAValue, match=said):
        save(campaign, cell, name.format(person.pk), typed, cell_secretary, version=version, was="20")
    assert not Rating.objects.exists() and not AuditEntry.objects.exists()
    assert RatedCell.objects.get().given == 20


def test_fewer_valid_slips_than_votes_are_refused(campaign, cell, person, cell_secretary):
    ratings.meeting(campaign, cell)
    ratings.rating(campaign, cell, person)
    with pytest.raises(NotAValue, match="Lò Văn Aa: Tổng số phiếu"):
        save(campaign, cell, "cell::valid", "19", cell_secretary)


def test_another_level_takes_its_row_away(campaign, cell, person, cell_secretary):
    ratings.rating(campaign, cell, person, "breach")
    save(campaign, cell, f"rating:{person.pk}:proposal", "completed", cell_secretary)
    assert Rating.objects.get().sub_reason == ""
    with pytest.raises(NotAValue, match="không thuộc mức HTNV"):
        save(campaign, cell, f"rating:{person.pk}:sub_reason", "disciplined_in_year", cell_secretary, version=1)


def test_a_reason_takes_the_level_away(campaign, cell, person, cell_secretary):
    ratings.rating(campaign, cell, person, "good")
    save(campaign, cell, f"rating:{person.pk}:proposal", "not:not_yet", cell_secretary)
    row = Rating.objects.get()
    assert (row.proposed_level, row.not_evaluated) == ("", "not_yet")


def test_an_opinion_has_a_version_of_its_own(campaign, cell, person, cell_secretary):
    save(campaign, cell, f"opinion:{person.pk}-residence:level", "good", cell_secretary)
    saved = save(campaign, cell, f"opinion:{person.pk}-residence:words", "Gương mẫu", cell_secretary, version=1)
    opinion = Rating.objects.get().opinions.get()
    assert (saved.version, opinion.level, opinion.words) == (2, "good", "Gương mẫu")


def test_who_may_not_fill_writes_nothing(campaign, cell, person, leader):
    with pytest.raises(PermissionDenied):
        save(campaign, cell, f"rating:{person.pk}:self_level", "good", leader, hand=NOBODY)
    with pytest.raises(PermissionDenied):
        save(campaign, cell, f"rating:{person.pk}:committee_level", "good", leader, hand=CELL)
    assert not RatedCell.objects.exists()


def test_nobody_is_rated_in_a_cell_where_he_is_not(campaign, nam_tam_cells, cell_secretary):
    stranger = ratings.people(nam_tam_cells[1], 1)[0]
    with pytest.raises(Refused, match="không sinh hoạt"):
        save(campaign, nam_tam_cells[0], f"rating:{stranger.pk}:self_level", "good", cell_secretary)


def test_who_moves_is_rated_by_his_new_cell_until_the_old_one_handed_in(campaign, nam_tam_cells, secretary):
    old, new = nam_tam_cells
    one, two = ratings.people(old, 2)
    ratings.meeting(campaign, old)
    ratings.rating(campaign, old, one, aimed_level="good")
    roll.moved(one, new, dt.date(2009, 6, 1))
    save(campaign, new, f"rating:{one.pk}:self_level", "good", secretary, version=0)
    assert Rating.objects.get(member=one).organization == new
    ratings.rating(campaign, old, two)
    submit(campaign=campaign, cell=old, hand=CELL, by=secretary)
    roll.moved(two, new, dt.date(2009, 12, 12))
    with pytest.raises(Refused, match="chi bộ khác đánh giá"):
        save(campaign, new, f"rating:{two.pk}:self_level", "good", secretary)


def test_the_roll_says_who_need_not_be_evaluated(cell):
    one, two, three, four = ratings.people(cell, 4)
    roll.exempted(one)
    Pause.objects.create(member=two, kind="suspended", valid=roll.period(dt.date(2009, 11, 1)), reason="Bị đình chỉ")
    new, known = roll.probationer(cell, admitted=dt.date(2009, 9, 2)), roll.probationer(cell)
    found = facts_on(dt.date(2009, 12, 18), [one.pk, two.pk, three.pk, four.pk, new.pk, known.pk])
    assert found == {one.pk: "exempted", two.pk: "suspended", new.pk: "admitted_under_6_months"}


def test_proposals_follow_the_ballots_where_none_was_made(campaign, cell, cell_secretary):
    one, two, three = ratings.people(cell, 3)
    roll.exempted(three)
    ratings.meeting(campaign, cell)
    ratings.rating(campaign, cell, one, "", vote_2=18, vote_3=2, second_agree=19, second_disagree=1)
    ratings.rating(campaign, cell, two, "completed")
    assert take_ballots(campaign=campaign, cell=cell, hand=CELL, by=cell_secretary) == 2
    assert Rating.objects.get(member=one).proposed_level == "excellent"
    assert Rating.objects.get(member=three).not_evaluated == "exempted"
    with pytest.raises(Refused, match="Không còn"):
        take_ballots(campaign=campaign, cell=cell, hand=CELL, by=cell_secretary)


def test_handing_in_keeps_every_proposal_as_a_step(campaign, cell, cell_secretary):
    rated(campaign, cell, ["excellent", "good", "breach"])
    roll.exempted(ratings.people(cell, 1, "Già")[0])
    submit(campaign=campaign, cell=cell, hand=CELL, by=cell_secretary)
    assert ratings.state_of(campaign, cell) == "submitted"
    steps = RatingStep.objects.values_list("kind", "level", "not_evaluated", "sub_reason")
    assert sorted(steps) == [
        ("proposed", "", "exempted", ""),
        ("proposed", "breach", "", "disciplined_in_year"),
        ("proposed", "excellent", "", ""),
        ("proposed", "good", "", ""),
    ]
    with pytest.raises(Refused, match="đã nộp"):
        save(campaign, cell, "cell::valid", "19", cell_secretary, version=1)


def test_a_cell_that_lacks_something_cannot_hand_in(campaign, cell, person, cell_secretary):
    with pytest.raises(Refused, match="chọn mức đề nghị"):
        submit(campaign=campaign, cell=cell, hand=CELL, by=cell_secretary)
    assert not RatingStep.objects.exists() and not CellStep.objects.exists()


def test_sent_back_the_rounds_are_kept(campaign, cell, cell_secretary, secretary):
    rated(campaign, cell, ["good"], cell_secretary, "submitted")
    with pytest.raises(Refused, match="yêu cầu sửa"):
        send_back(campaign=campaign, cell=cell, comment=" ", hand=COMMITTEE, by=secretary)
    send_back(campaign=campaign, cell=cell, comment="Xem lại số phiếu", hand=COMMITTEE, by=secretary)
    submit(campaign=campaign, cell=cell, hand=CELL, by=cell_secretary)
    assert list(CellStep.objects.order_by("id").values_list("round", "state")) == [
        (1, "submitted"),
        (1, "sent_back"),
        (2, "submitted"),
    ]
    assert RatingStep.objects.count() == 2


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
