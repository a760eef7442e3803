"""What an identity number says: the rule, the same asked of the database, and where it is shown."""

import datetime as dt

import pytest
from django.urls import reverse

from members.roll.citizen import Said, disagreements, said_by
from members.roll.models import Member
from members.roll.models.pairs import numbers_disagreeing
from sinho.management.data_checks import FINDINGS
from tests.factories import members as make

SEX, YEAR, PLACE = "Giới tính theo số", "Năm sinh theo số", "không phải là mã của tỉnh"
# Number, sex and year of the record, what is said.
CASES = [
    ("", "male", 1971, []),
    ("045000111", "male", 1971, []),
    ("012071000111", "male", 1971, []),
    ("012171000111", "female", 1971, []),
    ("012205000111", "male", 2005, []),
    ("012305000111", "female", 2005, []),
    ("012171000111", "male", 1971, [SEX]),
    ("012071000111", "female", 1971, [SEX]),
    ("012071000111", "male", 1972, [YEAR]),
    ("012271000111", "male", 1971, [YEAR]),
    ("012305000111", "male", 1905, [SEX, YEAR]),
    ("012099000111", "male", 1999, []),
    ("012000000111", "male", 1900, []),
    ("012905000111", "female", 2005, [YEAR]),
    ("003071000111", "male", 1971, [PLACE]),
    ("000171000111", "male", 1971, [PLACE]),
    ("097071000111", "male", 1971, [PLACE]),
]


@pytest.mark.parametrize(("number", "sex", "year", "said"), CASES)
def test_the_number_is_held_against_the_record(number, sex, year, said):
    found = disagreements(number, sex, year)
    assert [one for one, told in zip(said, found, strict=True) if one not in told] == []


def test_what_a_number_says_is_read_by_vn_ident():
    assert said_by("012171000111") == Said("female", 1971, "Lai Châu")
    assert said_by("012305000111") == Said("female", 2005, "Lai Châu")
    assert [said_by(number) for number in ("", "045000111", "003071000111", "01217100011x")] == [None] * 4


@pytest.mark.parametrize(("number", "sex", "year", "said"), CASES)
def test_no_sentence_tells_a_digit(number, sex, year, said):
    assert not any(one.isdigit() for sentence in disagreements(number, sex, year) for one in sentence)


def test_the_database_finds_the_same_as_the_rule(db):
    for count, (number, sex, year, _) in enumerate(CASES):
        own = number[:-3] + f"{count:03d}" if number else ""
        Member.objects.create(
            full_name=f"Lò {count}", sex=sex, birth_year=year, ethnicity="eth_thai", identity_number=own
        )
    by_rule = {one for one in Member.objects.all() if disagreements(one.identity_number, one.sex, one.birth_year)}
    assert set(numbers_disagreeing()) == by_rule
    assert len(by_rule) == sum(bool(said) for *_, said in CASES)


@pytest.fixture
def wrong(nam_tam_cells):
    """A man whose number says a woman."""
    return make.member(nam_tam_cells[0], "Lò Văn Số", identity_number="012175000111")


def test_the_record_says_it_and_hides_the_number(log_in, secretary, wrong):
    text = log_in(secretary).get(reverse("members:member", args=[wrong.pk])).text
    assert SEX in text and "012175000111" not in text and "•••• 0111" in text


def test_the_list_holds_those_of_the_day(log_in, staff, wrong, ta_phin_cells):
    make.member(ta_phin_cells[0], "Tẩn A Đúng", identity_number="012075000222")
    make.member(ta_phin_cells[0], "Tẩn A Đi", identity_number="012175000333", until=dt.date(2008, 1, 1), exit="died")
    url = reverse("members:wrong_numbers")
    page = log_in(staff).get(url)
    assert [row.member.full_name for row, _ in page.context["rows"]] == ["Lò Văn Số"]
    assert "012175000111" not in page.text
    page = log_in(staff).get(url + "?ngay=31/12/2007")
    assert [row.member.full_name for row, _ in page.context["rows"]] == ["Tẩn A Đi", "Lò Văn Số"]


def test_the_list_is_closed_to_readers_and_says_when_it_is_empty(log_in, staff, secretary):
    assert log_in(secretary).get(reverse("members:wrong_numbers")).status_code == 403
    assert "Không có số căn cước nào khác" in log_in(staff).get(reverse("members:wrong_numbers")).text


def test_the_number_of_queries_does_not_grow(log_in, staff, nam_tam_cells, django_assert_max_num_queries):
    client = log_in(staff)
    for number in range(30):
        make.member(nam_tam_cells[0], f"Lò Văn {number}", identity_number=f"0121750{number:05d}")
    with django_assert_max_num_queries(26):
        assert len(client.get(reverse("members:wrong_numbers")).context["rows"]) == 30


def test_who_receives_a_member_is_warned_after_writing(log_in, staff, nam_tam_cells):
    data = {
        "full_name": "Vàng A Sếnh",
        "sex": "male",
        "birth": "1976",
        "ethnicity": "eth_mong",
        "religion": "none",
        "identity_number": "012177000111",
        "cell": "SH-NT-01",
        "since": "02/11/2009",
        "entry": "from_district",
        "admitted_on": "03/02/2001",
        "official_on": "03/02/2002",
    }
    page = log_in(staff).post(reverse("members:receive"), data, follow=True)
    assert page.status_code == 200 and Member.objects.get().identity_number == "012177000111"
    assert "note-warning" in page.text and SEX in page.text and YEAR in page.text


def test_who_corrects_a_member_is_warned_after_writing(log_in, staff, wrong):
    data = {
        "full_name": "Lò Văn Số",
        "sex": "male",
        "birth": "1976",
        "ethnicity": "eth_thai",
        "religion": "none",
        "number": "1-QĐ/HU",
        "date": "01/12/2009",
        "reason": "Theo giấy khai sinh",
    }
    client, url = log_in(staff), reverse("members:correct", args=[wrong.pk])
    page = client.post(url, data | {"seen": client.get(url).context["seen"]}, follow=True)
    assert "Đã sửa lý lịch" in page.text and "đối chiếu lại giấy tờ" in page.text
    data |= {"sex": "female", "birth": "1975"}
    page = client.post(url, data | {"seen": client.get(url).context["seen"]}, follow=True)
    assert "Đã sửa lý lịch" in page.text and "đối chiếu lại giấy tờ" not in page.text


def test_check_data_finds_it(wrong):
    assert list(FINDINGS["R21"](dt.date(2009, 12, 18))) == [
        "Lò Văn Số, sinh 1975: Giới tính theo số căn cước khác với hồ sơ."
    ]
