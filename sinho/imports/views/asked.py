"""What the pages about files ask for: organisations, kinds and files within one's reach."""

from django.http import Http404
from django.urls import reverse

from sinho.accounts.roles import Permission
from sinho.imports.kinds import WorkbookKind, all_kinds
from sinho.imports.models import Upload
from sinho.web import clock
from sinho.web.lookup import get_in_scope_or_404

IMPORT = Permission.IMPORT
# Who may look at a file: who imports, and who brings in a workbook that has a page of its own.
BRING = (IMPORT, Permission.FILL_SHEET)


def roots_of(request) -> list[tuple[int, str]]:
    """Organisations from which the person imports, with their names today."""
    ids = list(dict.fromkeys(request.scope.roots(IMPORT)))
    names = all_kinds()[0].names(ids, clock.today())
    return [(pk, names.get(pk, "Tổ chức đã kết thúc")) for pk in ids]


def kinds_of(request) -> list[WorkbookKind]:
    """The kinds that the person may bring in from the page of all of them."""
    return [kind for kind in all_kinds() if kind.brings == IMPORT and (not kind.needs or request.scope.has(kind.needs))]


def known_kind(request, code: str) -> WorkbookKind:
    """The kind in the address, or 404."""
    kind = next((kind for kind in kinds_of(request) if kind.code == code), None)
    if kind is None:
        raise Http404
    return kind


def root_asked(request) -> int:
    """The organisation in the address (`?don-vi=`), or the first from which the person imports; else 404."""
    roots = [pk for pk, _ in roots_of(request)]
    asked = request.GET.get("don-vi", str(roots[0]))
    if asked not in map(str, roots):
        raise Http404
    return int(asked)


def opened(request, pk) -> Upload:
    """The file, if it was brought in for an organisation for which one may do so; else 404."""
    uploads = Upload.objects.select_related("tried_by", "confirmed_by", "undone_by")
    own = {kind.code: kind.brings for kind in all_kinds() if kind.brings != IMPORT}
    permission = own.get(Upload.objects.filter(pk=pk).values_list("kind", flat=True).first(), IMPORT)
    if permission == IMPORT:
        uploads = uploads.filter(kind__in=[kind.code for kind in kinds_of(request)])
    return get_in_scope_or_404(uploads, request.scope, permission, pk=pk)


def home_of(kind: WorkbookKind, found: Upload) -> dict:
    """Where a file was brought in, and where to bring in the next one."""
    if kind.home:
        url, label = kind.home(found)
        return {"home": url, "home_label": label, "again": url}
    url = reverse("imports:index")
    return {"home": url, "home_label": "Nhập dữ liệu", "again": f"{url}?mau={kind.code}"}


def read(request, pk) -> Upload:
    """A file that has been tried; else 404."""
    found = opened(request, pk)
    if not found.is_read:
        raise Http404
    return found
