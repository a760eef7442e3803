"""Steps are written down; the ceremony makes a member, the recognition an official one (A4)."""

import datetime as dt
from collections.abc import Callable
from functools import cache, partial

from django.core.exceptions import PermissionDenied

from cells.organizations.enums import OrganizationKind as K
from cells.organizations.models import Organization, OrganizationState, path_to
from members.admissions import paths
from members.admissions.actions.admitting import admit, recognise_member
from members.admissions.actions.facts import Taken
from members.admissions.enums import Actor
from members.admissions.models import Case, CaseStep
from members.admissions.rules.path import Step
from members.admissions.rules.steps import Attempt, passes, why_not
from members.roll.rules import YOUNGEST, BirthDate
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


def permission_for(step: Step) -> Permission:
    """Who may write a step down: those of the standing committees the staff, all others the cell or the committee."""
    above = step.actor in (Actor.DISTRICT, Actor.PROVINCE)
    return Permission.DECIDE_ADMISSIONS if above else Permission.RECORD_ADMISSIONS


def place_of_step(case: Case, step: Step, day: dt.date) -> int:
    """The organisation whose step it is: the grassroots committee for those of the committee, else the cell."""
    return places_of_steps(case, day)(step)


def places_of_steps(case: Case, day: dt.date) -> Callable[[Step], int]:
    """The same for every step of a case: its cell and its committee are looked up once."""
    cell_id = case.place_id
    committee = cache(partial(committee_of, cell_id, day))
    return lambda step: committee() if step.actor == Actor.COMMITTEE else cell_id


def committee_of(cell_id: int, day: dt.date) -> int:
    """The grassroots committee above a cell on the day; the cell itself when there is none."""
    above = [pk for pk, _ in path_to(cell_id, day)]
    kinds = OrganizationState.objects.on(day).filter(organization__in=above, kind=K.GRASSROOTS_COMMITTEE)
    return next(iter(kinds.values_list("organization_id", flat=True)), cell_id)


@atomic_or_refused()
def take_step(*, case: Case, taken: Taken, scope: Scope, by) -> CaseStep:
    """Write down that a step was taken; a vote that was not carried is kept and the step stays open."""
    case = hold(case)
    if not case.rules.has(taken.step):
        raise Refused("Bước này không có trong quy trình của hồ sơ.")
    step = case.rules.step(taken.step)
    if not scope.may(permission_for(step), place_of_step(case, step, clock.today())):
        raise PermissionDenied(permission_for(step))
    if step == case.rules.steps[0]:
        begin_anew(case, taken)
    written = write_step(case, taken, by)
    if written.passed and step.admits:
        admit(case, taken, by)
    elif written.passed and step.recognises:
        recognise_member(case, taken, by)
    words = "" if written.passed else " (không đạt số phiếu)"
    record(
        by=by,
        did="admission.step",
        said=f"{case.full_name}: {step.label}, {format_date(taken.on)}{told(written)}{words}",
        on=case,
        organization=Organization.objects.get(pk=case.place_id).named(taken.on),
        after={
            "step": taken.step,
            "number": taken.number,
            "counted": written.counted,
            "agreed": written.agreed,
            "passed": written.passed,
        },
    )
    return written


def begin_anew(case: Case, taken: Taken) -> None:
    """The first step was struck out and is written anew: the case begins on its day, under the same guidance."""
    refuse_wrong_beginning(case.organization, case.birth, taken.on)
    if paths.code_on(taken.on) != case.path["code"]:
        raise Refused(
            f"Ngày {format_date(taken.on)} thuộc thời kỳ của văn bản khác; đồng chí thôi xét hồ sơ này và mở hồ sơ mới."
        )
    case.opened_on = taken.on
    case.save(update_fields=["opened_on"])


def refuse_wrong_beginning(cell: Organization, birth: BirthDate, on: dt.date) -> OrganizationState:
    """The state of the cell that chose somebody on the day; refused when there was none, or he was a child."""
    state = cell.states.filter(valid__contains=on, kind__endswith="_cell").first()
    if state is None:
        raise Refused(f"Chi bộ chưa có hoặc không còn vào ngày {format_date(on)}.")
    if birth.age_on(on) < YOUNGEST:
        raise Refused(f"Ngày {format_date(on)} chưa đủ {YOUNGEST} tuổi; đồng chí xem lại ngày sinh.")
    return state


def told(written: CaseStep) -> str:
    """Number of the paper and votes, for the log."""
    parts = [f"số {written.number}" if written.number else "", written.votes_words]
    return "".join(f", {part}" for part in parts if part)


def hold(case: Case) -> Case:
    """The case, held until the act is over; refused when it is finished or given up."""
    case = Case.objects.select_for_update(of=("self",)).select_related("organization").get(pk=case.pk)
    if not case.is_open:
        raise Refused(f"Hồ sơ của {case.full_name} đã kết thúc.")
    return case


def write_step(case: Case, taken: Taken, author) -> CaseStep:
    """The row of a step, when the rules let it be written."""
    step = case.rules.step(taken.step)
    attempt = Attempt(taken.step, taken.on, taken.number, taken.people, taken.people, taken.votes)
    if reasons := why_not(case.rules, case.facts(), attempt, clock.today()):
        raise Refused(reasons)
    votes = taken.votes if step.votes else None
    return CaseStep.objects.create(
        case=case,
        step=taken.step,
        on=taken.on,
        number=taken.number.strip(),
        people=taken.people.strip(),
        counted=votes.counted if votes else None,
        agreed=votes.agreed if votes else None,
        passed=passes(step, votes),
        note=taken.note.strip(),
        by=author,
        at=clock.now(),
    )
