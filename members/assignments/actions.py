"""Work is given to members of a cell for a year, adjusted, ended, judged (A7; S3 IV.2, S2 2.3)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateRange

from cells.organizations.models import Organization
from members.assignments import rules
from members.assignments.catalogue import fields, ratings
from members.assignments.models import WorkAssignment
from members.roll.models import Member, Membership, Pause
from sinho.audit.actions import record, record_many
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

CLOSED = "Công tác này đã được đánh giá hoặc đã thôi giao, nên giữ nguyên."


@dataclass(frozen=True)
class Task:
    """Work for a member; the supervisor is a member of the cell, or somebody else in words."""

    member: Member
    field: str
    content: str
    due_on: dt.date
    supervisor: Member | None = None
    supervisor_words: str = ""

    @property
    def words(self) -> str:
        """The content without spare blanks."""
        return " ".join(self.content.split())

    @property
    def who(self) -> str:
        return " ".join(self.supervisor_words.split())


@dataclass(frozen=True)
class Judgement:
    """How one piece of work went; `result` in words, may be empty."""

    assignment: int
    rating: str
    result: str = ""


def reasons_against(cell: Organization, year: int, on: dt.date, tasks: Sequence[Task]) -> list[str]:
    """Why these cannot be given on the day: four queries, however many there are."""
    people = {task.member.pk for task in tasks} | {task.supervisor.pk for task in tasks if task.supervisor}
    here = set(
        Membership.objects.on(on).filter(organization=cell, member__in=people).values_list("member_id", flat=True)
    )
    pauses = {pause.member_id: pause.get_kind_display() for pause in Pause.objects.on(on).of(people)}
    reasons = []
    for task in tasks:
        given = rules.Given(
            name=task.member.full_name,
            year=year,
            on=on,
            due_on=task.due_on,
            in_cell=task.member.pk in here,
            pause=pauses.get(task.member.pk, ""),
            field_known=task.field in fields(),
            supervised=bool(task.supervisor or task.who),
            supervisor_is_himself=task.supervisor == task.member,
            supervisor_in_cell=not task.supervisor or task.supervisor.pk in here,
        )
        reasons += rules.why_not_given(given)
    return reasons + given_twice(cell, year, tasks)


def given_twice(cell: Organization, year: int, tasks: Sequence[Task]) -> list[str]:
    """Who has this work already, or gets it twice at once."""
    there = WorkAssignment.objects.filter(organization=cell, year=year, ended_reason="")
    known = {(pk, content.lower()) for pk, content in there.values_list("member_id", "content")}
    reasons = []
    for task in tasks:
        key = (task.member.pk, task.words.lower())
        if key in known:
            reasons.append(f"{task.member.full_name} đã được giao “{task.words}” trong năm {year}.")
        known.add(key)
    return reasons


def row_of(task: Task, cell: Organization, year: int, on: dt.date, replaces=None) -> WorkAssignment:
    return WorkAssignment(
        member=task.member,
        organization=cell,
        year=year,
        field=task.field,
        content=task.words,
        supervisor=task.supervisor,
        supervisor_words="" if task.supervisor else task.who,
        valid=DateRange(on, rules.first_day(year + 1), "[)"),
        due_on=task.due_on,
        replaces=replaces,
    )


def facts_of(row: WorkAssignment) -> dict:
    """What the log keeps of the work."""
    return {
        "assignment": row.pk,
        "field": row.field,
        "content": row.content,
        "supervisor": row.supervisor_name,
        "assigned_on": row.assigned_on,
        "due_on": row.due_on,
    }


@atomic_or_refused()
def assign(*, cell: Organization, year: int, on: dt.date, tasks: Sequence[Task], by) -> int:
    """Give work to one or several members at once; all of it or nothing. Returns how many pieces were given."""
    if not tasks:
        raise Refused("Chưa ghi công tác cho đảng viên nào.")
    if reasons := rules.why_not_on(year, on, clock.today()):
        raise Refused(reasons)
    Organization.objects.select_for_update(of=("self",)).get(pk=cell.pk)
    if reasons := reasons_against(cell, year, on, tasks):
        raise Refused(reasons)
    rows = WorkAssignment.objects.bulk_create(row_of(task, cell, year, on) for task in tasks)
    place = cell.named(on)
    record_many(
        {
            "by": by,
            "did": "assignment.given",
            "said": f"Giao {row.member.full_name} năm {year}: {row.content}, hạn {format_date(row.due_on)}",
            "on": row.member,
            "organization": place,
            "after": facts_of(row),
        }
        for row in rows
    )
    return len(rows)


def held(assignment: WorkAssignment) -> WorkAssignment:
    """The row, locked; Refused when it was judged or ended meanwhile."""
    row = WorkAssignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if not row.is_open:
        raise Refused(CLOSED)
    return row


def end_before(row: WorkAssignment, on: dt.date, reason: str) -> None:
    """Let it end the day before."""
    if reasons := rules.why_not_ended(row.year, row.assigned_on, on, clock.today()):
        raise Refused(reasons)
    if not reason.strip():
        raise Refused("Phải ghi lý do điều chỉnh.")
    row.valid, row.ended_reason = DateRange(row.assigned_on, on, "[)"), reason.strip()
    row.save(update_fields=["valid", "ended_reason"])


@atomic_or_refused()
def adjust(*, assignment: WorkAssignment, task: Task, on: dt.date, reason: str, by) -> WorkAssignment:
    """Other work, another term or supervisor from the day on; what was given before stays with its last day."""
    row = held(assignment)
    before = facts_of(row)
    same = (row.field, row.content, row.due_on, row.supervisor_id, row.supervisor_words)
    if same == (task.field, task.words, task.due_on, getattr(task.supervisor, "pk", None), task.who):
        raise Refused("Chưa có gì khác so với công tác đang giao.")
    end_before(row, on, reason)
    if reasons := reasons_against(row.organization, row.year, on, [task]):
        raise Refused(reasons)
    new = row_of(task, row.organization, row.year, on, replaces=row)
    new.save(force_insert=True)
    record(
        by=by,
        did="assignment.adjusted",
        said=f"Điều chỉnh công tác của {row.member.full_name} từ {format_date(on)}: {new.content} ({reason.strip()})",
        on=row.member,
        organization=row.organization.named(on),
        before=before,
        after=facts_of(new) | {"reason": reason.strip()},
    )
    return new


@atomic_or_refused()
def stop(*, assignment: WorkAssignment, on: dt.date, reason: str, by) -> WorkAssignment:
    """No longer this work from the day on, and nothing in its place."""
    row = held(assignment)
    end_before(row, on, reason)
    record(
        by=by,
        did="assignment.stopped",
        said=f"Thôi giao {row.member.full_name} từ {format_date(on)}: {row.content} ({reason.strip()})",
        on=row.member,
        organization=row.organization.named(on),
        before=facts_of(row),
        after={"assignment": row.pk, "ended_on": row.ended_on, "reason": reason.strip()},
    )
    return row


@atomic_or_refused()
def judge(*, cell: Organization, year: int, on: dt.date, judgements: Sequence[Judgement], by) -> int:
    """The cell's judgement on the work of its members, all of it or nothing. Returns how many pieces were judged."""
    if not judgements:
        raise Refused("Chưa chọn mức đánh giá cho công tác nào.")
    given = {one.assignment: one for one in judgements}
    rows = WorkAssignment.objects.select_for_update(of=("self",)).select_related("member")
    rows = list(rows.filter(organization=cell, year=year, pk__in=given).order_by("pk"))
    if len(rows) < len(given) or not all(row.is_open for row in rows):
        raise Refused(CLOSED)
    reasons = []
    for row in rows:
        why = rules.why_not_judged(row.assigned_on, on, clock.today())
        why = why if given[row.pk].rating in ratings() else [*why, "Chọn mức đánh giá trong danh mục."]
        reasons += [f"{row.member.full_name}: {one}" for one in why]
        row.rating, row.result, row.judged_on = given[row.pk].rating, " ".join(given[row.pk].result.split()), on
    if reasons:
        raise Refused(list(dict.fromkeys(reasons)))
    WorkAssignment.objects.bulk_update(rows, ["rating", "result", "judged_on"])
    place = cell.named(on)
    record_many(
        {
            "by": by,
            "did": "assignment.judged",
            "said": f"Đánh giá công tác năm {year} của {row.member.full_name}, {row.content}: {row.rating_label}",
            "on": row.member,
            "organization": place,
            "after": {"assignment": row.pk, "rating": row.rating, "result": row.result, "judged_on": on},
        }
        for row in rows
    )
    return len(rows)
