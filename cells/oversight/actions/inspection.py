"""Plans of inspection and supervision, conclusions, recommendations and what was done about them (A14)."""

import datetime as dt
from dataclasses import dataclass

from cells.organizations.models import Organization, OrganizationState
from cells.oversight.actions.facts import refuse_struck
from cells.oversight.actions.reading import place, refuse_future, refuse_himself
from cells.oversight.models import FollowUp, Inspection, InspectionConclusion, InspectionPlan, Recommendation
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

RECORD = Permission.RECORD_CONDUCT


@dataclass(frozen=True)
class Planned:
    """An item of a plan: whom, how, on what, for which time, by when."""

    organization: Organization
    kind: str
    content: str
    quarter: int
    person_name: str = ""
    person_office: str = ""
    scope_from: dt.date | None = None
    scope_to: dt.date | None = None


def refuse_not_there(organization: Organization, day: dt.date) -> None:
    if not OrganizationState.objects.on(day).filter(organization=organization).exists():
        raise Refused(f"Ngày {format_date(day)} chưa có hoặc không còn tổ chức này.")


@atomic_or_refused()
def record_plan(
    *, organization: Organization, body: str, year: int, number: str, date: dt.date, scope: Scope, by
) -> InspectionPlan:
    """The plan of a year; its items follow one by one."""
    scope.require(RECORD, organization.pk)
    refuse_future(date, "Ngày kế hoạch")
    if not year - 1 <= date.year <= year:
        raise Refused(f"Kế hoạch năm {year} phải có ngày trong năm {year - 1} hoặc {year}.")
    refuse_not_there(organization, date)
    facts = {"body": body, "year": year, "number": number.strip(), "date": date}
    made = InspectionPlan.objects.create(organization=organization, by=by, at=clock.now(), **facts)
    said = f"Ghi kế hoạch kiểm tra, giám sát năm {year}, số {made.number}"
    record(by=by, did="inspection.planned", said=said, on=made, organization=place(organization), after=facts)
    return made


@atomic_or_refused()
def add_inspection(*, plan: InspectionPlan, planned: Planned, scope: Scope, by) -> Inspection:
    """One item of the plan; also one that was added during the year."""
    scope.require(RECORD, plan.organization_id)
    scope.require(RECORD, planned.organization.pk)
    refuse_himself(planned.person_name, by)
    refuse_struck(InspectionPlan.objects.select_for_update(of=("self",), no_key=True).get(pk=plan.pk))
    if planned.person_office and not planned.person_name:
        raise Refused("Ghi chức vụ thì ghi cả họ tên đảng viên được kiểm tra.")
    refuse_not_there(planned.organization, max(plan.date, dt.date(plan.year, 1, 1)))
    facts = {name: " ".join(one.split()) if isinstance(one, str) else one for name, one in vars(planned).items()}
    made = Inspection.objects.create(plan=plan, by=by, at=clock.now(), **facts)
    where = place(planned.organization)
    about = f", đồng chí {made.person_name}" if made.person_name else ""
    said = f"Đưa vào kế hoạch năm {plan.year}: {made.get_kind_display()}, {where[1]}{about}, quý {made.quarter}"
    after = facts | {"organization": planned.organization.pk, "plan": plan.pk}
    record(by=by, did="inspection.added", said=said, on=made, organization=where, after=after)
    return made


def hold(inspection: Inspection) -> None:
    """Until the act is over; refused when it was struck out."""
    rows = Inspection.objects.select_for_update(of=("self",), no_key=True)
    refuse_struck(rows.select_related("struck_by").get(pk=inspection.pk))


@atomic_or_refused()
def conclude(
    *, inspection: Inspection, number: str, date: dt.date, text: str, breach: bool, scope: Scope, by
) -> InspectionConclusion:
    """What was found, once; a later finding is an inspection of its own."""
    scope.require(RECORD, inspection.organization_id)
    refuse_himself(inspection.person_name, by)
    hold(inspection)
    if known := InspectionConclusion.objects.standing().filter(inspection=inspection).first():
        raise Refused(f"Cuộc này đã có kết luận {known.number} ngày {format_date(known.date)}.")
    refuse_future(date, "Ngày kết luận")
    if date < inspection.plan.date:
        raise Refused(f"Ngày kết luận trước ngày kế hoạch, {format_date(inspection.plan.date)}.")
    facts = {"number": number.strip(), "date": date, "text": text.strip(), "breach": breach}
    made = InspectionConclusion.objects.create(inspection=inspection, by=by, at=clock.now(), **facts)
    where = place(inspection.organization)
    said = f"Kết luận {made.number}, {inspection.get_kind_display().lower()}, {where[1]}"
    record(by=by, did="inspection.concluded", said=said, on=inspection, organization=where, after=facts)
    return made


@atomic_or_refused()
def recommend(*, inspection: Inspection, content: str, due_on: dt.date, scope: Scope, by) -> Recommendation:
    """What the conclusion asks to be mended."""
    scope.require(RECORD, inspection.organization_id)
    refuse_himself(inspection.person_name, by)
    hold(inspection)
    concluded = InspectionConclusion.objects.standing().filter(inspection=inspection).first()
    if concluded is None:
        raise Refused("Ghi kết luận trước, rồi ghi kiến nghị.")
    if due_on < concluded.date:
        raise Refused(f"Hạn thực hiện trước ngày kết luận, {format_date(concluded.date)}.")
    content = " ".join(content.split())
    made = Recommendation.objects.create(inspection=inspection, content=content, due_on=due_on, by=by, at=clock.now())
    said = f"Kiến nghị sau kết luận {concluded.number}, hạn {format_date(due_on)}: {content}"
    after = {"recommendation": made.pk, "content": content, "due_on": due_on}
    where = place(inspection.organization)
    record(by=by, did="inspection.recommended", said=said, on=inspection, organization=where, after=after)
    return made


@atomic_or_refused()
def follow_up(*, recommendation: Recommendation, on: dt.date, done: bool, text: str, scope: Scope, by) -> FollowUp:
    """How far it was carried out; once done it stays done."""
    inspection = recommendation.inspection
    scope.require(RECORD, inspection.organization_id)
    refuse_himself(inspection.person_name, by)
    hold(inspection)
    refuse_struck(Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation.pk))
    rows = list(FollowUp.objects.filter(recommendation=recommendation).order_by("on", "pk"))
    refuse_future(on, "Ngày theo dõi")
    concluded = InspectionConclusion.objects.standing().get(inspection=inspection)
    earliest = rows[-1].on if rows else concluded.date
    if any(one.done for one in rows):
        raise Refused("Kiến nghị này đã ghi thực hiện xong.")
    if on < earliest:
        raise Refused(f"Ngày theo dõi trước ngày {format_date(earliest)} của lần ghi trước.")
    facts = {"on": on, "done": done, "text": text.strip()}
    if any(vars(one) | facts == vars(one) for one in rows):
        raise Refused("Kết quả này, ngày này đã ghi.")
    made = FollowUp.objects.create(recommendation=recommendation, by=by, at=clock.now(), **facts)
    said = f"{'Thực hiện xong' if done else 'Theo dõi'} kiến nghị: {recommendation.content}"
    where, after = place(inspection.organization), facts | {"recommendation": recommendation.pk}
    record(by=by, did="inspection.followed", said=said, on=inspection, organization=where, after=after)
    return made
