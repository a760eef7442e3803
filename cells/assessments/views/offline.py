"""The workbook of one sheet: taken along to where there is no line, filled in there, brought back."""

from django.shortcuts import redirect, render

from cells.assessments.actions.printing import note_taken
from cells.assessments.forms import BookForm
from cells.assessments.imports import KIND
from cells.assessments.imports.book import book_bytes
from cells.assessments.imports.lines import code_of
from cells.assessments.imports.resource import whose
from cells.assessments.rules import hands
from cells.assessments.views.desk import Desk, shelf
from cells.assessments.views.filling import filled_by
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.imports import background
from sinho.imports.actions import uploads
from sinho.imports.models import Upload
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.answers import file_to_keep

FILL = Permission.FILL_SHEET
MOST_FILES = 10


def refuse_other_sheet(it: Desk, content: bytes, file_name: str) -> None:
    """A file of another organisation or of another year is not tried here."""
    found = whose(content, file_name)
    if found != code_of(it.sheet):
        organization, _, year = found.rpartition("/")
        said = f"của {organization}, năm {year}" if organization else "không phải của bản đánh giá nào"
        raise Refused(f"Tệp này {said}; trang này chỉ nhận tệp của {code_of(it.sheet).replace('/', ', năm ')}.")


def brought(request, it: Desk, file) -> Upload:
    """The file tried: nothing is written but the file itself."""
    if reasons := hands.why_not_fill(it.sheet.state, closed=it.campaign.closed):
        raise Refused(reasons)
    content = file.read()
    refuse_other_sheet(it, content, file.name)
    act = background.try_later if background.is_large(file.size, KIND) else uploads.try_file
    given = {"kind": KIND, "file_name": file.name, "content": content, "by": request.user}
    return act(**given, scope=request.scope, organization_id=it.sheet.organization_id)


def files_of(request, it: Desk) -> list[Upload]:
    """The files that were brought back for the sheet, the last ones first."""
    files = Upload.objects.in_scope(request.scope, FILL).filter(
        kind=KIND.code, organization_id=it.sheet.organization_id
    )
    mine = files.filter(trial__seen__has_key=code_of(it.sheet)).select_related("tried_by")
    return list(mine.defer("content", "trial", "written")[:MOST_FILES])


@requires(FILL)
def offline(request, pk):
    """What to do with the workbook, the files so far; a file that is brought back is tried."""
    it = filled_by(request, pk)
    form = BookForm(request.POST, request.FILES) if request.method == "POST" else BookForm()
    if form.is_valid():
        try:
            return redirect("imports:file", brought(request, it, form.cleaned_data["file"]).pk)
        except Refused as refused:
            form.add_error("file", refused.reasons)
    context = shelf(it, current="tep") | {"form": form, "files": files_of(request, it)}
    status = 422 if request.method == "POST" else 200
    return render(request, "cells/assessments/offline.html", context, status=status)


@requires(FILL)
def taken(request, pk):
    """The workbook with what stands in the sheet now."""
    it = filled_by(request, pk)
    if reasons := hands.why_not_fill(it.sheet.state, closed=it.campaign.closed):
        raise Refused(reasons)
    content = book_bytes(it.opened, clock.today())
    note_taken(sheet=it.sheet, by=request.user)
    return file_to_keep(content, f"ban-tu-danh-gia-{it.campaign.year}-{it.sheet.organization.code.lower()}.xlsx")
