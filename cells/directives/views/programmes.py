"""Action programmes: tasks of all of them, one programme with its tasks, a report on a task."""

from django.shortcuts import render
from django.urls import reverse

from cells.directives import forms
from cells.directives.actions import programmes as actions
from cells.directives.models import ActionProgramme, ProgrammeTask
from cells.directives.report.pairs import names_on
from cells.directives.report.tasks import read_tasks, task_counts, tasks_chosen
from cells.directives.views.pages import (
    RECORD,
    VIEW,
    carried_out,
    entries_about,
    form_page,
    known_documents,
    led,
    states_below,
)
from cells.organizations.models import subtree_ids
from sinho.accounts.gate import requires
from sinho.web import clock
from sinho.web.answers import status_of
from sinho.web.lists import day_asked, page_asked, past_day_asked, query_without, row_asked
from sinho.web.lookup import get_in_scope_or_404


@requires(VIEW)
def tasks(request):
    """Tasks of all programmes within reach: overdue first."""
    as_of, unit, word = past_day_asked(request), row_asked(request, "don-vi"), request.GET.get("xem", "")
    rows = read_tasks(request.scope, as_of.day, within=subtree_ids(unit, as_of.day) if unit else None)
    page = page_asked(request, tasks_chosen(rows, word))
    context = {"as_of": as_of, "page": page, "rows": list(page), "counts": task_counts(rows), "word": word}
    context |= {"query": query_without(request, "trang"), "chip_query": query_without(request, "trang", "xem")}
    return render(request, "cells/directives/tasks.html", context | {"tab": "tasks", "total": len(rows)})


@requires(VIEW)
def programme(request, pk):
    """One programme with its tasks; who keeps it adds a task here."""
    rows = ActionProgramme.objects.select_related("organization", "directive")
    found = get_in_scope_or_404(rows, request.scope, pk=pk)
    later = ActionProgramme.objects.filter(replaces=found).first()
    may_record = request.scope.may(RECORD, found.organization_id) and not found.struck and later is None
    if request.method == "POST":
        request.scope.require(RECORD, found.organization_id)
    form = forms.TaskForm(request.POST or None, states=states_below(request, found.organization_id))

    def act(_):
        return actions.add_task(programme=found, **form.values(), scope=request.scope, by=request.user)

    answer, reasons = carried_out(request, form, act, "Đã thêm nhiệm vụ.", "directives:programme", pk)
    as_of = day_asked(request)
    context = {"one": found, "form": form, "reasons": reasons, "as_of": as_of, "later": later, "may_record": may_record}
    context["rows"] = read_tasks(request.scope, as_of.day, programme=found)
    context["place"] = names_on([found.organization_id], as_of.day)[found.organization_id][1]
    context["entries"] = entries_about(request.scope, found, *([later] if later else []))
    status = status_of(form, reasons)
    return answer or render(request, "cells/directives/programme.html", context, status=status)


@requires(RECORD)
def issue(request, pk):
    """The programme of the organisation; `?van-ban=` says what it carries out."""
    organization = led(request, pk)
    initial = {"directive": request.GET.get("van-ban", ""), "issued_on": clock.today()}
    form = forms.ProgrammeForm(request.POST or None, directives=known_documents(request.scope), initial=initial)

    def act(_):
        told = {"organization": organization, **form.values()}
        return actions.issue_programme(**told, scope=request.scope, by=request.user)

    answer, reasons = carried_out(request, form, act, "Đã ghi chương trình hành động.", "directives:programme")
    title = f"Ghi chương trình hành động, {organization.named(clock.today())[1]}"
    back = reverse("directives:organization", args=[pk])
    hint = "Ghi chương trình trước, thêm nhiệm vụ ở trang của chương trình."
    return answer or form_page(
        request, form, title=title, button="Ghi chương trình", back=back, hint=hint, reasons=reasons
    )


@requires(RECORD)
def strike(request, pk):
    """Written down by mistake."""
    found = get_in_scope_or_404(ActionProgramme.objects, request.scope, pk=pk)
    request.scope.require(RECORD, found.organization_id)
    form = forms.ReasonGivenForm(request.POST or None)

    def act(data):
        actions.strike_programme(programme=found, reason=data["reason"], scope=request.scope, by=request.user)
        return True

    answer, reasons = carried_out(request, form, act, "Đã bỏ chương trình ghi nhầm.", "directives:programme", pk)
    back = reverse("directives:programme", args=[pk])
    title = f"Bỏ chương trình {found.number} ghi nhầm"
    return answer or form_page(request, form, title=title, button="Bỏ chương trình", back=back, reasons=reasons)


@requires(VIEW)
def progress(request, pk):
    """All reports on a task; who keeps the programme adds one."""
    rows = ProgrammeTask.objects.select_related("programme__directive", "programme__organization")
    task = get_in_scope_or_404(rows, request.scope, pk=pk)
    organization_id = task.programme.organization_id
    if request.method == "POST":
        request.scope.require(RECORD, organization_id)
    form = forms.ProgressForm(request.POST or None, initial={"on": clock.today()})

    def act(_):
        return actions.report_task(task=task, **form.values(), scope=request.scope, by=request.user)

    answer, reasons = carried_out(request, form, act, "Đã ghi tiến độ.", "directives:progress", pk)
    found = read_tasks(request.scope, clock.today(), programme=task.programme)
    row = next((one for one in found if one.task.pk == pk), None)
    may_record = request.scope.may(RECORD, organization_id) and row is not None and row.standing.open
    context = {"task": task, "row": row, "form": form, "reasons": reasons, "reports": list(task.reports.all())}
    status = status_of(form, reasons)
    return answer or render(
        request, "cells/directives/progress.html", context | {"may_record": may_record}, status=status
    )
