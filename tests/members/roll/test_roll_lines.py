"""The lines of the list say what the record says; and what a list too long to be counted shows."""

import datetime as dt

import pytest
from django.urls import reverse

from members.roll.models import Membership
from members.roll.models.lines import read_lines
from members.roll.models.reading import read_rows
from members.roll.views import listing
from sinho.text.dates import format_date
from sinho.web import long_lists
from tests.factories import members as make

D = dt.date
LIST = "members:list"


@pytest.fixture
def roll(nam_tam_cells):
    """Eight people with everything that may be known, or nothing."""
    one, other = nam_tam_cells
    an = make.member(one, "Lò Văn An", birth_month=3, birth_day=12)
    make.card(an, "45001234")
    make.learned(an, "general", "lower_secondary", words="9/12 bổ túc")
    make.learned(an, "general", "upper_secondary", D(2008, 6, 1))
    make.learned(an, "theory", "elementary", D(2006, 11, 15), "Sơ cấp lý luận")
    make.probationer(one, "Lò Thị Ánh", sex="female")
    make.exempted(make.member(other, "Lò Văn Ban"))
    make.exempted(make.member(other, "Lò Văn Bạn"), until=D(2009, 1, 31))
    make.moved(make.member(one, "Phàn A Chẳn"), other, D(2009, 4, 1))
    make.member(one, "Phàn A Dế", admitted=D(2003, 3, 3), official=D(2004, 3, 3), until=D(2009, 6, 30), exit="died")
    make.member(one, "Chẻo A Pao", admitted=D(2008, 5, 19), official=D(2009, 5, 19))
    return make.member(other, "Chẻo A Sử", birth_month=5)


@pytest.mark.parametrize("day", [D(2004, 2, 2), D(2005, 12, 1), D(2008, 6, 1), D(2009, 3, 31), D(2009, 12, 18)])
def test_a_line_says_what_the_rows_of_the_record_say(roll, day):
    memberships = list(Membership.objects.on(day).select_related("member").order_by("member__sort_key"))
    rows = read_rows(memberships, day)
    lines = read_lines([(one.member_id, one.organization_id) for one in memberships], day)
    assert lines and len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        member, pause = row.member, row.pause
        state = pause.get_kind_display() if pause else row.standing.get_kind_display()
        assert (line.number, line.pk, line.full_name) == (str(row.number), str(member.pk), member.full_name)
        assert (line.birth, line.sex) == (str(member.birth), member.get_sex_display())
        assert (line.ethnicity, line.state) == (member.get_ethnicity_display(), state)
        assert (line.cell, line.committee) == (row.cell, row.committee)
        days = tuple(format_date(day) for day in (row.admitted_on, row.official_on))
        assert (line.admitted_on, line.official_on) == days
        assert (line.general, line.theory) == (row.general, row.theory)
        assert line.card == (row.card.masked if row.card else "")


def test_a_name_opens_the_record_as_of_the_day(log_in, staff, roll):
    address = reverse("members:member", args=[roll.pk])
    assert f'href="{address}"' in log_in(staff).get(reverse(LIST)).content.decode()
    page = log_in(staff).get(reverse(LIST), {"ngay": "1/2/2009"})
    assert f'href="{address}?ngay=01/02/2009"' in page.content.decode()


def test_nobody_needs_no_lines(db):
    assert read_lines([], D(2009, 12, 18)) == []


@pytest.fixture
def long(monkeypatch):
    """Three are many, and a page has two."""
    for name in ("MOST_COUNTED", "MOST_FOUND"):
        monkeypatch.setattr(listing, name, 3)
    monkeypatch.setattr(listing, "PER_PAGE", 2)
    assert long_lists.MOST_FOUND <= long_lists.MOST_COUNTED


def names(page) -> list[str]:
    return [row.full_name for row in page.context["rows"]]


def test_a_list_too_long_to_be_counted_shows_no_figure_but_goes_on_to_its_end(log_in, staff, roll, long):
    client = log_in(staff)
    page = client.get(reverse(LIST))
    text = page.content.decode()
    assert page.context["counts"] is None and "Hơn <b>3</b> người" in text and "trên hơn 3" in text
    assert names(page) == ["Lò Văn An", "Lò Thị Ánh"]
    seen = list(names(page))
    for number in (2, 3, 4):
        seen += names(client.get(reverse(LIST), {"trang": number}))
    assert len(seen) == len(set(seen)) == 7
    last = client.get(reverse(LIST), {"trang": "-1"})
    assert names(last) == seen[-2:] and "Tính từ cuối danh sách" in last.content.decode()
    assert [row.number for row in last.context["rows"]] == ["", ""]


def test_who_asks_gets_the_full_count(log_in, staff, roll, long):
    page = log_in(staff).get(reverse(LIST), {"dem": "du", "trang": "4"})
    assert page.context["counts"] == type(page.context["counts"])(7, 6, 1, 1, 0, 0)
    assert names(page) == ["Chẻo A Sử"] and "7–7 trên 7" in page.content.decode()


@pytest.mark.parametrize(
    ("asked", "counts"),
    [
        ({"q": "lo"}, None),
        ({"q": "pao"}, (1, 1, 0, 0, 0, 0)),
        ({"q": "lo thi"}, (1, 0, 1, 0, 0, 0)),
        ({"tu-cach": "du-bi"}, None),
        ({"gioi": "female"}, (1, 0, 1, 0, 0, 0)),
        ({"q": "phan", "ngay": "01/06/2009"}, (2, 2, 0, 0, 0, 0)),
    ],
)
def test_what_is_narrow_enough_is_counted(log_in, staff, roll, long, asked, counts):
    found = log_in(staff).get(reverse(LIST), asked).context["counts"]
    assert found == (counts and type(found)(*counts))


def test_those_of_one_state_are_found_in_a_list_that_is_not_counted(log_in, staff, roll, long):
    assert names(log_in(staff).get(reverse(LIST), {"tu-cach": "du-bi"})) == ["Lò Thị Ánh"]
    assert names(log_in(staff).get(reverse(LIST), {"tu-cach": "mien"})) == ["Lò Văn Ban"]


def test_some_of_a_long_search_are_counted_by_their_pages(log_in, staff, roll, long):
    page = log_in(staff).get(reverse(LIST), {"q": "lo", "tu-cach": "chinh-thuc"})
    text = " ".join(page.content.decode().split())
    assert page.context["counts"] is None and len(names(page)) == 2
    assert "1–2 trên 3</p>" in text and "Trang <b>1</b> trên 2" in text and "trên hơn" not in text


def test_a_search_that_finds_few_stays_within_reach(log_in, stranger, secretary, roll):
    assert names(log_in(secretary).get(reverse(LIST), {"q": "lo van"})) == ["Lò Văn An", "Lò Văn Ban", "Lò Văn Bạn"]
    assert names(log_in(stranger).get(reverse(LIST), {"q": "lo van"})) == []


def test_what_a_search_finds_stands_in_the_order_of_the_list_on_every_page(log_in, staff, roll, long):
    client = log_in(staff)
    found = ["Lò Văn An", "Lò Văn Ban", "Lò Văn Bạn"]
    for order, expected in (("ten", found), ("-ten", found[::-1])):
        pages = [client.get(reverse(LIST), {"q": "lo van", "xep": order, "trang": n}) for n in (1, 2)]
        assert [name for page in pages for name in names(page)] == expected
        assert [row.number for page in pages for row in page.context["rows"]] == ["1", "2", "3"]
