"""Where every unit of a campaign stands: expected, started, handed in, sent back, decided, on time or late (A11)."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from cells.assessments.enums import (
    BODY_SHORT,
    FILLING,
    REGISTRATION_SHORT,
    SECRETARY_WORDS,
    SHAPES,
    Body,
    RegistrationState,
    SheetState,
)
from cells.assessments.models import Campaign
from cells.assessments.models.units import Unit, count_cells, fill_in, read_units, units_of
from cells.assessments.rules import hands
from cells.assessments.rules.scheme import CELL_KINDS, GRASSROOTS, GRASSROOTS_KINDS
from cells.assessments.views.campaigns import campaign_of, papers_of
from cells.assessments.views.gates import caps_on
from cells.organizations.models import OrganizationState
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web import clock
from sinho.web.lists import AsOf, holding_words, past_day_asked, query_without, words_asked

VIEW = Permission.VIEW
PER_PAGE = 50

# Groups of the board by what is to be done, in this order: key, heading for the level above.
GROUPS = (
    ("late", "Chậm nộp, cần đôn đốc"),
    ("mending", "Đang sửa, chưa đến hạn"),
    ("submitted", "Chờ nhận"),
    ("in_appraisal", "Đang thẩm định"),
    ("proposed", "Đã trình, chờ quyết định"),
    ("draft", "Đang làm"),
    ("not_started", "Chưa bắt đầu"),
    ("ended", "Đã kết thúc hoạt động trong năm"),
    ("decided", "Đã quyết định"),
)


def group_of(unit: Unit) -> str:
    """The group of the board in which the unit stands."""
    if unit.ended_on and unit.work_state in FILLING:
        return "ended"
    if unit.waits_late:
        return "late"
    return "mending" if unit.work_state == SheetState.SENT_BACK else unit.work_state


def handed_in(unit: Unit) -> bool:
    """Whether a sheet of this round has been handed in."""
    return bool(unit.submitted_on) and unit.work_state != SheetState.SENT_BACK


# What the head of the board counts, and the list behind each count.
COUNTED = {
    "expected": lambda unit: True,
    "registered": lambda unit: unit.registration_state in (RegistrationState.SENT, RegistrationState.ACCEPTED),
    "registration_waiting": lambda unit: unit.registration_state == RegistrationState.SENT,
    "started": lambda unit: unit.work_state != SheetState.NOT_STARTED,
    "handed_in": handed_in,
    "handed_in_late": lambda unit: handed_in(unit) and unit.timing.late,
    "sent_back": lambda unit: unit.work_state == SheetState.SENT_BACK,
    "ended_in_year": lambda unit: unit.ended_on is not None,
    "with_board": lambda unit: unit.work_state in hands.APPRAISING,
}


@dataclass(frozen=True)
class Board:
    """Units of one kind (grassroots or cells) in a campaign, within a person's reach, as they stand on the day."""

    campaign: Campaign
    units: list[Unit]
    today: dt.date

    @property
    def day(self) -> dt.date:
        """The last day whose organisations are counted."""
        return self.campaign.reference_day(self.today)

    def counts(self) -> Counter:
        """How many units stand in each group, and in each count of the head."""
        found = Counter(group_of(unit) for unit in self.units)
        for key, test in COUNTED.items():
            found[key] = sum(test(unit) for unit in self.units)
        return found

    def chosen(self, which: str) -> list[Unit]:
        """The list behind a count, in the order of the groups; everything for no or an unknown key."""
        order = {key: rank for rank, (key, _) in enumerate(GROUPS)}
        if which in COUNTED and which not in order:
            units = [unit for unit in self.units if COUNTED[which](unit)]
        else:
            units = [unit for unit in self.units if which not in order or group_of(unit) == which]
        return sorted(units, key=lambda unit: order[group_of(unit)])


def board_day(request, campaign: Campaign) -> AsOf:
    """The day in the address, today without one; a day to come is answered with today, one before with the first."""
    as_of, first = past_day_asked(request), dt.date(campaign.year, 1, 1)
    if as_of.given and as_of.day < first <= clock.today():
        return AsOf(first, problem=f"Ngày {as_of.text} ở trước năm đánh giá {campaign.year}.", typed=as_of.text)
    return as_of


def units_on(campaign: Campaign, states, day: dt.date) -> list[Unit]:
    """The units as they stand today, or as they stood at the end of an earlier day."""
    return read_units(campaign, states, day, clock.end_of(day) if day < clock.today() else None)


def board_of(request, campaign: Campaign, *, cells: bool, day: dt.date | None = None) -> Board:
    """The board within the person's reach, today or on an earlier day."""
    today = day or clock.today()
    kinds = CELL_KINDS if cells else GRASSROOTS_KINDS
    states = units_of(campaign, campaign.reference_day(today)).in_scope(request.scope).filter(kind__in=kinds)
    states = holding_words(states, words_asked(request))
    under = request.GET.get("duoi", "")
    if under.isdecimal() and len(under) < 18:
        states = states.filter(parent_id=int(under))
    return Board(campaign, units_on(campaign, states, today), today)


def rows_of(board: Board, units: list[Unit], parents: dict[int, str], *, cells: bool) -> list[tuple[str, list[dict]]]:
    """Units as the table shows them, under the headings of their groups."""
    headings = dict(GROUPS)
    grouped: dict[str, list[dict]] = {}
    for unit in units:
        grouped.setdefault(group_of(unit), []).append(row_of(board.campaign, unit, parents, cells=cells))
    return [(headings[key], rows) for key, rows in grouped.items()]


def row_of(campaign: Campaign, unit: Unit, parents: dict[int, str], *, cells: bool) -> dict:
    """One line of the board."""
    days = [unit.submitted_on, *(unit.steps.get(state) for state in ("sent_back", "in_appraisal", "decided"))]
    grades = [unit.proposals.get(body) for body in bodies_of(campaign, cells=cells)]
    return {
        "name": unit.state.short_name,
        "url": url_of(campaign, unit),
        "shape": SHAPES[unit.work_state],
        "state_label": SheetState(unit.work_state).label,
        "timing": unit.timing,
        "cells": f"{unit.cells_decided}/{unit.cells_expected}" if unit.cells_expected else "",
        "registration": registration_words(unit),
        "parent": parents.get(unit.state.parent_id, ""),
        "days": [f"{day:%d/%m}" if day else "" for day in days],
        "grades": [campaign.rules.short(one.level, one.exemplary) if one else "" for one in grades]
        + [decided_words(campaign, unit.sheet)],
    }


def bodies_of(campaign: Campaign, *, cells: bool) -> tuple[str, ...]:
    """Whose grades stand before the decision: a cell's own, for a grassroots organisation also the proposed one."""
    return (Body.SELF,) if cells else (Body.SELF, campaign.rules.procedures[GRASSROOTS].proposes)


def registration_words(unit: Unit) -> str:
    """The day on which the registration was accepted, or what it waits for."""
    accepted = unit.sheet.accepted_at if unit.sheet else None
    if unit.registration_state == RegistrationState.ACCEPTED:
        return f"{timezone.localtime(accepted):%d/%m}"
    return "" if unit.work_state == SheetState.DECIDED else REGISTRATION_SHORT[unit.registration_state]


def url_of(campaign: Campaign, unit: Unit) -> str:
    """Where the name of the unit leads."""
    if unit.sheet:
        return reverse("assessments:sheet", args=[unit.sheet.pk])
    return reverse("assessments:unit", args=[campaign.year, unit.state.organization_id])


def decided_words(campaign: Campaign, sheet) -> str:
    """The decided grade, or why there is none."""
    if sheet is None or sheet.state != SheetState.DECIDED:
        return ""
    if sheet.not_evaluated_reason:
        return f"Chưa đánh giá: {campaign.rules.reasons[sheet.not_evaluated_reason].lower()}"
    return campaign.rules.short(sheet.decided_level, sheet.decided_exemplary)


def legend_of(campaign: Campaign) -> str:
    """Abbreviations of the grades."""
    pairs = [f"{level.short}: {level.label}" for level in campaign.rules.levels if level.short != level.label]
    return " · ".join(pairs)


@requires(VIEW)
def campaign(request, year):
    """The board of a year: grassroots organisations, or with `?cap=chi-bo` their cells."""
    found = campaign_of(request, year)
    cells = cells_asked(request, found)
    as_of = board_day(request, found)
    board = board_of(request, found, cells=cells, day=as_of.day)
    which = request.GET.get("loc", "")
    page = Paginator(board.chosen(which), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "campaign": found,
        "scheme": found.rules,
        "cells": cells,
        "bodies": [BODY_SHORT[body] for body in bodies_of(found, cells=cells)],
        "groups": groups_of(request, board, list(page), cells=cells),
        "page": page,
        "which": which,
        "as_of": as_of,
        "legend": legend_of(found),
        "caps": caps_on(board, cells=cells),
        **own_of(request, board, cells=cells),
        **counted(board),
        **asked_of(request),
        **rights_of(request, found, board, cells=cells),
    }
    return render(request, "cells/assessments/board.html", context)


def groups_of(request, board: Board, units: list[Unit], *, cells: bool) -> list[tuple[str, list[dict]]]:
    """The units of one page with all that their rows show."""
    before = clock.end_of(board.today)
    fill_in(units, before)
    if not cells:
        count_cells(board.campaign, units, board.day, before)
    parents = parents_of(units, board.day) if cells and sees_grassroots(request, board.campaign) else {}
    return rows_of(board, units, parents, cells=cells)


def counted(board: Board) -> dict:
    """The counts of the head and of the filters, and the day they are for."""
    counts = board.counts()
    return {
        "day": board.day,
        "past": board.today < clock.today(),
        "counts": {key: counts[key] for key in (*COUNTED, *dict(GROUPS))},
        "chips": [(key, label, counts[key]) for key, label in GROUPS if counts[key]],
    }


def asked_of(request) -> dict:
    """What the address asks, for the links and the form that keep it."""
    return {
        "words": words_asked(request),
        "query": query_without(request, "trang"),
        "filter_query": query_without(request, "trang", "loc"),
        "now_query": query_without(request, "trang", "ngay"),
        "level_query": query_without(request, "trang", "loc", "cap", "duoi"),
        "kept": [(name, value) for name, value in request.GET.items() if name not in ("q", "trang", "ngay")],
    }


def rights_of(request, found: Campaign, board: Board, *, cells: bool) -> dict:
    """Which buttons the person sees."""
    scope = request.scope
    return {
        "sees_grassroots": sees_grassroots(request, found),
        "may_manage": scope.may(Permission.MANAGE_CAMPAIGNS, found.organization_id),
        "may_report": scope.has(Permission.EXPORT),
        "papers_of": papers_of(scope, found),
        "may_members": scope.has(Permission.VIEW_MEMBERS),
        "may_record": cells and not found.closed and scope.has(Permission.RECORD_CELLS) and bool(board.units),
    }


def parents_of(units: list[Unit], day) -> dict[int, str]:
    """Names of the committees above the cells."""
    stood = OrganizationState.objects.within(dt.date(day.year, 1, 1), day)
    rows = stood.filter(organization__in={unit.state.parent_id for unit in units})
    return dict(rows.values_list("organization_id", "short_name"))


def sees_grassroots(request, found: Campaign) -> bool:
    """Whether the person works with the whole district."""
    return request.scope.may(VIEW, found.organization_id)


def cells_asked(request, found: Campaign) -> bool:
    """Cells or grassroots organisations: as asked, and otherwise what the person works with."""
    asked = request.GET.get("cap", "")
    return asked == "chi-bo" if asked in ("chi-bo", "co-so") else not sees_grassroots(request, found)


def own_of(request, board: Board, *, cells: bool) -> dict:
    """Above its cells, the grassroots organisation that the person works for."""
    own = own_unit(request, board) if cells else None
    return {"own_unit": own, "own_words": SECRETARY_WORDS[own.work_state].lower() if own else ""}


def own_unit(request, board: Board) -> Unit | None:
    """The grassroots organisation that the person works for."""
    states = units_of(board.campaign, board.day).in_scope(request.scope)
    own = states.filter(organization__in=request.scope.own_organization_ids(), kind__in=GRASSROOTS_KINDS)
    units = units_on(board.campaign, own, board.today)
    return units[0] if units else None
