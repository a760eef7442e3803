"""Members are praised, one or many by one decision (A12)."""

from collections.abc import Sequence

from cells.organizations.models import OrganizationState
from cells.oversight.actions.commendation import PRAISE, Given
from members.conduct.models import MemberCommendation
from members.roll.models import Member, Membership
from sinho.accounts.scope import Scope
from sinho.audit.actions import record_many
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


def cells_then(members: Sequence[Member], given: Given) -> dict[int, int]:
    """Member → his cell on the day of the decision; after he left that of his last day."""
    rows = Membership.objects.filter(member__in=members, valid__startswith__lte=given.decision_date)
    found = dict(rows.order_by("valid").values_list("member_id", "organization_id"))
    if missing := [one.full_name for one in members if one.pk not in found]:
        day = format_date(given.decision_date)
        raise Refused(f"Ngày {day} chưa có trong danh sách đảng viên: {', '.join(missing)}.")
    return found


@atomic_or_refused()
def commend_members(*, members: Sequence[Member], given: Given, scope: Scope, by) -> int:
    """One decision for one or many members, all of them or none. Returns how many."""
    if not members:
        raise Refused("Chưa chọn đảng viên nào.")
    given.refuse_wrong("member")
    cells = cells_then(members, given)
    for cell in set(cells.values()):
        scope.require(PRAISE, cell)
    facts = given.columns()
    made = MemberCommendation.objects.bulk_create(
        MemberCommendation(member=one, organization_id=cells[one.pk], by=by, at=clock.now(), **facts) for one in members
    )
    states = OrganizationState.objects.filter(organization__in=set(cells.values())).order_by("valid")
    names = dict(states.values_list("organization_id", "name"))
    record_many(
        {
            "by": by,
            "did": "member.commended",
            "said": f"Khen thưởng {one.member.full_name}: {given.words}",
            "on": one,
            "organization": (one.organization_id, names[one.organization_id]),
            "after": facts,
        }
        for one in made
    )
    return len(made)
