"""What all acts of this theme look after."""

import datetime as dt
from collections.abc import Iterable

from cells.directives.models import Directive
from cells.organizations.models import Organization, OrganizationState
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock


def hold(organization_id: int) -> Organization:
    """One person at a time writes about an organisation; its name and place may change meanwhile."""
    return Organization.objects.select_for_update(no_key=True).get(pk=organization_id)


def hold_documents(documents: Iterable[Directive]) -> list[Directive]:
    """The documents as they are now; nobody strikes one while something is hung on it. Refused when one is struck."""
    keys = [one.pk for one in documents]
    rows = list(Directive.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys).order_by("pk"))
    if struck := next((one for one in rows if one.struck), None):
        raise Refused(f"{struck.named} đã bỏ vì ghi nhầm.")
    return rows


def place(organization: Organization) -> tuple[int, str]:
    """Id and name, as the log keeps them."""
    return organization.named(clock.today())


def refuse_unless_alive(organization: Organization, day: dt.date) -> None:
    """Nothing is held or issued by who does not exist."""
    if not OrganizationState.objects.on(day).filter(organization=organization).exists():
        raise Refused(f"Ngày {format_date(day)} chưa có hoặc không còn {organization.named(day)[1]}.")


def refuse(reasons: list[str]) -> None:
    """Refused when there are reasons."""
    if reasons:
        raise Refused(reasons)


def refuse_replaced(row) -> None:
    """What was replaced or taken back stays as it is; somebody else may have been quicker."""
    if row.struck or type(row).objects.filter(replaces=row).exists():
        raise Refused("Dòng này vừa được sửa hoặc bỏ; đồng chí tải lại trang để xem.")
