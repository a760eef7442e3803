"""Charts in pages and papers, each with its table beside, so that who cannot see it loses nothing."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from sinho.documents import drawing
from sinho.documents.charts import BARS, LINES, PYRAMID, STACKED, Chart, Series, spark, svg

register = template.Library()


@register.simple_tag(takes_context=True)
def chart(context, one: Chart | None, table: bool = True):
    """The chart on a page; `table=False` where the page already has a table with all its numbers.

    The numbers of its figures open their lists when the page is that of a report (`kind` and `asked` in its context).
    """
    if one is None:
        return ""
    asked = {name: context.get(name) for name in ("kind", "asked")}
    return render_to_string("components/_chart.html", {"chart": one, "bare": not table, **asked})


@register.simple_tag
def paper_chart(one: Chart | None, table: bool = True):
    """The chart on paper, in the typeface of papers."""
    return render_to_string("print/_chart.html", {"chart": one, "bare": not table}) if one else ""


@register.simple_tag
def chart_svg(one: Chart) -> SafeString:
    return svg(one)


@register.simple_tag
def chart_paper_svg(one: Chart) -> SafeString:
    return svg(one, drawing.PAPER)


@register.simple_tag
def spark_line(values) -> SafeString:
    """A small line beside a number; what it shows is said in words next to it."""
    return spark(values)


@register.simple_tag
def sample_charts() -> list[Chart]:
    """One of each kind and one without numbers, for the page of all components."""
    years = ("2007", "2008", "2009")
    levels = (
        Series("Trong sạch, vững mạnh", (60, 63, 66)),
        Series("Hoàn thành", (30, 28, 27)),
        Series("Yếu kém", (4, 3, 2)),
    )
    schools = ("Tiểu học", "Trung học cơ sở", "Trung học phổ thông")
    return [
        Chart(
            "mau-cot",
            "Kết nạp",
            BARS,
            years,
            (Series("Cả huyện", (178, 192, 203)), Series("Nữ", (41, None, 60))),
            "người",
        ),
        Chart("mau-duong", "Tỷ lệ", LINES, years, (Series("", (62.5, 70.1, 74.5)),), "%", 1),
        Chart("mau-chong", "Xếp loại", STACKED, years, levels, "tổ chức"),
        Chart(
            "mau-thap", "Học vấn", PYRAMID, schools, (Series("Nữ", (20, 42, 30)), Series("Nam", (55, 131, 80))), "người"
        ),
        Chart("mau-trong", "Chưa có số", BARS, years, (Series("", (None, 0, 0)),)),
    ]
