"""The register of issued papers: the list, a number for a paper that is written elsewhere, a number struck."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.documents.layouts import PAPER_TYPES
from sinho.filings import forms, listed
from sinho.filings.actions import numbers as actions
from sinho.filings.actions.handing import note_register
from sinho.filings.models import Filing, IssuedPaper
from sinho.filings.rules import SIGNING, issues_for, may_issue
from sinho.web import clock
from sinho.web.answers import attempt, file_to_keep, status_of
from sinho.web.lists import page_asked, query_without
from sinho.web.lookup import get_in_scope_or_404

EXPORT = Permission.EXPORT
MOST_LISTED = 5_000


@requires(EXPORT)
@require_safe
def register(request):
    """Numbers of one's reach by body, type, term, year."""
    asked, own = listed.register_asked(request.GET), issues_for(request.scope)
    page = page_asked(request, asked.rows(request.scope))
    context = {
        "asked": asked,
        "page": page,
        "own": set(own),
        "readable": set(Filing.objects.of_papers(page).seen_by(request.scope).values_list("pk", flat=True)),
        "next_numbers": listed.next_numbers(own),
        "types": list(PAPER_TYPES.items()),
        "choices": listed.filter_choices(request.scope),
        "query": query_without(request, "trang"),
    }
    return render(request, "filings/register.html", context)


@requires(EXPORT)
@require_safe
def register_workbook(request):
    """What is filtered, as a workbook."""
    asked = listed.register_asked(request.GET)
    content = listed.workbook(asked.rows(request.scope)[:MOST_LISTED], asked)
    taken_out(request, asked, "tệp Excel")
    return file_to_keep(content, "so-van-ban-di.xlsx")


@requires(EXPORT)
@require_safe
def register_pdf(request):
    """What is filtered, on paper."""
    asked = listed.register_asked(request.GET)
    content = listed.pdf(asked.rows(request.scope)[:MOST_LISTED], asked)
    taken_out(request, asked, "bản in PDF")
    return file_to_keep(content, "so-van-ban-di.pdf")


def taken_out(request, asked: listed.RegisterAsked, form: str) -> None:
    """A file that leaves the system leaves a trace."""
    own = request.scope.roots(EXPORT)[0]
    note_register(organization_id=own, words=f"{asked.words}, {form}", by=request.user)


def form_page(request, form, reasons, **more):
    """A form of the register with its reasons."""
    context = {"form": form, "reasons": reasons, "back": reverse("filings:register"), **more}
    return render(request, "filings/form.html", context, status=status_of(form, reasons))


def own_bodies(request) -> list[tuple[int, str, str]]:
    """Bodies for which one issues papers; 403 without any."""
    own = issues_for(request.scope)
    if not own:
        raise PermissionDenied(SIGNING[0])
    return listed.own_bodies(own)


@requires(*SIGNING)
def number(request):
    """The next number for a paper that is written elsewhere."""
    form = forms.NumberForm(request.POST or None, bodies=own_bodies(request), initial={"day": clock.today()})

    def act(_):
        return actions.issue_number(wanted=form.wanted(), scope=request.scope, by=request.user)

    made, reasons = attempt(request, form, act)
    if made:
        messages.success(request, f"Đã cấp số {made.number_and_symbol}.")
        return redirect("filings:register")
    hint = "Số cấp liên tục theo cơ quan, loại văn bản và nhiệm kỳ; báo cáo làm trên hệ thống thì lấy số khi ban hành."
    more = {"next_numbers": listed.next_numbers(issues_for(request.scope)), "hint": hint}
    return form_page(request, form, reasons, title="Lấy số văn bản", button="Lấy số", **more)


@requires(*SIGNING)
def begin(request):
    """Where the numbers on paper had come to, before the first one here."""
    form = forms.BeginForm(request.POST or None, bodies=own_bodies(request))

    def act(data):
        told = {**form.chosen(), "last_number": data["last_number"]}
        return actions.begin_after(**told, scope=request.scope, by=request.user)

    made, reasons = attempt(request, form, act)
    if made:
        messages.success(request, f"Số tiếp theo là {made.next_written(clock.today())}.")
        return redirect("filings:register")
    hint = "Chỉ ghi khi sổ của nhiệm kỳ này chưa cấp số nào trên hệ thống."
    more = {"next_numbers": listed.next_numbers(issues_for(request.scope)), "hint": hint}
    return form_page(request, form, reasons, title="Số đã cấp trên giấy", button="Ghi số đã cấp", **more)


@requires(*SIGNING)
def strike(request, pk):
    """A number that was given by mistake."""
    found = get_in_scope_or_404(IssuedPaper.objects.select_related("filing"), request.scope, EXPORT, pk=pk)
    if not may_issue(request.scope, found.organization_id):
        raise PermissionDenied(SIGNING[0])
    form = forms.StrikeForm(request.POST or None)

    def act(data):
        return actions.strike_number(paper=found, reason=data["reason"], scope=request.scope, by=request.user)

    done, reasons = attempt(request, form, act)
    if done:
        messages.success(request, f"Đã bỏ số {found.number_and_symbol}; số này không cấp lại.")
        return redirect("filings:register")
    hint = f"{found.named}, trích yếu: {found.subject}. Số đã bỏ vẫn nằm trong sổ và không cấp lại."
    return form_page(request, form, reasons, title=f"Bỏ số {found.number_and_symbol}", button="Bỏ số này", hint=hint)
