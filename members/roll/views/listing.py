"""The roll on any day: filtered, sorted, searched without marks; and the same list as a file."""

from dataclasses import dataclass, replace

from django.shortcuts import render

from cells.organizations.enums import CELLS, GRASSROOTS, OrganizationKind
from cells.organizations.models import OrganizationState
from members.roll.actions.reading import note_exported
from members.roll.enums import LEVELS, Ethnicity, Sex, Subject
from members.roll.models import Membership, Transfer
from members.roll.models.lines import read_lines
from members.roll.models.membership import MembershipQuerySet
from members.roll.models.reading import ANY_NUMBER, Counts, count, read_rows
from members.roll.models.transfer_reading import read_transfers
from members.roll.papers import roll_workbook
from members.roll.views.asked import OFFICES, STATES, MembersAsked
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web.answers import attempt, file_to_keep
from sinho.web.fields import ReasonForm
from sinho.web.lists import PER_PAGE, Order, order_asked, query_without
from sinho.web.long_lists import MOST_COUNTED, MOST_FOUND, KnownFirst, counted, long_page_asked, wants_full_count

VIEW, EXPORT = Permission.VIEW_MEMBERS, Permission.EXPORT_MEMBERS
OF_PEOPLE = {"ten": ("sort_key", "id"), "ngay-sinh": ("birth_year", "birth_month", "birth_day", "id")}
ORDERS = {key: tuple(f"member__{name}" for name in names) for key, names in OF_PEOPLE.items()}
MOST_GUESTS, MOST_WITH_GUESTS = 50, 60


@requires(VIEW)
def members(request):
    """Who is on the roll on the day."""
    asked, order = MembersAsked.of(request), order_asked(request, ORDERS, "ten")
    found = met(request, asked, order)
    counts, number = numbers(asked, found)
    places = found.places if found.places is not None else places_of(asked, found, order, few=number is not None)
    page = long_page_asked(request, places, number, PER_PAGE)
    rows = read_lines(list(page), asked.day, first=page.start_index())
    offered = offered_states(request, asked.day, asked.organization_id)
    organization = next((one for one in offered if one.organization_id == asked.organization_id), None)
    context = {
        "asked": asked,
        "as_of": asked.as_of,
        "organization": organization,
        "village": asked.village(request.scope),
        "counts": counts,
        "page": page,
        "rows": rows,
        "order": order,
        "show_committee": len({one.committee for one in rows}) > 1,
        "guests": guests_of(request.scope, asked, organization),
        **choices(request, asked, offered),
    }
    return render(request, "members/roll/list.html", context)


def places_of(asked: MembersAsked, found: "Met", order: Order, *, few: bool):
    """Member and cell of everybody of the state that is asked for, in order."""
    rows = asked.of_state(found.rows)
    if few and asked.narrowed:
        return replace(order, fields=OF_PEOPLE[order.key]).apply(rows.people(asked.day)).values_list("pk", "cell_id")
    return order.apply(rows).values_list("member_id", "organization_id")


def guests_of(scope, asked: MembersAsked, organization) -> list:
    """Members of other cells who take part for a time in what the list shows; they are counted apart.

    In the whole list of one cell, and of who sees no more than a commune; other lists lead to the page of transfers.
    """
    ids = scope.organization_ids(VIEW)
    if organization:
        ids = {organization.organization_id} if organization.kind in CELLS else set()
    only_some = asked.village_id or asked.words or asked.state or asked.has_more
    if only_some or not ids or len(ids) > MOST_WITH_GUESTS:
        return []
    here = Transfer.objects.hosted_on(asked.day).filter(host_cell__among=ids).exclude(from_organization__among=ids)
    found = here.select_related("member").prefetch_related("extensions").order_by("member__sort_key", "id")
    return read_transfers(found[:MOST_GUESTS], asked.day)


def most_counted(asked: MembersAsked) -> int:
    """Up to how many people are counted with every page."""
    return MOST_FOUND if asked.words else MOST_COUNTED


@dataclass(frozen=True)
class Met:
    """Memberships that fit all but the state. `most`: up to how many are counted; None when there are more.

    `places`: member and cell of all of them in order, or of the first, when they were read already.
    """

    rows: MembershipQuerySet
    most: int | None
    places: KnownFirst | list[tuple[int, int]] | None = None


def met(request, asked: MembersAsked, order: Order) -> Met:
    """Names are searched once for a page: the few that are found are named one by one from here on."""
    rows = asked.fitting(request.scope)
    if wants_full_count(request):
        return Met(rows, ANY_NUMBER)
    if not asked.words:
        return Met(rows, MOST_COUNTED)
    by_name = not asked.kind and order.key == "ten"
    in_order = (order.apply(rows) if by_name else rows.order_by()).values_list("member_id", "organization_id")
    found = list(in_order[: MOST_FOUND + 1])
    if len(found) > MOST_FOUND:
        return Met(rows, None, KnownFirst(found, in_order) if by_name else None)
    rows = Membership.objects.on(asked.day).in_scope(request.scope).filter(member_id__among=[pk for pk, _ in found])
    return Met(rows, MOST_FOUND, found if by_name else None)


def numbers(asked: MembersAsked, found: Met) -> tuple[Counts | None, int | None]:
    """What is counted over all that fits, and how many of them are of the state that is asked for."""
    counts = None if found.most is None else count(found.rows, asked.day, found.most)
    if counts is None:
        return None, counted(asked.of_state(found.rows), most_counted(asked)) if asked.kind else None
    return counts, getattr(counts, asked.kind or "total")


def choices(request, asked: MembersAsked, offered) -> dict:
    """What the filters offer, what the person may do, and the links that keep the filters."""
    return {
        "most_counted": most_counted(asked),
        "organizations": named(offered),
        "states": STATES.items(),
        "sexes": Sex.choices,
        "ethnicities": Ethnicity.choices,
        "levels": LEVELS[Subject.GENERAL],
        "offices": [(word, label) for word, (label, _) in OFFICES.items()],
        "day_query": f"?ngay={asked.as_of.text}" if asked.as_of.given else "",
        "query": query_without(request, "trang"),
        "all_query": query_without(request, "trang", "tu-cach"),
        "may_manage": request.scope.has(Permission.MANAGE_MEMBERS),
        "may_export": request.scope.has(EXPORT),
        "may_record_offices": request.scope.has(Permission.RECORD_OFFICES),
    }


def offered_states(request, day, asked: int | None) -> list:
    """Grassroots organisations for who sees several of them, cells for who sees one; what is asked for is offered."""
    states = OrganizationState.objects.on(day).in_scope(request.scope, VIEW).order_by("sort_key")
    states = states.values_list("organization_id", "short_name", "name", "kind", named=True)
    offered = grassroots = list(states.filter(kind__in=GRASSROOTS))
    if len(grassroots) == 1:
        offered = list(states.filter(kind=OrganizationKind.SUBORDINATE_CELL, parent=grassroots[0].organization_id))
    if asked and asked not in {one.organization_id for one in offered}:
        offered += states.filter(organization=asked)
    return offered


def named(offered) -> list[tuple[int, str]]:
    """Number and short name of each, for a filter."""
    return [(pk, short_name) for pk, short_name, _, _ in offered]


def offered_organizations(request, day, asked: int | None) -> list[tuple[int, str]]:
    """The same for lists that need nothing else of them."""
    return named(offered_states(request, day, asked))


@requires(EXPORT)
def export(request):
    """The list as a file: a reason is asked and kept in the log."""
    asked = MembersAsked.of(request)
    fitting = asked.of_state(asked.fitting(request.scope)).filter(
        organization_id__among=request.scope.organization_ids(EXPORT)
    )
    form = ReasonForm(request.POST or None)

    def act(data):
        rows = read_rows(list(fitting.select_related("member").order_by(*ORDERS["ten"])), asked.day)
        note_exported(rows=len(rows), day=asked.day, reason=data["reason"], by=request.user, scope=request.scope)
        return roll_workbook(rows, day=asked.day, of=asked.said(request.scope), reason=data["reason"], by=request.user)

    content, reasons = attempt(request, form, act)
    if content:
        return file_to_keep(content, f"dang-vien-{asked.day:%Y-%m-%d}.xlsx")
    context = {"form": form, "reasons": reasons, "asked": asked, "count": fitting.count()}
    context |= {"organization": asked.organization(request.scope), "query": query_without(request, "trang")}
    return render(request, "members/roll/export.html", context, status=422 if form.is_bound else 200)
