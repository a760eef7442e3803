"""The roll on any day: filtered, sorted, searched without marks; and the same list as a file."""

from django.http import HttpResponse
from django.shortcuts import render

from cells.organizations.enums import OrganizationKind
from cells.organizations.models import OrganizationState, subtree_ids
from members.roll.actions.reading import note_exported
from members.roll.enums import LEVELS, Ethnicity, Sex, Subject
from members.roll.forms import ReasonForm
from members.roll.models import Transfer
from members.roll.models.reading import count, read_rows
from members.roll.models.transfer_reading import read_transfers
from members.roll.papers import roll_workbook
from members.roll.views.asked import STATES, MembersAsked
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web.answers import attempt
from sinho.web.lists import order_asked, page_asked, query_without

VIEW, EXPORT = Permission.VIEW_MEMBERS, Permission.EXPORT_MEMBERS
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ORDERS = {
    "ten": ("member__sort_key", "member_id"),
    "ngay-sinh": ("member__birth_year", "member__birth_month", "member__birth_day", "member_id"),
}
MOST_GUESTS = 50
BASE = (OrganizationKind.GRASSROOTS_COMMITTEE, OrganizationKind.GRASSROOTS_CELL)


@requires(VIEW)
def members(request):
    """Who is on the roll on the day."""
    asked, order = MembersAsked.of(request), order_asked(request, ORDERS, "ten")
    fitting = asked.fitting(request.scope)
    page = page_asked(request, order.apply(asked.of_state(fitting).select_related("member")))
    rows = read_rows(list(page), asked.day, first=page.start_index())
    context = {
        "asked": asked,
        "as_of": asked.as_of,
        "organization": asked.organization(request.scope),
        "village": asked.village(request.scope),
        "counts": count(fitting, asked.day),
        "page": page,
        "rows": rows,
        "order": order,
        "query": query_without(request, "trang"),
        "all_query": query_without(request, "trang", "tu-cach"),
        "may_manage": request.scope.has(Permission.MANAGE_MEMBERS),
        "may_export": request.scope.has(EXPORT),
        "show_committee": len({one.committee for one in rows}) > 1,
        "guests": guests_of(request.scope, asked),
        **choices(request, asked),
    }
    return render(request, "members/roll/list.html", context)


def guests_of(scope, asked: MembersAsked) -> list:
    """Members of other cells who take part for a time in what the list shows; they are counted apart."""
    ids = scope.organization_ids(VIEW)
    if asked.organization_id:
        ids &= subtree_ids(asked.organization_id, asked.day)
    here = Transfer.objects.hosted_on(asked.day).filter(host_cell__among=ids).exclude(from_organization__among=ids)
    found = here.select_related("member").prefetch_related("extensions").order_by("member__sort_key", "id")
    return read_transfers(found[:MOST_GUESTS], asked.day)


def choices(request, asked: MembersAsked) -> dict:
    """What the filters offer."""
    return {
        "organizations": offered_organizations(request, asked.day, asked.organization_id),
        "states": STATES.items(),
        "sexes": Sex.choices,
        "ethnicities": Ethnicity.choices,
        "levels": LEVELS[Subject.GENERAL],
    }


def offered_organizations(request, day, asked: int | None) -> list[tuple[int, str]]:
    """Grassroots organisations for who sees several of them, cells for who sees one; what is asked for is offered."""
    states = OrganizationState.objects.on(day).in_scope(request.scope, VIEW).order_by("sort_key")
    base = list(states.filter(kind__in=BASE).values_list("organization_id", "short_name"))
    if len(base) == 1:
        below = states.filter(kind=OrganizationKind.SUBORDINATE_CELL, parent=base[0][0])
        base = list(below.values_list("organization_id", "short_name"))
    if asked and asked not in dict(base):
        base += states.filter(organization=asked).values_list("organization_id", "short_name")
    return base


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
        answer = HttpResponse(content, content_type=XLSX)
        answer["Content-Disposition"] = f'attachment; filename="dang-vien-{asked.day:%Y-%m-%d}.xlsx"'
        return answer
    context = {"form": form, "reasons": reasons, "asked": asked, "count": fitting.count()}
    context |= {"organization": asked.organization(request.scope), "query": query_without(request, "trang")}
    return render(request, "members/roll/export.html", context, status=422 if form.is_bound else 200)
