"""Praise in the life of a member, and discipline for who may see it where he is or was."""

import datetime as dt

from cells.oversight.actions.reading import note_read
from members.conduct.models import MemberCommendation, MemberDiscipline
from members.roll.actions.reading import place_of
from members.roll.life import Moment
from members.roll.models import Member
from members.roll.rules import dated
from sinho.accounts.models import User
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope


def tell(member: Member, day: dt.date, scope: Scope) -> list[Moment]:
    """What was decided by the day; that somebody read of discipline is written down."""
    found = [
        Moment(
            one.decision_date,
            f"{one.kind_label}: {one.achievement}",
            dated(one.decision_number, None, one.issuer),
        )
        for one in MemberCommendation.objects.standing().filter(member=member).until(day)
    ]
    rows = MemberDiscipline.objects.standing().in_scope(scope).filter(member=member).until(day)
    rows = list(rows.prefetch_related("steps")) if scope.has(Permission.VIEW_CONDUCT) else []
    if rows:
        reader, words = User.objects.get(pk=scope.user_id), f"kỷ luật trong quá trình của {member.full_name}"
        note_read(what=words, by=reader, on=member, organization=place_of(member))
    for one in rows:
        title = f"{one.get_side_display()}: {one.form_label.lower()}"
        found.append(Moment(one.decision_date, title, dated(one.decision_number, None, one.issuer)))
        for step in one.steps.all():
            words = step.get_outcome_display() or step.get_kind_display()
            found.append(Moment(step.on, words, dated(step.number, None, step.issuer)))
    return found
