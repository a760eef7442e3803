"""People behind the figures: of a grassroots organisation, of the district, excellent for years; on any day."""

from collections import Counter
from dataclasses import dataclass

from django.shortcuts import render
from django.views.decorators.cache import never_cache

from cells.assessments.models import Campaign
from cells.assessments.views.campaigns import campaign_of, campaigns_seen
from cells.organizations.enums import OrganizationType
from cells.organizations.models import NearestTree, Place
from members.ratings.models.streaks import excellent_in_a_row
from members.ratings.models.whole import (
    Decided,
    bases_undecided,
    caps_for,
    cells_below,
    decided_before,
    exceptions_in,
)
from members.ratings.views.asked import VIEW, NoRules, base_desk, with_rules
from members.ratings.views.behind import WORDS, rows_behind
from members.roll.models import Member, Membership
from sinho.accounts.gate import requires
from sinho.text.names import name_sort_key
from sinho.web import clock
from sinho.web.lists import AsOf, page_asked, past_day_asked, query_without, row_asked

TERRITORY = (OrganizationType.COMMUNE, OrganizationType.WARD, OrganizationType.TOWNSHIP)
FEWEST_YEARS, MOST_YEARS = 2, 10
ANY_LEVEL = "Đảng viên đã ghi mức"
UNDECIDED = "chua-quyet-dinh"  # the rows that the first page opens


@requires(VIEW)
@never_cache
@with_rules
def people(request, year, pk):
    """The members behind a figure of a grassroots organisation, as things stand or as decided by the day."""
    it, as_of = base_desk(request, year, pk), past_day_asked(request)
    rules, asked, cell = it.campaign.member_rules, request.GET.get("muc", ""), row_asked(request, "chi-bo")
    states = cells_below(pk, it.campaign.reference_day(as_of.day)).in_scope(request.scope, VIEW)
    names = {state.organization_id: state.short_name for state in states}
    chosen = {cell: names[cell]} if cell in names else names
    context = {
        "campaign": it.campaign,
        "base": it.state,
        "title": rules.label(asked) if rules.has_level(asked) else WORDS.get(asked, ANY_LEVEL),
        "cell": names.get(cell, ""),
        "as_of": as_of,
        "page": page_asked(request, rows_behind(it.campaign, names, chosen, asked, as_of)),
        "query": query_without(request, "trang"),
    }
    return render(request, "members/ratings/people.html", context)


@dataclass
class BaseRow:
    """A grassroots organisation before the district: members on its roll, decided at each level, not evaluated,
    on the roll without a decision."""

    organization_id: int
    name: str
    sort_key: tuple
    numbers: Counter
    members: int = 0
    not_evaluated: int = 0
    undecided: int = 0
    caps: tuple = ()


@requires(VIEW)
@with_rules
def district(request, year):
    """Grassroots organisations × levels, as decided by the day."""
    campaign = campaign_of(request, year)
    if campaign.member_rules is None:
        raise NoRules(campaign)
    as_of = past_day_asked(request)
    rows, left, asked = rows_asked(request, campaign, as_of)
    rules = campaign.member_rules
    table, whole = table_of(rows, rules, request.scope.organization_ids(VIEW)), summed(rows)
    context = {
        "campaign": campaign,
        "rules": rules,
        "as_of": as_of,
        "rows": table,
        "whole": whole,
        "whole_numbers": [whole.numbers[level.code] for level in rules.levels],
        "years": [one.year for one in campaigns_seen(request.scope)],
        "asked": asked,
        "left": len(left),
        "own_cells": own_cells(request, campaign),
    }
    return render(request, "members/ratings/district.html", context)


def rows_asked(request, campaign: Campaign, as_of: AsOf) -> tuple[list[BaseRow], set[int], str]:
    """The rows that were asked for, which organisations have not decided today, and the word of the choice."""
    rows = base_rows(request.scope, campaign, as_of)
    left = set() if as_of.given else bases_undecided(campaign, request.scope.organization_ids(VIEW))
    if as_of.given or request.GET.get("loc") != UNDECIDED:
        return rows, left, ""
    return [row for row in rows if row.organization_id in left], left, UNDECIDED


def table_of(rows: list[BaseRow], rules, seen) -> list[tuple]:
    """Each row with its numbers by level, and whether the person may open it."""
    levels = [(level.code, level.short) for level in rules.levels]
    return [
        (row, [(code, short, row.numbers[code]) for code, short in levels], row.organization_id in seen) for row in rows
    ]


def summed(rows: list[BaseRow]) -> BaseRow:
    """All of them together."""
    whole = BaseRow(0, "", (), sum((row.numbers for row in rows), Counter()))
    whole.members, whole.not_evaluated = sum(row.members for row in rows), sum(row.not_evaluated for row in rows)
    whole.undecided = sum(row.undecided for row in rows)
    return whole


def own_cells(request, campaign: Campaign) -> list[tuple[int, str]]:
    """The cells for which the person works directly."""
    tree, day = NearestTree(), campaign.reference_day(clock.today())
    own = request.scope.own_organization_ids() & request.scope.organization_ids(VIEW)
    places = [tree.at(pk, day) for pk in sorted(own)]
    return [(one.organization_id, one.name) for one in places if one.kind.endswith("_cell")]


def base_rows(scope, campaign: Campaign, as_of: AsOf) -> list[BaseRow]:
    """Six queries, however many."""
    day, tree = campaign.reference_day(as_of.day), NearestTree()
    reach = scope.organization_ids(VIEW)
    decided = decided_before([campaign.pk], clock.end_of(as_of.day))[campaign.pk]
    rows: dict[int, BaseRow] = {}

    def row_at(cell_id: int) -> BaseRow:
        base = tree.base(tree.at(cell_id, day), day)
        return rows.setdefault(
            base.organization_id, BaseRow(base.organization_id, base.short_name, sort_key_of(base), Counter())
        )

    roll = Membership.objects.in_scope(scope, VIEW).on(day).order_by().values_list("member_id", "organization_id")
    for member_id, cell_id in roll:
        row = row_at(cell_id)
        row.members += 1
        row.undecided += member_id not in decided
    for one in decided.values():
        if one.organization_id in reach:
            count(row_at(one.organization_id), one)
    allowed = exceptions_in(campaign, before=clock.end_of(as_of.day))
    for row in rows.values():
        whole = row.numbers and row.organization_id in reach  # of a part no cap can be told
        row.caps = tuple(caps_for(campaign, row.organization_id, row.numbers, allowed)) if whole else ()
    return sorted(rows.values(), key=lambda row: row.sort_key)


def sort_key_of(base: Place) -> tuple:
    """Communes first, as the district lists them; then the agencies, in Vietnamese order."""
    return base.type not in TERRITORY, name_sort_key(base.short_name)


def count(row: BaseRow, one: Decided) -> None:
    if one.level:
        row.numbers[one.level] += 1
    else:
        row.not_evaluated += 1


@requires(VIEW)
@never_cache
def streaks(request, year):
    """Who was decided excellent in each of the last years up to this one, as of the day."""
    campaign = campaign_of(request, year)
    asked = request.GET.get("so-nam", "")
    number = min(max(int(asked), FEWEST_YEARS), MOST_YEARS) if asked.isdecimal() and len(asked) < 3 else FEWEST_YEARS
    as_of = past_day_asked(request)
    context = {
        "campaign": campaign,
        "number": number,
        "numbers": range(FEWEST_YEARS, 6),
        "as_of": as_of,
        "page": page_asked(request, rows_in_a_row(request.scope, campaign, number, as_of)),
        "query": query_without(request, "trang"),
    }
    return render(request, "members/ratings/streaks.html", context)


def rows_in_a_row(scope, campaign: Campaign, number: int, as_of: AsOf) -> list[dict]:
    """Them within reach, with the cell of the reference day."""
    found, tree = excellent_in_a_row(campaign, number, clock.end_of(as_of.day)), NearestTree()
    people = Member.objects.in_scope(scope, VIEW).filter(pk__in=found).distinct()
    day = campaign.reference_day(as_of.day)
    cells = dict(Membership.objects.on(day).filter(member__in=found).values_list("member_id", "organization_id"))
    return [
        {
            "member": one,
            "years": found[one.pk],
            "cell": tree.at(cells[one.pk], day).short_name if one.pk in cells else "",
        }
        for one in people.order_by("sort_key", "pk")
    ]
