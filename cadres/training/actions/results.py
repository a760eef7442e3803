"""Who was there how often; how it ended; the certificate that becomes a qualification on its day."""

from collections.abc import Mapping
from dataclasses import replace

from cadres.staff.actions.learning import Learned, learn
from cadres.staff.actions.mending import correct_certificate, strike_qualification
from cadres.training.actions.facts import hold_open, place_of
from cadres.training.enums import Status
from cadres.training.models import Enrolment, TrainingClass
from cadres.training.rules import Outcome, why_not_attended, why_not_outcome
from members.roll.actions.updating import learn as learn_member
from members.roll.enums import Subject
from members.roll.models import Schooling
from sinho.audit.actions import record, record_many
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def note_attendance(
    *, training_class: TrainingClass, days_held: int | None, present: Mapping[int, int | None], by
) -> None:
    """How often the class met, and how often each was there (enrolment → times; None: not known)."""
    held = hold_open(training_class)
    rows = {one.pk: one for one in held.enrolments.in_force().select_for_update(of=("self",))}
    if unknown := set(present) - set(rows):
        raise Refused(f"Có {len(unknown)} người không còn trong danh sách lớp; đồng chí tải lại trang.")
    all_now = {pk: present.get(pk, row.days_present) for pk, row in rows.items()}
    if reasons := why_not_attended(days_held, all_now.values()):
        raise Refused(reasons)
    changed = [row for pk, row in rows.items() if row.days_present != all_now[pk]]
    before = {"days_held": held.days_held} | {str(row.pk): row.days_present for row in changed}
    if not changed and held.days_held == days_held:
        raise Refused("Chưa có gì khác so với đã ghi.")
    for row in changed:
        row.days_present = all_now[row.pk]
    Enrolment.objects.bulk_update(changed, ["days_present"])
    held.days_held = days_held
    held.save(update_fields=["days_held"])
    after = {"days_held": days_held} | {str(row.pk): row.days_present for row in changed}
    said = f"Ghi chuyên cần lớp {held.name}: {len(changed)} người"
    place = place_of(held.organization)
    record(by=by, did="training.attended", said=said, on=held, organization=place, before=before, after=after)


@atomic_or_refused()
def note_results(*, training_class: TrainingClass, outcomes: Mapping[int, Outcome], by) -> int:
    """How it ended for these (enrolment → outcome). Of who has finished already, only the certificate is new."""
    held = hold_open(training_class)
    rows = held.enrolments.in_force().filter(pk__in=outcomes).select_related("organization", "cadre", "member")
    rows = {one.pk: one for one in rows.select_for_update(of=("self",)).order_by("pk")}
    if set(outcomes) - set(rows):
        raise Refused("Có người không còn trong danh sách lớp; đồng chí tải lại trang.")
    new = [(rows[pk], outcome) for pk, outcome in outcomes.items() if rows[pk].outcome != outcome]
    if not new:
        raise Refused("Chưa có gì khác so với đã ghi.")
    acts = [write(row, outcome, by) for row, outcome in new]
    record_many(acts)
    return len(new)


def write(row: Enrolment, outcome: Outcome, author) -> dict:
    """The outcome of one, with what its certificate gives; what the log shall say."""
    name = row.person.full_name
    if not row.is_open or (row.status == Status.FINISHED and replace(outcome, **certificate_of(row)) != row.outcome):
        raise Refused(f"{name}: kết quả đã ghi; sửa thì dùng “Đính chính”.")
    refuse_outcome(row, outcome)
    before = vars(row.outcome)
    set_outcome(row, outcome)
    if outcome.certificate_number.strip():
        qualify(row, author)
    row.save()
    said = f"{name}, lớp {row.training_class.name}: {row.get_status_display().lower()}"
    if row.certificate_on:
        said = f"{said}, chứng chỉ số {row.certificate_number} cấp {format_date(row.certificate_on)}"
    return entry_of(row, "ended", said, author) | {"before": before, "after": vars(row.outcome)}


def certificate_of(row: Enrolment) -> dict:
    return {"certificate_number": row.certificate_number, "certificate_on": row.certificate_on}


def refuse_outcome(row: Enrolment, outcome: Outcome) -> None:
    """Reasons carry the name, for many are written at once."""
    if reasons := why_not_outcome(outcome, row.since, clock.today()):
        raise Refused([f"{row.person.full_name}: {reason[0].lower()}{reason[1:]}" for reason in reasons])
    if outcome.ended_on and any(one.last_month > outcome.ended_on for one in row.awards.all()):
        raise Refused(f"{row.person.full_name} còn được hỗ trợ sau ngày ấy; ghi thôi hỗ trợ trước.")


def set_outcome(row: Enrolment, outcome: Outcome) -> None:
    for name, value in vars(outcome).items():
        setattr(row, name, value.strip() if name == "certificate_number" else value)


def entry_of(row: Enrolment, did: str, said: str, author) -> dict:
    """An entry of the log about somebody in a class."""
    place = place_of(row.organization)
    return {"by": author, "did": f"training.{did}", "said": said, "on": row, "organization": place}


def qualify(row: Enrolment, author) -> None:
    """What the certificate says is known from its day on: of staff on their record, of a member on the roll."""
    one = row.training_class
    if not one.subject:
        return
    words = one.specialty or ("" if one.level or one.title else one.name[:120])
    system = one.get_mode_display().lower()
    try:
        if row.cadre_id:
            facts = {"subject": one.field, "level": one.level, "title": one.title, "words": words, "system": system}
            number = row.certificate_number
            learned = Learned(**facts, certificate_number=number, since=row.certificate_on)
            row.qualification = learn(cadre=row.cadre, learned=learned, by=author)
        elif one.field in Subject.values:
            facts = {"subject": one.field, "level": one.level, "words": words, "mode": system}
            learn_member(member=row.member, **facts, since=row.certificate_on, by=author)
    except Refused as refused:
        raise Refused([f"{row.person.full_name}: {reason}" for reason in refused.reasons]) from refused


@atomic_or_refused()
def correct_result(*, enrolment: Enrolment, outcome: Outcome, reason: str, by) -> None:
    """Mend how it ended; the qualification follows. `WITHDRAWN`: he was written down by mistake."""
    if not reason.strip():
        raise Refused("Đính chính phải có lý do.")
    hold_open(enrolment.training_class)
    rows = Enrolment.objects.select_related("cadre", "member", "organization", "training_class")
    row = rows.select_for_update(of=("self",)).get(pk=enrolment.pk)
    before = row.outcome
    if outcome.status == Status.WITHDRAWN:
        outcome = Outcome(Status.WITHDRAWN, row.since)
    if row.status == Status.WITHDRAWN:
        raise Refused("Dòng này đã bỏ vì ghi nhầm; đồng chí ghi danh lại.")
    if before == outcome:
        raise Refused("Chưa có gì khác so với đã ghi.")
    refuse_outcome(row, outcome)
    if outcome.status == Status.WITHDRAWN and row.awards.exists():
        raise Refused("Người này đã được duyệt hỗ trợ theo lớp; ghi thôi học thay cho ghi nhầm.")
    set_outcome(row, outcome)
    requalify(row, before, reason, by)
    row.save()
    said = f"Đính chính {row.person.full_name}, lớp {row.training_class.name}. Lý do: {reason.strip()}"
    record(**entry_of(row, "result_corrected", said, by), before=vars(before), after=vars(row.outcome))


def requalify(row: Enrolment, before: Outcome, reason: str, author) -> None:
    """What the old certificate gave is mended, struck, or given anew."""
    had, has = bool(before.certificate_number), bool(row.certificate_number)
    if certificate_of(row) == {
        "certificate_number": before.certificate_number,
        "certificate_on": before.certificate_on,
    }:
        return
    if had and row.member_id and row.training_class.field in Subject.values:
        known = Schooling.objects.filter(member=row.member, subject=row.training_class.field)
        if known.filter(since=before.certificate_on).exists() and before.certificate_on != row.certificate_on:
            raise Refused("Trình độ đã ghi ở hồ sơ đảng viên; ngày cấp không sửa từ lớp được.")
        return
    given = row.qualification
    if given is None:
        if has:
            qualify(row, author)
    elif has:
        number, since = row.certificate_number, row.certificate_on
        correct_certificate(row=given, number=number, since=since, reason=reason, by=author)
    else:
        row.qualification = None
        row.save(
            update_fields=["qualification", "certificate_number", "certificate_on", "status", "result", "ended_on"]
        )
        strike_qualification(row=given, reason=reason, by=author)
