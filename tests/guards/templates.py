"""Finds what is wrong with templates and static files, by reading them. Every finder answers with sentences."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.guards.source import Module

BY_DJANGO = {"400.html", "403.html", "404.html", "500.html"}
# Drawn by a form field, not by an include.
BY_WIDGETS = {"components/_suggest.html"}
# Paper is read by no screen reader and its tables stand under the title of the paper or the annex.
PAPER = "print/"

QUERY = re.compile(
    r"\.(objects|all|filter|exclude|exists|aggregate|annotate|values|values_list|order_by|latest|earliest|"
    r"select_related|prefetch_related|get_queryset)\b|_set\b"
)
SUM = re.compile(r"\bwidthratio\b|\bregroup\b|\|dictsort|\|divisibleby|\|add:(?![\"\d-])")
JOINS_TEXT_OR_NUMBERS_ROWS = re.compile(r"=\s*\"[^\"]*\"\|add:[\w.]+|start_index\|add:forloop\.counter0")
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


@dataclass(frozen=True)
class Template:
    """One file below `templates/`."""

    name: str
    text: str

    @property
    def uncommented(self) -> str:
        """Without its comments."""
        text = re.sub(r"\{#.*?#\}", "", self.text)
        return re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", text, flags=re.DOTALL)

    def named(self) -> Iterator[str]:
        """Templates that it includes or extends."""
        yield from re.findall(r"\{%\s*(?:include|extends|lines\s+\w+)\s+\"([^\"]+)\"", self.uncommented)


def templates_in(folder: Path) -> dict[str, Template]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            found[name] = Template(name, path.read_text(encoding="utf-8"))
    return found


def drawn_by(module: Module, known: set[str]) -> Iterator[str]:
    """Templates that a module names; in f"…/{part}.html" the part must be a text of the same module."""
    texts = {n.value for n in ast.walk(module.tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    pieces = {id(part) for n in ast.walk(module.tree) if isinstance(n, ast.JoinedStr) for part in n.values}
    whole = {n.value for n in ast.walk(module.tree) if isinstance(n, ast.Constant) and id(n) not in pieces}
    yield from (text for text in whole & texts if re.fullmatch(r"[\w/]+\.(html|css)", text))
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.JoinedStr) or not ends_as_template(node):
            continue
        parts = [re.escape(p.value) if isinstance(p, ast.Constant) else "(.+)" for p in node.values]
        for name in known:
            match = re.fullmatch("".join(parts), name)
            if match and match.groups() and set(match.groups()) <= texts:
                yield name


def ends_as_template(text: ast.JoinedStr) -> bool:
    last = text.values[-1] if text.values else None
    return not isinstance(last, ast.Constant) or last.value.endswith((".html", ".css"))


def reached(starts: set[str], templates: dict[str, Template]) -> set[str]:
    """These and everything that they include or extend, directly or through others."""
    queue = [name for name in starts if name in templates]
    for name in queue:
        queue += [other for other in templates[name].named() if other in templates and other not in queue]
    return set(queue)


def unused(templates: dict[str, Template], modules: dict[str, Module]) -> list[str]:
    """Templates that no view draws and no used template includes."""
    starts = {name for module in modules.values() for name in drawn_by(module, set(templates))}
    return sorted(set(templates) - reached(starts | BY_DJANGO | BY_WIDGETS, templates))


def missing(templates: dict[str, Template], modules: dict[str, Module]) -> list[str]:
    """Names of templates that do not exist."""
    found = [
        f"{module.name}: {name}"
        for module in modules.values()
        for name in drawn_by(module, set())
        if name not in templates and (name.endswith(".html") or name.startswith("print/"))
    ]
    found += [f"{one.name}: {name}" for one in templates.values() for name in one.named() if name not in templates]
    return sorted(found)


def loose_includes(templates: dict[str, Template]) -> list[str]:
    """Includes of components that hand over everything there is; includes by a computed name."""
    found = []
    for one in templates.values():
        for tag in re.findall(r"\{%\s*include\s+(.*?)%\}", one.uncommented, flags=re.DOTALL):
            if not tag.startswith('"') or (tag.startswith('"components/') and not tag.rstrip().endswith(" only")):
                found.append(f"{one.name}: {' '.join(tag.split())}")
    return found


def undescribed_components(templates: dict[str, Template]) -> list[str]:
    """Components that do not open with what they are, what they require and what is optional."""
    return [
        one.name
        for one in templates.values()
        if one.name.startswith("components/") and not re.match(r"\{#.*Required: .*Optional: .*#\}", one.text)
    ]


def tables_without_caption(templates: dict[str, Template]) -> list[str]:
    """Screen tables whose first element is no caption."""
    found = []
    for one in templates.values():
        bare = TAG.sub("", one.uncommented)
        for after in re.findall(r"<table\b[^>]*>\s*(<\w+)?", bare) if not one.name.startswith(PAPER) else []:
            if after != "<caption":
                found.append(one.name)
    return found


def thinking(templates: dict[str, Template]) -> list[str]:
    """Queries and sums in tags. A literal may be added (the year before), a label put together, rows numbered."""
    found = []
    for one in templates.values():
        for tag in TAG.findall(one.uncommented):
            if QUERY.search(tag) or SUM.search(JOINS_TEXT_OR_NUMBERS_ROWS.sub("", tag)):
                found.append(f"{one.name}: {' '.join(tag.split())}")
    return found


def inline_code(templates: dict[str, Template]) -> list[str]:
    """Scripts and styles that the security policy would not run."""
    found = []
    for one in templates.values():
        text = TAG.sub("x", one.uncommented)
        wrong = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<[^<>]*\s(?:style|on[a-z]+)=", text)
        wrong += [] if one.name.startswith(PAPER) else re.findall(r"<style\b", text)
        found += [f"{one.name}: {part[:60]}" for part in wrong]
    return found


def from_outside(folder: Path) -> list[str]:
    """Addresses of other hosts in style sheets, scripts and pictures, other than names of XML languages."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in (".css", ".js", ".svg", ".html"):
            for address in re.findall(r"(?:https?:)?//[\w.-]+\.\w+[^\s\"')]*|@import\b.*", path.read_text()):
                if not address.startswith("http://www.w3.org/"):
                    found.append(f"{path.name}: {address}")
    return found


def too_new(css: str) -> list[str]:
    """Rules inside rules and `:has()`, which the browsers of the communes do not know."""
    text = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    found, depth = [":has("] * (":has(" in text), [False]
    for head, sign in re.findall(r"([^{}]*)([{}])", text):
        if sign == "}":
            depth.pop()
            continue
        rule = not head.strip().startswith("@")
        if rule and depth[-1]:
            found.append(" ".join(head.split())[-60:])
        depth.append(rule)
    return found
