"""Sessions: the list, one of them, writing one down, mending it."""

from django.shortcuts import render
from django.urls import reverse

from cells.directives import forms
from cells.directives.actions import briefing as actions
from cells.directives.models import Briefing
from cells.directives.report.pairs import names_on
from cells.directives.report.sessions import read_sessions, sums_of
from cells.directives.views.pages import RECORD, VIEW, carried_out, entries_about, form_page, known_documents, led
from cells.organizations.models import subtree_ids
from sinho.accounts.gate import requires
from sinho.web import clock
from sinho.web.lists import page_asked, past_day_asked, query_without, row_asked
from sinho.web.lookup import get_in_scope_or_404


@requires(VIEW)
def briefings(request):
    """Sessions up to the day, of an organisation (`?don-vi=`) and what is below it, on a document (`?van-ban=`)."""
    as_of, unit, document = past_day_asked(request), row_asked(request, "don-vi"), row_asked(request, "van-ban")
    found = Briefing.objects.standing().held_until(as_of.day).in_scope(request.scope)
    found = found.filter(organization_id__among=subtree_ids(unit, as_of.day)) if unit else found
    found = found.filter(directives=document) if document else found
    page = page_asked(request, found.order_by("-held_on", "-pk"))
    context = {"as_of": as_of, "page": page, "rows": read_sessions(list(page), as_of.day), "tab": "briefings"}
    context |= {"query": query_without(request, "trang"), "unit": unit, "document": document}
    return render(request, "cells/directives/briefings.html", context)


@requires(VIEW)
def briefing(request, pk):
    """One session with who was there; one that was replaced says by which."""
    rows = Briefing.objects.select_related("organization", "replaces", "by")
    found = get_in_scope_or_404(rows, request.scope, pk=pk)
    later = Briefing.objects.filter(replaces=found).first()
    context = {
        "one": found,
        "place": names_on([found.organization_id], clock.today())[found.organization_id][1],
        "documents": list(found.directives.order_by("issued_on", "pk")),
        "heard": list(found.heard.all()),
        "sums": sums_of(list(found.heard.all())),
        "later": later,
        "may_record": request.scope.may(RECORD, found.organization_id) and not found.struck and later is None,
        "entries": entries_about(request.scope, found, *([later] if later else [])),
    }
    return render(request, "cells/directives/briefing.html", context)


@requires(RECORD)
def brief(request, pk):
    """A session that the organisation held; `?van-ban=` says on which document."""
    organization = led(request, pk)
    initial = {"directives": [request.GET.get("van-ban", "")], "held_on": clock.today()}
    form = forms.BriefingForm(request.POST or None, directives=known_documents(request.scope), initial=initial)

    def act(_):
        told = {"organization": organization, "session": form.session()}
        return actions.record_briefing(**told, scope=request.scope, by=request.user)

    answer, reasons = carried_out(request, form, act, "Đã ghi buổi quán triệt.", "directives:briefing")
    title = f"Ghi buổi quán triệt, {organization.named(clock.today())[1]}"
    back = reverse("directives:organization", args=[pk])
    hint = "Mỗi người dự tính một lần, ở loại đứng trước. Loại không mời thì để trống."
    more = {"hint": hint, "reasons": reasons, "page": "cells/directives/brief.html"}
    return answer or form_page(request, form, title=title, button="Ghi buổi quán triệt", back=back, **more)


def recorded(request, pk) -> Briefing:
    """The session, when one writes for its organisation."""
    found = get_in_scope_or_404(Briefing.objects, request.scope, pk=pk)
    request.scope.require(RECORD, found.organization_id)
    return found


def as_asked(one: Briefing) -> dict:
    """The session as the form shows it."""
    names = ("held_on", "place", "speaker", "members", "note")
    found = {name: getattr(one, name) for name in names}
    found["directives"] = list(one.about.values_list("directive_id", flat=True))
    for row in one.heard.all():
        found |= {f"invited-{row.kind}": row.invited, f"present-{row.kind}": row.present}
    return found


@requires(RECORD)
def correct(request, pk):
    """A row in its place, with the reason."""
    found = recorded(request, pk)
    documents = known_documents(request.scope) | found.directives.all()
    more = {"directives": documents.distinct(), "correcting": True, "initial": as_asked(found)}
    form = forms.BriefingForm(request.POST or None, **more)

    def act(data):
        told = {"briefing": found, "session": form.session(), "reason": data["reason"]}
        return actions.correct_briefing(**told, scope=request.scope, by=request.user)

    answer, reasons = carried_out(request, form, act, "Đã sửa buổi quán triệt.", "directives:briefing")
    back = reverse("directives:briefing", args=[pk])
    more = {"back": back, "reasons": reasons, "page": "cells/directives/brief.html"}
    return answer or form_page(request, form, title="Sửa buổi quán triệt", button="Ghi sửa đổi", **more)


@requires(RECORD)
def strike(request, pk):
    """Written down by mistake."""
    found = recorded(request, pk)
    form = forms.ReasonGivenForm(request.POST or None)

    def act(data):
        actions.strike_briefing(briefing=found, reason=data["reason"], scope=request.scope, by=request.user)
        return True

    answer, reasons = carried_out(request, form, act, "Đã bỏ buổi quán triệt ghi nhầm.", "directives:briefing", pk)
    back = reverse("directives:briefing", args=[pk])
    title = "Bỏ buổi quán triệt ghi nhầm"
    return answer or form_page(request, form, title=title, button="Bỏ buổi này", back=back, reasons=reasons)
