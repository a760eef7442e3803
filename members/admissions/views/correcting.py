"""What was typed wrongly about a person on the way into the Party is mended."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cells.places.models import VillageState
from members.admissions import actions
from members.admissions.forms import CorrectCandidateForm
from members.admissions.views.case import RECORD, VIEW, held, mark, opened, stale
from sinho.accounts.gate import requires
from sinho.web import clock
from sinho.web.answers import attempt, status_of


@requires(RECORD)
@never_cache
def correct(request, pk):
    """The facts of the person, as they were typed, and why they are mended."""
    case = opened(request, pk)
    request.scope.require(RECORD, case.place_id)
    villages = VillageState.objects.near(request.scope, VIEW, clock.today())
    form = CorrectCandidateForm(request.POST or None, villages=villages, case=case)

    def act(_):
        return actions.correct_candidate(case=case, **form.values(), scope=request.scope, by=request.user)

    done, reasons = attempt(request, form, act, hold=lambda: held(case), stale=stale(case))
    if done:
        messages.success(request, "Đã sửa thông tin; nhật ký giữ nội dung trước và sau.")
        return redirect("admissions:case", pk)
    back = reverse("admissions:case", args=[pk])
    context = {"case": case, "form": form, "reasons": reasons, "seen": mark(case), "back": back}
    status = status_of(form, reasons)
    return render(request, "members/admissions/correct.html", context, status=status)
