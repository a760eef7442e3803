"""A member is disciplined; a complaint and its outcome follow; expulsion takes him off the roll (A14)."""

import datetime as dt

from cells.organizations.models import Organization
from cells.oversight.actions.discipline import Complaint, Decided, refuse_wrong_step, words_of
from cells.oversight.actions.facts import refuse_struck
from cells.oversight.actions.reading import refuse_himself
from cells.oversight.conduct_words import Side
from members.conduct.models import MemberDiscipline, MemberDisciplineStep
from members.conduct.models.discipline import EXPULSION
from members.roll.actions.moving import Paper, leave
from members.roll.actions.reading import place_of
from members.roll.enums import OUT_OF_THE_PARTY, Exit, StandingKind
from members.roll.models import Member, Membership, Standing
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

RECORD = Permission.RECORD_CONDUCT


def subject_of(member: Member, side: str, day) -> str:
    """Which forms there are for him: as an official member, as a probationer, by the state."""
    if side == Side.STATE:
        return "state"
    probationary = Standing.objects.on(day).filter(member=member, kind=StandingKind.PROBATIONARY)
    return "probationary" if probationary.exists() else "official"


def cell_on(member: Member, day) -> Organization:
    """His cell on the day; after he left that of his last day."""
    known = Membership.objects.filter(member=member, valid__startswith__lte=day).order_by("valid").last()
    if known is None:
        raise Refused(f"Ngày {format_date(day)} {member.full_name} chưa có trong danh sách đảng viên.")
    return known.organization


def refuse_after_leaving(member: Member, side: str, decided: Decided) -> None:
    """The Party disciplines its members: nobody is expelled twice, or disciplined after he left it."""
    if side == Side.STATE:
        return
    rows = MemberDiscipline.objects.standing().filter(member=member, side=Side.PARTY).prefetch_related("steps")
    standings = [(one, one.standing(dt.date.max)) for one in rows]
    known = next((one for one, now in standings if now.form == EXPULSION and now.counts), None)
    day = decided.decision_date
    if known and (decided.form == EXPULSION or day >= known.effective_from):
        paper = f"{known.decision_number} ngày {format_date(known.decision_date)}"
        raise Refused(f"{member.full_name} đã bị khai trừ theo Quyết định {paper}.")
    last = Membership.objects.filter(member=member).order_by("valid").last()
    gone = last and last.exit in OUT_OF_THE_PARTY and day >= last.valid.upper
    if gone and not (decided.form == EXPULSION and decided.effective_from == last.valid.upper):
        words = f"{Exit(last.exit).label.lower()} từ ngày {format_date(last.valid.upper)}"
        raise Refused(f"{member.full_name} không còn trong Đảng: {words}.")


def expel(member: Member, decided: Decided, by) -> None:
    """Off the roll by the roll's own action; who was taken off as expelled on the day already stays so.

    What he did is not told there: more people read the roll than the book of discipline.
    """
    last = Membership.objects.filter(member=member).order_by("valid").last()
    if last and last.valid.upper is not None:
        if last.exit == Exit.EXPELLED and last.valid.upper == decided.effective_from:
            return
        gone = f"{Exit(last.exit).label.lower()} từ ngày {format_date(last.valid.upper)}"
        raise Refused(f"{member.full_name} đã rời danh sách: {gone}; ngày khai trừ phải khớp với ngày ấy.")
    paper = Paper(decided.decision_number, decided.decision_date)
    leave(member=member, on=decided.effective_from, how=Exit.EXPELLED, paper=paper, by=by)


@atomic_or_refused()
def discipline_member(*, member: Member, side: str, decided: Decided, scope: Scope, by) -> MemberDiscipline:
    """Write the decision down; expulsion is not written a second time on the roll."""
    member = Member.objects.select_for_update().get(pk=member.pk)
    refuse_himself(member.full_name, by)
    decided.refuse_wrong(subject_of(member, side, decided.decision_date))
    cell = cell_on(member, decided.decision_date)
    scope.require(RECORD, cell.pk)
    refuse_after_leaving(member, side, decided)
    facts = decided.columns() | {"side": side}
    made = MemberDiscipline.objects.create(member=member, organization=cell, by=by, at=clock.now(), **facts)
    if decided.form == EXPULSION:
        expel(member, decided, by)
    paper = f"{made.decision_number} {format_date(made.decision_date)}"
    said = f"{made.get_side_display()} {member.full_name}: {made.form_label.lower()}, {paper}"
    record(by=by, did="member.disciplined", said=said, on=made, organization=cell.named(clock.today()), after=facts)
    return made


@atomic_or_refused()
def follow_member_discipline(
    *, discipline: MemberDiscipline, said: Complaint, scope: Scope, by
) -> MemberDisciplineStep:
    """A complaint came in, or was decided. What it means for the roll is written there."""
    scope.require(RECORD, discipline.organization_id)
    held = MemberDiscipline.objects.select_for_update(of=("self",)).select_related("member").get(pk=discipline.pk)
    refuse_himself(held.member.full_name, by)
    refuse_struck(held)
    refuse_wrong_step(held, subject_of(held.member, held.side, held.decision_date), said)
    facts = said.columns()
    made = MemberDisciplineStep.objects.create(discipline=held, by=by, at=clock.now(), **facts)
    words = f"{words_of(said)}, kỷ luật {held.decision_number} của {held.member.full_name}"
    place = place_of(held.member)
    record(by=by, did=f"member.discipline_{said.kind}", said=words, on=held, organization=place, after=facts)
    return made
