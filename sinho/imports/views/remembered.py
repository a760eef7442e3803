"""Names in files that were explained once: which organisation each means, who said so; an answer can be taken back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sinho.accounts.gate import requires
from sinho.imports.actions import answering
from sinho.imports.models import RememberedName
from sinho.imports.views.asked import IMPORT, kinds_of, roots_of
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.lists import page_asked, query_without
from sinho.web.lookup import get_in_scope_or_404


@requires(IMPORT)
def names(request):
    """The answers that hold for the organisations from which the person imports."""
    rows = RememberedName.objects.in_scope(request.scope, IMPORT).select_related("said_by")
    page = page_asked(request, rows)
    roots = dict(roots_of(request))
    called = called_today(request) if page.object_list else {}
    context = {
        "page": page,
        "rows": [
            (row, called.get(row.code, f"{row.code} · đã kết thúc"), roots.get(row.organization_id, "")) for row in page
        ],
        "query": query_without(request, "trang"),
    }
    return render(request, "imports/names.html", context)


def called_today(request) -> dict[str, str]:
    """Code → code and name, of all that names in files may mean."""
    found = {}
    for kind in kinds_of(request):
        reach = request.scope.organization_ids(IMPORT)
        found |= dict(kind.resource.offered_names(reach, clock.today()))
    return found


@requires(IMPORT)
@require_POST
def forget(request, pk):
    """The name will be asked again."""
    found = get_in_scope_or_404(RememberedName.objects.all(), request.scope, IMPORT, pk=pk)
    try:
        answering.forget(name=found, by=request.user)
        messages.success(request, f"Đã bỏ “{found.name}”; gặp lại tên này hệ thống sẽ hỏi.")
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    return redirect("imports:names")
