"""A certificate that was written down wrongly is mended, or taken off the record; what stood there stays in the log."""

import datetime as dt

from cadres.staff.actions.facts import hold, note, refuse_future
from cadres.staff.models import Qualification
from cadres.staff.rules import SUBJECTS
from sinho.refusal import Refused
from sinho.web.integrity import atomic_or_refused

KEPT = ("subject", "level", "title", "words", "system", "certificate_number", "since")


def facts_of(row: Qualification) -> dict:
    """What the log keeps of it."""
    return {name: getattr(row, name) for name in KEPT}


@atomic_or_refused()
def correct_certificate(*, qualification: Qualification, number: str, since: dt.date, reason: str, by) -> None:
    """Another number or day of the same level."""
    refuse_future(since)
    if not reason.strip():
        raise Refused("Sửa trình độ phải có lý do.")
    cadre = hold(qualification.cadre)
    row = Qualification.objects.select_for_update().get(pk=qualification.pk)
    before = facts_of(row)
    row.certificate_number, row.since = number.strip(), since
    row.save()
    said = f"Đính chính {SUBJECTS[row.subject].lower()} của {cadre.full_name}: {row}. Lý do: {reason.strip()}"
    note(cadre, "learned_corrected", said, by, before=before, after=facts_of(row))


@atomic_or_refused()
def take_off(*, qualification: Qualification, reason: str, by) -> None:
    """He never had it: the row was a mistake, so no day shall count it."""
    if not reason.strip():
        raise Refused("Bỏ trình độ ghi nhầm phải có lý do.")
    cadre = hold(qualification.cadre)
    row = Qualification.objects.select_for_update().get(pk=qualification.pk)
    before, words = facts_of(row), str(row)
    row.delete()
    said = f"Bỏ trình độ ghi nhầm của {cadre.full_name}: {words}. Lý do: {reason.strip()}"
    note(cadre, "learned_taken_off", said, by, before=before)
