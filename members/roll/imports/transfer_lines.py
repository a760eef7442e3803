"""What a row of the workbook of transfers says, which transfer it is about, which places it names."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef

from cells.organizations.enums import CELLS
from cells.organizations.enums import OrganizationKind as K
from cells.organizations.models import Organization
from members.roll.imports.lines import MemberUnit
from members.roll.imports.register import MemberRegister, spellings
from members.roll.limits import may_send_out
from members.roll.models import Member, Membership, Pause, Transfer
from members.roll.models.member import code_of
from members.roll.rules import BirthDate
from sinho.imports.lines import Line
from sinho.text.folding import fold

COMMITTEES = (K.GRASSROOTS_COMMITTEE, K.SECTION_COMMITTEE)
# By these a row is recognised as being about a transfer that is known.
TELLING = ("decided_on", "introduced_on", "sheet_number", "received_on", "cancelled_on")
# Columns that are called like the fields of a transfer.
FIELDS = (
    *TELLING,
    "kind",
    "reason",
    "dues_paid_until",
    "presented_on",
    "notice_number",
    "until",
    "study",
    "returned_on",
    "cancel_reason",
)


@dataclass
class TransferLine(Line):
    """A transfer as the book of a committee keeps it. Places are codes, outside the district words."""

    code: str | None = None
    name: str | None = None
    birth: BirthDate | None = None
    identity: str | None = None
    card: str | None = None
    kind: str | None = None
    cell: str | None = None
    base: str | None = None
    to: str | None = None
    to_base: str | None = None
    host: str | None = None
    decided_on: dt.date | None = None
    reason: str | None = None
    sheet_number: str | None = None
    introduced_on: dt.date | None = None
    dues_paid_until: dt.date | None = None
    presented_on: dt.date | None = None
    received_on: dt.date | None = None
    notice_number: str | None = None
    until: dt.date | None = None
    study: bool | None = None
    returned_on: dt.date | None = None
    cancelled_on: dt.date | None = None
    cancel_reason: str | None = None
    # The key of the known transfer that the row is about.
    about: int | None = None


def line_of(unit: MemberUnit, transfer: Transfer, code_by_id: dict[int, str]) -> TransferLine:
    """A known transfer as a row of the workbook; a place beyond the reach of the person stays empty."""
    line = TransferLine(code=unit.key, name=unit.root.full_name, birth=unit.root.birth, about=transfer.pk)
    for name in FIELDS:
        setattr(line, name, getattr(transfer, name) or None)
    line.cell = transfer.from_words or code_by_id.get(transfer.from_organization_id)
    line.to = transfer.to_words or code_by_id.get(transfer.to_organization_id)
    if transfer.host_cell_id != transfer.to_organization_id:
        line.host = code_by_id.get(transfer.host_cell_id)
    return line


def known_transfer(unit: MemberUnit, kind: str | None, told: dict) -> Transfer | None:
    """The transfer of the member that the row is about: of its kind, with more papers that agree than that do not.

    One that was cancelled is only meant by a row that says so, or that says nothing else.
    """
    found = []
    for one in unit.of(Transfer):
        pairs = [(told[name], getattr(one, name)) for name in TELLING if told[name] and getattr(one, name)]
        equal = sum(said == known for said, known in pairs)
        anew = one.cancelled_on and not told["cancelled_on"] and equal < len(pairs)
        if one.kind == kind and equal and equal * 2 >= len(pairs) and not anew:
            found.append((equal * 2 - len(pairs), one.pk, one))
    return max(found)[2] if found else None


class TransferRegister(MemberRegister):
    """The members of a file with their memberships and transfers, and the places between which they go."""

    dated = (Membership, Pause, Transfer)

    @cached_property
    def committees(self) -> dict[str, str]:
        """Code → short name of the committees of the day that a sheet may name."""
        states = {code: self.tree.state_on(code, self.day) for code in self.tree.states}
        return {code: state.short_name for code, state in states.items() if state and state.kind in COMMITTEES}

    @cached_property
    def ended(self) -> dict[str, set[str]]:
        """Ways to write the code or name of a cell that is no more → codes."""
        found: dict[str, set[str]] = {}
        for code, states in self.tree.states.items():
            if code not in self.cells and code not in self.committees and states[-1].kind in CELLS:
                for key in {code.lower(), *spellings(states[-1].name), *spellings(states[-1].short_name)}:
                    found.setdefault(key, set()).add(code)
        return found

    @cached_property
    def names_of_committees(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for code in self.committees:
            state = self.tree.state_on(code, self.day)
            for name in (state.name, state.short_name):
                for key in spellings(name):
                    found.setdefault(key, set()).add(code)
        return found

    @cached_property
    def beyond(self) -> bool:
        """Whether the person works for the district, from which alone members go out of it."""
        states = (self.tree.state_on(code, self.day) for code in self.tree.states)
        return may_send_out(state.kind for state in states if state)

    def find_place(self, typed: str, base: str | None = None) -> str | None:
        """A cell of today, or a committee, or a cell that is no more; None when that is not clear."""
        if cell := self.find_cell(typed, base):
            return cell
        for code in (typed.upper(), self.names.get(fold(typed))):
            if code in self.committees:
                return code
        if typed.upper() in self.tree.states and (found := self.ended.get(typed.lower())):
            return next(iter(found))
        keys = spellings(typed.replace("Đảng ủy", "Đảng bộ").replace("đảng ủy", "đảng bộ"))
        for names in (self.names_of_committees, self.ended):
            found = set().union(*(names.get(key, set()) for key in keys))
            if len(found) == 1 and not any(key in self.codes_by_name for key in keys):
                return found.pop()
        return None

    def organization(self, code: str | None) -> Organization | None:
        return self.tree.organizations.get(code)

    def everybody(self) -> dict[str, int]:
        """Code → id of the members within reach who ever went, or are on the way."""
        going = Exists(Transfer.objects.filter(member=OuterRef("pk")))
        members = Member.objects.with_last_cell().filter(going, last_cell__among=self.tree.reach)
        return {code_of(pk): pk for pk in members.order_by("sort_key", "pk").values_list("pk", flat=True)}
