"""Protects the truth of the documents: links lead somewhere, addresses and tests that are named exist, identifiers of
the glossary are in the code, and every label that the guides print in bold stands on a page.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from tests.guards.source import ROOT, modules_in

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
GUIDES = [ROOT / "docs" / "guide-secretary.vi.md", ROOT / "docs" / "guide-staff.vi.md"]
# What belongs to one machine or to unfinished work.
UNFINISHED = re.compile(r"/(?:home|tmp|Users)/\w+|\bTODO\b|\bFIXME\b")


def broken_links(page: Path, text: str) -> list[str]:
    """Links to files that do not exist."""
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", text)
    return [t for t in targets if not t.startswith("http") and not (page.parent / t).exists()]


@cache
def shown_text() -> str:
    """Everything that pages may show: templates, Python and the script, tags of templates as a gap."""
    files = [*(ROOT / "templates").rglob("*.html"), ROOT / "static/js/app.js"]
    texts = [path.read_text(encoding="utf-8") for path in files]
    texts += [module.text for module in modules_in().values()]
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "…", " ".join(" ".join(text.split()) for text in texts))


def unknown_labels(guide: str, shown: str) -> list[str]:
    """Labels in bold that stand on no page; “…” in a label is a number or a name."""
    folded = shown.lower()
    labels = re.findall(r"\*\*(.+?)\*\*", " ".join(guide.split()))
    return [label for label in labels if not stands(label.lower(), folded)]


def stands(label: str, shown: str) -> bool:
    """Whether the label begins a word there; one without a gap is looked for as it is, which is many times quicker."""
    if "…" in label:
        pattern = ".{1,20}".join(re.escape(part) for part in label.split("…"))
        return re.search(rf"(?<!\w){pattern}", shown) is not None
    place = shown.find(label)
    while place > 0 and re.match(r"\w", shown[place - 1]):
        place = shown.find(label, place + 1)
    return place >= 0


def unknown_names(glossary: str, source: str) -> list[str]:
    """Identifiers of the last column that are not in the code."""
    rows = [line for line in glossary.splitlines() if line.startswith("|") and "`" in line]
    names = [name for row in rows for name in re.findall(r"`(\w+)`", row.rstrip("|").rpartition("|")[2])]
    known = set(re.findall(r"\w+", source))
    return [name for name in names if name not in known]


def wrong_addresses(text: str) -> list[str]:
    """Addresses of pages that lead nowhere."""
    found = []
    for address in re.findall(r"`(/[\w/-]*/|/)`", text):
        try:
            resolve(address)
        except Resolver404:
            found.append(address)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_has_no_broken_link_and_nothing_unfinished(page):
    text = page.read_text(encoding="utf-8")
    assert broken_links(page, text) == []
    assert UNFINISHED.findall(text) == []


def test_the_article_map_has_every_point_and_names_pages_and_tests_that_exist():
    text = (ROOT / "docs" / "article-map.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| (A\d+) \|", text, re.MULTILINE) == [f"A{n}" for n in range(1, 25)]
    assert wrong_addresses(text) == []
    assert [path for path in re.findall(r"`(tests/[^`]+)`", text) if not (ROOT / path).exists()] == []
    for line in text.splitlines():
        if re.match(r"\| A\d+ ", line):
            assert ("planned" in line.split("|")[3]) != ("`tests/" in line), line


def test_the_glossary_names_what_is_in_the_code():
    source = "\n".join(module.text for module in modules_in().values())
    source += "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("cells/assessments/schemes/*.yaml"))
    assert unknown_names((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), source) == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda page: page.name)
def test_the_guides_use_the_words_of_the_pages(guide):
    text = guide.read_text(encoding="utf-8")
    assert len(re.findall(r"\*\*", text)) > 60
    assert unknown_labels(text, shown_text()) == []


def test_decisions_are_numbered_and_say_context_decision_consequences():
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    for path in records:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {path.name[:4]}. ")
        assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE) == ["Context", "Decision", "Consequences"], path.name
        assert len(text.splitlines()) <= 40


def test_the_picture_of_the_readme_is_of_moderate_size():
    pictures = list((ROOT / "docs" / "pictures").glob("*"))
    assert pictures and all(path.stat().st_size <= 150_000 for path in pictures)


def test_a_planted_fault_is_found(tmp_path):
    assert broken_links(tmp_path / "a.md", "[a](b.md) [c](https://example.org) [d](#e)") == ["b.md"]
    shown = "<button>Nộp lại bản tự đánh giá</button> Nhập … dòng"
    assert unknown_labels("**Nộp lại bản tự đánh giá**, **Nhập … dòng**, **Gửi đi**", shown) == ["Gửi đi"]
    assert unknown_names("| bản | village | `Village` `Hamlet` |", "class Village:") == ["Hamlet"]
    assert wrong_addresses("`/ban/` `/xom/`") == ["/xom/"]
    assert UNFINISHED.findall("FIXME: kept in /home/somebody") == ["FIXME", "/home/somebody"]
