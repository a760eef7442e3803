"""What all acts of this theme look after."""

import datetime as dt
from collections.abc import Iterable

from cells.organizations.models import Organization, OrganizationState
from cells.oversight.models.struck import Struck
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock


def trimmed(facts: dict) -> dict:
    """Texts without spaces around them."""
    return {name: value.strip() if isinstance(value, str) else value for name, value in facts.items()}


def refuse_future(*days: dt.date | None) -> None:
    """Nothing is written down before its day."""
    for day in days:
        if day and day > clock.today():
            raise Refused(f"Ngày {format_date(day)} chưa đến.")


def refuse_unless_alive(organization: Organization, day: dt.date) -> OrganizationState:
    """The organisation as it is on the day."""
    state = OrganizationState.objects.on(day).filter(organization=organization).first()
    if state is None:
        raise Refused(f"Ngày {format_date(day)} chưa có hoặc không còn tổ chức này.")
    return state


def refuse_if(reasons: Iterable[str]) -> None:
    if found := list(reasons):
        raise Refused(found)


def refuse_struck(*rows: Struck) -> None:
    """Nothing is written to what was struck out."""
    for one in rows:
        if not one.stands:
            raise Refused(f"{one.struck_words}. Không ghi thêm vào dòng đã gạch bỏ.")


def note(organization: Organization, did: str, said: str, on, by, after: dict | None = None) -> None:
    """An entry of the log about an organisation."""
    record(by=by, did=f"oversight.{did}", said=said, on=on, organization=organization.named(clock.today()), after=after)
