"""The register as a tree, the units against the documents, the page of a document."""

from django.shortcuts import render

from cells.directives.enums import Direction, DocumentType
from cells.directives.models import Briefing, Directive
from cells.directives.report.pairs import Pair, chosen, counts, matrix_of, read_pairs
from cells.directives.report.register import branches
from cells.directives.views.pages import MANAGE, RECORD, VIEW, entries_about
from cells.organizations.models import subtree_ids
from sinho.accounts.gate import requires
from sinho.web.lists import day_asked, holding_words, page_asked, past_day_asked, query_without, row_asked, words_asked
from sinho.web.lookup import get_in_scope_or_404


@requires(VIEW)
def directives(request):
    """The documents of the day; what carries out another one stands below it."""
    as_of, words = past_day_asked(request), words_asked(request)
    type, direction = request.GET.get("loai", ""), request.GET.get("so", "")
    found = holding_words(Directive.objects.known_on(as_of.day).in_scope(request.scope), words)
    found = found.filter(type=type) if type in DocumentType.values else found
    found = found.filter(direction=direction) if direction in Direction.values else found
    page = page_asked(request, branches(found))
    pairs = read_pairs(request.scope, as_of.day, directive_ids=[row.one.pk for row in page]) if page else []
    for row in page:
        row.count([pair for pair in pairs if pair.directive.pk == row.one.pk])
    context = {"as_of": as_of, "words": words, "type": type, "direction": direction, "page": page, "rows": list(page)}
    context |= {"types": DocumentType.choices, "directions": Direction.choices, "may_manage": request.scope.has(MANAGE)}
    context |= {"query": query_without(request, "trang"), "tab": "list"}
    return render(request, "cells/directives/list.html", context)


@requires(VIEW)
def matrix(request):
    """Units against documents on a day, or the pairs that a word asks for as a list."""
    as_of, document, word = past_day_asked(request), row_asked(request, "van-ban"), request.GET.get("xem", "")
    unit = row_asked(request, "don-vi")
    within = subtree_ids(unit, as_of.day) if unit else None
    pairs = read_pairs(request.scope, as_of.day, directive_ids=[document] if document else (), within=within)
    found = chosen(pairs, word)
    single = len({one.organization_id for one in pairs}) == 1
    context = {
        "as_of": as_of,
        "word": word,
        "counts": counts(pairs),
        "total": len(pairs),
        "matrix": matrix_of(pairs) if found is pairs and not single else None,
        "single": single,
        "found": found,
        "document": next((one.directive for one in pairs), None) if document else None,
        "place": pairs[0].name if unit and pairs else "",
        "unit": unit,
        "query": query_without(request, "xem"),
        "tab": "matrix",
    }
    return render(request, "cells/directives/matrix.html", context)


@requires(VIEW)
def directive(request, pk):
    """A document: what it says, what it carries out and what carries it out, how far the units are."""
    found = get_in_scope_or_404(Directive.objects.select_related("parent"), request.scope, pk=pk)
    as_of = day_asked(request)
    pairs = read_pairs(request.scope, as_of.day, directive_ids=[pk])
    word = request.GET.get("xem", "")
    seen = Directive.objects.in_scope(request.scope)
    held = Briefing.objects.standing().held_until(as_of.day).in_scope(request.scope).filter(directives=found)
    context = {
        "one": found,
        "as_of": as_of,
        "pairs": [(pair, may_brief(request, pair)) for pair in chosen(pairs, word)],
        "counts": counts(pairs),
        "total": len(pairs),
        "word": word,
        "query": query_without(request, "xem"),
        "parent_seen": seen.filter(pk=found.parent_id).exists(),
        "children": seen.filter(parent=found, struck=False).order_by("issued_on", "pk"),
        "sessions": held.count(),
        "corrections": found.corrections.all(),
        "may_manage": request.scope.may(MANAGE, found.organization_id) and not found.struck,
        "entries": entries_about(request.scope, found) if request.scope.may(VIEW, found.organization_id) else [],
    }
    return render(request, "cells/directives/directive.html", context)


def may_brief(request, pair: Pair) -> bool:
    """Whether the person writes down what the unit did."""
    return request.scope.may(RECORD, pair.organization_id) and not pair.directive.struck
