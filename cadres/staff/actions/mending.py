"""A qualification that was written down wrongly is mended by a paper or struck; the log keeps what stood there."""

import datetime as dt

from cadres.staff.actions.correcting import refuse_no_paper
from cadres.staff.actions.facts import Paper, hold, note, refuse_future
from cadres.staff.actions.learning import Learned, columns_of
from cadres.staff.models import Cadre, Qualification
from cadres.staff.rules import SUBJECTS
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

KEPT = ("subject", "level", "title", "words", "system", "certificate_number", "since")


def told(row: Qualification) -> dict:
    """The row as the log keeps it."""
    return {"qualification": row.pk} | {name: getattr(row, name) for name in KEPT}


def still_there(row: Qualification) -> tuple[Cadre, Qualification]:
    """Whose it is, held, and the row, which was not struck in the meantime."""
    cadre = hold(row.cadre)
    row = Qualification.objects.select_for_update().get(pk=row.pk)
    if row.struck_on:
        raise Refused("Trình độ này đã bị gạch.")
    return cadre, row


@atomic_or_refused()
def correct_qualification(*, row: Qualification, learned: Learned, paper: Paper, by) -> None:
    """What was learned was written down wrongly."""
    refuse_no_paper("Đính chính trình độ", paper)
    cadre, row = still_there(row)
    before = told(row)
    for name, value in columns_of(cadre, learned).items():
        setattr(row, name, value)
    after = told(row)
    if before == after:
        raise Refused("Chưa có gì khác so với đã ghi.")
    row.save()
    said = (
        f"Đính chính trình độ của {cadre.full_name} theo {paper.number.strip()}, {SUBJECTS[row.subject].lower()}: {row}"
    )
    said = f"{said}. Lý do: {paper.reason.strip()}"
    note(cadre, "qualification_corrected", said, by, before=before, after=after | {"paper": paper.number.strip()})


@atomic_or_refused()
def correct_certificate(*, row: Qualification, number: str, since: dt.date, reason: str, by) -> None:
    """The paper of the same level bears another number or day."""
    refuse_future(since)
    if not reason.strip():
        raise Refused("Sửa trình độ phải có lý do.")
    cadre, row = still_there(row)
    before = told(row)
    row.certificate_number, row.since = number.strip(), since
    row.save()
    said = f"Đính chính {SUBJECTS[row.subject].lower()} của {cadre.full_name}: {row}. Lý do: {reason.strip()}"
    note(cadre, "qualification_corrected", said, by, before=before, after=told(row))


@atomic_or_refused()
def strike_qualification(*, row: Qualification, reason: str, by) -> None:
    """It had never been true: no list counts it any more, on no day; the row stays with the reason."""
    if not reason.strip():
        raise Refused("Gạch trình độ phải có lý do.")
    cadre, row = still_there(row)
    row.struck_on, row.struck_reason = clock.today(), reason.strip()
    row.save(update_fields=["struck_on", "struck_reason"])
    said = f"Gạch trình độ của {cadre.full_name}, {SUBJECTS[row.subject].lower()}: {row}. Lý do: {reason.strip()}"
    note(cadre, "qualification_struck", said, by, before=told(row), after={"struck_on": row.struck_on})
