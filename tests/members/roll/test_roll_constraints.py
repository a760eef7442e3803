"""What the database itself refuses about members, each broken once."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from cells.organizations.models import OrganizationState
from members.roll.models import Card, Member, Membership, Pause, Schooling, Standing, Work
from sinho.web.integrity import check_constraints_now, sentence_for
from tests.factories import members as make
from tests.factories.organizations import period

D = dt.date


@pytest.fixture
def an(nam_tam_cells) -> Member:
    return make.member(nam_tam_cells[0], "Lò Văn An", identity_number="045000111", file_number="000123 LC")


def refused(write) -> str:
    """The sentence with which the database refuses."""

    @transaction.atomic
    def written():
        write()
        check_constraints_now()

    with pytest.raises(IntegrityError) as caught:
        written()
    return sentence_for(caught.value)


def other(**facts):
    return Member.objects.create(
        **{"full_name": "Tao B", "sex": "male", "birth_year": 1970, "ethnicity": "eth_lu", **facts}
    )


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"identity_number": "045000111"}, "đã ghi cho một đảng viên khác"),
        ({"file_number": "000123 LC"}, "Số lý lịch này đã ghi"),
        ({"identity_number": "04500011"}, "12 chữ số"),
        ({"identity_number": "04500011a"}, "12 chữ số"),
        ({"file_number": "12 LC"}, "6 chữ số"),
        ({"birth_day": 5}, "phải có tháng sinh"),
        ({"birth_year": 1799}, "không có trong lịch"),
        ({"birth_month": 13}, "không có trong lịch"),
        ({"full_name": ""}, "phải có họ tên"),
        ({"sex": "x"}, "phải có họ tên, giới tính"),
        ({"ethnicity": "thai"}, "dân tộc"),
    ],
)
def test_what_a_member_cannot_be(an, facts, said):
    assert said in refused(lambda: other(**facts))


def test_two_members_without_numbers_may_stand_beside_each_other(an):
    other()
    other()
    assert Member.objects.count() == 3


def test_one_cell_a_day(an, nam_tam_cells):
    def write():
        Membership.objects.create(member=an, organization=nam_tam_cells[1], valid=period(D(2009, 1, 1)), entry="within")

    assert "chỉ sinh hoạt ở một chi bộ" in refused(write)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"exit": "died"}, "phải ghi cả ngày và lý do"),
        ({"valid": period(D(2004, 2, 3), D(2009, 1, 1))}, "phải ghi cả ngày và lý do"),
        ({"entry": "x"}, "không có trong danh mục"),
        ({"valid": period(D(2004, 2, 3), D(2009, 1, 1)), "exit": "x"}, "không có trong danh mục"),
    ],
)
def test_how_one_comes_and_leaves(an, facts, said):
    assert said in refused(lambda: Membership.objects.filter(member=an).update(**facts))


def test_nobody_is_in_a_committee_or_in_a_cell_that_does_not_exist(an, nam_tam, nam_tam_cells):
    def into(organization):
        return lambda: Membership.objects.filter(member=an).update(organization=organization)

    assert "không phải cả thời gian đó nơi này là một chi bộ" in refused(into(nam_tam))

    def end():
        OrganizationState.objects.filter(organization=nam_tam_cells[0]).update(valid=period(until=D(2009, 6, 30)))

    assert "chuyển đảng viên sang chi bộ khác trước" in refused(end)
    make.moved(an, nam_tam_cells[1], D(2009, 7, 1))
    end()
    check_constraints_now()


def test_only_who_is_in_the_party_is_in_a_cell(an):
    def leave():
        Standing.objects.filter(member=an, kind="official").update(valid=period(D(2005, 2, 3), D(2008, 12, 31)))

    assert "không phải cả thời gian đó là đảng viên" in refused(leave)
    assert "không phải cả thời gian đó là đảng viên" in refused(lambda: Standing.objects.filter(member=an).delete())

    def earlier():
        Membership.objects.filter(member=an).update(valid=period(D(2004, 1, 5)))

    assert "không phải cả thời gian đó là đảng viên" in refused(earlier)


@pytest.mark.parametrize(
    ("model", "facts", "said"),
    [
        (Standing, {"kind": "probationary"}, "chỉ là dự bị hoặc chính thức"),
        (Pause, {"kind": "exempted", "reason": ""}, "phải ghi lý do"),
        (Work, {"occupation": "x"}, "không có trong danh mục"),
        (Card, {"number": "123"}, "Số thẻ đảng viên có 6, 8 hoặc 12 chữ số"),
    ],
)
def test_what_is_so_for_a_time(an, model, facts, said):
    assert said in refused(lambda: model.objects.create(member=an, valid=period(D(2008, 1, 1)), **facts))


def test_the_ceremony_follows_the_decision(an):
    standing = Standing.objects.filter(member=an, kind="probationary")
    assert "không thể trước ngày quyết định" in refused(lambda: standing.update(decision_date=D(2004, 2, 4)))
    standing.update(decision_date=D(2004, 1, 12))


def test_a_card_number_has_one_holder_a_day_and_a_member_one_card(an, nam_tam_cells):
    make.card(an, "45000001")
    ban = make.member(nam_tam_cells[0], "Lò Văn Ban")
    assert "đang là thẻ của một đảng viên khác" in refused(lambda: make.card(ban, "45000001"))
    assert "chỉ dùng một thẻ" in refused(lambda: make.card(an, "45000002"))


@pytest.mark.parametrize(
    ("subject", "level", "words"),
    [("general", "university", ""), ("theory", "x", ""), ("language", "", ""), ("language", "primary", "Anh A")],
)
def test_levels_are_those_of_the_subject(an, subject, level, words):
    assert "không có trong danh mục" in refused(lambda: make.learned(an, subject, level, words=words))


def test_one_level_a_day_also_of_an_unknown_day(an):
    make.learned(an, "general", "primary")
    assert "đã ghi" in refused(lambda: make.learned(an, "general", "lower_secondary"))
    make.learned(an, "general", "lower_secondary", since=D(2008, 6, 1))
    assert Schooling.objects.count() == 2
