"""Who is late and whom to call: a page to be printed and worked through by telephone (A11)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from cells.access.models import Grant
from cells.assessments.actions.printing import note_late_printed
from cells.assessments.enums import SheetState
from cells.assessments.models.units import Unit
from cells.assessments.report.late import late_pdf
from cells.assessments.views.board import board_of, cells_asked, parents_of, url_of
from cells.assessments.views.campaigns import campaign_of
from cells.organizations.enums import Office
from cells.organizations.models import Officer
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission, Role
from sinho.web import clock
from sinho.web.answers import file_to_keep

MANAGE, RECORD = Permission.MANAGE_CAMPAIGNS, Permission.RECORD_CELLS
# Who fills the sheet of an organisation: he who leads it; of a cell without an account the committee above.
LEADERS = (Role.COMMUNE_SECRETARY, Role.CELL_SECRETARY)


@dataclass(frozen=True)
class LateLine:
    """A unit that is late, and whom to call; `numbers` are empty where nobody wrote one down."""

    unit: Unit
    url: str
    parent: str
    state: str
    people: tuple[tuple[str, str], ...]


def called(request, campaign, organization_ids: set[int]) -> set[int]:
    """Of whom the person sees the numbers: all, who manages the campaign; those of his cells, who leads a committee."""
    if request.scope.may(MANAGE, campaign.organization_id):
        return organization_ids
    return organization_ids & request.scope.organization_ids(RECORD)


def people_of(organization_ids, calls: Collection[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    """Organisation → who leads it, by account with his number (of those in `calls`), else the secretary by name: two
    queries."""
    found = defaultdict(list)
    grants = Grant.objects.on(clock.today()).filter(organization__in=organization_ids, role__in=LEADERS)
    for grant in grants.select_related("user").order_by("user__sort_key"):
        phone = grant.user.phone if grant.organization_id in calls else ""
        found[grant.organization_id].append((grant.user.full_name, phone))
    officers = Officer.objects.filter(organization__in=organization_ids, office=Office.SECRETARY)
    for officer in officers.filter(held__contains=clock.today()):
        if officer.organization_id not in found:
            found[officer.organization_id] = [(officer.person_name, "")]
    return {pk: tuple(people) for pk, people in found.items()}


def lines_of(request, found, board, *, cells: bool) -> tuple[list[LateLine], bool]:
    """Units that are late now, the latest first; and whether the person sees numbers to call."""
    units = sorted((unit for unit in board.units if unit.waits_late), key=lambda unit: -unit.timing.late_days)
    parents = parents_of(units, board.day) if cells else {}
    ids = {unit.state.organization_id for unit in units} | set(parents)
    calls = called(request, found, ids)
    people = people_of(ids, calls)
    lines = [
        LateLine(
            unit,
            url_of(found, unit),
            parents.get(unit.state.parent_id, ""),
            SheetState(unit.work_state).label,
            people.get(unit.state.organization_id) or people.get(unit.state.parent_id, ()),
        )
        for unit in units
    ]
    return lines, bool(calls)


@requires(Permission.VIEW)
def late(request, year):
    """Units that are late now, grassroots organisations or with `?cap=chi-bo` cells."""
    found = campaign_of(request, year)
    cells = cells_asked(request, found)
    board = board_of(request, found, cells=cells)
    lines, calls = lines_of(request, found, board, cells=cells)
    sees_grassroots = request.scope.may(Permission.VIEW, found.organization_id)
    context = {"campaign": found, "cells": cells, "lines": lines, "today": clock.today(), "both": sees_grassroots}
    context["calls"] = calls
    context["may_print"] = printer_of(request, found) is not None
    return render(request, "cells/assessments/late.html", context | {"expected": len(board.units)})


def printer_of(request, campaign) -> int | None:
    """In whose name the person prints the list: the holder of the campaign, or the committee that he leads."""
    if request.scope.may(Permission.EXPORT, campaign.organization_id):
        return campaign.organization_id
    own = {reach.organization_id for reach in request.scope.reaches if reach.role == Role.COMMUNE_SECRETARY}
    return min((pk for pk in own if request.scope.may(Permission.EXPORT, pk)), default=None)


@requires(Permission.EXPORT)
def printed(request, year):
    """The same list as a PDF in the Party layout; that it left the system is written down."""
    found, day = campaign_of(request, year), clock.today()
    issuer_id = printer_of(request, found)
    if issuer_id is None:
        raise PermissionDenied(Permission.EXPORT)
    cells = cells_asked(request, found)
    lines, calls = lines_of(request, found, board_of(request, found, cells=cells), cells=cells)
    content = late_pdf(found, lines, issuer_id=issuer_id, cells=cells, calls=calls, day=day)
    note_late_printed(campaign=found, issuer_id=issuer_id, number=len(lines), by=request.user)
    return file_to_keep(content, f"cham-nop-{year}-{'chi-bo' if cells else 'co-so'}.pdf")
