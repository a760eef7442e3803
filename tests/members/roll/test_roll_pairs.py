"""Records that may be about one person: which are found, who sees them, what is said of them; two people."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from members.roll.actions.joining import join
from members.roll.actions.two_people import find_two_people, withdraw
from members.roll.models import Member, TwoPeople
from members.roll.models.pairs import Pairs
from members.roll.rules import BirthDate
from members.roll.same import compare
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from sinho.web.integrity import sentence_for
from tests.factories import members as make
from tests.factories import people
from tests.members.roll.test_roll_joins import chosen

AN = {"birth_year": 1971, "birth_month": 3, "birth_day": 12, "home_place": "Xã Nậm Tăm, huyện Sìn Hồ, Lai Châu"}
PAIRS = reverse("members:pairs")


@pytest.fixture
def cells(nam_tam_cells, ta_phin_cells):
    return [*nam_tam_cells, *ta_phin_cells]


@pytest.fixture
def an(cells):
    return make.member(cells[0], "Lò Văn An", **AN)


def found(cells) -> list[tuple[int, int]]:
    return Pairs([cell.pk for cell in cells])[0:50]


@pytest.mark.parametrize(
    ("name", "facts", "is_found"),
    [
        ("Lò Văn An", {}, True),
        ("LO VAN AN", {}, True),
        ("lò  văn   ân", {}, True),
        ("Lò Vănan", {}, True),
        ("Lò Văn An", {"other_names": "Pành"}, True),
        ("Lò Văn Anh", {}, False),
        ("Lò An", {"other_names": "Văn An"}, False),
        ("Lò Văn An", {"birth_month": None, "birth_day": None}, True),
        ("Lò Văn An", {"birth_day": None}, True),
        ("Lò Văn An", {"birth_month": 4, "birth_day": None}, False),
        ("Lò Văn An", {"birth_day": 13}, False),
        ("Lò Văn An", {"birth_year": 1972}, False),
        ("Lò Văn An", {"home_place": ""}, True),
        ("Lò Văn An", {"home_place": "nam tam, sin ho"}, True),
        ("Lò Văn An", {"home_place": "NẬM TĂM - SÌN HỒ - LAI CHÂU"}, True),
        ("Lò Văn An", {"home_place": "Xã Tả Phìn, huyện Sìn Hồ"}, False),
        ("Lò Văn An", {"sex": "female", "ethnicity": "eth_dao"}, True),
    ],
)
def test_which_records_may_be_one_person(an, cells, name, facts, is_found):
    other = make.member(cells[2], name, **(AN | facts))
    assert found(cells) == ([(an.pk, other.pk)] if is_found else [])


def test_marks_in_decomposed_letters_are_the_same(cells):
    one = make.member(cells[0], "Đèo Thị Mười", **AN, other_names="Bà Mười")
    other = make.member(cells[1], "Đèo Thị Mười", **AN)
    assert found(cells) == [(one.pk, other.pk)]


def test_who_has_left_is_found_too(an, cells):
    gone = make.member(cells[2], "Lò Văn An", until=dt.date(2008, 3, 1), exit="to_district", **AN)
    assert found(cells) == [(an.pk, gone.pk)]


def test_three_records_make_three_pairs_and_pages_cut_them(an, cells):
    others = [make.member(cell, "Lò Văn An", **AN) for cell in cells[1:3]]
    everywhere = Pairs([cell.pk for cell in cells])
    keys = [an.pk, *(one.pk for one in others)]
    expected = [(keys[0], keys[1]), (keys[0], keys[2]), (keys[1], keys[2])]
    assert (everywhere.count(), everywhere[0:9], everywhere[1:2]) == (3, expected, expected[1:2])
    assert Pairs(everywhere.organization_ids, keys[2])[0:9] == expected[1:]


def test_only_who_may_see_both_is_shown_the_pair(log_in, staff, an, cells, nam_tam):
    other = make.member(cells[2], "Lò Văn An", **AN)
    clerk = people.user("clerk", "district_staff", nam_tam)
    assert log_in(clerk).get(PAIRS).context["pairs"] == []
    assert Pairs([cell.pk for cell in cells[:2]]).count() == Pairs([]).count() == 0
    [pair] = log_in(staff).get(PAIRS).context["pairs"]
    assert [side.member for side in pair.sides] == [an, other]
    assert log_in(clerk).get(reverse("members:join", args=[an.pk]) + f"?voi={other.pk}").status_code == 404
    assert log_in(clerk).get(reverse("members:apart", args=[an.pk]) + f"?voi={other.pk}").status_code == 404


def test_the_page_is_closed_to_readers_and_strangers(log_in, secretary, leader, stranger, an):
    for person in (secretary, leader, stranger):
        for name in ("pairs", "two_people", "joins"):
            assert log_in(person).get(reverse(f"members:{name}")).status_code == 403


def test_the_page_says_what_agrees_and_what_differs(log_in, staff, an, cells):
    make.member(cells[2], "Lò Văn Ân", **(AN | {"birth_day": None, "ethnicity": "eth_lu"}), identity_number="045000222")
    text = log_in(staff).get(PAIRS).text
    assert "Khác: <b>cách viết họ tên, dân tộc</b>" in text
    assert "Chưa đủ để so: ngày sinh, số căn cước, số lý lịch" in text
    assert "045000222" not in text and "•••• 0222" in text


def test_the_empty_page_says_what_to_do(log_in, staff, an):
    assert "Không có hai hồ sơ nào giống nhau" in log_in(staff).get(PAIRS).text


def test_the_number_of_queries_does_not_grow(log_in, staff, cells, django_assert_max_num_queries):
    client = log_in(staff)
    for number in range(15):
        for cell in cells[:2]:
            make.member(cell, f"Lò Văn {number}", **AN)
    with django_assert_max_num_queries(26):
        assert len(client.get(PAIRS).context["pairs"]) == 15


def test_two_records_are_compared_in_words():
    facts = {"sex": "male", "ethnicity": "eth_thai", "home_place": "Nậm Tăm", "admitted_on": dt.date(2004, 2, 3)}
    facts |= {"identity_number": "", "file_number": "000123"}
    other = facts | {"home_place": "NAM TAM", "admitted_on": dt.date(2005, 2, 3), "file_number": ""}
    compared = compare(("Lò An", "Lò Ân"), (BirthDate(1971), BirthDate(1971, 3)), (facts, other))
    assert compared.same == ("giới tính", "dân tộc", "quê quán")
    assert compared.different == ("cách viết họ tên", "ngày vào Đảng")
    assert compared.unknown == ("ngày sinh", "số căn cước", "số lý lịch")


def test_two_people_are_noted_and_not_shown_again(log_in, staff, an, cells):
    other = make.member(cells[2], "Lò Văn An", **AN)
    url = reverse("members:apart", args=[other.pk]) + f"?voi={an.pk}"
    client = log_in(staff)
    assert 'name="reason"' in client.get(url).text
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Cha mẹ khác nhau"}).status_code == 302
    noted = TwoPeople.objects.get()
    assert (noted.first, noted.second, noted.by, noted.reason) == (an, other, staff, "Cha mẹ khác nhau")
    assert client.get(PAIRS).context["pairs"] == []
    assert "Cha mẹ khác nhau" in client.get(reverse("members:two_people")).text
    entries = AuditEntry.objects.filter(did="member.two_people")
    assert {entry.object_id for entry in entries} == {str(an.pk), str(other.pk)}
    assert client.post(url, {"reason": "Cha mẹ khác nhau"}).status_code == 409
    assert client.get(reverse("members:apart", args=[an.pk])).status_code == 302


def test_the_finding_is_taken_back_once(log_in, staff, secretary, an, cells):
    other = make.member(cells[2], "Lò Văn An", **AN)
    noted = find_two_people(one=an, other=other, reason="Cha mẹ khác", by=staff)
    url = reverse("members:one_after_all", args=[noted.pk])
    assert log_in(secretary).post(url).status_code == 403
    assert log_in(staff).get(url).status_code == 405
    assert [log_in(staff).post(url).status_code for _ in range(2)] == [302, 404]
    assert found(cells) == [(an.pk, other.pk)]
    assert AuditEntry.objects.filter(did="member.two_people_withdrawn").count() == 2
    with pytest.raises(Refused, match="đã được bỏ"):
        withdraw(found=noted, by=staff)


def test_two_people_are_not_joined(staff, an, cells):
    other = make.member(cells[2], "Lò Văn An", **AN)
    find_two_people(one=an, other=other, reason="Cha mẹ khác", by=staff)
    with pytest.raises(Refused, match="hai người khác nhau"):
        join(kept=an, gone=other, chosen=chosen(an, other), reason="Trùng hồ sơ", by=staff)
    assert not Member.objects.exclude(joined_into=None).exists()


def test_what_was_noted_holds_for_the_record_that_the_other_was_joined_into(staff, an, cells):
    other = make.member(cells[1], "Lò Văn An", **AN)
    third = make.member(cells[2], "Lò Văn An", **AN)
    find_two_people(one=other, other=third, reason="Cha mẹ khác", by=staff)
    join(kept=an, gone=other, chosen=chosen(an, other), reason="Trùng hồ sơ", by=staff)
    assert found(cells) == []
    with pytest.raises(Refused, match="hai người khác nhau"):
        join(kept=an, gone=third, chosen=chosen(an, third), reason="Trùng hồ sơ", by=staff)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason": ""}, "căn cứ"),
        ({"swap": True}, "hai hồ sơ khác nhau"),
        ({"withdrawn_at": dt.datetime(2009, 12, 1, tzinfo=dt.UTC)}, "cả lúc và người"),
        ({"again": True}, "Đã ghi là hai người"),
    ],
)
def test_what_the_database_refuses_about_two_people(staff, an, cells, change, said):
    other = make.member(cells[2], "Lò Văn An", **AN)
    facts = {"first": an, "second": other, "reason": "Khác", "at": dt.datetime(2009, 12, 1, tzinfo=dt.UTC), "by": staff}
    if change.pop("again", False):
        TwoPeople.objects.create(**facts)
    if change.pop("swap", False):
        facts |= {"first": other, "second": an}
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        TwoPeople.objects.create(**(facts | change))
    assert said in sentence_for(caught.value)


def test_a_finding_is_never_changed_or_deleted(staff, an, cells):
    noted = find_two_people(one=an, other=make.member(cells[2], "Lò Văn An", **AN), reason="Cha mẹ khác", by=staff)
    for change in (lambda rows: rows.update(reason="Khác"), lambda rows: rows._raw_delete("default")):
        with pytest.raises(IntegrityError) as caught, transaction.atomic():
            change(TwoPeople.objects.filter(pk=noted.pk))
        assert "được giữ nguyên" in sentence_for(caught.value)
