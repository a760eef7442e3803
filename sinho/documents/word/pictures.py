"""Drawings of the page as pictures: Word of every year opens a PNG, and the table beside it holds the figures."""

import io
from copy import deepcopy
from xml.etree.ElementTree import Element, register_namespace, tostring

import resvg_py
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from sinho.documents.fonts import paper_fonts
from sinho.documents.word.elements import paragraph

SVG = "{http://www.w3.org/2000/svg}"
# Sharp on paper: the picture has three dots for each point of the page.
DOTS = 3
_NAMESPACES = "{http://www.w3.org/2000/xmlns/}"
register_namespace("", SVG.strip("{}"))


def size_of(svg: Element, available: float) -> tuple[float, float]:
    """Width and height in points: as wide as the text at most."""
    box = [float(number) for number in (svg.get("viewBox") or "").replace(",", " ").split()]
    wide, high = (box[2], box[3]) if len(box) == 4 else (_pixels(svg.get("width")), _pixels(svg.get("height")))
    width = min(available, wide * 0.75)
    return width, width * high / wide


def _pixels(text: str | None) -> float:
    digits = (text or "").removesuffix("px")
    return float(digits) if digits.replace(".", "", 1).isdigit() else 300.0


def said_by(svg: Element) -> str:
    """What the drawing says to those who do not see it."""
    title = svg.find(f"{SVG}title")
    return svg.get("aria-label") or (title.text if title is not None and title.text else "")


def _source(svg: Element) -> str:
    """The drawing alone, without the names of namespaces that the page's reader leaves as attributes."""
    alone = deepcopy(svg)
    alone.tail = None
    for one in alone.iter():
        for name in [name for name in one.attrib if name.startswith(_NAMESPACES)]:
            del one.attrib[name]
    return tostring(alone, encoding="unicode")


def picture(document: Document, svg: Element, available: float):
    """A paragraph with the drawing."""
    width, height = size_of(svg, available)
    files = [str(font.path) for font in paper_fonts()]
    drawn = resvg_py.svg_to_bytes(
        svg_string=_source(svg),
        width=round(width * DOTS),
        height=round(height * DOTS),
        background="#ffffff",
        skip_system_fonts=True,
        font_files=files,
        font_family="Liberation Serif",
        serif_family="Liberation Serif",
        sans_serif_family="Liberation Serif",
    )
    element = paragraph("Picture")
    Paragraph(element, document._body).add_run().add_picture(io.BytesIO(bytes(drawn)), Pt(width), Pt(height))
    properties = element.find(f".//{qn('wp:docPr')}")
    properties.set("descr", said_by(svg))
    return element
