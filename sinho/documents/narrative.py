"""Reports that are told in sentences: their four parts, and words that follow the figures.

Every number of a sentence may carry the figure behind it, so that the page leads to its list and the paper prints the
same words. Nothing is said here of causes: a sentence states what was counted, the rest is written by people
(`sinho.documents.models.Passage`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sinho.documents.charts import Chart
from sinho.documents.reports import Figure
from sinho.documents.tables import Table
from sinho.documents.templatetags.papers import roman, two_digits
from sinho.text.numbers import NO_BREAK_SPACE, format_percent

SITUATION, RESULTS, LIMITS, TASKS = "situation", "results", "limits", "tasks"
TITLES = {
    SITUATION: "Tình hình",
    RESULTS: "Kết quả",
    LIMITS: "Hạn chế, nguyên nhân",
    TASKS: "Nhiệm vụ, kiến nghị",
}
_PLACE = re.compile(r"\{(\w+)\}")
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True)
class Bit:
    """Words of a sentence; `figure` what they count, with its list."""

    text: str
    figure: Figure | None = None


@dataclass(frozen=True)
class Sentence:
    """A sentence in pieces."""

    bits: tuple[Bit, ...]

    @property
    def plain(self) -> str:
        """As the paper prints it."""
        return "".join(bit.text for bit in self.bits)

    @property
    def figures(self) -> list[Figure]:
        return [bit.figure for bit in self.bits if bit.figure]


Part = str | int | Figure | Bit | Sentence


def bits_of(part: Part) -> tuple[Bit, ...]:
    if isinstance(part, Sentence):
        return part.bits
    if isinstance(part, Figure):
        return (Bit(two_digits(part.count), part),)
    return (part if isinstance(part, Bit) else Bit(two_digits(part) if isinstance(part, int) else part),)


def say(words: str, /, **parts: Part) -> Sentence:
    """Words with `{name}` where a number, a figure or other words stand: a figure is written with two digits."""
    found: list[Bit] = []
    for place, piece in enumerate(_PLACE.split(words)):
        if place % 2:
            found.extend(bits_of(parts[piece]))
        elif piece:
            found.append(Bit(piece))
    return Sentence(tuple(found))


def joined(sentences: Iterable[Sentence | Bit | Figure | str], between: str = "; ") -> Sentence:
    """Several pieces as one, with the sign between them."""
    found: list[Bit] = []
    for part in sentences:
        found += [Bit(between)] if found else []
        found.extend(bits_of(part))
    return Sentence(tuple(found))


def share(part: Figure, whole: Figure | int) -> Sentence:
    """298/400 (74,5 %): never a share without the numbers that it is a share of."""
    total = whole.count if isinstance(whole, Figure) else whole
    counts = say("{part}/{whole}", part=part, whole=total)
    return say("{counts} ({share})", counts=counts, share=format_percent(part.count, total, 1)) if total else counts


def with_percent(part: Figure, whole: Figure | int) -> Sentence:
    """101 (85,6 %), where the sentence has named the whole before."""
    total = whole.count if isinstance(whole, Figure) else whole
    said = Bit(two_digits(part.count), part)
    return say("{n} ({share})", n=said, share=format_percent(part.count, total, 1)) if total else say("{n}", n=said)


def share_in_brackets(part: Figure, whole: Figure) -> Sentence:
    """(174/391, bằng 44,5 %)."""
    said = format_percent(part.count, whole.count, 1)
    return say("({part}/{whole}, bằng {share})", part=part, whole=whole.count, share=said)


@dataclass(frozen=True)
class Drawn:
    """A chart; `table`: its numbers stand in no other table of the chapter."""

    chart: Chart
    table: bool = False


def drawn(*charts: Chart | None, table: bool = False) -> tuple[Drawn, ...]:
    """Those that have anything to draw."""
    return tuple(Drawn(one, table) for one in charts if one is not None and not one.is_empty)


@dataclass(frozen=True)
class Chapter:
    """What one subject gives to each part: paragraphs of sentences; tables and charts stand in the results.

    `lead`: the words before what it says of limits and tasks, where many subjects stand below each other.
    """

    key: str
    title: str
    said: Mapping[str, tuple[tuple[Sentence, ...], ...]]
    tables: tuple[Table, ...] = ()
    charts: tuple[Drawn, ...] = ()
    figures: tuple[Figure, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    lead: str = ""

    def of(self, part: str) -> tuple[tuple[Sentence, ...], ...]:
        return tuple(tuple(one for one in paragraph if one.bits) for paragraph in self.said.get(part, ()) if paragraph)


@dataclass(frozen=True)
class Told:
    """A chapter within a part: its number and title ("" for none), its paragraphs, tables, charts."""

    title: str
    paragraphs: tuple[tuple[Sentence, ...], ...]
    tables: tuple[Table, ...] = ()
    charts: tuple[Drawn, ...] = ()
    number: int = 0

    @property
    def shows(self) -> bool:
        """Whether there is a table or a chart beside the sentences."""
        return bool(self.tables or self.charts)


@dataclass(frozen=True)
class StoryPart:
    """One of the four parts; `passage` the free text below it, None while nobody wrote one."""

    key: str
    title: str
    chapters: tuple[Told, ...]
    passage: object | None = None

    @property
    def roman(self) -> str:
        return roman(list(TITLES).index(self.key) + 1)

    @property
    def name(self) -> str:
        """III. Hạn chế, nguyên nhân."""
        return f"{self.roman}. {self.title}"

    @property
    def said(self) -> bool:
        """Whether the part says anything at all."""
        return bool(self.chapters or self.passage)


@dataclass(frozen=True)
class Story:
    """The four parts in their order."""

    situation: StoryPart
    results: StoryPart
    limits: StoryPart
    tasks: StoryPart

    @property
    def parts(self) -> tuple[StoryPart, ...]:
        return self.situation, self.results, self.limits, self.tasks

    def part(self, key: str) -> StoryPart:
        return next(one for one in self.parts if one.key == key)


def told_of(chapter: Chapter, part: str, number: int) -> Told | None:
    """What a chapter says in a part; only the results have titles, tables and charts."""
    paragraphs = tuple(one for one in chapter.of(part) if one)
    if part != RESULTS:
        if part != SITUATION and chapter.lead:
            paragraphs = tuple(led(chapter.lead, one) for one in paragraphs)
        return Told("", paragraphs) if paragraphs else None
    if not (paragraphs or chapter.tables or chapter.charts):
        return None
    return Told(chapter.title, paragraphs, chapter.tables, chapter.charts, number)


def led(lead: str, paragraph: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """- Kết nạp đảng viên: còn 07 hồ sơ … The first letter becomes a small one."""
    first, *others = paragraph
    bits = list(first.bits)
    bits[0] = Bit(bits[0].text[:1].lower() + bits[0].text[1:], bits[0].figure)
    return (Sentence((Bit(f"-{NO_BREAK_SPACE}{lead}: "), *bits)), *others)


def story_of(chapters: Iterable[Chapter], passages: Mapping[str, object]) -> Story:
    """The chapters part by part, with what people wrote below each."""
    chapters = tuple(chapters)
    found = {}
    for key, title in TITLES.items():
        told: list[Told] = []
        for chapter in chapters:
            number = sum(bool(one.title) for one in told) + 1 if chapter.title else 0
            if one := told_of(chapter, key, number):
                told.append(one)
        found[key] = StoryPart(key, title, tuple(told), passages.get(key))
    return Story(**found)


def paragraphs_of(text: str) -> list[str]:
    """Free text as paragraphs: a blank line begins a new one, a single line break is a space."""
    pieces = _BLANK_LINES.split(text.replace("\r\n", "\n").strip())
    return [" ".join(piece.split()) for piece in pieces if piece.strip()]
