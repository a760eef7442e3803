"""Papers that are printed for many organisations at once: which organisations, how their files are called."""

import datetime as dt
from collections.abc import Iterable

from cells.organizations.enums import GRASSROOTS
from cells.organizations.models import OrganizationState, subtree_ids
from cells.organizations.papers import Issuer, issuer_on
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Orientation, Paper, Printout, printout
from sinho.documents.reports import PaperDetails
from sinho.printing.kinds import Part, RunAsked
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.text.file_names import file_word

NOT_ANY_MORE = "Tổ chức này không còn trong phạm vi được xem, hoặc không hoạt động vào ngày lấy số liệu."


def grassroots_in(scope: Scope, asked: RunAsked, permissions: Iterable[Permission]):
    """Grassroots organisations of the day, of what is asked for, on which the person has all of these permissions."""
    states = OrganizationState.objects.on(asked.on).filter(
        organization__among=Ids(subtree_ids(asked.organization_id, asked.on)), kind__in=GRASSROOTS
    )
    for permission in permissions:
        states = states.in_scope(scope, permission)
    return states.select_related("organization").order_by("sort_key", "organization_id")


def grassroots_parts(scope: Scope, asked: RunAsked, permissions: Iterable[Permission], named: str) -> list[Part]:
    """One paper for each of them: dang-vien-sh-nt-nam-tam.pdf."""
    return [
        Part(
            str(one.organization_id), f"{file_word(f'{named} {one.organization.code} {one.short_name}')}.pdf", one.name
        )
        for one in grassroots_in(scope, asked, permissions)
    ]


def grassroots_one(scope: Scope, asked: RunAsked, permissions: Iterable[Permission], key: str) -> OrganizationState:
    """The organisation of one paper, asked anew: who printed may have lost a right since."""
    found = grassroots_in(scope, asked, permissions).filter(organization=int(key)).first()
    if found is None:
        raise Refused(NOT_ANY_MORE)
    return found


def issuer_of(organization_id: int, day: dt.date) -> Issuer:
    """The organisation as issuer of its own list."""
    issuer = issuer_on(organization_id, day)
    if issuer is None:
        raise Refused(NOT_ANY_MORE)
    return issuer


def list_of(
    issuer: Issuer,
    day: dt.date,
    subject: str,
    template: str,
    facts: dict,
    *,
    orientation: Orientation = "portrait",
    recipients: tuple[str, ...] | None = None,
) -> Printout:
    """A list in the Party layout, number and day of signing left blank; it tells the day of its figures."""
    details = PaperDetails()
    paper = Paper(
        head=issuer.head(
            details, kind="DANH SÁCH", type_symbol="DS", subject=f"{subject}, đến ngày {format_date(day)}"
        ),
        layout=layout_on(day),
        recipients=issuer.recipients if recipients is None else recipients,
        signature=issuer.signature(details),
        orientation=orientation,
    )
    return printout(paper, template, {"issuer": issuer, "day": day, **facts})
