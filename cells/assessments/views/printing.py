"""The sheet of one organisation as a PDF: as it stands, or with empty cells."""

from django.core.exceptions import PermissionDenied

from cells.assessments.actions.printing import note_printed
from cells.assessments.report.printed import pdf
from cells.assessments.views.desk import desk
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web import clock
from sinho.web.answers import file_to_keep

PRINT = (Permission.FILL_SHEET, Permission.EXPORT)


@requires(*PRINT)
def printed(request, pk):
    """`?trong=1`: to be filled in by hand."""
    it, blank = desk(request, pk), request.GET.get("trong") == "1"
    if not any(request.scope.may(right, it.sheet.organization_id) for right in PRINT):
        raise PermissionDenied(Permission.EXPORT)
    content = pdf(it.opened, clock.today(), blank=blank)
    note_printed(sheet=it.sheet, blank=blank, by=request.user)
    return file_to_keep(content, f"ban-danh-gia-{it.campaign.year}-{it.sheet.organization.code.lower()}.pdf")
