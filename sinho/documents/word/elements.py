"""Pieces of WordprocessingML, in the order that the schema asks for."""

from dataclasses import dataclass

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

TWIPS_IN_POINT = 20
POINTS_IN_MM = 72 / 25.4


def twips(points: float) -> str:
    return str(round(points * TWIPS_IN_POINT))


def mm(millimetres: float) -> float:
    """Points."""
    return millimetres * POINTS_IN_MM


def w(tag: str, *children, **attributes):
    """<w:tag> with its children; attributes by their names in the schema, None is left out."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        if value is not None:
            element.set(qn(f"w:{name}"), str(value))
    for child in children:
        if child is not None:
            element.append(child)
    return element


@dataclass(frozen=True)
class Look:
    """How a run differs from the style of its paragraph."""

    bold: bool | None = None
    italic: bool | None = None
    size: float | None = None
    underline: str | None = None

    def properties(self):
        """<w:rPr>, or None when nothing differs."""
        parts = []
        for tag, on in (("b", self.bold), ("i", self.italic)):
            if on is not None:
                value = None if on else "0"
                parts += [w(tag, val=value), w(f"{tag}Cs", val=value)]
        if self.size is not None:
            half_points = str(round(self.size * 2))
            parts += [w("sz", val=half_points), w("szCs", val=half_points)]
        if self.underline:
            parts.append(w("u", val=self.underline))
        return w("rPr", *parts) if parts else None


PLAIN = Look()


def run(text: str, look: Look = PLAIN):
    """A run of text."""
    words = w("t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return w("r", look.properties(), words)


def line_break():
    return w("r", w("br"))


def paragraph(
    style: str,
    runs=(),
    *,
    keep_next: bool = False,
    new_page: bool = False,
    indents: tuple[float, float] | None = None,
    left: float | None = None,
    align: str | None = None,
    line: float | None = None,
):
    """A paragraph of a style; `line` is an exact height, `left` and `indents` are in points."""
    borders = w("pBdr", w("bottom", val="single", sz="6", space="1", color="000000")) if indents else None
    indent = w("ind", left=twips(indents[0]), right=twips(indents[1])) if indents else None
    if left is not None:
        indent = w("ind", left=twips(left))
    properties = w(
        "pPr",
        w("pStyle", val=style),
        w("keepNext") if keep_next else None,
        w("pageBreakBefore") if new_page else None,
        borders,
        w("spacing", before="0", after="0", line=twips(line), lineRule="exact") if line else None,
        indent,
        w("jc", val=align) if align else None,
    )
    return w("p", properties, *runs)


def keep_with_next(paragraph_element) -> None:
    """This paragraph stays on the page of what follows it."""
    properties = paragraph_element.find(qn("w:pPr"))
    if properties.find(qn("w:keepNext")) is None:
        properties.insert(1, w("keepNext"))


def spacer(points: float):
    """White space between two tables, which Word would else join into one."""
    return paragraph("Spacer", line=points)
