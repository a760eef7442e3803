"""The sheets of all cells of a year, printed at once."""

import datetime as dt
from collections.abc import Iterable

from cells.assessments.models import Campaign, Sheet
from cells.assessments.models.facts import open_sheet
from cells.assessments.report.printed import printed
from cells.assessments.rules.scheme import CELL_KINDS
from cells.organizations.batches import NOT_ANY_MORE
from cells.organizations.enums import CELLS
from cells.organizations.models import OrganizationState, reach_of
from cells.organizations.papers import reporting_organizations
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.documents.paper import Printout
from sinho.printing.kinds import YEAR, Part, RunAsked, RunKind
from sinho.refusal import Refused
from sinho.text.file_names import file_word


def sheets_in(scope: Scope, asked: RunAsked):
    """Sheets of the year, of the organisation and of all below it."""
    below = reach_of([asked.organization_id], asked.on)[asked.organization_id]
    sheets = Sheet.objects.in_scope(scope, Permission.EXPORT).filter(campaign__year=asked.year)
    return sheets.filter(organization__among=below).select_related("campaign", "organization")


def sheet_parts(scope: Scope, asked: RunAsked) -> list[Part]:
    """One paper for each sheet of a cell, in a folder for each committee: two queries more, however many."""
    sheets = {one.organization_id: one for one in sheets_in(scope, asked)}
    within = OrganizationState.objects.within(dt.date(asked.year, 1, 1), dt.date(asked.year, 12, 31))
    states = within.filter(organization__among=sheets, kind__in=(*CELLS, *CELL_KINDS)).order_by("sort_key")
    above = within.filter(organization__among={one.parent_id for one in states}).select_related("organization")
    folders = {one.organization_id: one for one in above}
    found = []
    for state in states:
        parent, sheet = folders.get(state.parent_id), sheets[state.organization_id]
        folder = file_word(f"{parent.organization.code} {parent.short_name}") if parent else "khac"
        name = file_word(f"{sheet.organization.code} {state.short_name} {asked.year}")
        title = f"{state.name}, {parent.name}" if parent else state.name
        found.append((parent.sort_key if parent else "", folder, Part(str(sheet.pk), f"{folder}/{name}.pdf", title)))
    return [part for *_, part in sorted(found, key=lambda one: one[:2])]


def printed_sheet(scope: Scope, asked: RunAsked, key: str) -> Printout:
    """One of them, as it stands now; the organisation is called as at the end of the year, or of its own time."""
    sheet = sheets_in(scope, asked).filter(pk=int(key)).first()
    if sheet is None:
        raise Refused(NOT_ANY_MORE)
    day = sheet.campaign.reference_day(asked.on)
    opened = open_sheet(sheet, day)
    return printed(opened, min(day, opened.state.last_day or day), blank=False)


def years(organization_id: int) -> Iterable[int]:
    """Years that have been opened."""
    return Campaign.objects.order_by("-year").values_list("year", flat=True).distinct()


CELL_SHEETS = RunKind(
    code="cell-sheets",
    title="Bản tự đánh giá của các chi bộ",
    description="Mỗi chi bộ một bản PDF, xếp vào thư mục của đảng bộ; của một năm, toàn đảng bộ huyện hoặc một tổ chức "
    "cơ sở.",
    asks=YEAR,
    parts=sheet_parts,
    printed=printed_sheet,
    organizations=reporting_organizations,
    years=years,
)
