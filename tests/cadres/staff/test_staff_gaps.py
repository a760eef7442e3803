"""The gap list: every count opens its people, on any day; what the record and the list of the staff say of it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.staff.enums import Need
from cadres.staff.report.gaps import LACKS, MEETS, UNKNOWN, build, words_of
from cadres.staff.standards import Lack
from tests.factories import cadres as make
from tests.factories import people
from tests.tables import each

D = dt.date
DAY = D(2009, 12, 18)
EVERYBODY = ["Lò Văn An", "Lò Văn Ba", "Lò Văn Cơ"]
GAPS, LIST = reverse("staff:gaps"), reverse("staff:list")


@pytest.fixture
def three(nam_tam, ta_phin):
    """One who lacks two things, one who meets the standard since June, one of whose title nothing is known."""
    make.standard("front_chair", general="primary", theory="elementary")
    an = make.cadre(nam_tam, "Lò Văn An", "front_chair")
    ba = make.cadre(ta_phin, "Lò Văn Ba", "front_chair")
    make.learned(ba, "general", "primary")
    make.learned(ba, "theory", "elementary", D(2009, 6, 1))
    make.cadre(nam_tam, "Lò Văn Phó", "police_deputy")
    return an, ba, make.cadre(nam_tam, "Lò Văn Cơ", "police_chief")


def names(answer):
    return [row.cadre.full_name for row, _, _ in answer.context["rows"]]


def test_everybody_stands_in_one_state_and_part_time_workers_in_none(three, staff, secretary):
    gaps = build(people.scope(staff), DAY)
    assert [gaps.all.count(one) for one in (MEETS, LACKS, UNKNOWN)] == [1, 1, 1]
    assert gaps.needs == [Need.GENERAL, Need.THEORY] and gaps.unconfirmed
    assert [one.lacks for one in gaps.communes] == [1, 0]
    assert {one.key: (one.meets, one.lacks, one.unknown) for one in gaps.by_title} == {
        "front_chair": (1, 1, 0),
        "police_chief": (0, 0, 1),
    }
    assert build(people.scope(staff), D(2009, 5, 31)).all.lacks == 2, "learned in June"
    assert len(build(people.scope(secretary), DAY).people) == 2


def test_every_number_of_the_page_opens_as_many_people(log_in, staff, three):
    client = log_in(staff)
    page = client.get(GAPS)
    found = [*page.context["states"], *page.context["needs"]]
    found += [cell for _, _, lines in page.context["tables"] for line in lines for cell in line.cells]
    assert len(found) > 15
    for cell in found:
        assert client.get(f"{GAPS}?{cell.query}").context["page"].paginator.count == cell.count, cell


@each(
    ("query", "listed"),
    [
        ({}, EVERYBODY),
        ({"muc": "dat"}, ["Lò Văn Ba"]),
        ({"muc": "chua-dat"}, ["Lò Văn An"]),
        ({"muc": "chua-co"}, ["Lò Văn Cơ"]),
        ({"thieu": "ly-luan"}, ["Lò Văn An"]),
        ({"thieu": "ly-luan", "ngay": "31/05/2009"}, ["Lò Văn An", "Lò Văn Ba"]),
        ({"thieu": "hoc-van", "ngay": "31/05/2009"}, ["Lò Văn An"]),
        ({"chuc-danh": "police_chief"}, ["Lò Văn Cơ"]),
        ({"q": "ba"}, ["Lò Văn Ba"]),
        (
            {"thieu": "x", "muc": "x", "chuc-danh": "x", "don-vi": "9" * 30, "trang": "x"},
            EVERYBODY,
        ),
        ({"ngay": "31/02/2009"}, EVERYBODY),
        ({"don-vi": "999999"}, []),
    ],
)
def test_the_filters(log_in, staff, three, query, listed):
    answer = log_in(staff).get(GAPS, query)
    assert sorted(names(answer)) == listed
    if not listed:
        assert "Không có ai khớp" in answer.content.decode()


def test_what_is_missing_stands_on_the_list_and_on_the_record(log_in, secretary, three):
    client = log_in(secretary)
    an, _, unknown = three
    assert "thiếu: tiểu học; sơ cấp lý luận" in client.get(LIST).content.decode()
    text = client.get(reverse("staff:cadre", args=[an.pk])).content.decode()
    assert "tiểu học, sơ cấp lý luận" in text and "Quyết định thử" in text and "chưa đối chiếu" in text
    assert "chưa biết tiêu chuẩn" in client.get(reverse("staff:cadre", args=[unknown.pk])).content.decode()
    assert names(client.get(GAPS)) == ["Lò Văn An", "Lò Văn Cơ"]


def test_of_several_titles_each_is_named():
    one, other = (Lack(Need.GENERAL, "primary"),), (Lack(Need.THEORY, "elementary"),)
    assert words_of({"front_chair": one}, DAY) == ["tiểu học"]
    assert words_of({"front_chair": one, "women_chair": one}, DAY) == ["tiểu học"]
    assert words_of({"front_chair": (), "women_chair": other}, DAY) == ["Chủ tịch Hội Liên hiệp Phụ nữ: sơ cấp lý luận"]
    assert words_of({}, DAY) == words_of({"front_chair": ()}, DAY) == []


@pytest.mark.parametrize("nobody", ["inspector", "administrator"])
def test_who_has_no_right_is_refused(request, log_in, nobody):
    client = log_in(request.getfixturevalue(nobody))
    addresses = [GAPS, *(reverse(f"staff:{name}") for name in ("standards", "staffing", "numbers"))]
    assert {client.get(one).status_code for one in addresses} == {403}


def test_without_anybody_the_page_says_so(log_in, staff, nam_tam):
    assert "Chưa có cán bộ" in log_in(staff).get(GAPS).content.decode()


def test_thirty_people_need_no_more_queries_than_one(log_in, staff, nam_tam):
    make.standard("front_chair", general="primary")
    client, counted = log_in(staff), []
    for number in (1, 29):
        for n in range(number):
            make.cadre(nam_tam, f"Lò Văn {chr(97 + n % 26)}", "front_chair")
        client.get(GAPS)
        with CaptureQueriesContext(connection) as found:
            client.get(GAPS)
        counted.append(len(found))
    assert counted[0] == counted[1]
