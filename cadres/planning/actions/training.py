"""What somebody in a plan is still to learn: the hook that training and enrolment hang on (`will_meet`)."""

from collections.abc import Collection

from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.planning.actions.facts import hold, note
from cadres.planning.models import PlannedPerson, TrainingNeed
from cadres.staff.rules import SUBJECTS
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def set_needs(*, person: PlannedPerson, subjects: Collection[str], due_year: int | None, by) -> None:
    """From today on these are the subjects; what is no longer among them is closed."""
    round, today = hold(person.round), clock.today()
    if due_year is not None and due_year < today.year:
        raise Refused(f"Năm học xong {due_year} đã qua.")
    before = sorted(person.needs.on(today).values_list("subject", flat=True))
    if not write_needs(person, set(subjects), due_year):
        raise Refused("Chưa có gì khác so với nội dung đã ghi.")
    words = ", ".join(SUBJECTS[one].lower() for one in SUBJECTS if one in subjects) or "không còn nội dung nào"
    said = f"{person}: cần đào tạo {words}"
    note(round, "needs", said, by, on=person, before={"subjects": before}, after={"subjects": sorted(subjects)})


def write_needs(person: PlannedPerson, subjects: set[str], due_year: int | None) -> bool:
    """Close and open rows; whether anything changed. A year left out keeps that of a subject that stays."""
    if unknown := subjects - SUBJECTS.keys():
        raise Refused(f"{len(unknown)} nội dung không có trong danh mục môn.")
    today, changed, kept = clock.today(), False, set()
    for row in person.needs.on(today).select_for_update():
        if row.subject in subjects and due_year in (None, row.due_year):
            kept.add(row.subject)
            continue
        row.valid, changed = DateRange(row.valid.lower, today), True
        row.save(update_fields=["valid"])
    for subject in sorted(subjects - kept):
        TrainingNeed.objects.create(person=person, subject=subject, due_year=due_year, valid=DateRange(today, None))
        changed = True
    return changed
