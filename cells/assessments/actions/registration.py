"""The registration at the start of the year: sent, accepted or sent back (A10)."""

from django.core.exceptions import PermissionDenied

from cells.assessments.actions.filling import refuse_unless_open
from cells.assessments.actions.steps import add_step, hold, note
from cells.assessments.enums import (
    REGISTRATION_ACCEPTED,
    REGISTRATION_SENT,
    REGISTRATION_SENT_BACK,
    RegistrationState,
)
from cells.assessments.models import Campaign, RegisteredTask, Sheet
from cells.assessments.models.facts import open_sheet
from cells.assessments.rules.fields import TASK, Field
from cells.assessments.rules.hands import CLOSED, Hand
from cells.assessments.rules.sheet import missing_before_registration
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def send(*, sheet: Sheet, hand: Hand, by) -> None:
    """Send the registration to the level above. Empty lines fall away."""
    sheet = hold(sheet)
    refuse_unless_open(sheet, Field(TASK, "0", "content"), hand)
    opened = open_sheet(sheet, clock.today())
    if missing := missing_before_registration(opened.facts):
        raise Refused([item.text for item in missing])
    blank = [task.id for task in opened.facts.tasks if task.blank]
    sheet.tasks.filter(pk__in=blank).delete()
    sheet.registration_state = RegistrationState.SENT
    sheet.registered_at, sheet.registered_by = clock.now(), by
    sheet.version += 1
    sheet.save(update_fields=["registration_state", "registered_at", "registered_by", "version"])
    tasks = opened.snapshot()["tasks"]
    content = {"aimed_level": sheet.aimed_level, "tasks": [task for task in tasks if task["content"]]}
    add_step(sheet, REGISTRATION_SENT, by=by, content=content)
    said = f"Gửi đăng ký năm {sheet.campaign.year}: {len(content['tasks'])} nhiệm vụ"
    note(sheet, "registration.sent", said, by=by)


def refuse_unless_waiting(sheet: Sheet, hand: Hand) -> None:
    """Only who accepts, and only while the registration waits for it."""
    if not hand.accepts:
        raise PermissionDenied
    if sheet.campaign.closed:
        raise Refused(CLOSED)
    if sheet.registration_state != RegistrationState.SENT:
        raise Refused("Không có bản đăng ký nào đang chờ chấp thuận.")


@atomic_or_refused()
def accept(*, sheet: Sheet, hand: Hand, by) -> None:
    """Accept the registration; from now on it is the measure of the year."""
    sheet = hold(sheet)
    refuse_unless_waiting(sheet, hand)
    sheet.registration_state = RegistrationState.ACCEPTED
    sheet.accepted_at, sheet.accepted_by = clock.now(), by
    sheet.version += 1
    sheet.save(update_fields=["registration_state", "accepted_at", "accepted_by", "version"])
    add_step(sheet, REGISTRATION_ACCEPTED, by=by)
    note(sheet, "registration.accepted", f"Chấp thuận đăng ký năm {sheet.campaign.year}", by=by)


@atomic_or_refused()
def send_back(*, sheet: Sheet, comment: str, hand: Hand, by) -> None:
    """Send the registration back with what is to be mended."""
    sheet = hold(sheet)
    refuse_unless_waiting(sheet, hand)
    if not comment.strip():
        raise Refused("Đồng chí ghi yêu cầu sửa.")
    sheet.registration_state = RegistrationState.SENT_BACK
    sheet.version += 1
    sheet.save(update_fields=["registration_state", "version"])
    add_step(sheet, REGISTRATION_SENT_BACK, by=by, comment=comment.strip())
    said = f"Trả lại bản đăng ký năm {sheet.campaign.year}: {comment.strip()}"
    note(sheet, "registration.sent_back", said, by=by)


@atomic_or_refused()
def copy_last_year(*, sheet: Sheet, hand: Hand, by) -> int:
    """Take over the tasks of the year before, without their values, so that nobody types them again."""
    sheet = hold(sheet)
    refuse_unless_open(sheet, Field(TASK, "0", "content"), hand)
    campaign = Campaign.objects.filter(
        organization=sheet.campaign.organization_id, year=sheet.campaign.year - 1
    ).first()
    before = Sheet.objects.filter(campaign=campaign, organization=sheet.organization_id).first() if campaign else None
    old = list(before.tasks.exclude(content="").order_by("position")) if before else []
    if not old:
        raise Refused(f"Năm {sheet.campaign.year - 1} không có nhiệm vụ đăng ký nào để chép.")
    present = set(sheet.tasks.values_list("content", flat=True))
    opened = open_sheet(sheet, clock.today())
    groups = {group.key for group in opened.frame.task_groups}
    last = max((task.position for task in opened.tasks), default=0)
    copied = [
        RegisteredTask(
            sheet=sheet,
            position=last + number,
            group=task.group,
            content=task.content,
            measure=task.measure,
            unit=task.unit,
            direction=task.direction,
        )
        for number, task in enumerate(old, start=1)
        if task.content not in present and task.group in groups
    ]
    RegisteredTask.objects.bulk_create(copied)
    if sheet.registration_state == RegistrationState.NONE:
        sheet.registration_state = RegistrationState.DRAFT
        sheet.save(update_fields=["registration_state"])
    note(sheet, "registration.copied", f"Chép {len(copied)} nhiệm vụ của năm {sheet.campaign.year - 1}", by=by)
    return len(copied)
