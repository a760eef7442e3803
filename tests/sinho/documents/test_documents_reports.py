"""What a report is asked for, and how kinds of reports are known."""

import datetime as dt
from dataclasses import replace

import pytest

from sinho.documents import reports as kit
from sinho.documents.reports import PERIOD, YEAR, Asked, Figure, Listed, NothingToReport, Option, ReportKind, asked_for
from sinho.refusal import Refused

DAY = dt.date


def kind(asks: str, years=None) -> ReportKind:
    def nothing(*_):
        raise AssertionError("not built here")

    return ReportKind("thu", "Báo cáo thử", "Thử", asks, nothing, "x.html", nothing, nothing, years=years)


@pytest.mark.parametrize(
    ("asks", "facts", "expected"),
    [
        (YEAR, {}, Asked(7, DAY(2009, 12, 18), year=2009)),
        (YEAR, {"year": 2008}, Asked(7, DAY(2009, 12, 18), year=2008)),
        (YEAR, {"on": DAY(2010, 1, 5)}, Asked(7, DAY(2010, 1, 5), year=2010)),
        (PERIOD, {}, Asked(7, DAY(2009, 12, 18), since=DAY(2009, 1, 1), until=DAY(2009, 12, 18))),
        (PERIOD, {"year": 2008}, Asked(7, DAY(2009, 12, 18), 2008, DAY(2008, 1, 1), DAY(2008, 12, 31))),
        (PERIOD, {"since": DAY(2008, 1, 1)}, Asked(7, DAY(2009, 12, 18), None, DAY(2008, 1, 1), DAY(2009, 12, 18))),
        (PERIOD, {"until": DAY(2008, 6, 30)}, Asked(7, DAY(2009, 12, 18), None, DAY(2008, 1, 1), DAY(2008, 6, 30))),
    ],
)
def test_what_is_left_out_is_filled_in(asks, facts, expected):
    assert asked_for(kind(asks), organization_id=7, today=DAY(2009, 12, 18), **facts) == expected


@pytest.mark.parametrize(
    ("years", "on", "year"),
    [
        ([2008, 2009], DAY(2010, 1, 20), 2009),
        ([2008, 2009], DAY(2009, 3, 1), 2009),
        ([2008, 2009], DAY(2008, 3, 1), 2008),
        ([2012], DAY(2009, 3, 1), 2009),
        ([], DAY(2009, 3, 1), 2009),
    ],
)
def test_without_a_year_the_last_one_that_has_something_is_taken(years, on, year):
    assert asked_for(kind(YEAR, lambda _: years), organization_id=7, today=on).year == year


def test_options_of_a_kind_have_defaults_and_stay_in_the_address():
    choices = (("a", "A"), ("b", "B"))
    options = (Option("cot", "Cột", choices, several=True, default=("a", "b")), Option("so_voi", "So với"))
    with_options = replace(kind(YEAR), options=options)
    plain = {"organization_id": 7, "today": DAY(2009, 12, 18)}
    usual = asked_for(with_options, **plain, more={"cot": [], "x": ["1"]})
    assert usual.more == (("cot", "a"), ("cot", "b")) and usual.chosen("so_voi") == []
    assert asked_for(with_options, **plain, more={"cot": ["b", "a", "a", "b"]}) == usual
    chosen = asked_for(with_options, **plain, more={"so_voi": ["1/1/2009"], "cot": "b"})
    assert chosen.query == "nam=2009&ngay=18%2F12%2F2009&don_vi=7&cot=b&so_voi=1%2F1%2F2009"


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(Refused, match="từ ngày đầu trở đi"):
        asked_for(kind(PERIOD), organization_id=7, today=DAY(2009, 12, 18), since=DAY(2010, 1, 1))


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        (Asked(7, DAY(2009, 12, 18), year=2009), DAY(2009, 12, 18)),
        (Asked(7, DAY(2010, 1, 20), year=2009), DAY(2009, 12, 31)),
        (Asked(7, DAY(2010, 1, 20), since=DAY(2008, 1, 1), until=DAY(2009, 6, 30)), DAY(2009, 6, 30)),
        (Asked(7, DAY(2009, 1, 20), since=DAY(2008, 1, 1), until=DAY(2009, 6, 30)), DAY(2009, 1, 20)),
        (Asked(7, DAY(2010, 1, 20)), DAY(2010, 1, 20)),
    ],
)
def test_organisations_are_counted_no_later_than_the_end(asked, day):
    assert asked.counted_on == day


def test_the_question_can_be_written_into_an_address_and_into_words():
    year = Asked(7, DAY(2009, 12, 18), year=2009)
    period = Asked(7, DAY(2009, 12, 18), since=DAY(2008, 1, 1), until=DAY(2009, 12, 18))
    assert (year.query, year.words) == ("nam=2009&ngay=18%2F12%2F2009&don_vi=7", "năm 2009")
    assert period.query == "tu=01%2F01%2F2008&den=18%2F12%2F2009&ngay=18%2F12%2F2009&don_vi=7"
    assert period.words == "từ 01/01/2008 đến 18/12/2009"


def test_a_figure_is_the_number_of_its_rows():
    rows = (Listed(1, "A", ()), Listed(2, "B", ()))
    assert Figure("a.b", "Tất cả", rows).count == 2


def test_the_kinds_of_the_district_are_known_in_the_order_of_their_codes():
    codes = [one.code for one in kit.all_kinds()]
    assert "cell-quality" in codes and codes == sorted(codes)
    assert kit.kind_of("cell-quality").title == "Chất lượng tổ chức cơ sở đảng"


def test_in_the_list_forms_come_last_by_their_number():
    titles = ["Biểu 10: Đào tạo", "Tổ chức đảng", "Biểu 2: Kết nạp", "Đào tạo", "Chất lượng", "Biểu 7A: Xếp loại"]
    assert sorted(titles, key=kit.in_list) == [
        "Chất lượng",
        "Đào tạo",
        "Tổ chức đảng",
        "Biểu 2: Kết nạp",
        "Biểu 7A: Xếp loại",
        "Biểu 10: Đào tạo",
    ]


def test_an_unknown_kind_is_refused_with_the_known_ones():
    with pytest.raises(Refused, match=r"“khong-co”.*cell-quality"):
        kit.kind_of("khong-co")


def test_a_code_stands_for_one_kind():
    known = kit.kind_of("cell-quality")
    kit.register(known)
    with pytest.raises(ValueError, match="registered twice"):
        kit.register(replace(known, title="Khác"))
    assert kit.kind_of("cell-quality") is known


def test_nothing_to_report_is_a_refusal_that_leads_on():
    nothing = NothingToReport("Chưa có đợt.", hint="Chọn năm khác, hoặc", url_name="assessments:years", link="mở đợt")
    assert isinstance(nothing, Refused)
    assert (nothing.reasons, nothing.hint, nothing.link) == (["Chưa có đợt."], "Chọn năm khác, hoặc", "mở đợt")
