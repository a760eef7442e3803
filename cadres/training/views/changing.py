"""A class is opened, mended, called off; the result of one person is mended."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from cadres.training import forms
from cadres.training.actions import classes, results
from cadres.training.models import Enrolment, TrainingClass
from cadres.training.views.asked import MANAGE, VIEW, keeper, managed, mark, try_it
from sinho.accounts.gate import requires
from sinho.web.answers import attempt, status_of
from sinho.web.lookup import get_in_scope_or_404


def form_page(request, form, *, title, button, training_class=None, reasons=(), hint="", back="", seen=""):
    """A form of this theme, with the reasons of a refusal."""
    one = training_class
    back = back or (reverse("training:class", args=[one.pk]) if one else reverse("training:list"))
    context = {"form": form, "title": title, "button": button, "one": one, "back": back, "reasons": reasons}
    context |= {"hint": hint, "seen": mark(one) if one else seen}
    status = status_of(form, reasons)
    return render(request, "cadres/training/form.html", context, status=status)


def change(request, training_class: TrainingClass, form, act, *, title, button, done, hint=""):
    """A form about a class: the page again with the reasons, or the class with a message."""
    ok, reasons = try_it(request, training_class, form, lambda _: act(**form.values(), by=request.user) or True)
    if ok:
        messages.success(request, done)
        return redirect("training:class", training_class.pk)
    more = {"title": title, "button": button, "reasons": reasons, "hint": hint}
    return form_page(request, form, training_class=training_class, **more)


@requires(MANAGE)
def open_class(request):
    """A new class."""
    form = forms.ClassForm(request.POST or None)

    def act(_):
        return classes.open_class(organization=keeper(request), **form.values(), by=request.user)

    made, reasons = attempt(request, form, act)
    if made:
        messages.success(request, f"Đã ghi lớp {made.name}.")
        return redirect("training:class", made.pk)
    hint = "Lớp sắp mở cũng ghi được; ghi danh và kết quả chỉ khi đã đến ngày."
    return form_page(request, form, title="Mở lớp", button="Ghi lớp", reasons=reasons, hint=hint)


@requires(MANAGE)
def correct_class(request, pk):
    """What a class is, mended for a reason."""
    one = managed(request, pk)
    form = forms.CorrectClassForm(request.POST or None, initial=forms.ClassForm.initial_of(one.facts()))

    def act(**values):
        return classes.correct_class(training_class=one, **values)

    hint = "Nội dung trước và sau khi sửa được giữ trong nhật ký. Đã cấp chứng chỉ thì không đổi nội dung, trình độ."
    title, done = f"Sửa lớp: {one.name}", "Đã sửa lớp."
    return change(request, one, form, act, title=title, button="Sửa lớp", done=done, hint=hint)


@requires(MANAGE)
def call_off(request, pk):
    """The class does not take place."""
    one, form = managed(request, pk), forms.ReasonFields(request.POST or None)

    def act(**values):
        return classes.call_off(training_class=one, **values)

    title, hint = f"Hủy lớp: {one.name}", "Chỉ hủy được khi lớp không có người học. Lớp vẫn được giữ, không tính."
    return change(request, one, form, act, title=title, button="Hủy lớp", done="Đã hủy lớp.", hint=hint)


@requires(MANAGE)
def correct_result(request, pk):
    """How it ended for one person, mended for a reason."""
    rows = Enrolment.objects.select_related("cadre", "member", "training_class")
    row = get_in_scope_or_404(rows, request.scope, VIEW, pk=pk)
    one = managed(request, row.training_class_id)
    form = forms.CorrectResultForm(request.POST or None, initial=vars(row.outcome))

    def act(**values):
        return results.correct_result(enrolment=row, **values)

    hint = "Trình độ đã ghi theo chứng chỉ đổi theo. Ghi nhầm người thì chọn “Ghi nhầm, bỏ”; dòng vẫn được giữ."
    title, done = f"Đính chính: {row.person.full_name}, {one.name}", "Đã đính chính."
    return change(request, one, form, act, title=title, button="Đính chính", done=done, hint=hint)
