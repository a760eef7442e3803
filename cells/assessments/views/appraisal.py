"""The acts of those above on a sheet: accept, receive, send back, give an opinion, propose, decide."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cells.assessments.actions import decision, registration, submission
from cells.assessments.enums import AT_WORK, Body
from cells.assessments.forms import CommentForm, DecideForm, GradeForm, SendBackForm, grade_chosen
from cells.assessments.models import Sheet
from cells.assessments.views.review import above, places_of, review_context
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web.answers import attempt

ABOVE = (Permission.APPRAISE, Permission.DECIDE, Permission.GIVE_OPINION, Permission.RECORD_CELLS)


STALE = (
    "Bản này vừa thay đổi sau khi đồng chí mở trang (có người trình lại, trả lại hoặc đã quyết định). "
    "Đồng chí xem lại số liệu mới dưới đây rồi làm lại."
)


def tried(request, pk, form_name: str, form, act, done: str, right: str = "appraises"):
    """Try an act of the appraisal page; what was refused is shown on the page with what was typed.

    `right` names what the person must be allowed to do (`rules.hands.Hand`); it is asked before the form. The page
    says which version of the sheet it showed: nobody decides on what he has not seen.
    """
    it = above(request, pk)
    if not getattr(it.hand, right):
        raise PermissionDenied(right)
    form = form(it)
    ok, reasons = attempt(request, form, lambda _: act(it, form), hold=lambda: held(it.sheet), stale=STALE)
    if ok:
        messages.success(request, done)
        return redirect("assessments:review", pk)
    stale, status = reasons == [STALE], 409 if reasons else 422
    given = {form_name: form} if form_name else {}
    context = review_context(it, **given) | {"reasons": reasons, "refused_form": None if stale else form}
    return render(request, "cells/assessments/review.html", context, status=status)


def held(sheet: Sheet) -> str:
    """The version of the sheet, which nobody else changes until the act is over."""
    return str(Sheet.objects.select_for_update().values_list("version", flat=True).get(pk=sheet.pk))


@requires(*ABOVE, Permission.ACCEPT_REGISTRATION)
@require_POST
def accept_registration(request, pk):
    def act(it, form):
        registration.accept(sheet=it.sheet, hand=it.hand, by=request.user)

    return tried(request, pk, "", lambda it: None, act, "Đã chấp thuận bản đăng ký.", "accepts")


@requires(*ABOVE, Permission.ACCEPT_REGISTRATION)
@require_POST
def send_back_registration(request, pk):
    def act(it, form):
        comment = form.cleaned_data["comment"]
        registration.send_back(sheet=it.sheet, comment=comment, hand=it.hand, by=request.user)

    made = CommentForm(request.POST, prefix="dk")
    return tried(request, pk, "registration_form", lambda it: made, act, "Đã trả lại bản đăng ký để sửa.", "accepts")


@requires(*ABOVE)
@require_POST
def receive(request, pk):
    def act(it, form):
        submission.receive(sheet=it.sheet, hand=it.hand, by=request.user)

    return tried(request, pk, "", lambda it: None, act, "Đã nhận bản tự đánh giá để thẩm định.")


@requires(*ABOVE)
@require_POST
def send_back(request, pk):
    def act(it, form):
        data = form.cleaned_data
        submission.send_back(
            sheet=it.sheet,
            asked=form.asked(),
            comment=data["comment"],
            mend_by=data["mend_by"],
            hand=it.hand,
            by=request.user,
        )

    def form(it):
        return SendBackForm(request.POST, places=places_of(it), prefix="tra")

    return tried(request, pk, "send_back_form", form, act, "Đã trả lại để sửa; tổ chức thấy từng yêu cầu tại tiêu chí.")


@requires(*ABOVE, Permission.FILL_SHEET)
@require_POST
def give_opinion(request, pk, body):
    if body not in Body:
        raise Http404

    def act(it, form):
        submission.give_opinion(sheet=it.sheet, body=body, hand=it.hand, by=request.user, **form.grade())

    def form(it):
        return GradeForm(request.POST, scheme=it.opened.scheme, prefix=f"yk-{body}")

    return tried(request, pk, "", form, act, f"Đã ghi ý kiến của {Body(body).label}.", "opinions")


@requires(*ABOVE)
@require_POST
def propose(request, pk):
    def act(it, form):
        submission.propose(sheet=it.sheet, hand=it.hand, by=request.user, **form.grade())

    def form(it):
        return GradeForm(request.POST, scheme=it.opened.scheme, prefix="dn")

    return tried(request, pk, "propose_form", form, act, "Đã trình đề nghị xếp loại.")


@requires(*ABOVE)
@require_POST
def return_to_board(request, pk):
    def act(it, form):
        comment = form.cleaned_data["comment"]
        submission.return_to_board(sheet=it.sheet, comment=comment, hand=it.hand, by=request.user)

    made = CommentForm(request.POST, prefix="lai")
    return tried(request, pk, "return_form", lambda it: made, act, "Đã yêu cầu Ban Tổ chức thẩm định lại.", "decides")


@requires(*ABOVE)
@require_POST
def decide(request, pk):
    def act(it, form):
        grade = grade_chosen(form.cleaned_data["grade"])
        decision.decide(sheet=it.sheet, grade=grade, paper=form.paper(), hand=it.hand, by=request.user)

    def form(it):
        return DecideForm(request.POST, scheme=it.opened.scheme, at_work=it.sheet.state in AT_WORK, prefix="qd")

    return tried(request, pk, "decide_form", form, act, "Đã ghi quyết định xếp loại.", "decides")
