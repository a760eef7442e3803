"""Lists of a whole district printed at once: the members of every grassroots organisation, its cells and villages."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from cells.organizations.batches import grassroots_one, grassroots_parts, issuer_of, list_of
from cells.organizations.enums import CELLS, Office
from cells.organizations.models import Officer, OrganizationState, subtree_ids
from cells.organizations.papers import reporting_organizations
from cells.places.models import VillageState
from members.roll.models import Membership
from members.roll.models.counted import by_cell
from members.roll.models.reading import Row, read_rows
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope
from sinho.documents.paper import Printout
from sinho.printing.kinds import DAY, Part, RunAsked, RunKind

LIST_NEEDS = (Permission.EXPORT, Permission.EXPORT_MEMBERS, Permission.VIEW_MEMBERS)
CELLS_NEED = (Permission.EXPORT, Permission.VIEW_MEMBERS)
COUNTS = ("men", "women", "official", "probationary", "total")


@dataclass(frozen=True)
class CellLine:
    """A cell with its secretary and its members in numbers, in the order of COUNTS."""

    name: str
    secretary: str
    counts: tuple[int, ...]


def member_parts(scope: Scope, asked: RunAsked) -> Iterable[Part]:
    return grassroots_parts(scope, asked, LIST_NEEDS, "dang-vien")


def printed_members(scope: Scope, asked: RunAsked, key: str) -> Printout:
    """Everybody on the roll of one organisation on the day, cell by cell; numbers of cards are masked."""
    state = grassroots_one(scope, asked, LIST_NEEDS, key)
    ids = subtree_ids(state.organization_id, asked.on)
    rows = Membership.objects.on(asked.on).filter(organization__among=Ids(ids))
    for permission in LIST_NEEDS:
        rows = rows.in_scope(scope, permission)
    rows = list(rows.select_related("member").order_by("member__sort_key", "member_id"))
    of_cell: dict[int, list[Row]] = defaultdict(list)
    for row in read_rows(rows, asked.on):
        of_cell[row.membership.organization_id].append(row)
    groups = [(one.name, of_cell[one.organization_id]) for one in cells_in(ids, asked)]
    subject = f"Đảng viên của {state.name}"
    facts, issuer = {"groups": groups, "total": len(rows)}, issuer_of(state.organization_id, asked.on)
    # Facts about persons: the list stays in the file of the committee.
    how = {"orientation": "landscape", "recipients": issuer.recipients[-1:]}
    return list_of(issuer, asked.on, subject, "print/members/roll/members.html", facts, **how)


def cells_in(ids, asked: RunAsked):
    """Cells among the organisations on the day, by name."""
    return (
        OrganizationState.objects.on(asked.on)
        .filter(organization__among=Ids(ids), kind__in=CELLS)
        .order_by("sort_key", "organization_id")
    )


def cell_parts(scope: Scope, asked: RunAsked) -> Iterable[Part]:
    return grassroots_parts(scope, asked, CELLS_NEED, "chi-bo-va-ban")


def printed_cells(scope: Scope, asked: RunAsked, key: str) -> Printout:
    """The cells of one organisation with secretary and members in numbers; its villages with the cell of each."""
    state = grassroots_one(scope, asked, CELLS_NEED, key)
    ids = subtree_ids(state.organization_id, asked.on)
    counts, secretaries = by_cell(ids, asked.on), secretaries_of(ids, asked)
    lines = [
        CellLine(
            one.name,
            secretaries.get(one.organization_id, ""),
            tuple(counts.get(one.organization_id, {}).get(name, 0) for name in COUNTS),
        )
        for one in cells_in(ids, asked)
    ]
    villages = VillageState.objects.on(asked.on).in_scope(scope).filter(committee=state.organization_id)
    facts = {
        "lines": lines,
        "totals": [sum(one.counts[place] for one in lines) for place in range(len(COUNTS))],
        "villages": list(villages.with_service(asked.on).order_by("sort_key", "pk")),
    }
    subject = f"Chi bộ và bản của {state.name}"
    return list_of(
        issuer_of(state.organization_id, asked.on), asked.on, subject, "print/members/roll/cells.html", facts
    )


def secretaries_of(ids, asked: RunAsked) -> dict[int, str]:
    """Organisation → its secretary on the day."""
    held = Officer.objects.filter(organization__among=Ids(ids), office=Office.SECRETARY, held__contains=asked.on)
    return dict(held.values_list("organization_id", "person_name"))


MEMBER_LISTS = RunKind(
    code="member-lists",
    title="Danh sách đảng viên các tổ chức cơ sở đảng",
    description="Mỗi tổ chức cơ sở đảng một bản PDF, đảng viên xếp theo chi bộ; số thẻ chỉ có 4 số cuối.",
    asks=DAY,
    parts=member_parts,
    printed=printed_members,
    organizations=reporting_organizations,
    needs=LIST_NEEDS,
    about_people=True,
)
CELL_LISTS = RunKind(
    code="cell-lists",
    title="Danh sách chi bộ và bản của các tổ chức cơ sở đảng",
    description="Mỗi tổ chức cơ sở đảng một bản PDF: chi bộ với bí thư, số nam, nữ, chính thức, dự bị; bản với số hộ "
    "và chi bộ phụ trách.",
    asks=DAY,
    parts=cell_parts,
    printed=printed_cells,
    organizations=reporting_organizations,
    needs=CELLS_NEED,
)
KINDS = (MEMBER_LISTS, CELL_LISTS)
