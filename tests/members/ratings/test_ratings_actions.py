"""Fields of members are saved and cells hand them in: the outcome, the log, nothing written when refused."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from cells.assessments.actions.filling import Conflict, NotAValue
from members.ratings.actions.handing import send_back, submit, take_ballots
from members.ratings.models import CellStep, RatedCell, Rating, RatingStep
from members.ratings.models.reading import facts_on
from members.ratings.rules.hands import Hand
from members.roll.models import Pause
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import members as roll
from tests.factories import ratings
from tests.factories.ratings import CELL, COMMITTEE, rated, save

NOBODY = Hand()


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
