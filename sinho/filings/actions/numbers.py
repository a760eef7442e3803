"""A paper gets its number; a number given by mistake is struck; where the numbers on paper had come to."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.documents.issuing import Body, bodies_on
from sinho.filings.models import IssuedPaper, NumberStart
from sinho.filings.models.numbers import HIGHEST, Series
from sinho.filings.rules import SIGNING, may_issue, why_not_dated
from sinho.filings.told import term_on
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class Wanted:
    """A number that is asked for: who issues the paper, its type, its day, what it is about."""

    organization_id: int
    body: str
    type: str
    day: dt.date
    subject: str

    @property
    def series(self) -> Series:
        return Series(self.organization_id, self.body, self.type, term_on(self.organization_id, self.day))


def require_issuing(scope: Scope, organization_id: int) -> None:
    """Only who signs for the organisation, or keeps its register."""
    if not may_issue(scope, organization_id):
        raise PermissionDenied(SIGNING[0])


def body_of(organization_id: int, symbol: str, day: dt.date) -> Body:
    """The body with this symbol on the day."""
    bodies = bodies_on(organization_id, day)
    found = next((body for body in bodies if body.symbol == symbol), None)
    if found is None:
        there = ", ".join(f"{body.label} ({body.symbol})" for body in bodies)
        said = f"các cơ quan có: {there}" if there else "tổ chức không có vào ngày ấy"
        raise Refused(f"Không có cơ quan ban hành “{symbol}” vào ngày {format_date(day)}; {said}.")
    return found


def give_number(wanted: Wanted, author, body: Body | None = None) -> IssuedPaper:
    """The next number of its series, in the transaction of who asks for it; nobody gets the same one or passes it."""
    body = body or body_of(wanted.organization_id, wanted.body, wanted.day)
    series = wanted.series
    series.hold()
    if why := why_not_dated(wanted.day, today=clock.today(), last=series.last_day):
        raise Refused(why)
    number = series.next_number
    if number > HIGHEST:
        raise Refused("Sổ văn bản đã đến số cuối cùng; đồng chí mở sổ của nhiệm kỳ mới.")
    return IssuedPaper.objects.create(
        **series.columns,
        body_name=body.label,
        term_since=series.term.since,
        term_until=series.term.until,
        number=number,
        day=wanted.day,
        subject=wanted.subject.strip(),
        issued_by=author,
        issued_at=clock.now(),
    )


@atomic_or_refused()
def issue_number(*, wanted: Wanted, scope: Scope, by) -> IssuedPaper:
    """A paper that is written elsewhere enters the register."""
    require_issuing(scope, wanted.organization_id)
    made = give_number(wanted, by)
    record(
        by=by,
        did="paper.numbered",
        said=f"Lấy số {made.number_and_symbol} ngày {format_date(made.day)}: {made.subject}",
        on=made,
        organization=(made.organization_id, made.body_name),
        after={"number": made.number, "type": made.type, "body": made.body, "day": made.day},
    )
    return made


@atomic_or_refused()
def strike_number(*, paper: IssuedPaper, reason: str, scope: Scope, by) -> IssuedPaper:
    """Given by mistake: the number stays in the register, struck, and is not given again."""
    require_issuing(scope, paper.organization_id)
    held = IssuedPaper.objects.select_for_update().get(pk=paper.pk)
    if held.is_struck:
        raise Refused(f"Số {held.number_and_symbol} đã bỏ: {held.struck_reason}")
    held.struck_by, held.struck_at, held.struck_reason = by, clock.now(), reason.strip()
    held.save(update_fields=["struck_by", "struck_at", "struck_reason"])
    record(
        by=by,
        did="paper.struck",
        said=f"Bỏ số {held.number_and_symbol}: {held.struck_reason}",
        on=held,
        organization=(held.organization_id, held.body_name),
    )
    return held


@atomic_or_refused()
def begin_after(*, organization_id: int, body: str, type: str, last_number: int, scope: Scope, by) -> NumberStart:
    """The register of this term goes on after the last number that was given on paper; only before its first one."""
    require_issuing(scope, organization_id)
    today = clock.today()
    issuer, series = (
        body_of(organization_id, body, today),
        Series(organization_id, body, type, term_on(organization_id, today)),
    )
    series.hold()
    if series.begun:
        last = series.next_number - 1
        raise Refused(f"Sổ này đã cấp đến số {last}-{type}/{body} trên hệ thống, không đặt lại số đầu được nữa.")
    made = NumberStart.objects.create(
        **series.columns, term_since=series.term.since, last_number=last_number, said_by=by, said_at=clock.now()
    )
    record(
        by=by,
        did="paper.begun",
        said=f"Ghi sổ trên giấy đã cấp đến số {last_number}-{type}/{body}, {series.term}",
        on=made,
        organization=(organization_id, issuer.label),
        after={"last_number": last_number, "type": type, "body": body, "term_since": series.term.since},
    )
    return made
