"""A unit issues its action programme; tasks are given, reported on (A1)."""

import datetime as dt
from dataclasses import dataclass

from cells.directives.actions.facts import hold, hold_documents, place, refuse, refuse_replaced, refuse_unless_alive
from cells.directives.models import ActionProgramme, Directive, ProgrammeTask, TaskProgress
from cells.directives.rules.tasks import Told, task_on, why_not_told
from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

RECORD = Permission.RECORD_BRIEFINGS


@dataclass(frozen=True)
class Issued:
    """An action programme."""

    directive: Directive
    number: str
    title: str
    issued_on: dt.date


@atomic_or_refused()
def issue_programme(*, organization: Organization, issued: Issued, scope: Scope, by) -> ActionProgramme:
    """Write down the programme by which the organisation carries out a document."""
    scope.require(RECORD, organization.pk)
    hold(organization.pk)
    if issued.issued_on > clock.today():
        raise Refused(f"Ngày ban hành {format_date(issued.issued_on)} chưa đến.")
    hold_documents([issued.directive])
    if issued.issued_on < issued.directive.issued_on:
        raise Refused(f"Chương trình ban hành trước {issued.directive.named}.")
    refuse_unless_alive(organization, issued.issued_on)
    facts = {"directive": issued.directive, "issued_on": issued.issued_on}
    facts |= {"number": issued.number.strip()}
    if organization.action_programmes.standing().filter(**facts).exists():
        raise Refused("Chương trình số này, ngày này của tổ chức đã ghi.")
    facts |= {"title": issued.title.strip()}
    made = ActionProgramme.objects.create(organization=organization, by=by, at=clock.now(), **facts)
    words = f"Ban hành chương trình {made.number} thực hiện {issued.directive}"
    after = facts | {"directive": issued.directive.pk}
    record(by=by, did="programme.issued", said=words, on=made, organization=place(organization), after=after)
    return made


@atomic_or_refused()
def strike_programme(*, programme: ActionProgramme, reason: str, scope: Scope, by) -> None:
    """Written down by mistake, with its tasks."""
    scope.require(RECORD, programme.organization_id)
    organization = hold(programme.organization_id)
    refuse_replaced(programme)
    facts = {name: getattr(programme, name) for name in ("directive", "number", "title", "issued_on")}
    more = {"replaces": programme, "struck": True, "reason": reason.strip(), "by": by, "at": clock.now()}
    made = ActionProgramme.objects.create(organization=organization, **facts, **more)
    words = f"Bỏ chương trình {programme.number} ghi nhầm: {reason.strip()}"
    record(by=by, did="programme.struck", said=words, on=made, organization=place(organization))


@dataclass(frozen=True)
class TaskFacts:
    """What is to be done, who sees to it, which organisation below does it, by when."""

    content: str
    owner: str
    due_on: dt.date
    unit: Organization | None = None


@atomic_or_refused()
def add_task(*, programme: ActionProgramme, task: TaskFacts, scope: Scope, by) -> ProgrammeTask:
    """A task of the programme."""
    scope.require(RECORD, programme.organization_id)
    organization = hold(programme.organization_id)
    refuse_replaced(programme)
    if task.due_on < programme.issued_on:
        raise Refused(f"Hạn {format_date(task.due_on)} trước ngày ban hành chương trình.")
    facts = {"content": task.content.strip(), "owner": task.owner.strip(), "due_on": task.due_on, "unit": task.unit}
    made = ProgrammeTask.objects.create(programme=programme, by=by, at=clock.now(), **facts)
    words = f"Giao nhiệm vụ “{made.content[:80]}” trong chương trình {programme.number}, hạn {format_date(task.due_on)}"
    after = facts | {"unit": task.unit.pk if task.unit else None}
    record(by=by, did="programme.task_added", said=words, on=programme, organization=place(organization), after=after)
    return made


@atomic_or_refused()
def report_task(*, task: ProgrammeTask, told: Told, result: str, scope: Scope, by) -> TaskProgress:
    """How far a task is, or that it has more time, or is dropped."""
    programme = task.programme
    scope.require(RECORD, programme.organization_id)
    organization = hold(programme.organization_id)
    refuse_replaced(programme)
    before = [one.told for one in task.reports.all()]
    due = task_on(task.due_on, before, clock.today()).due_on
    refuse(why_not_told(programme.issued_on, before, told, due, clock.today()))
    made = TaskProgress.objects.create(task=task, result=result.strip(), by=by, at=clock.now(), **vars(told))
    words = f"Nhiệm vụ “{task.content[:80]}”: {told.percent} %"
    words += ", thôi thực hiện" if told.dropped else ""
    words += f", gia hạn đến {format_date(told.new_due_on)}" if told.new_due_on else ""
    after = vars(told) | {"task": task.pk, "result": made.result}
    record(by=by, did="programme.task_told", said=words, on=programme, organization=place(organization), after=after)
    return made
