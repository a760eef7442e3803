"""Protects the pages at their source: no template lies about unused, none asks the database or adds up, components say
what they need, tables have captions, nothing runs or loads that the security policy forbids.
"""

import pytest

from tests.guards import templates as pages
from tests.guards.source import ROOT, modules_in, planted
from tests.guards.templates import Template

FOLDER = ROOT / "templates"
TEMPLATES = pages.templates_in(FOLDER)
SOURCE = modules_in()


def test_every_template_is_drawn_by_something():
    assert len(TEMPLATES) > 80
    assert pages.unused(TEMPLATES, SOURCE) == []


def test_every_template_that_is_named_exists():
    assert pages.missing(TEMPLATES, SOURCE) == []


@pytest.mark.parametrize(
    "finder",
    [
        pages.loose_includes,
        pages.undescribed_components,
        pages.tables_without_caption,
        pages.thinking,
        pages.inline_code,
    ],
    ids=lambda finder: finder.__name__,
)
def test_templates_keep_the_rules_of_the_house(finder):
    assert finder(TEMPLATES) == []


def test_the_gallery_shows_every_component():
    components = {name for name in TEMPLATES if name.startswith("components/")}
    assert components - pages.reached({"ui.html"} | pages.BY_WIDGETS, TEMPLATES) == set()


def test_nothing_is_loaded_from_outside():
    assert pages.from_outside(ROOT / "static") + pages.from_outside(FOLDER) == []


def test_the_style_sheets_are_understood_by_old_browsers():
    for path in (ROOT / "static/css/app.css", FOLDER / "print/paper.css"):
        assert pages.too_new(path.read_text(encoding="utf-8")) == []


def made(**texts: str) -> dict[str, Template]:
    return {
        name: Template(name, text) for name, text in ((n.replace("__", "/") + ".html", t) for n, t in texts.items())
    }


PLANTED = [
    ("a component with everything", pages.loose_includes, '{% include "components/_log.html" with a=b %}'),
    ("an include by a variable", pages.loose_includes, "{% include page.template %}"),
    ("a table without caption", pages.tables_without_caption, '<table class="data"><thead></thead></table>'),
    ("a caption too late", pages.tables_without_caption, "<table><tr></tr><caption>Tổ chức</caption></table>"),
    ("a query", pages.thinking, "{% for task in sheet.tasks.all %}{% endfor %}"),
    ("a filter", pages.thinking, "{{ sheet.score_set.count }}"),
    ("a sum", pages.thinking, "{{ own|add:board }}"),
    ("a share", pages.thinking, "{% widthratio part whole 100 %}"),
    ("a script", pages.inline_code, "<p>x</p><script>go()</script>"),
    ("a style", pages.inline_code, '<p class="a" style="width: {{ share }}%">x</p>'),
    ("a handler", pages.inline_code, '<a href="/" onclick="go()">x</a>'),
]


@pytest.mark.parametrize(("finder", "text"), [p[1:] for p in PLANTED], ids=[p[0] for p in PLANTED])
def test_a_planted_fault_is_found(finder, text):
    assert finder(made(cells__places__list=text)) != []


def test_a_planted_component_without_its_comment_is_found():
    right = "{# A log. Required: entries. Optional: none. #}\n<ol></ol>"
    templates = made(components___log=right, components___bare="<ol></ol>", cells___piece="<ol></ol>")
    assert pages.undescribed_components(templates) == ["components/_bare.html"]


def test_planted_templates_that_are_unused_or_missing_are_found(tmp_path):
    modules = planted(
        tmp_path,
        {
            "cells/views.py": 'FOLDER = "print/cells"\n'
            'render(request, "cells/list.html")\nrender(request, "cells/gone.html")\n'
            'render(request, f"cells/{page}.html")\nPAGES = {"a": "part_a"}\nrender(request, f"{FOLDER}/paper.html")'
        },
    )
    templates = made(
        cells__list='{% extends "base.html" %}{# {% include "cells/_c.html" %} #}{% include "cells/_lost.html" %}',
        base='{% include "cells/_a.html" %}',
        cells___a="",
        cells___c="",
        cells__part_a="",
        cells__part_b="",
        print__cells__paper="",
    )
    assert pages.unused(templates, modules) == ["cells/_c.html", "cells/part_b.html"]
    assert pages.missing(templates, modules) == ["cells.views: cells/gone.html", "cells/list.html: cells/_lost.html"]


def test_what_the_house_allows_is_not_taken_for_a_fault():
    text = """{% comment %}{{ a.objects.all }}{% endcomment %}<table>{% if a %}<caption>Bản</caption>{% endif %}</table>
    {{ campaign.year|add:"-1" }}{% with label="Điểm "|add:row.code %}{{ report.all_cells.total }}{% endwith %}
    {{ page.paginator.count }}{% if not forloop.first %}{% endif %}<script src="/a.js" defer></script>
    {% include "components/_log.html" with entries=log only %}{% include "cells/_row.html" %}"""
    templates = made(cells__places__list=text)
    finders = (pages.loose_includes, pages.tables_without_caption, pages.thinking, pages.inline_code)
    assert {finder.__name__: finder(templates) for finder in finders if finder(templates)} == {}


def test_planted_static_files_that_load_from_outside_or_are_too_new_are_found(tmp_path):
    (tmp_path / "a.css").write_text("@import 'b.css';\np { background: url(//cdn.example.org/x.png) }")
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    assert len(pages.from_outside(tmp_path)) == 2
    assert pages.too_new("@media print { a { b: c } } /* :has( */ p { q: r }") == []
    assert pages.too_new("ul { li { color: red } }") == ["li"]
    assert pages.too_new("p:has(a) { b: c }") == [":has("]
