"""A sheet that leaves the system on paper or as a workbook leaves an entry in the log."""

from cells.assessments.actions.steps import note
from cells.assessments.models import Sheet
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def note_printed(*, sheet: Sheet, blank: bool, by) -> None:
    """Write down that the sheet was printed."""
    what = "mẫu để ghi tay" if blank else "bản tự đánh giá"
    note(sheet, "assessment.printed", f"In {what} năm {sheet.campaign.year}", by=by)


@atomic_or_refused()
def note_taken(*, sheet: Sheet, by) -> None:
    """Write down that the workbook of the sheet was taken along."""
    note(sheet, "assessment.taken", f"Tải tệp Excel của bản tự đánh giá năm {sheet.campaign.year}", by=by)
