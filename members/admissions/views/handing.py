"""A case is handed to another cell before the admission (S2 3.9)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from members.admissions import actions
from members.admissions.forms import HandForm
from members.admissions.views.case import RECORD, held, mark, opened, other_cells, stale
from sinho.accounts.gate import requires
from sinho.web import clock
from sinho.web.answers import attempt, status_of

NOT_BY_ONE_CELL = "Chi bộ không tự bàn giao hồ sơ: đảng ủy cơ sở bàn giao, sang đảng bộ khác thì Ban Tổ chức Huyện ủy."


@requires(RECORD)
@never_cache
def hand_over(request, pk):
    """To which cell, from which day, why."""
    case = opened(request, pk)
    request.scope.require(RECORD, case.place_id)
    cells = other_cells(request.scope, case)
    if not cells.exists():
        messages.error(request, NOT_BY_ONE_CELL)
        return redirect("admissions:case", pk)
    form = HandForm(request.POST or None, cells=cells, initial={"on": clock.today()})

    def act(_):
        return actions.hand_over(case=case, **form.values(), scope=request.scope, by=request.user)

    done, reasons = attempt(request, form, act, hold=lambda: held(case), stale=stale(case))
    if done:
        messages.success(request, "Đã bàn giao; chi bộ nhận ghi các bước tiếp theo.")
        return redirect("admissions:case", pk)
    back = reverse("admissions:case", args=[pk])
    context = {"case": case, "form": form, "reasons": reasons, "seen": mark(case), "back": back}
    status = status_of(form, reasons)
    return render(request, "members/admissions/hand_over.html", context, status=status)
