"""Ratings of members on the first page: cells that have not handed in, communes that have not decided (A12).

Each number is the number of rows of the page that it opens.
"""

from django.urls import reverse
from django.utils.http import urlencode

from cells.assessments.models import Campaign
from members.ratings.enums import FILLING, CellState
from members.ratings.models.whole import bases_undecided, cells_at_work, cells_below
from members.ratings.views.board import NOT_HANDED_IN, WAITING
from members.ratings.views.lists import UNDECIDED
from sinho.accounts.roles import Permission, Role
from sinho.accounts.scope import Scope
from sinho.home.desk import Task
from sinho.web import clock

P = Permission


def rating_tasks(scope: Scope, campaign: Campaign) -> list[Task]:
    """Once the year is registered: for who leads a cell or a commune, and for who runs the campaign."""
    if clock.today() <= campaign.register_by or campaign.member_rules is None or not scope.has(P.VIEW_MEMBERS):
        return []
    if scope.may(P.MANAGE_CAMPAIGNS, campaign.organization_id):
        left = len(bases_undecided(campaign, scope.organization_ids(P.VIEW_MEMBERS)))
        url = page("ratings:district", campaign.year, loc=UNDECIDED)
        title = f"Đôn đốc {left} tổ chức cơ sở đảng chưa quyết định xếp loại đảng viên"
        return [task(campaign, title, url)] if left else []
    found = of_cells(scope, campaign)
    for pk in led(scope, Role.COMMUNE_SECRETARY):
        found += of_base(campaign, pk, scope)
    return found


def led(scope: Scope, role: Role) -> list[int]:
    """Organisations that the person leads."""
    return sorted({reach.organization_id for reach in scope.reaches if reach.role == role})


def page(address: str, *args, **query) -> str:
    return f"{reverse(address, args=args)}?{urlencode(query)}"


def task(campaign: Campaign, title: str, url: str) -> Task:
    return Task(title, url, campaign.submit_by, clock.today(), str(campaign))


def of_cells(scope: Scope, campaign: Campaign) -> list[Task]:
    """The cells that the person leads, while they have not handed in."""
    own = cells_at_work(campaign, led(scope, Role.CELL_SECRETARY), FILLING)
    title = f"Làm và nộp kết quả đánh giá đảng viên năm {campaign.year}"
    return [task(campaign, title, reverse("ratings:cell", args=[campaign.year, pk])) for pk in sorted(own)]


def of_base(campaign: Campaign, pk: int, scope: Scope) -> list[Task]:
    """The cells of a commune: which have not handed in, which wait for its decision."""
    day, found = campaign.reference_day(clock.today()), []
    below = cells_below(pk, day).in_scope(scope, P.VIEW_MEMBERS)
    cells = set(below.values_list("organization_id", flat=True))
    for word, states, title in (
        (NOT_HANDED_IN, FILLING, "Đôn đốc {n} chi bộ chưa nộp kết quả đánh giá đảng viên"),
        (WAITING, [CellState.SUBMITTED], "Quyết định xếp loại đảng viên của {n} chi bộ đã nộp"),
    ):
        if number := len(cells_at_work(campaign, cells, states)):
            url = page("ratings:base", campaign.year, pk, loc=word)
            found.append(task(campaign, title.format(n=number), url))
    return found
