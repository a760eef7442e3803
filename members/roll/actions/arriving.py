"""A member arrives from outside the district, with his introduction sheet."""

import datetime as dt
from dataclasses import dataclass

from cells.organizations.models import Organization
from members.roll.actions.receiving import PartyFacts, Person, receive
from members.roll.actions.transferring import Sheet, note
from members.roll.enums import COMING_IN, Entry
from members.roll.limits import why_not_ordered
from members.roll.models import Member, Transfer
from sinho.refusal import Refused
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class Arrival:
    """The sheet with which somebody comes from outside the district."""

    sheet: Sheet
    from_words: str = ""


@atomic_or_refused()
def arrive(
    *, person: Person, party: PartyFacts, cell: Organization, since: dt.date, entry: str, arrival: Arrival, by
) -> Member:
    """Onto the roll from outside the district; with a sheet the transfer is kept, completed on the same day."""
    member = receive(person=person, party=party, cell=cell, since=since, entry=entry, by=by)
    sheet = arrival.sheet
    if not (sheet.number.strip() or sheet.introduced_on or arrival.from_words.strip()):
        return member
    if entry not in COMING_IN:
        raise Refused(f"{Entry(entry).label} thì không có giấy giới thiệu sinh hoạt đảng.")
    if not (sheet.number.strip() and sheet.introduced_on and arrival.from_words.strip()):
        raise Refused("Ghi đủ số, ngày của giấy giới thiệu và nơi chuyển đi, hoặc để trống cả ba.")
    if reasons := why_not_ordered(("Ngày giới thiệu", sheet.introduced_on), ("Ngày về chi bộ", since)):
        raise Refused(reasons)
    transfer = Transfer.objects.create(
        member=member,
        kind=entry,
        from_words=arrival.from_words.strip(),
        to_organization=cell,
        host_cell=cell,
        introduced_on=sheet.introduced_on,
        presented_on=since,
        received_on=since,
        sheet_number=sheet.number.strip(),
        dues_paid_until=sheet.dues_paid_until,
    )
    note(transfer, "received", f"giấy giới thiệu {transfer.sheet_number} từ {transfer.from_words}", since, by)
    return member
