"""Where everything in a chart stands: pygal, told our sizes, margins and marks of the axis."""

import math

import pygal
from pygal.etree import etree

from sinho.text.numbers import format_number

# lxml writes the same tree in other words; which one is installed must not change the bytes.
etree.to_etree()

WIDTH, HEIGHT = 480, 250
PYRAMID_HEAD, PYRAMID_ROW = 54, 30
PYRAMID_ROOM = 1.25  # beyond the longest bar, so that the number at the end of a bar stands clear of the words
TEXT = 13  # size of all texts
LETTER = 6.9  # how wide a letter is about
ROOM = 410  # for the words of the axis
MOST_WORDS = 12
SLACK = 0.01  # rounded shares that come to 100,1 need no further mark
STEPS = (1, 2, 2.5, 5, 10)
SPARK_WIDTH, SPARK_HEIGHT = 84, 26
GRAPHS = {"bars": pygal.Bar, "lines": pygal.Line, "stacked": pygal.StackedBar, "pyramid": pygal.Pyramid}


def graph_of(chart, series) -> pygal.graph.graph.Graph:
    """pygal's chart of these series, with amounts and margins of ours."""
    many = len(chart.labels)
    room = ROOM / LETTER / (max(map(len, chart.labels)) + 2)
    every = math.ceil(many / room) if chart.kind == "lines" and many > room else 1
    lying = chart.kind == "pyramid"
    steps, most = amounts(chart), largest(chart)
    graph = GRAPHS[chart.kind](
        css=[],
        js=[],
        width=WIDTH,
        height=PYRAMID_HEAD + PYRAMID_ROW * many if lying else HEIGHT,
        margin=6,
        margin_top=22,
        margin_right=48 if lying or chart.kind == "lines" else 8,
        spacing=8,
        show_legend=False,
        x_labels=list(chart.labels),
        x_labels_major=list(chart.labels[::-every][::-1]),
        show_minor_x_labels=every == 1,
        truncate_label=-1,
        y_labels=steps,
        range=(-most * PYRAMID_ROOM, most * PYRAMID_ROOM) if lying else None,
        value_formatter=lambda value: format_number(abs(value), chart.decimals if value % 1 else 0),
        formatter=chart.words,
        include_x_axis=True,
        allow_interruptions=True,
        style=pygal.style.Style(label_font_size=TEXT, major_label_font_size=TEXT, value_font_size=TEXT),
    )
    for one in series:
        graph.add(one.label, list(one.values))
    return graph


def amounts(chart) -> list[float]:
    """Round marks of the axis, from 0 to beyond the largest amount (of a pyramid up to it); whole where values are."""
    most = largest(chart)
    raw = most * 0.9 / (3 if chart.kind == "pyramid" else 4)
    size = 10 ** math.floor(math.log10(raw))
    step = next(size * factor for factor in STEPS if size * factor >= raw)
    step = max(1, math.ceil(step)) if chart.decimals == 0 else step
    beyond = math.floor if chart.kind == "pyramid" else math.ceil
    return [step * number for number in range(beyond(most / step + (-SLACK if beyond is math.ceil else SLACK)) + 1)]


def largest(chart) -> float:
    """The highest bar or point."""
    if chart.kind == "stacked":
        return max(float(sum(one.values[place] or 0 for one in chart.series)) for place in range(len(chart.labels)))
    return max(float(value) for one in chart.series for value in one.values if value is not None)


def spark_of(values) -> pygal.graph.graph.Graph:
    """A line without axes."""
    graph = pygal.Line(
        css=[],
        js=[],
        width=SPARK_WIDTH,
        height=SPARK_HEIGHT,
        margin=4,
        spacing=0,
        show_legend=False,
        show_x_labels=False,
        show_y_labels=False,
    )
    graph.add("", [None if value is None else float(value) for value in values])
    return graph
