"""The life of a member in the Party as people read it: one line for each thing that happened, newest first."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cells.organizations.models import OrganizationState
from members.roll.enums import OUT_OF_THE_PARTY, Entry, Exit, StandingKind, Subject
from members.roll.models import Card, Member, Membership, Schooling
from members.roll.models.transfer_reading import read_transfers
from members.roll.rules import dated
from sinho.accounts.scope import Scope


@dataclass(frozen=True)
class Moment:
    """A day, what happened, and by which paper; `key` for admission, recognition and leaving the Party."""

    day: dt.date
    title: str
    line: str = ""
    key: bool = False


# Themes beside this one tell of a member too; each registers its teller when the application starts.
Teller = Callable[[Member, dt.date, Scope], Sequence[Moment]]
_tellers: list[Teller] = []


def also_tells(teller: Teller) -> None:
    """Let a theme have its say in the life of every member; what only some see is limited by the scope."""
    if teller not in _tellers:
        _tellers.append(teller)


def life_of(member: Member, day: dt.date, scope: Scope | None = None) -> list[Moment]:
    """Everything up to the day: nine queries at most, and those of other themes for who reads it."""
    memberships = list(member.memberships.order_by("valid"))
    names = CellNames({one.organization_id for one in memberships})
    found = [*standing_moments(member, memberships, names), *cell_moments(memberships, names)]
    found += [
        Moment(one.valid.lower, one.get_kind_display(), dated(one.decision_number, None, one.reason))
        for one in member.pauses.all()
    ]
    found += [
        Moment(one.awarded_on, f"Huy hiệu {one.level} năm tuổi đảng", dated(one.decision_number, one.decision_date))
        for one in member.badges.all()
    ]
    found += transfer_moments(member)
    found += card_moments(list(member.cards.order_by("valid")))
    found += [schooling_moment(one) for one in member.schoolings.filter(since__isnull=False)]
    found += [moment for teller in _tellers if scope for moment in teller(member, day, scope)]
    return sorted((one for one in found if one.day <= day), key=lambda one: (one.day, one.key), reverse=True)


def standing_moments(member: Member, memberships: list[Membership], names: "CellNames") -> list[Moment]:
    """Admission and recognition."""
    found = []
    for standing in member.standings.order_by("valid"):
        since = standing.valid.lower
        cell = next((names.on(one.organization_id, since) for one in memberships if since in one.valid), "")
        paper = dated(standing.decision_number, standing.decision_date, standing.issuer)
        lines = [paper, f"Giới thiệu: {standing.referrers}" if standing.referrers else ""]
        where = f" tại {cell}" if cell else ""
        title = "Đảng viên chính thức" if standing.kind == StandingKind.OFFICIAL else f"Kết nạp{where}"
        found.append(Moment(since, title, ". ".join(part for part in lines if part), key=True))
    return found


def cell_moments(memberships: list[Membership], names: "CellNames") -> list[Moment]:
    """How he came to a cell and left it; an admission has its own line."""
    found = []
    for before, membership in zip([None, *memberships], memberships, strict=False):
        since, cell = membership.since, names.on(membership.organization_id, membership.since)
        if membership.entry != Entry.ADMITTED:
            moved = before if before and before.exit == Exit.WITHIN and before.valid.upper == since else None
            paper = dated(moved.exit_number, moved.exit_date, moved.exit_reason) if moved else ""
            line = ". ".join(part for part in (Entry(membership.entry).label, paper) if part)
            found.append(Moment(since, f"Sinh hoạt tại {cell}", line))
        if membership.exit not in ("", Exit.WITHIN):
            line = dated(membership.exit_number, membership.exit_date, membership.exit_reason)
            gone = membership.exit in OUT_OF_THE_PARTY
            found.append(Moment(membership.valid.upper, Exit(membership.exit).label, line, key=gone))
    return found


def transfer_moments(member: Member) -> list[Moment]:
    """Introductions, and temporary stays elsewhere; where he is received for good stands with his cells."""
    rows = read_transfers(member.transfers.filter(from_organization__isnull=False), dt.date.max)
    found = []
    for row in rows:
        transfer, sheet = row.transfer, f"Giấy giới thiệu {row.transfer.sheet_number}"
        temporary = " tạm thời" if transfer.is_temporary else ""
        if transfer.introduced_on:
            title = f"Giới thiệu chuyển sinh hoạt{temporary} đến {row.sheet_names}"
            found.append(Moment(transfer.introduced_on, title, ". ".join(filter(None, (sheet, transfer.reason)))))
        if transfer.is_temporary and transfer.received_on:
            found.append(Moment(transfer.received_on, f"Sinh hoạt tạm thời tại {row.goes_to}"))
        if transfer.returned_on:
            found.append(Moment(transfer.returned_on, "Trở về sau sinh hoạt tạm thời"))
        if transfer.cancelled_on and transfer.introduced_on:
            found.append(Moment(transfer.cancelled_on, "Hủy việc chuyển sinh hoạt", transfer.cancel_reason))
    return found


def card_moments(cards: list[Card]) -> list[Moment]:
    """The first card is given, later ones take its place; numbers in their last digits."""
    words = ["Phát thẻ đảng viên", *["Đổi thẻ đảng viên"] * (len(cards) - 1)]
    return [
        Moment(card.valid.lower, title, dated(card.decision_number, None, card.masked))
        for title, card in zip(words, cards, strict=False)
    ]


def schooling_moment(schooling: Schooling) -> Moment:
    subject = Subject(schooling.subject).label
    return Moment(schooling.since, f"{subject}: {schooling}", schooling.mode)


class CellNames:
    """Names of cells as they were called on a day."""

    def __init__(self, ids: set[int]):
        self.states: dict[int, list[OrganizationState]] = {}
        for state in OrganizationState.objects.filter(organization__in=ids).order_by("valid"):
            self.states.setdefault(state.organization_id, []).append(state)

    def on(self, organization_id: int, day: dt.date) -> str:
        known = [one for one in self.states.get(organization_id, ()) if one.since <= day]
        known = known or self.states.get(organization_id, [])[:1]
        return known[-1].name if known else ""
