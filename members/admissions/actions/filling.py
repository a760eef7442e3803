"""What was not known of a person on the way into the Party is filled in; what is known stays."""

from cells.organizations.models import Organization
from members.admissions.actions.taking import hold
from members.admissions.models import Case
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

# Facts that a case may be opened without.
MAY_BE_FILLED = (
    "home_place",
    "identity_number",
    "schooling_words",
    "union_on",
    "village_id",
    "left_party_on",
)


@atomic_or_refused()
def fill_in(*, case: Case, facts: dict, by) -> None:
    """Write facts that the case does not have yet. After the admission they belong to the record of the member."""
    case = hold(case)
    if case.member_id:
        raise Refused(f"{case.full_name} đã vào sổ đảng viên; điều này ghi ở trang của đảng viên.")
    for name, value in facts.items():
        if name not in MAY_BE_FILLED or getattr(case, name):
            raise Refused(f"Hồ sơ của {case.full_name} đã ghi điều này; tệp không ghi đè được.")
        setattr(case, name, value)
    case.save(update_fields=[*facts])
    record(
        by=by,
        did="admission.filled",
        said=f"Điền thêm vào hồ sơ của {case.full_name}",
        on=case,
        organization=Organization.objects.get(pk=case.place_id).named(clock.today()),
        after={name: str(value) for name, value in facts.items() if name != "identity_number"},
    )
