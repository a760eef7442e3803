"""Draws a chart as a bare SVG element: pygal computes the geometry, what it drew is written anew without its styles.

pygal puts a style sheet, a script and texts for its tooltips into every chart. The security policy forbids the first
two, paper can do nothing with the third. So only shapes and texts are taken over, and what the style sheet would have
said stands in attributes. Series are told apart by pattern or stroke, never by colour.
"""

import math
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as Tree

from django.utils.safestring import SafeString

from sinho.documents.fonts import PAPER_FAMILY
from sinho.documents.plotting import (
    LETTER,
    MOST_WORDS,
    SPARK_HEIGHT,
    SPARK_WIDTH,
    TEXT,
    WIDTH,
    graph_of,
    spark_of,
    wrapped,
)

LEGEND_ROW, SWATCH = 22, 16
GRID, PAPER_WHITE = "#cfd5db", "#fff"
# The shape of a pattern of 6 × 6 on its ground; the first series is dark, the second light, the others between.
INK = "ink"  # stands for the ink of the look
PATTERNS = (
    ("solid", "", {}),
    ("open", "", {}),
    ("rising", "path", {"d": "M-1 1L1 -1M0 6L6 0M5 7L7 5", "stroke": INK, "stroke-width": "1.4"}),
    ("dots", "circle", {"cx": "3", "cy": "3", "r": "1.2", "fill": INK}),
    ("cross", "path", {"d": "M0 3H6M3 0V6", "stroke": INK, "stroke-width": "1"}),
    ("falling", "path", {"d": "M-1 5L1 7M0 0L6 6M5 -1L7 1", "stroke": INK, "stroke-width": "1.4"}),
    ("level", "path", {"d": "M0 3H6", "stroke": INK, "stroke-width": "1.6"}),
    ("grey", "rect", {"width": "6", "height": "6", "fill": "#a5abb3"}),
)
DASHES = ("", "7 4", "2 3", "10 3 2 3")


@dataclass(frozen=True)
class Look:
    """Where a chart stands: its ink, and the family of its letters when they do not come from around it."""

    ink: str
    family: str = ""


SCREEN = Look("#18212c")
PAPER = Look("#000", PAPER_FAMILY)


@dataclass(frozen=True)
class Written:
    """A number beside its shape, `ground` the pattern it stands on if it stands inside; `anchor` as SVG says it."""

    x: float
    y: float
    text: str
    anchor: str = "middle"
    ground: str = ""

    @property
    def width(self) -> float:
        return len(self.text) * LETTER


class Drawing:
    """One chart on its way from pygal's tree to ours."""

    def __init__(self, chart, look: Look):
        self.chart, self.look = chart, look
        self.lying = chart.kind == "pyramid"
        # pygal puts the odd series of a pyramid on the left side, people read the first one there.
        self.order = tuple(reversed(range(2))) if self.lying else tuple(range(len(chart.series)))
        self.tree = graph_of(chart, [chart.series[place] for place in self.order]).render_tree()
        self.plots = [node for node in self.tree.iter("g") if "plot" in css(node)]
        self.root = Tree.Element("svg", {"class": "chart", "role": "img", "aria-labelledby": f"{chart.key}-ten"})
        if look.family:
            self.root.set("font-family", look.family)
        self.written: list[Written] = []

    def drawn(self) -> Tree.Element:
        """The whole: names, patterns, axes, shapes, numbers, legend."""
        self.add(self.root, "title", id=f"{self.chart.key}-ten").text = self.chart.heading
        self.add(self.root, "desc").text = self.chart.described
        self.patterns()
        inside = self.add(self.root, "g", transform=self.plots[0].get("transform"))
        self.axes(inside)
        for place, plot in self.series_of("overlay", front=False):
            self.lines(inside, place, plot)
            self.bars(inside, place, plot)
        for place, overlay in self.series_of("overlay", front=True):
            self.dots(inside, place, overlay)
        self.write(inside)
        height = self.legend()
        self.root.set("viewBox", f"0 0 {WIDTH} {height}")
        return self.root

    def add(self, parent: Tree.Element, tag: str, **attributes) -> Tree.Element:
        """A shape; numbers are rounded, so that the bytes do not hang on the last digit of a division."""
        names = {name.rstrip("_").replace("_", "-"): brief(value) for name, value in attributes.items()}
        return Tree.SubElement(parent, tag, names)

    def text(self, parent: Tree.Element, x: float, y: float, words: str, anchor: str = "start", ink: str = "") -> None:
        ink = ink or self.look.ink
        node = self.add(parent, "text", x=x, y=y, text_anchor=anchor, font_size=TEXT, fill=ink)
        if self.look.family:
            node.set("font-family", self.look.family)
        node.text = words

    def patterns(self) -> None:
        if self.chart.kind == "lines":
            return
        defs = self.add(self.root, "defs")
        for place in range(len(self.chart.series)):
            _, tag, shape = PATTERNS[place % len(PATTERNS)]
            if not tag:
                continue
            size = {"width": 6, "height": 6}
            pattern = self.add(defs, "pattern", id=self.pattern_id(place), patternUnits="userSpaceOnUse", **size)
            self.add(pattern, "rect", **size, fill=PAPER_WHITE)
            given = {name: self.look.ink if value == INK else value for name, value in shape.items()}
            Tree.SubElement(pattern, tag, given)

    def pattern_id(self, place: int) -> str:
        return f"{self.chart.key}-nen-{place}"

    def ground(self, place: int) -> dict[str, str]:
        """How the shapes of a series are filled: plain where a tile would leave seams on paper, else by its pattern."""
        plain = {"solid": self.look.ink, "open": PAPER_WHITE}.get(PATTERNS[place % len(PATTERNS)][0])
        return {"fill": plain or f"url(#{self.pattern_id(place)})", "stroke": self.look.ink}

    def axes(self, inside: Tree.Element) -> None:
        """Guides of the amounts, and the words of both axes; those of a pyramid on both sides of its middle."""
        for axis in self.plots[0].findall("g"):
            along_x = "x" in css(axis)
            for guide in axis.iter("g") if "axis" in css(axis) else ():
                path, label = guide.find("path"), guide.find("text")
                amount = path is not None and along_x == self.lying
                if amount:
                    ink = self.look.ink if label.text == "0" else GRID
                    self.add(inside, "path", d=path.get("d"), stroke=ink, fill="none")
                if label is not None:
                    x, y = float(label.get("x")), float(label.get("y"))
                    lines = wrapped(self.chart, label.text) if along_x and not amount else [label.text]
                    for number, words in enumerate(lines):
                        self.text(inside, x, y + number * TEXT, words, "middle" if along_x else "end")
                if amount and self.lying and label.text != "0":
                    self.mirrored(inside, x, y, path.get("d"), label.text)

    def mirrored(self, inside: Tree.Element, x: float, y: float, path: str, words: str) -> None:
        """A mark of the right side again on the left one."""
        width = float(self.plots[0].find("rect").get("width"))
        self.add(inside, "path", d=re.sub(r"^M\S+", f"M{width - x:f}", path), stroke=GRID, fill="none")
        self.text(inside, width - x, y, words, "middle")

    def series_of(self, word: str, *, front: bool) -> Iterator[tuple[int, Tree.Element]]:
        """Each series with its place among those of the chart: its shapes, or what pygal lays over them."""
        layer = next(plot for plot in self.plots if (word in css(plot)) == front)
        for node in layer.findall("g"):
            if number := re.search(r"\bserie-(\d+)", node.get("class", "")):
                yield self.order[int(number[1])], node

    def bars(self, inside: Tree.Element, place: int, plot: Tree.Element) -> None:
        for bar in plot.iter("g"):
            rect = bar.find("rect")
            if "bar" not in css(bar) or rect is None:
                continue
            x, y, width, height = (float(rect.get(name, 0)) for name in ("x", "y", "width", "height"))
            self.add(inside, "rect", x=x, y=y, width=width, height=height, **self.ground(place))
            value = next(node.text for node in bar.findall("desc") if "value" in css(node))
            if number := self.number_of_bar(place, x, y, width, height, value or ""):
                self.written.append(number)

    def number_of_bar(self, place: int, x: float, y: float, width: float, height: float, value: str) -> Written | None:
        """Above a standing bar, at the end of a lying one, inside a part of a stack; None where there is no room."""
        if self.lying:
            left = place == 0
            return Written(x - 5 if left else x + width + 5, y + height / 2 + 4.5, value, "end" if left else "start")
        inside, ground = self.chart.kind == "stacked", PATTERNS[place % len(PATTERNS)][0]
        number = Written(
            x + width / 2, y + height / 2 + 4.5 if inside else y - 5, value, ground=ground if inside else ""
        )
        fits = number.width <= width * 1.2 and (not inside or height >= TEXT + 4)
        return number if fits else None

    def lines(self, inside: Tree.Element, place: int, plot: Tree.Element) -> None:
        for path in plot.findall("path"):
            line = self.add(inside, "path", d=path.get("d"), fill="none", stroke=self.look.ink, stroke_width=2)
            if dashes := DASHES[place % len(DASHES)]:
                line.set("stroke-dasharray", dashes)

    def dots(self, inside: Tree.Element, place: int, overlay: Tree.Element) -> None:
        """A dot for each number; numbers are written when one line has few of them, else only the last of each line."""
        dots = [(node.find("circle"), node) for node in overlay.iter("g") if "dots" in css(node)]
        few, alone = len(self.chart.labels) <= MOST_WORDS, len(self.chart.series) == 1
        for number, (circle, node) in enumerate(dots, 1):
            x, y = float(circle.get("cx")), float(circle.get("cy"))
            if few or number == len(dots):
                fill = self.look.ink if place % 2 == 0 else PAPER_WHITE
                self.add(inside, "circle", cx=x, cy=y, r=3, fill=fill, stroke=self.look.ink, stroke_width=1.5)
            value = next(one.text for one in node.findall("desc") if "value" in css(one)) or ""
            if few and alone:
                self.written.append(Written(x, y - 8, value))
            elif number == len(dots):
                self.written.append(Written(x + 8, y + 4.5, value, "start"))

    def write(self, inside: Tree.Element) -> None:
        """The numbers, those at the ends of lines moved apart where they would cover each other."""
        free = -math.inf
        for one in sorted(self.written, key=lambda number: (number.y, number.x)):
            y = one.y
            if self.chart.kind == "lines" and one.anchor == "start":
                y = free = max(one.y, free + TEXT)
            if one.ground not in ("", "solid", "open"):
                plate = {"x": one.x - one.width / 2 - 2, "y": one.y - TEXT + 1, "width": one.width + 4}
                self.add(inside, "rect", **plate, height=TEXT + 2, fill=PAPER_WHITE)
            self.text(inside, one.x, y, one.text, one.anchor, PAPER_WHITE if one.ground == "solid" else "")

    def legend(self) -> int:
        """Names of the series below, in as many rows as they need; gives the height of the whole."""
        y = int(self.tree.get("viewBox").split()[3])
        if len(self.chart.series) < 2:
            return y
        x, swatch = 4.0, SWATCH * (2 if self.chart.kind == "lines" else 1)
        for place, one in enumerate(self.chart.series):
            lines = textwrap.wrap(one.label, int((WIDTH - swatch - 14) / LETTER)) or [""]
            room = swatch + 8 + LETTER * max(map(len, lines)) + 14
            if x + room > WIDTH + 14 and x > 4:
                x, y = 4.0, y + LEGEND_ROW
            self.swatch(place, x, y + 4, swatch)
            for number, words in enumerate(lines):
                y += TEXT + 3 if number else 0
                self.text(self.root, x + swatch + 6, y + 15, words)
            x += room
        return y + LEGEND_ROW + 4

    def swatch(self, place: int, x: float, y: float, width: float) -> None:
        if self.chart.kind != "lines":
            self.add(self.root, "rect", x=x, y=y, width=width, height=12, **self.ground(place))
            return
        line = self.add(self.root, "path", d=f"M{x} {y + 6}h{width}", stroke=self.look.ink, stroke_width=2)
        if dashes := DASHES[place % len(DASHES)]:
            line.set("stroke-dasharray", dashes)


def css(node: Tree.Element) -> list[str]:
    return (node.get("class") or "").split()


def brief(value) -> str:
    """1.5 · 12; words as they are, but the long fractions of a path shortened."""
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return re.sub(r"\d+\.\d+", lambda found: brief(float(found[0])), value) if isinstance(value, str) else str(value)


def draw(chart, look: Look = SCREEN) -> SafeString:
    """The SVG element of a chart (sinho.documents.charts.Chart) that has something above zero."""
    return SafeString(Tree.tostring(Drawing(chart, look).drawn(), encoding="unicode"))


def draw_spark(values) -> SafeString:
    """A line through the values, None left out, with a dot on the last one."""
    tree = spark_of(values).render_tree()
    plots = [node for node in tree.iter("g") if "plot" in css(node)]
    size = {"width": str(SPARK_WIDTH), "height": str(SPARK_HEIGHT), "aria-hidden": "true"}
    root = Tree.Element("svg", {"class": "spark", "viewBox": f"0 0 {SPARK_WIDTH} {SPARK_HEIGHT}", **size})
    inside = Tree.SubElement(root, "g", {"transform": plots[0].get("transform")})
    for path in plots[0].iter("path"):
        if "nofill" in css(path):
            Tree.SubElement(inside, "path", {"d": brief(path.get("d"))})
    circles = [node for plot in plots for node in plot.iter("circle")]
    Tree.SubElement(
        inside, "circle", {name: brief(float(circles[-1].get(name))) for name in ("cx", "cy")} | {"r": "2.5"}
    )
    return SafeString(Tree.tostring(root, encoding="unicode"))
