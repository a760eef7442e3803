"""Charts are read back as trees: what they hold, and what the security policy and the paper forbid."""

import datetime as dt
import io
import re
from decimal import Decimal
from xml.etree import ElementTree as Tree

import pypdf
import pytest
from django.template import Context, Template

from sinho.documents.charts import BARS, LINES, PYRAMID, STACKED, Chart, Series, spark, svg
from sinho.documents.drawing import PAPER
from sinho.documents.layouts import HD11_2004
from sinho.documents.paper import Paper, PaperHead, render_paper
from sinho.documents.plotting import amounts
from sinho.documents.reports import Figure, Listed

YEARS = ("2007", "2008", "2009")
ONE = (Series("", (178, None, 203)),)
LEVELS = (Series("Trong sạch, vững mạnh", (60, 63, 66)), Series("Khá <b>", (30, 28, 27)), Series("Yếu", (4, 3, 2)))
SIDES = (Series("Nữ", (20, 42)), Series("Nam", (55, 131)))
CHARTS = (
    Chart("ket-nap", "Kết nạp", BARS, YEARS, ONE, "người"),
    Chart("ty-le", 'Tỷ lệ "tốt" & khá', LINES, YEARS, (Series("", (62.5, Decimal("70.1"), 74.5)),), "%", 1),
    Chart("xep-loai", "Xếp loại <script>alert(1)</script>", STACKED, YEARS, LEVELS),
    Chart("hoc-van", "Học vấn", PYRAMID, ("Tiểu học", "Trung học cơ sở"), SIDES),
)
SHAPES = {"svg", "title", "desc", "defs", "pattern", "g", "path", "rect", "circle", "text"}
each = pytest.mark.parametrize("chart", CHARTS, ids=lambda one: one.key)


def tree(chart: Chart) -> Tree.Element:
    return Tree.fromstring(svg(chart))


def texts(chart: Chart) -> list[str]:
    return [node.text for node in tree(chart).iter("text")]


@each
def test_a_chart_holds_shapes_and_nothing_that_the_security_policy_or_a_paper_forbids(chart):
    nodes = list(tree(chart).iter())
    assert {node.tag for node in nodes} <= SHAPES
    names = {name for node in nodes for name in node.attrib}
    assert not {name for name in names if name == "style" or name.startswith("on") or "href" in name}
    assert {node.get("class") for node in nodes} == {"chart", None}
    assert "http" not in svg(chart) and "url(" not in svg(chart).replace(f"url(#{chart.key}-nen-", "")


@each
def test_the_same_chart_gives_the_same_bytes(chart):
    assert svg(chart) == svg(Chart(**{name: getattr(chart, name) for name in chart.__dataclass_fields__}))
    ids = re.findall(r'id="([^"]+)"', svg(chart))
    assert len(ids) == len(set(ids)) and all(one.startswith(f"{chart.key}-") for one in ids)


@each
def test_who_cannot_see_it_hears_its_name_and_all_its_numbers(chart):
    root = tree(chart)
    assert root.get("role") == "img" and root.get("aria-labelledby") == root.find("title").get("id")
    assert root.find("title").text == chart.heading
    spoken = root.find("desc").text
    assert all(chart.words(value) in spoken for one in chart.series for value in one.values if value is not None)


def test_what_people_wrote_stays_text():
    assert "<script>" not in svg(CHARTS[2]) and "&lt;script&gt;" in svg(CHARTS[2])
    assert "Khá <b>" in texts(CHARTS[2])


def test_numbers_are_written_as_in_vietnamese_at_bars_and_dots_and_left_out_where_unknown():
    assert texts(CHARTS[0]).count("178") == 1 and {*YEARS, "203"} <= set(texts(CHARTS[0]))
    assert len([node for node in tree(CHARTS[0]).iter("rect") if node.get("stroke")]) == 2
    assert {"62,5", "70,1", "74,5"} <= set(texts(CHARTS[1]))


def test_series_are_told_apart_by_patterns_and_the_legend_names_them():
    root = tree(CHARTS[2])
    fills = [node.get("fill") for node in root.iter("rect") if node.get("stroke")]
    assert set(fills) == {"#18212c", "#fff", "url(#xep-loai-nen-2)"} and len(fills) == 3 * len(YEARS) + 3
    many = tuple(Series(f"Mức {n}", (1, 2, 3)) for n in range(8))
    patterns = list(tree(Chart("nhieu-muc", "Mức", STACKED, YEARS, many)).iter("pattern"))
    assert len({Tree.tostring(one).replace(one.get("id").encode(), b"") for one in patterns}) == 6
    assert {one.label for one in LEVELS} <= set(texts(CHARTS[2]))


@pytest.mark.parametrize(
    "label", ["Hoàn thành xuất sắc nhiệm vụ (2017: Trong sạch, vững mạnh)", "Không hoàn thành nhiệm vụ " * 5]
)
def test_the_full_words_of_a_legend_stay_within_the_chart(label):
    chart = Chart("dai", "Mức", STACKED, YEARS, (Series("Yếu kém", (1, 2, 3)), Series(label.strip(), (1, 2, 3))))
    root = tree(chart)
    said = [node for node in root.findall("text") if node.text != "Yếu kém"]
    _, _, width, height = map(float, root.get("viewBox").split())
    assert " ".join(node.text for node in said) == label.strip()
    for node in said:
        assert float(node.get("x")) + len(node.text) * 6.9 <= width and float(node.get("y")) < height


def test_the_first_side_of_a_pyramid_stands_left_and_its_first_label_at_the_bottom():
    root = tree(CHARTS[3])
    bars = [node for node in root.iter("rect") if node.get("stroke")][:4]
    sides = {node.get("fill"): float(node.get("x")) for node in bars}
    assert sides["#18212c"] < sides["#fff"]
    heights = {node.text: float(node.get("y")) for node in root.iter("text")}
    assert heights["Tiểu học"] > heights["Trung học cơ sở"]
    assert [label for label, _ in CHARTS[3].rows] == ["Trung học cơ sở", "Tiểu học"]


def test_the_axis_has_whole_round_marks_that_reach_beyond_the_largest_number():
    def marks(*values, decimals=0):
        return amounts(Chart("a", "", BARS, YEARS[: len(values)], (Series("", values),), decimals=decimals))

    assert marks(1) == [0, 1] and marks(3, 0) == [0, 1, 2, 3]
    assert marks(203, 178) == [0, 50, 100, 150, 200, 250]
    assert marks(100.1, decimals=1) == [0, 25, 50, 75, 100]
    assert marks(0.3, decimals=1)[-1] >= 0.3


def test_a_line_of_many_months_keeps_some_words_of_its_axis_and_the_last_number():
    months = tuple(f"{1 + n % 12:02d}/{2005 + n // 12}" for n in range(57))
    chart = Chart("ban-trang", "Bản chưa có đảng viên", LINES, months, (Series("", tuple(range(57, 0, -1))),))
    assert 6 <= len([words for words in texts(chart) if "/" in words]) <= 8
    assert months[-1] in texts(chart) and len(list(tree(chart).iter("circle"))) == 1 and chart.is_long


def test_long_words_below_bars_take_lines_and_the_drawing_grows():
    schools = ("Biết đọc, biết viết", "Tiểu học", "Trung học cơ sở", "Trung học phổ thông", "Trung cấp chuyên nghiệp")
    chart = Chart("hoc", "Học vấn", BARS, schools, (Series("", (3, 20, 42, 35, 9)),), "người")
    assert {"Trung học", "cơ sở", "phổ thông"} <= set(texts(chart)) and "Trung học cơ sở" not in texts(chart)
    short = Chart("hoc", "Học vấn", BARS, tuple("abcde"), (Series("", (3, 20, 42, 35, 9)),))
    heights = [int(tree(one).get("viewBox").split()[3]) for one in (short, chart)]
    assert heights[0] < heights[1] <= heights[0] + 3 * 13


def test_nothing_is_drawn_without_numbers():
    assert svg(Chart("a", "A", BARS, (), ())) == svg(Chart("a", "A", BARS, YEARS, (Series("", (None, 0, 0)),))) == ""
    assert spark([None, 3]) == spark([]) == ""
    assert Tree.fromstring(spark([3, None, 5])).find("g/circle") is not None
    assert Tree.fromstring(spark([0, 0, 0])).get("aria-hidden") == "true"


WRONG = [
    ("key", {"key": 'a" onload="'}),
    ("kind", {"kind": "pie"}),
    ("one value missing", {"series": (Series("", (1, 2)),)}),
    ("below zero", {"series": (Series("", (1, -2, 3)),)}),
    ("no number", {"series": (Series("", (1, float("nan"), 3)),)}),
    ("a pyramid with one side", {"kind": PYRAMID}),
    ("figures for some", {"series": (Series("", (1, 2, 3), (None,)),)}),
]


@pytest.mark.parametrize("wrong", [case[1] for case in WRONG], ids=[case[0] for case in WRONG])
def test_what_cannot_be_drawn_is_refused_when_it_is_made(wrong):
    with pytest.raises(ValueError):
        Chart(**{"key": "a", "title": "A", "kind": BARS, "labels": YEARS, "series": ONE} | wrong)


def test_the_tag_draws_the_chart_with_its_table_and_only_known_figures_open_lists():
    figure = Figure("total", "Tổng số", (Listed(1, "Chi bộ", ()),))
    one = Chart("a", "Kết nạp", BARS, ("2008", "2009"), (Series("", (None, 1), (None, figure)),))
    page = Template("{% load charts %}{% chart one %}{% chart one table=False %}{% chart none %}")
    html = page.render(Context({"one": one, "none": None}))
    assert html.count("<svg") == 2 and html.count("<table") == 1 and "<a" not in html
    assert "<caption" in html and "style=" not in html


def test_a_paper_shows_the_chart_in_its_own_typeface_with_the_table():
    body = Template("{% load charts %}{% for one in all %}{% paper_chart one %}{% endfor %}").render(
        Context({"all": CHARTS})
    )
    head = PaperHead("TỈNH ỦY", "HUYỆN ỦY", "-BC/HU", "Sìn Hồ", dt.date(2009, 12, 18), "BÁO CÁO", "thử")
    pdf = pypdf.PdfReader(io.BytesIO(render_paper(Paper(head=head, layout=HD11_2004, body_html=body))))
    said = "".join(page.extract_text() for page in pdf.pages)
    assert "74,5" in said and "Trung học cơ sở" in said
    fonts = {font["/BaseFont"] for page in pdf.pages for font in fonts_of(page)}
    assert fonts and all("Paper-Serif" in name for name in fonts)
    assert "font-family" not in svg(CHARTS[0]) and 'font-family="Paper Serif"' in svg(CHARTS[0], PAPER)


def fonts_of(page) -> list:
    """Fonts of the page and of the drawings in it."""
    found, queue = [], [page["/Resources"]]
    for resources in queue:
        found += [font.get_object() for font in resources.get("/Font", {}).values()]
        inner = (one.get_object() for one in resources.get("/XObject", {}).values())
        queue += [one["/Resources"].get_object() for one in inner if "/Resources" in one]
    return found
