"""A sheet or a paper that leaves the system, on paper or as a workbook, leaves an entry in the log."""

from cells.assessments.actions.steps import name_of, note
from cells.assessments.models import Campaign, Sheet
from cells.organizations.models import Organization
from sinho.audit.actions import record
from sinho.web import clock
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


@atomic_or_refused()
def note_paper(*, organization: Organization, paper: str, year: int, by) -> None:
    """Write down that a paper on the grades of the year was printed."""
    words = f"{paper[:1].lower()}{paper[1:]}"
    record(
        by=by,
        did="assessment.paper_printed",
        said=f"In {words} năm {year}",
        on=organization,
        organization=(organization.pk, name_of(organization, clock.today())),
    )


@atomic_or_refused()
def note_late_printed(*, campaign: Campaign, issuer_id: int, number: int, by) -> None:
    """Write down that the list of who is late, with its telephone numbers, was printed."""
    organization = Organization.objects.get(pk=issuer_id).named(clock.today())
    said = f"In danh sách {number} tổ chức chậm nộp năm {campaign.year}"
    record(by=by, did="campaign.late_printed", said=said, on=campaign, organization=organization)
