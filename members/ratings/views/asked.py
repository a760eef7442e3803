"""What the pages on ratings are asked about: the campaign, the cell, the grassroots organisation; who is asking."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.shortcuts import render

from cells.assessments.models import Campaign
from cells.assessments.models.units import units_of
from cells.assessments.views.campaigns import campaign_of
from cells.organizations.enums import CELLS, GRASSROOTS
from cells.organizations.models import NearestTree, OrganizationState
from members.ratings.models.reading import CellBook, cell_book
from members.ratings.models.whole import CellRow, caps_of, cell_rows, cells_below
from members.ratings.rules.hands import NO_RULES, Hand, hand
from sinho.accounts.roles import Permission
from sinho.web import clock
from sinho.web.lookup import get_in_scope_or_404

VIEW = Permission.VIEW_MEMBERS


@dataclass(frozen=True)
class CellDesk:
    """The ratings of a cell laid on somebody's desk."""

    campaign: Campaign
    state: OrganizationState
    hand: Hand
    book: CellBook

    def anew(self) -> "CellDesk":
        """The same after a change."""
        book = cell_book(self.campaign, self.state.organization_id, clock.today())
        return CellDesk(self.campaign, self.state, self.hand, book)

    @cached_property
    def base_id(self) -> int:
        """The grassroots organisation whose committee decides; a grassroots cell itself."""
        return base_of(self.state.organization_id, self.book.day)

    @cached_property
    def rows(self) -> list[CellRow]:
        """All cells of the grassroots organisation."""
        return cell_rows(self.campaign, cells_below(self.base_id, self.book.day), self.book.day)

    @cached_property
    def caps(self):
        return caps_of(self.campaign, self.base_id, self.rows)


def base_of(cell_id: int, day) -> int:
    tree = NearestTree()
    return tree.base(tree.at(cell_id, day), day).organization_id


def cell_desk(request, year: int, pk: int) -> CellDesk:
    """The cell in the campaign of the year, if it is within the person's reach; else 404."""
    campaign = campaign_of(request, year)
    day = campaign.reference_day(clock.today())
    states = units_of(campaign, day).filter(kind__in=CELLS)
    state = get_in_scope_or_404(states, request.scope, VIEW, organization_id=pk)
    if campaign.member_rules is None:
        raise NoRules(campaign)
    mine = hand(request.scope, pk, state.kind)
    return CellDesk(campaign, state, mine, cell_book(campaign, pk, clock.today()))


class NoRules(Exception):
    """The campaign keeps a scheme that says nothing of members."""

    def __init__(self, campaign: Campaign):
        self.campaign = campaign
        super().__init__(NO_RULES)


def with_rules(view):
    """Instead of the page, the sentence that the scheme of the campaign says nothing of members."""

    def said(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except NoRules as missing:
            context = {"campaign": missing.campaign, "sentence": NO_RULES}
            return render(request, "members/ratings/no_rules.html", context, status=409)

    return said


@dataclass(frozen=True)
class BaseDesk:
    """The cells of a grassroots organisation, as its committee sees them."""

    campaign: Campaign
    state: OrganizationState
    rows: list[CellRow]
    hands: dict[int, Hand]
    may_allow: bool
    day: dt.date

    @cached_property
    def caps(self):
        return caps_of(self.campaign, self.state.organization_id, self.rows)

    @property
    def decides(self) -> bool:
        return any(one.decides for one in self.hands.values())


def base_desk(request, year: int, pk: int) -> BaseDesk:
    """A grassroots organisation in the campaign of the year, if it is wholly within the person's reach; else 404."""
    campaign = campaign_of(request, year)
    day = campaign.reference_day(clock.today())
    states = units_of(campaign, day).filter(kind__in=GRASSROOTS)
    state = get_in_scope_or_404(states, request.scope, VIEW, organization_id=pk)
    if campaign.member_rules is None:
        raise NoRules(campaign)
    cells = list(cells_below(pk, day).in_scope(request.scope, VIEW))
    if not cells:
        raise Http404
    return BaseDesk(
        campaign,
        state,
        cell_rows(campaign, cells, day),
        {one.organization_id: hand(request.scope, one.organization_id, one.kind) for one in cells},
        request.scope.may(Permission.MANAGE_CAMPAIGNS, pk),
        day,
    )
