"""What the pages about files ask for: organisations, kinds and files within one's reach."""

from django.http import Http404

from sinho.accounts.roles import Permission
from sinho.imports.kinds import WorkbookKind, all_kinds
from sinho.imports.models import Upload
from sinho.web import clock
from sinho.web.lookup import get_in_scope_or_404

IMPORT = Permission.IMPORT


def roots_of(request) -> list[tuple[int, str]]:
    """Organisations from which the person imports, with their names today."""
    ids = list(dict.fromkeys(request.scope.roots(IMPORT)))
    names = all_kinds()[0].names(ids, clock.today())
    return [(pk, names.get(pk, "Tổ chức đã kết thúc")) for pk in ids]


def kinds_of(request) -> list[WorkbookKind]:
    """The kinds that the person may bring in."""
    return [kind for kind in all_kinds() if not kind.needs or request.scope.has(kind.needs)]


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
    """The file, if it was imported from an organisation on which one may import; else 404."""
    kinds = [kind.code for kind in kinds_of(request)]
    uploads = Upload.objects.filter(kind__in=kinds).select_related("tried_by", "confirmed_by", "undone_by")
    return get_in_scope_or_404(uploads, request.scope, IMPORT, pk=pk)


def read(request, pk) -> Upload:
    """A file that has been tried; else 404."""
    found = opened(request, pk)
    if not found.is_read:
        raise Http404
    return found
