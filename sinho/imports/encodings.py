"""Texts typed with fonts of the time before Unicode (TCVN3: .VnTime; VNI: VNI-Times).

The encoding is found once for a workbook, from all its texts together: a single name says too little. What was typed
stays beside what was read, so that a cell that was Unicode all along is still found in a list.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest

import viparse
from django.db.models import TextChoices

# Signs that texts in TCVN3 or VNI are full of and that Unicode Vietnamese never uses.
_OLD_FONT = re.compile("[¢£¤¥¦§¨ª«¬®¯°±²³´µ¶·¸¹º»¼½¾ÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïñö÷øûüþÿ\ufffd]|[^\\W0-9_][?][^\\W0-9_]")
# Letters that only Unicode Vietnamese has.
_UNICODE = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u0300-\u0323\u1ea0-\u1ef9]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SYLLABLE = re.compile(
    "(?:b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|q|qu|r|s|t|th|tr|v|x)?[aăâeêioôơuưy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?"
)
_WORD = re.compile(r"[^\s0-9.,;:()/–-]+")
# So many words must be syllables after conversion, and so many more than before it; fewer words say nothing.
ENOUGH, BETTER, FEWEST_WORDS, MOST_WORDS, SAMPLES = 0.9, 0.2, 3, 2000, 8


class Encoding(TextChoices):
    """How the texts of a workbook are written. An empty answer means: find out."""

    UNICODE = "unicode", "Unicode, giữ nguyên"
    TCVN3 = "tcvn3", "TCVN3 (phông .VnTime)"
    VNI = "vni", "VNI (phông VNI-Times)"


OLD = (Encoding.TCVN3, Encoding.VNI)


class Converted(str):
    """A text in Unicode that was typed otherwise."""

    __slots__ = ("typed",)

    def __new__(cls, text: str, typed: str):
        made = super().__new__(cls, text)
        made.typed = typed
        return made


def looks_like_old_font(text: str) -> bool:
    """Whether a text was probably typed with an old font, or lost its letters."""
    return bool(_OLD_FONT.search(text))


@cache
def is_syllable(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable: its letters in their order, one tone at most."""
    parts = unicodedata.normalize("NFD", word.lower())
    letters = unicodedata.normalize("NFC", "".join(sign for sign in parts if sign not in _TONES))
    return sum(sign in _TONES for sign in parts) <= 1 and bool(_SYLLABLE.fullmatch(letters))


def share_of_syllables(words: list[str]) -> float:
    return sum(map(is_syllable, words)) / len(words)


def encoding_of(texts: set[str]) -> str:
    """The encoding in which these texts were typed; Unicode when no other reads clearly better."""
    words = [w for text in sorted(texts) if looks_like_old_font(text) for w in _WORD.findall(text)][:MOST_WORDS]
    if len(words) < FEWEST_WORDS:
        return Encoding.UNICODE
    shares = {old: share_of_syllables(_WORD.findall(viparse.fix(" ".join(words), encoding=old))) for old in OLD}
    best = max(OLD, key=lambda old: shares[old])
    other = max(share for old, share in shares.items() if old != best)
    clear = shares[best] >= ENOUGH and shares[best] - share_of_syllables(words) >= BETTER and shares[best] > other
    return best if clear else Encoding.UNICODE


def is_typed_before_unicode(text: str) -> bool:
    return looks_like_old_font(text) and not _UNICODE.search(text)


def tells_nothing(text: str) -> bool:
    """Only letters that both ways of writing have: “Bông” is “Bông”, or what looks like “Bụng” in TCVN3."""
    return not (text.isascii() or looks_like_old_font(text) or _UNICODE.search(text))


def unclear_texts(grids: list[list[list]]) -> set[str]:
    """Texts that could be either and stand in a column that is not mostly in the old font; they read well as typed."""
    found, everywhere, waiting = set(), 0, []
    for grid in grids:
        for column in zip_longest(*grid):
            texts = {cell for cell in column if isinstance(cell, str) and not cell.isascii()}
            old = sum(map(is_typed_before_unicode, texts))
            lead = old - sum(bool(_UNICODE.search(text)) for text in texts)
            silent = {text for text in texts if tells_nothing(text) and all(map(is_syllable, _WORD.findall(text)))}
            everywhere += lead
            if lead < 0 or (lead == 0 and old):
                found |= silent
            elif lead == 0:
                waiting.append(silent)
    return found if everywhere > 0 else found.union(*waiting)


@dataclass
class Texts:
    """Reads the texts of one workbook. `encoding`: how they are written; `found`: nobody said so, it was found out;
    `unclear`: what could be either and is left as it was typed until somebody says so."""

    encoding: str
    found: bool = False
    converted: dict[str, str] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, grids: list[list[list]], encoding: str = "") -> "Texts":
        """For the cells of all sheets; without an answer of a person the encoding is found out."""
        if encoding:
            return cls(encoding)
        texts = {cell for grid in grids for row in grid for cell in row if isinstance(cell, str) and not cell.isascii()}
        encoding = encoding_of(texts)
        return cls(encoding, found=True, unclear=unclear_texts(grids) if encoding in OLD else set())

    def read(self, cell):
        """The cell in Unicode. Numbers, days and what is Unicode already stay as they are."""
        if self.encoding == Encoding.UNICODE or not isinstance(cell, str) or cell.isascii():
            return cell
        if cell not in self.converted:
            stays = cell in self.unclear or _UNICODE.search(cell)
            self.converted[cell] = cell if stays else self.convert(cell)
        return self.converted[cell]

    def convert(self, cell: str) -> str:
        text = viparse.fix(cell, encoding=self.encoding)
        return cell if text == cell else Converted(text, cell)

    @property
    def samples(self) -> list[tuple[str, str]]:
        """Texts as they were typed and as they were read; half of them those in doubt that were left alone. Of the
        others those that could be either come first, then names of several words, the last ones, as headings come
        first."""
        left = [(typed, typed) for typed in self.converted if typed in self.unclear][-SAMPLES // 2 :]
        changed = [(typed, str(text)) for typed, text in self.converted.items() if isinstance(text, Converted)]
        changed.sort(key=lambda pair: (tells_nothing(pair[0]), " " in pair[1]))
        return changed[-(SAMPLES - len(left)) :][::-1] + left
