"""Single fields saved one by one: nobody overwrites another unseen, nothing is done twice (A11)."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from cells.assessments.actions.steps import add_step, hold, note
from cells.assessments.enums import Body, RegistrationState, SheetState
from cells.assessments.models import CommuneResult, RegisteredTask, Score, Sheet
from cells.assessments.models.facts import open_sheet
from cells.assessments.rules import hands
from cells.assessments.rules.fields import (
    BOARD,
    RESULT,
    SCORE,
    SHEET,
    TASK,
    Field,
    value_in_words,
    value_shown,
    value_typed,
    words_for,
)
from cells.assessments.rules.hands import Hand
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class Saved:
    """The field as it now stands in the sheet; `changed` is False when it already held the value."""

    sheet: Sheet
    version: int
    shown: str
    changed: bool


class Conflict(Exception):
    """Somebody else changed the field since the page was opened: both values go to the person who chooses."""

    def __init__(self, *, theirs: str, by: str, version: int):
        self.theirs, self.by, self.version = theirs, by, version
        super().__init__(f"{by}: {theirs}")


class NotAValue(Exception):
    """What was typed is no value of this field; `sentence` says what is right."""

    def __init__(self, sentence: str):
        self.sentence = sentence
        super().__init__(sentence)


@atomic_or_refused()
def save_field(*, sheet: Sheet, field: Field, typed: str, version: int, was: str | None, hand: Hand, by) -> Saved:
    """Save one field of the sheet.

    `version` is the row's version and `was` the field's text when the page was filled; a later version is no
    conflict as long as this field still held `was`. Sending the same value again changes nothing.
    Raises Refused (not now), Conflict, NotAValue, PermissionDenied.
    """
    sheet = hold(sheet)
    refuse_unless_open(sheet, field, hand)
    opened = open_sheet(sheet, clock.today())
    try:
        value = value_typed(
            field, typed, scheme=opened.scheme, frame=opened.frame, year=sheet.campaign.year, today=clock.today()
        )
    except ValueError as error:
        raise NotAValue(str(error)) from error
    row = row_of(opened, field)
    present = getattr(row, field.attribute)
    if present == value:
        return Saved(sheet, row.version, value_shown(present), changed=False)
    if row.version != version and value_shown(present) != was:
        raise Conflict(theirs=value_shown(present), by=changed_by(row), version=row.version)
    write(sheet, row, field, value, by)
    begin(sheet, field, by)
    name, words = str(field), words_for(field, row_label(opened, row, field))
    note(
        sheet,
        "registration.saved" if field.registers else "assessment.saved",
        f"Ghi {words}: {value_in_words(field, value, opened.scheme, opened.frame)}",
        by=by,
        before={name: value_shown(present)},
        after={name: value_shown(value)},
    )
    return Saved(sheet, row.version, value_shown(value), changed=True)


def refuse_unless_open(sheet: Sheet, field: Field, hand: Hand) -> None:
    """Whether this person may change the field, and whether its state allows it now."""
    if not (hand.appraises if field.kind == BOARD else hand.fills):
        raise PermissionDenied
    closed = sheet.campaign.closed
    if field.kind == BOARD:
        reasons = hands.why_not_score(sheet.state, closed=closed)
    elif field.registers:
        reasons = hands.why_not_register(sheet.registration_state, closed=closed)
    else:
        reasons = hands.why_not_fill(sheet.state, closed=closed)
    if reasons:
        raise Refused(reasons)


def row_of(opened, field: Field):
    """The row that holds the field; a new one (version 0) where nothing has been written yet."""
    sheet = opened.sheet
    if field.kind == SHEET:
        return sheet
    if field.kind == TASK:
        task = next((task for task in opened.tasks if str(task.pk) == field.row), None)
        if task is None:
            raise Refused("Nhiệm vụ này không còn trong bản; có người đã bỏ dòng này.")
        return task
    if field.kind == RESULT:
        return opened.results.get(field.row) or CommuneResult(sheet=sheet, indicator=field.row, version=0)
    body = Body.SELF if field.kind == SCORE else opened.procedure.proposes
    return opened.scores_of(body).get(field.row) or Score(sheet=sheet, body=body, criterion=field.row, version=0)


def row_label(opened, row, field: Field) -> str:
    """How the log names the row."""
    if field.kind == TASK:
        return row.content
    if field.kind == RESULT:
        return next(i.label for i in opened.frame.indicators if i.code == field.row)
    return field.row


def changed_by(row) -> str:
    """Who changed the row last, for the person who meets the change."""
    person = getattr(row, "changed_by", None)
    return person.full_name if person else "Người khác"


def write(sheet: Sheet, row, field: Field, value, by) -> None:
    """Set the attribute; the row's version grows."""
    setattr(row, field.attribute, value)
    row.version += 1
    if field.kind == SHEET:
        if field.attribute == "self_level" and not sheet.campaign.rules.may_be_exemplary(value):
            row.self_exemplary = False
        row.save(update_fields=[field.attribute, "self_exemplary", "version"])
        return
    row.changed_at, row.changed_by = clock.now(), by
    row.save()


def begin(sheet: Sheet, field: Field, by) -> None:
    """The first value starts the registration or the self-assessment."""
    if field.kind == BOARD:
        return
    if field.registers:
        if sheet.registration_state == RegistrationState.NONE:
            sheet.registration_state = RegistrationState.DRAFT
            sheet.save(update_fields=["registration_state"])
        return
    if sheet.state == SheetState.NOT_STARTED:
        sheet.state, sheet.started_at = SheetState.DRAFT, clock.now()
        sheet.save(update_fields=["state", "started_at"])
        add_step(sheet, SheetState.DRAFT, by=by)


@atomic_or_refused()
def add_lines(*, sheet: Sheet, group: str, count: int, hand: Hand, by) -> list[RegisteredTask]:
    """Add empty lines for tasks of one part; lines left empty fall away when the registration is sent."""
    sheet = hold(sheet)
    refuse_unless_open(sheet, Field(TASK, "0", "content"), hand)
    opened = open_sheet(sheet, clock.today())
    if group not in {part.key for part in opened.frame.task_groups}:
        raise Refused("Phần này không nhận nhiệm vụ.")
    if len(opened.tasks) + count > MOST_TASKS:
        raise Refused(f"Một bản đăng ký có nhiều nhất {MOST_TASKS} dòng.")
    last = max((task.position for task in opened.tasks), default=0)
    lines = [RegisteredTask(sheet=sheet, position=last + n, group=group) for n in range(1, count + 1)]
    note(sheet, "registration.lines_added", f"Thêm {count} dòng nhiệm vụ", by=by)
    return RegisteredTask.objects.bulk_create(lines)


MOST_TASKS = 60


@atomic_or_refused()
def remove_line(*, sheet: Sheet, task_id: int, hand: Hand, by) -> None:
    """Take a task out of the registration while it is being written. Doing it twice is harmless."""
    sheet = hold(sheet)
    refuse_unless_open(sheet, Field(TASK, "0", "content"), hand)
    task = sheet.tasks.filter(pk=task_id).first()
    if task is None:
        return
    before = {"content": task.content, "planned": value_shown(task.planned), "unit": task.unit}
    task.delete()
    note(sheet, "registration.line_removed", f"Bỏ nhiệm vụ “{task.content}”", by=by, before=before)
