"""A plan for an organisation that stays weak: its resolution, measures, people, checks, end (A8)."""

import datetime as dt
from dataclasses import dataclass

from cells.organizations.models import Organization
from cells.oversight.actions.facts import note, refuse_future, refuse_if, refuse_struck, refuse_unless_alive, trimmed
from cells.oversight.enums.weak import PlanEnd
from cells.oversight.models import (
    MeasureResult,
    PlanMeasure,
    PlanOutcome,
    PlanPerson,
    QuarterCheck,
    StrengtheningPlan,
)
from cells.oversight.models.dated import period
from cells.oversight.models.grades import spell_on
from cells.oversight.rules.weak import quarter_start, why_no_plan
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

LEAD = Permission.LEAD_CELLS


@dataclass(frozen=True)
class Resolution:
    """The thematic resolution that a plan rests on."""

    resolution_number: str
    resolution_date: dt.date
    issuer: str
    subject: str


@dataclass(frozen=True)
class Checked:
    """What was found at the end of a quarter."""

    year: int
    quarter: int
    checked_on: dt.date
    checked_by: str
    findings: str
    judgement: str


@atomic_or_refused()
def open_plan(*, organization: Organization, resolution: Resolution, scope: Scope, by) -> StrengtheningPlan:
    """For an organisation that was on the list on the day of the resolution; one at a time."""
    scope.require(LEAD, organization.pk)
    held = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    day = resolution.resolution_date
    refuse_future(day)
    refuse_unless_alive(held, day)
    spell = spell_on(held.pk, day)
    refuse_if(why_no_plan(spell, day))
    if StrengtheningPlan.objects.standing().filter(organization=held, outcome__isnull=True).exists():
        raise Refused("Tổ chức này đang có kế hoạch chưa kết thúc; đồng chí kết thúc kế hoạch ấy trước.")
    facts = trimmed(vars(resolution)) | {"reason": spell.reason}
    made = StrengtheningPlan.objects.create(organization=held, by=by, at=clock.now(), **facts)
    said = f"Mở kế hoạch củng cố theo Nghị quyết {made.resolution_number} ngày {format_date(day)}"
    note(held, "plan_opened", said, made, by, facts)
    return made


def hold_open(plan: StrengtheningPlan, scope: Scope) -> StrengtheningPlan:
    """The plan, held until the act is over; refused once it has ended."""
    scope.require(LEAD, plan.organization_id)
    rows = StrengtheningPlan.objects.select_for_update(of=("self",), no_key=True).select_related("organization")
    held = rows.get(pk=plan.pk)
    refuse_struck(held)
    if PlanOutcome.objects.filter(plan=held).exists():
        raise Refused("Kế hoạch này đã kết thúc, không ghi thêm.")
    return held


def refuse_before(plan: StrengtheningPlan, day: dt.date) -> None:
    """Nothing of a plan is older than its resolution."""
    if day < plan.resolution_date:
        said = format_date(plan.resolution_date)
        raise Refused(f"Ngày {format_date(day)} trước ngày nghị quyết, {said}.")


def note_plan(plan: StrengtheningPlan, did: str, words: str, by, facts: dict) -> None:
    """An entry of the log about the plan."""
    said = f"{words} (Nghị quyết {plan.resolution_number})"
    note(plan.organization, did, said, plan, by, facts)


@atomic_or_refused()
def add_measure(
    *, plan: StrengtheningPlan, content: str, owner: str, on: dt.date, due_on: dt.date, scope: Scope, by
) -> PlanMeasure:
    """One more thing to do, agreed on a day."""
    held = hold_open(plan, scope)
    refuse_future(on)
    refuse_before(held, on)
    if due_on < on:
        raise Refused(f"Hạn {format_date(due_on)} trước ngày thống nhất biện pháp, {format_date(on)}.")
    facts = trimmed({"content": content, "owner": owner, "on": on, "due_on": due_on})
    made = PlanMeasure.objects.create(plan=held, by=by, at=clock.now(), **facts)
    note_plan(held, "measure_added", f"Thêm biện pháp củng cố: {made}", by, facts)
    return made


@atomic_or_refused()
def finish_measure(*, measure: PlanMeasure, on: dt.date, words: str, scope: Scope, by) -> MeasureResult:
    """What came of it."""
    held = hold_open(measure.plan, scope)
    refuse_future(on)
    now = PlanMeasure.objects.get(pk=measure.pk)
    refuse_struck(now)
    if on < now.on:
        raise Refused(f"Ngày {format_date(on)} trước ngày thống nhất biện pháp, {format_date(now.on)}.")
    if MeasureResult.objects.filter(measure=measure).exists():
        raise Refused("Biện pháp này đã ghi kết quả.")
    facts = trimmed({"on": on, "words": words})
    made = MeasureResult.objects.create(measure=measure, by=by, at=clock.now(), **facts)
    note_plan(held, "measure_done", f"Xong biện pháp củng cố: {measure}", by, facts | {"measure": measure.pk})
    return made


@atomic_or_refused()
def send_person(
    *, plan: StrengtheningPlan, person_name: str, office: str, since: dt.date, scope: Scope, by
) -> PlanPerson:
    """Somebody goes there to help."""
    held = hold_open(plan, scope)
    refuse_future(since)
    refuse_before(held, since)
    facts = trimmed({"person_name": person_name, "office": office})
    made = PlanPerson.objects.create(plan=held, valid=period(since), by=by, at=clock.now(), **facts)
    words = f"Cử đồng chí {made.person_name} xuống giúp từ {format_date(since)}"
    note_plan(held, "person_sent", words, by, facts | {"since": since})
    return made


@atomic_or_refused()
def call_back(*, person: PlanPerson, last_day: dt.date, scope: Scope, by) -> PlanPerson:
    """His last day there."""
    held = hold_open(person.plan, scope)
    person = PlanPerson.objects.select_for_update(of=("self",)).get(pk=person.pk)
    refuse_future(last_day)
    if person.last_day:
        raise Refused("Đồng chí này đã thôi.")
    if last_day < person.since:
        raise Refused(f"Ngày thôi {format_date(last_day)} trước ngày xuống, {format_date(person.since)}.")
    person.valid = period(person.since, last_day)
    person.save(update_fields=["valid"])
    words = f"Đồng chí {person.person_name} thôi giúp cơ sở sau ngày {format_date(last_day)}"
    note_plan(held, "person_back", words, by, {"person": person.pk, "last_day": last_day})
    return person


@atomic_or_refused()
def check_quarter(*, plan: StrengtheningPlan, checked: Checked, scope: Scope, by) -> QuarterCheck:
    """What was found in a quarter, written once it has begun."""
    held = hold_open(plan, scope)
    refuse_future(checked.checked_on)
    refuse_before(held, checked.checked_on)
    if checked.checked_on < quarter_start(checked.year, checked.quarter):
        raise Refused(f"Ngày {format_date(checked.checked_on)} chưa đến quý {checked.quarter}/{checked.year}.")
    facts = trimmed(vars(checked))
    made = QuarterCheck.objects.create(plan=held, by=by, at=clock.now(), **facts)
    note_plan(held, "quarter_checked", f"Kiểm tra quý {made.quarter}/{made.year}", by, facts)
    return made


def last_written(plan: StrengtheningPlan) -> dt.date | None:
    """The last day on which something of the plan happened."""
    days = [*plan.checks.standing().values_list("checked_on", flat=True)]
    days += MeasureResult.objects.filter(measure__in=plan.measures.standing()).values_list("on", flat=True)
    days += [one.last_day or one.since for one in plan.people.all()]
    return max(days, default=None)


@atomic_or_refused()
def close_plan(*, plan: StrengtheningPlan, kind: str, on: dt.date, words: str, scope: Scope, by) -> PlanOutcome:
    """How it ended; that the organisation has risen is read from its grades, not said by hand."""
    held = hold_open(plan, scope)
    refuse_future(on)
    refuse_before(held, on)
    if kind == PlanEnd.RISEN and spell_on(held.organization_id, on):
        raise Refused(
            f"Ngày {format_date(on)} tổ chức này vẫn có trong danh sách yếu kém kéo dài; danh sách do xếp loại các "
            "năm mà ra, không ghi bằng tay."
        )
    if (last := last_written(held)) and last > on:
        raise Refused(f"Kế hoạch đã ghi việc ngày {format_date(last)}, sau ngày kết thúc {format_date(on)}.")
    for person in held.people.filter(valid__endswith__isnull=True):
        person.valid = period(person.since, on)
        person.save(update_fields=["valid"])
    facts = trimmed({"kind": kind, "on": on, "words": words})
    made = PlanOutcome.objects.create(plan=held, by=by, at=clock.now(), **facts)
    note_plan(held, "plan_closed", f"Kết thúc kế hoạch củng cố: {made}", by, facts)
    return made
