"""How an organisation stands on its papers: who is above it, what its committee is called, symbol, place, signature.

Everything follows from its name and kind on the day; only the province above a district may be missing from the tree
and then comes from the settings.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings

from cells.organizations.bodies import (
    COMMITTEE,
    Board,
    Capacity,
    board_capacities,
    board_recipients,
    boards,
    boards_verified,
    committee_capacities,
    is_certified,
    is_verified,
    level_of,
    symbol_of,
)
from cells.organizations.enums import CELLS, OrganizationKind
from cells.organizations.models import OrganizationState
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.documents.issuing import Body, Signer
from sinho.documents.paper import PaperHead, Signature
from sinho.documents.reports import PaperDetails

K = OrganizationKind
# Kinds of organisations that a report may be asked for.
REPORTING = (K.PROVINCE_COMMITTEE, K.DISTRICT_COMMITTEE, K.GRASSROOTS_COMMITTEE, K.GRASSROOTS_CELL)
TERRITORIAL = (K.PROVINCE_COMMITTEE, K.DISTRICT_COMMITTEE)
# Đảng bộ huyện Sìn Hồ is led by Huyện ủy Sìn Hồ.
_TERRITORY = re.compile(r"Đảng bộ (?P<level>tỉnh|thành phố|huyện|quận|thị xã) (?P<place>.+)")
_COMMITTEES = {"tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy", "huyện": "Huyện ủy", "quận": "Quận ủy", "thị xã": "Thị ủy"}


@dataclass(frozen=True)
class Issuer:
    """Who issues a paper: the organisation by name, its `organ` and the one above it as in running text, and the
    `speaker` in whose name it reports (Ban Thường vụ Huyện ủy …).

    `bodies`: those that may issue instead, with the capacities of who signs; `certifier`: the committee that puts its
    seal on the paper of a cell, "" for all others.
    """

    name: str
    superior: str
    organ: str
    speaker: str
    symbol: str
    place: str
    authority: str
    addressee: str
    recipients: tuple[str, ...]
    committee: str = ""
    above: str = ""
    certifier: str = ""
    board: Board | None = None

    @property
    def bodies(self) -> tuple[Body, ...]:
        """The committee first, then the boards of a district or province."""
        signers = _signers(committee_capacities(self.committee))
        own = Body(COMMITTEE, self.organ, self.symbol, signers, is_verified(self.committee))
        if level_of(self.committee) != "territorial":
            return (own,)
        return own, *(self._body(one) for one in boards())

    def _body(self, board: Board) -> Body:
        label, signers = f"{board.name} {self.organ}", _signers(board_capacities(board))
        return Body(board.code, label, self._symbol_of(board), signers, boards_verified())

    def _symbol_of(self, board: Board) -> str:
        """BTCHU."""
        return f"{board.symbol}{self.symbol}"

    def acting_as(self, code: str) -> "Issuer":
        """The same organisation speaking through one of its bodies; unknown codes are the committee itself."""
        board = next((one for one in boards() if one.code == code), None)
        if board is None or level_of(self.committee) != "territorial":
            return self
        return replace(
            self,
            superior=self.organ,
            organ=board.name,
            speaker=f"{board.name} {self.organ}",
            symbol=self._symbol_of(board),
            authority="",
            addressee=f"Ban Thường vụ {self.organ}",
            recipients=board_recipients(board, self.organ, self.above),
            board=board,
        )

    def head(self, details: PaperDetails, *, kind: str, type_symbol: str, subject: str) -> PaperHead:
        """Heading of a paper of this issuer: kind BÁO CÁO with its type symbol BC."""
        return PaperHead(
            superior=self.superior.upper(),
            issuer=self.organ.upper(),
            number_and_symbol=f"{details.number}-{type_symbol}/{self.symbol}",
            place=self.place,
            day=details.day,
            kind=kind,
            subject=subject,
        )

    def signature(self, details: PaperDetails) -> Signature:
        """In the capacity that was chosen; a title of one's own stands below the usual authority of the issuer."""
        capacities = board_capacities(self.board) if self.board else committee_capacities(self.committee)
        chosen = next((one for one in capacities if one.code == details.signer), None)
        if chosen:
            lines, position = chosen.lines, details.position or chosen.position
        else:
            lines, position = self._usual(details.position), details.position
        return Signature(lines, position.upper(), details.name, self.certifier)

    def _usual(self, position: str) -> tuple[str, ...]:
        """Authority when no capacity was chosen: of a board by its head, or for him by whoever else signs."""
        if self.board is None:
            return (self.authority,)
        head, deputy = board_capacities(self.board)[:2]
        return deputy.lines if position and position.upper() not in head.lines else head.lines


def committee_of(name: str, kind: str) -> tuple[str, str]:
    """The committee that leads the organisation, without and with its place: (Huyện ủy, Huyện ủy Sìn Hồ)."""
    if territory := _TERRITORY.fullmatch(name):
        committee = _COMMITTEES[territory["level"]]
        return committee, f"{committee} {territory['place']}"
    if kind in CELLS:
        return "Chi bộ", name
    return "Đảng ủy", re.sub(r"^Đảng bộ\b", "Đảng ủy", name)


def issuer(state: OrganizationState, parent: OrganizationState | None) -> Issuer:
    """The issuer that an organisation is on a day, from its state and the state of the organisation above it."""
    committee, organ = committee_of(state.name, state.kind)
    above = superior_committee(state, parent)
    territorial = state.kind in TERRITORIAL
    return Issuer(
        name=state.name,
        superior=parent.name if parent and parent.kind != K.PROVINCE_COMMITTEE else above,
        organ=organ,
        speaker=f"Ban Thường vụ {organ}" if territorial else organ,
        symbol=symbol_of(committee),
        place=place_of(state, parent),
        authority="T/M BAN THƯỜNG VỤ" if territorial else f"T/M {committee.upper()}",
        addressee=addressee(above),
        recipients=recipients(state, committee, addressee(above), above),
        committee=committee,
        above=above,
        certifier=above if is_certified(committee) else "",
    )


def _signers(capacities: Iterable[Capacity]) -> tuple[Signer, ...]:
    return tuple(Signer(one.code, one.label, one.lines, one.position) for one in capacities)


def superior_committee(state: OrganizationState, parent: OrganizationState | None) -> str:
    """The committee above, with its place; above a district that has none in the tree, the province of the settings."""
    if parent:
        return committee_of(parent.name, parent.kind)[1]
    return f"Tỉnh ủy {settings.PROVINCE_NAME}" if state.kind == K.DISTRICT_COMMITTEE else ""


def place_of(state: OrganizationState, parent: OrganizationState | None) -> str:
    """Where the paper is dated: the commune of the organisation, else the place of what stands above it."""
    if territory := _TERRITORY.fullmatch(state.name):
        return territory["place"]
    if state.commune:
        return state.commune.name
    return place_of(parent, None) if parent else state.short_name


def addressee(above: str) -> str:
    """Who is reported to: the standing committee of a province or district, else the committee itself."""
    return above if not above or above.startswith(("Đảng ủy", "Chi bộ")) else f"Ban Thường vụ {above}"


def recipients(state: OrganizationState, committee: str, addressee: str, above: str) -> tuple[str, ...]:
    """Who gets a report, in the order of the paper; the file copy last."""
    first = (f"{addressee} (báo cáo)",) if addressee else ()
    if state.kind in TERRITORIAL:
        board = (f"Ban Tổ chức {above}",) if above else ()
        below = (f"Thường trực {committee}", "Các tổ chức cơ sở đảng trực thuộc", f"Lưu Văn phòng {committee}")
        return *first, *board, *below
    below = () if state.kind in CELLS else ("Các chi bộ trực thuộc",)
    return *first, *below, f"Lưu {committee}"


def issuer_on(organization_id: int, day: dt.date) -> Issuer | None:
    """The organisation as issuer on the day; None when it does not exist then."""
    states = OrganizationState.objects.on(day).select_related("commune")
    state = states.filter(organization_id=organization_id).first()
    if state is None:
        return None
    return issuer(state, states.filter(organization_id=state.parent_id).first() if state.parent_id else None)


def reporting_organizations(scope: Scope, day: dt.date) -> Iterable[tuple[int, str]]:
    """(id, name) of the organisations a person may ask a report for, from the district down."""
    states = OrganizationState.objects.on(day).in_scope(scope, Permission.EXPORT).filter(kind__in=REPORTING)
    return states.in_order().values_list("organization_id", "name")
