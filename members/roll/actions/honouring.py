"""A Party badge is given."""

import datetime as dt

from members.roll.actions.reading import place_of
from members.roll.actions.updating import refuse_future
from members.roll.guidance import award, levels_on
from members.roll.models import Badge, Member, Standing
from members.roll.seniority import reached_on, why_not_awarded
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def give_badge(
    *,
    member: Member,
    level: int,
    awarded_on: dt.date,
    decision_number: str,
    decision_date: dt.date,
    early: bool = False,
    delay: str = "",
    by,
) -> Badge:
    """Write down a badge that was awarded: the years are reached by its award day, earlier for who is gravely ill."""
    Member.objects.select_for_update().get(pk=member.pk)
    refuse_future(awarded_on)
    if not decision_number.strip() or decision_date is None:
        raise Refused("Ghi số và ngày của quyết định tặng Huy hiệu.")
    reached = years_reached(member, level, early=early)
    reasons = why_not_awarded(award(), levels_on(awarded_on), level, reached, awarded_on, early=early, delay=delay)
    if reasons:
        raise Refused(reasons)
    given = Badge.objects.create(
        member=member,
        level=level,
        awarded_on=awarded_on,
        decision_number=decision_number.strip(),
        decision_date=decision_date,
        early=early,
        delay=delay,
        by=by,
        at=clock.now(),
    )
    record(
        by=by,
        did="member.badge_given",
        said=f"Trao Huy hiệu {level} năm tuổi đảng cho {member.full_name}, {format_date(awarded_on)}",
        on=member,
        organization=place_of(member),
        after={"level": level, "awarded_on": awarded_on, "paper": given.decision_number, "delay": delay},
    )
    return given


def years_reached(member: Member, level: int, *, early: bool) -> dt.date | None:
    """When he reaches the years; an early award counts the years that a deceased member would have reached."""
    standings = list(Standing.objects.filter(member=member).order_by("valid"))
    if not standings:
        return None
    periods = [(one.valid.lower, one.valid.upper) for one in standings]
    if early:
        periods[-1] = (periods[-1][0], None)
    return reached_on(standings[0].decision_date or standings[0].valid.lower, periods, level)
