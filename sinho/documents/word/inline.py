"""The words of an element of the page as runs: bold, italic, dotted blanks, line breaks."""

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from sinho.documents.word.elements import PLAIN, Look, line_break, run

_SPACE = re.compile(r"[ \t\r\n\f]+")
_LOOKS = {
    "b": {"bold": True},
    "strong": {"bold": True},
    "i": {"italic": True},
    "em": {"italic": True},
    "u": {"underline": "single"},
}
_CLASSES = {
    "blank": {"underline": "dotted"},
    "form-time": {"italic": True, "bold": False},
}
_INLINE = {*_LOOKS, "span", "br", "a", "small", "sup", "sub", "time", "abbr"}
BREAK = "\n"


@dataclass(frozen=True)
class Piece:
    """Words of one look; a line break is a piece of its own."""

    text: str
    look: Look


def classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def is_inline(element: Element) -> bool:
    """It stands within a line."""
    return element.tag in _INLINE


def loose_words(element: Element) -> list[Element]:
    """The blocks of an element; words and inline elements beside them become paragraphs of their own."""
    found: list[Element] = []
    open_line = None

    def line() -> Element:
        nonlocal open_line
        if open_line is None:
            open_line = Element("p")
            found.append(open_line)
        return open_line

    def say(text: str | None) -> None:
        if text and (text.strip() or open_line is not None):
            one = line()
            if len(one):
                one[-1].tail = (one[-1].tail or "") + text
            else:
                one.text = (one.text or "") + text

    say(element.text)
    for child in element:
        if is_inline(child):
            shown = copy(child)
            shown.tail = None
            line().append(shown)
        else:
            open_line = None
            found.append(child)
        say(child.tail)
    return found


def pieces(element: Element, look: Look = PLAIN) -> list[Piece]:
    """The words with their looks; white space is one space, as in the page."""
    found: list[Piece] = []
    at_start = True
    for piece in _pieces(element, look):
        text = piece.text
        if text != BREAK:
            text = _SPACE.sub(" ", text)
            text = text.lstrip(" ") if at_start else text
            if not text:
                continue
        at_start = text.endswith((BREAK, " "))
        found.append(replace(piece, text=text))
    if found and found[-1].text != BREAK:
        last = found.pop()
        found += [replace(last, text=last.text.rstrip(" "))] if last.text.rstrip(" ") else []
    return found


def _pieces(element: Element, look: Look) -> Iterator[Piece]:
    if element.text:
        yield Piece(element.text, look)
    for child in element:
        if child.tag == "br":
            yield Piece(BREAK, look)
        elif isinstance(child.tag, str):
            changed = dict(_LOOKS.get(child.tag, {}))
            for name in classes(child):
                changed |= _CLASSES.get(name, {})
            yield from _pieces(child, replace(look, **changed))
        if child.tail:
            yield Piece(child.tail, look)


def plain_lines(element: Element) -> list[str]:
    """The words line by line, for measuring."""
    return "".join(piece.text for piece in pieces(element)).split(BREAK)


def runs(element: Element, look: Look = PLAIN) -> list:
    """Runs of the element."""
    return [line_break() if piece.text == BREAK else run(piece.text, piece.look) for piece in pieces(element, look)]
