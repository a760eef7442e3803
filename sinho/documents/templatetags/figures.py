"""Figures of a report in a page: each is a link to the rows that it counts.

The page's context holds `kind` and `asked`, as the views of reports put them there.
"""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from sinho.documents.reports import Figure
from sinho.text.numbers import format_number

register = template.Library()


@register.simple_tag(takes_context=True)
def figure_link(context, figure: Figure | None, text: str = ""):
    """The number, or `text` in its place, as a link to its list; zero has no list; None (not counted) is empty."""
    if figure is None:
        return ""
    shown = text or format_number(figure.count)
    if not figure.count:
        return shown
    rows = reverse("reports:rows", args=[context["kind"].code])
    query = urlencode({"so": figure.key})
    return format_html(
        '<a class="fig" href="{}?{}&amp;{}" title="{}">{}</a>',
        rows,
        context["asked"].query,
        query,
        figure.label,
        shown,
    )


@register.simple_tag(takes_context=True)
def bit_link(context, bit):
    """A piece of a sentence: plain words, or a number that opens its list."""
    return figure_link(context, bit.figure, bit.text) if bit.figure else bit.text


@register.simple_tag(takes_context=True)
def figure_cell(context, figure: Figure | None, label: str = "", css: str = ""):
    """A table cell with the figure; `label` names it where a telephone shows rows as cards; zero is quiet."""
    classes = " ".join(part for part in ("num", css, "" if figure and figure.count else "nil") if part)
    said = format_html(' data-l="{}"', label) if label else ""
    return format_html('<td class="{}"{}>{}</td>', classes, said, figure_link(context, figure))
