"""Reading of inspections and discipline leaves a trace: each list and each case that is opened."""

import datetime as dt

from cells.organizations.models import Organization
from cells.oversight.conduct_rules import himself
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

READ = "conduct.read"
# Organisations of the log: id and name.
Place = tuple[int, str]


@atomic_or_refused()
def note_read(*, what: str, by, on=None, organization: Place | None = None) -> None:
    """Somebody opened it."""
    record(by=by, did=READ, said=f"Xem {what}", on=on, organization=organization)


def place(organization: Organization) -> Place:
    return organization.named(clock.today())


def refuse_future(day: dt.date, words: str) -> None:
    if day > clock.today():
        raise Refused(f"{words} {format_date(day)} chưa đến.")


def refuse_himself(name: str, author) -> None:
    """Nobody writes about himself; names are all that an account and a member share."""
    if name and himself(name, author.full_name):
        raise Refused("Không ai ghi kiểm tra, kỷ luật về chính mình; việc này do đồng chí khác ghi.")
