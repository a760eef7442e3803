"""Reading what the report counts: the tree of the counted day, the campaign above, the decisions up to the day."""

import datetime as dt
from dataclasses import replace

from cells.assessments.enums import SheetState
from cells.assessments.models import Campaign, Sheet
from cells.assessments.models.past import uncorrect
from cells.assessments.report.graded import GROUPS, NO_TYPE, Graded, Year
from cells.assessments.rules import scheme as schemes
from cells.organizations.enums import OrganizationKind
from cells.organizations.models import OrganizationState
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock

Parents = dict[int, int | None]
DECISION = ("decided_level", "decided_exemplary", "not_evaluated_reason", "decision_number", "decision_date")


def tree_on(day: dt.date) -> Parents:
    """Organisation → the one above it, for all that exist on the day."""
    return dict(OrganizationState.objects.on(day).values_list("organization_id", "parent_id"))


def path_up(organization_id: int | None, parents: Parents) -> list[int]:
    """The organisation and everything above it, nearest first."""
    path = []
    while organization_id in parents and organization_id not in path:
        path.append(organization_id)
        organization_id = parents[organization_id]
    return path


def below(organization_id: int, parents: Parents) -> set[int]:
    """The organisation and everything under it, at any depth."""
    return {one for one in parents if organization_id in path_up(one, parents)}


def campaign_of(year: int, path: list[int]) -> Campaign | None:
    """The campaign of the year of the organisation or, failing that, of the nearest one above it."""
    campaigns = Campaign.objects.filter(year=year, organization_id__in=path)
    return min(campaigns, key=lambda campaign: path.index(campaign.organization_id), default=None)


def years_of(organization_id: int) -> list[int]:
    """Years that have a campaign for the organisation, under any organisation it ever stood below."""
    above, found = {organization_id}, {organization_id}
    parents: dict[int, set[int]] = {}
    for child, parent in OrganizationState.objects.exclude(parent=None).values_list("organization_id", "parent_id"):
        parents.setdefault(child, set()).add(parent)
    while above:
        above = set().union(*(parents.get(one, set()) for one in above)) - found
        found |= above
    return sorted(set(Campaign.objects.filter(organization_id__in=found).values_list("year", flat=True)))


def year_of(scope: Scope, organization_id: int, year: int, on: dt.date) -> Year | None:
    """The year as it stood by the day; None without a campaign or when the organisation does not exist then."""
    counted_on = min(on, dt.date(year, 12, 31))
    parents = tree_on(counted_on)
    campaign = campaign_of(year, path_up(organization_id, parents))
    if campaign is None:
        return None
    scheme = schemes.read(campaign.scheme)
    states = {
        state.organization_id: state
        for state in OrganizationState.objects.on(counted_on)
        .in_scope(scope, Permission.EXPORT)
        .filter(organization_id__in=below(organization_id, parents), kind__in=list(GROUPS))
        .select_related("organization")
        .in_order()
    }
    sheets = decided_by(campaign, states, on)
    rows = [graded(state, states, parents, sheets.get(state.organization_id), scheme) for state in states.values()]
    return Year(year, scheme, counted_on, tuple(in_order(rows)))


def decided_by(campaign: Campaign, organization_ids, on: dt.date) -> dict[int, Sheet]:
    """Sheets of the organisations that were decided by the end of the day, in local time."""
    sheets = campaign.sheets.filter(
        organization_id__in=list(organization_ids), state=SheetState.DECIDED, decided_at__lt=clock.end_of(on)
    )
    found = list(sheets.only("campaign", "organization", *DECISION))
    uncorrect(found, clock.end_of(on))
    return {sheet.organization_id: sheet for sheet in found}


def graded(
    state: OrganizationState,
    states: dict[int, OrganizationState],
    parents: Parents,
    sheet: Sheet | None,
    scheme: schemes.Scheme,
) -> Graded:
    """A row of the report. Refused when the sheet holds a grade that its scheme does not know."""
    above = [states[one] for one in path_up(state.organization_id, parents) if one in states]
    committee = next((one for one in above if one.kind == OrganizationKind.GRASSROOTS_COMMITTEE), None)
    row = Graded(
        organization_id=state.organization_id,
        code=state.organization.code,
        name=state.name,
        short_name=state.short_name,
        kind=state.kind,
        type=(committee or state).type or NO_TYPE,
        committee_id=committee.organization_id if committee else None,
        committee=committee.short_name if committee else "",
    )
    if sheet is None:
        return row
    known = scheme.has_level(sheet.decided_level) or sheet.not_evaluated_reason in scheme.reasons
    if not known:
        raise Refused(
            f"Kết quả đã ghi của {state.name} không có trong bộ quy tắc của đợt đánh giá; đồng chí báo quản trị."
        )
    return replace(
        row,
        level=sheet.decided_level,
        exemplary=sheet.decided_exemplary,
        reason=sheet.not_evaluated_reason,
        decision_number=sheet.decision_number,
        decision_date=sheet.decision_date,
    )


def in_order(rows: list[Graded]) -> list[Graded]:
    """From the grassroots down; what stands under a committee stands together, in the order of the committees."""
    place = {row.organization_id: number for number, row in enumerate(rows)}
    groups = list(dict.fromkeys(GROUPS.values()))
    return sorted(
        rows,
        key=lambda row: (
            groups.index(row.group),
            place.get(row.committee_id, len(rows)) if row.group != groups[0] else 0,
            place[row.organization_id],
        ),
    )


def require_year_begun(year: int, on: dt.date) -> None:
    """A year is reported from its first day on."""
    if on < dt.date(year, 1, 1):
        raise Refused(
            f"Đến ngày {format_date(on)} chưa sang năm {year}; đồng chí chọn ngày từ 01/01/{year} trở đi, "
            "hoặc chọn năm khác."
        )
