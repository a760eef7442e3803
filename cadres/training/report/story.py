"""Classes in the life of somebody on the staff; what a certificate gave stands among his qualifications."""

import datetime as dt

from cadres.staff.life import Moment, Told
from cadres.staff.models import Cadre
from cadres.training.models import Enrolment
from members.roll.rules import dated
from sinho.accounts.scope import Scope


def tell(cadre: Cadre, day: dt.date, scope: Scope) -> Told:
    """Classes that somebody was sent to from within reach: one query."""
    rows = Enrolment.objects.in_force().in_scope(scope).filter(cadre=cadre, since__lte=day)
    return Told([moment for row in rows.select_related("training_class") for moment in moments_of(row)])


def moments_of(row: Enrolment) -> list[Moment]:
    """Began, and ended."""
    held = row.training_class
    parts = (held.organiser, dated(row.decision_number, row.decision_date))
    found = [Moment(row.since, f"Đi học: {held.name}", ". ".join(part for part in parts if part))]
    if row.ended_on:
        found.append(Moment(row.ended_on, f"{row.get_status_display()}: {held.name}", row.get_result_display()))
    return found
