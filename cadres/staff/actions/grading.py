"""The class of a commune, by decision; with it its own numbers of staff."""

import datetime as dt
from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.staff.actions.facts import COMMUNES, Paper, refuse_future
from cadres.staff.models import CommuneGrade
from cells.organizations.models import Organization, OrganizationState
from cells.places.actions import period
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class Grading:
    """What a decision says of a commune; numbers of its own only where it was given some."""

    grade: int
    area: str
    full_time: int | None = None
    part_time: int | None = None


def told(row: CommuneGrade) -> dict:
    """The row as the log keeps it."""
    names = ("grade", "area", "full_time", "part_time", "decision_number", "decision_date", "source")
    return {name: getattr(row, name) for name in names} | {"since": row.valid.lower, "until": row.valid.upper}


def put(row: CommuneGrade, grading: Grading, paper: Paper) -> None:
    """The facts into the row."""
    if not paper.number.strip() or paper.date is None:
        raise Refused("Loại của xã phải theo một quyết định có số và ngày.")
    for name, value in vars(grading).items():
        setattr(row, name, value)
    row.decision_number, row.decision_date, row.source = paper.number.strip(), paper.date, paper.reason.strip()


@atomic_or_refused()
def grade(*, organization: Organization, grading: Grading, since: dt.date, paper: Paper, by) -> CommuneGrade:
    """From `since` on the commune is of this class; what was so before ends the day before."""
    refuse_future(since, paper.date)
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    if not OrganizationState.objects.on(since).filter(organization=organization, type__in=COMMUNES).exists():
        raise Refused(f"Ngày {format_date(since)} nơi này không phải là đảng bộ xã, thị trấn.")
    rows = list(CommuneGrade.objects.select_for_update().filter(organization=organization))
    own, holding, valid = period(rows, since, None)
    if own:
        raise Refused(f"Ngày {format_date(since)} đã có quyết định về loại; đồng chí đính chính dòng ấy.")
    if holding:
        holding.valid = DateRange(holding.valid.lower, since)
        holding.save(update_fields=["valid"])
    row = CommuneGrade(organization=organization, valid=valid)
    put(row, grading, paper)
    row.save()
    name = organization.named(clock.today())
    said = f"{name[1]}: {row.get_grade_display().lower()} từ {format_date(since)}"
    record(by=by, did="commune.graded", said=said, on=row, organization=name, after=told(row))
    return row


@atomic_or_refused()
def correct_grade(
    *, row: CommuneGrade, grading: Grading, since: dt.date, until: dt.date | None, paper: Paper, reason: str, by
) -> None:
    """What was written wrongly about the class; `until` is the last day of it."""
    refuse_future(since, paper.date)
    if until is not None and until < since:
        raise Refused("Ngày kết thúc phải từ ngày bắt đầu trở đi.")
    if not reason.strip():
        raise Refused("Ghi lý do đính chính.")
    row = CommuneGrade.objects.select_for_update().select_related("organization").get(pk=row.pk)
    before = told(row)
    put(row, grading, paper)
    row.valid = DateRange(since, until + dt.timedelta(days=1) if until else None)
    if told(row) == before:
        raise Refused("Chưa có gì khác so với đã ghi.")
    row.save()
    name = row.organization.named(clock.today())
    said = f"Đính chính loại của {name[1]}: {row.get_grade_display().lower()}. Lý do: {reason.strip()}"
    record(by=by, did="commune.grade_corrected", said=said, on=row, organization=name, before=before, after=told(row))
