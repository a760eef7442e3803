"""Targets of a year are given by a document: for all units at once, and only what differs is written (A4)."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from cells.organizations.models import Organization, OrganizationState
from members.admissions.models.target import GIVING, AdmissionTarget, in_force, units_under
from members.admissions.rules.targets import MOST, counted_to, why_not_given
from members.roll.actions.moving import Paper
from sinho.accounts.scope import Scope
from sinho.audit.actions import record_many
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class Change:
    """What is written for a unit: the new number, and the decision that it takes the place of."""

    state: OrganizationState
    number: int
    before: AdmissionTarget | None


def hold_targets(giver_id: int) -> None:
    """One person at a time gives the targets of an organisation; members and cases may go on meanwhile."""
    Organization.objects.select_for_update(no_key=True).get(pk=giver_id)


@atomic_or_refused()
def give_targets(
    *, giver: OrganizationState, year: int, numbers: dict[int, int], paper: Paper, scope: Scope, by
) -> int:
    """Write down the targets of a document; what is given already stays as it is. Returns how many are new."""
    right = GIVING.get(giver.kind)
    if right is None or not scope.may(right, giver.organization_id):
        raise PermissionDenied(right)
    today = clock.today()
    reasons = [] if paper.number.strip() else ["Ghi số văn bản giao chỉ tiêu."]
    if reasons := reasons + why_not_given(year, paper.date, today):
        raise Refused(reasons)
    hold_targets(giver.organization_id)
    units = {state.organization_id: state for state in units_under(giver, counted_to(year, today))}
    changes = changes_of(units, numbers, in_force(giver.organization_id, year))
    if reasons := why_not_changed(changes, paper):
        raise Refused(reasons)
    rows = [
        AdmissionTarget(
            organization_id=one.state.organization_id,
            giver_id=giver.organization_id,
            year=year,
            number=one.number,
            document=paper.number.strip(),
            decided_on=paper.date,
            by=by,
            at=clock.now(),
        )
        for one in changes
    ]
    AdmissionTarget.objects.bulk_create(rows)
    record_many(entry_of(row, change, by) for row, change in zip(rows, changes, strict=True))
    return len(rows)


def changes_of(
    units: dict[int, OrganizationState], numbers: dict[int, int], given: dict[int, AdmissionTarget]
) -> list[Change]:
    """Only what differs from what is given now; a number for a unit that is not among these is refused."""
    if not numbers.keys() <= units.keys():
        raise Refused("Có đơn vị không thuộc tổ chức giao chỉ tiêu; đồng chí tải lại trang.")
    found = [Change(units[pk], number, given.get(pk)) for pk, number in numbers.items()]
    return [one for one in found if one.before is None or one.before.number != one.number]


def why_not_changed(changes: list[Change], paper: Paper) -> list[str]:
    """Why these cannot be written: none, an impossible number, or a later decision that is known already."""
    if not changes:
        return ["Chưa có chỉ tiêu nào mới hoặc khác với số đang giao."]
    found = []
    for one in changes:
        if not 0 <= one.number <= MOST:
            found.append(f"{one.state.name}: chỉ tiêu là số từ 0 đến {MOST}.")
        elif one.before and one.before.decided_on > paper.date:
            found.append(
                f"{one.state.name}: đang theo văn bản {one.before.document} ngày {format_date(one.before.decided_on)}, "
                "sau ngày của văn bản này."
            )
    return found


def entry_of(row: AdmissionTarget, change: Change, author) -> dict:
    """The act as the log keeps it, in the organisation that got the target."""
    words = f"Giao chỉ tiêu kết nạp năm {row.year}: {row.number}"
    if change.before:
        words = f"Đổi chỉ tiêu kết nạp năm {row.year} từ {change.before.number} thành {row.number}"
    return {
        "by": author,
        "did": "admission.target",
        "said": f"{words}, văn bản {row.document} ngày {format_date(row.decided_on)}",
        "on": row,
        "organization": (row.organization_id, change.state.name),
        "before": {"number": change.before.number} if change.before else None,
        "after": {"year": row.year, "number": row.number, "document": row.document, "decided_on": row.decided_on},
    }
