"""Two look-alike records are found to be two people; the finding can be taken back, and stays in the log."""

from members.roll.actions.joining import hold
from members.roll.actions.reading import place_of
from members.roll.models import Member, TwoPeople
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def find_two_people(*, one: Member, other: Member, reason: str, by) -> TwoPeople:
    """They are not shown as a pair any more."""
    one, other = hold(one, other)
    if one.joined_into_id or other.joined_into_id:
        raise Refused("Một trong hai hồ sơ đã được gộp; đồng chí hoàn tác việc gộp trước.")
    if TwoPeople.objects.in_force().between(one, other).exists():
        raise Refused("Đã ghi là hai người khác nhau.")
    first, second = sorted((one, other), key=lambda member: member.pk)
    found = TwoPeople.objects.create(first=first, second=second, reason=reason.strip(), at=clock.now(), by=by)
    note(found, "two_people", f"Ghi {told(found)} là hai người khác nhau: {found.reason}", by)
    return found


@atomic_or_refused()
def withdraw(*, found: TwoPeople, by) -> None:
    """They may be one person after all."""
    found = TwoPeople.objects.select_for_update(of=("self",)).select_related("first", "second").get(pk=found.pk)
    if found.withdrawn_at:
        raise Refused("Việc ghi hai người khác nhau đã được bỏ.")
    found.withdrawn_at, found.withdrawn_by = clock.now(), by
    found.save(update_fields=["withdrawn_at", "withdrawn_by"])
    note(found, "two_people_withdrawn", f"Bỏ ghi hai người khác nhau: {told(found)}", by)


def told(found: TwoPeople) -> str:
    return f"{found.first.full_name} (mã {found.first.code}) và {found.second.full_name} (mã {found.second.code})"


def note(found: TwoPeople, did: str, said: str, by) -> None:
    """An entry on both records."""
    after = {"first": found.first_id, "second": found.second_id, "reason": found.reason}
    for member in (found.first, found.second):
        record(by=by, did=f"member.{did}", said=said, on=member, organization=place_of(member), after=after)
