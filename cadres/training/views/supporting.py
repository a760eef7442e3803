"""Support of a year: budget, awards, payments; who is supported, until when."""

import datetime as dt

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from cadres.training import support_forms as forms
from cadres.training.actions import supporting
from cadres.training.enums import Status
from cadres.training.models import BudgetDecision, Enrolment, SupportAward, SupportPayment
from cadres.training.models.money import award_rows, awards_in, budgets_of, by_day, in_order, last_paid
from cadres.training.models.reading import attendants
from cadres.training.rules import month_words
from cadres.training.views.asked import SUPPORT, VIEW, YearAsked, keeper, managed, mark, try_it
from cadres.training.views.changing import form_page
from sinho.accounts.gate import requires
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.answers import attempt, status_of
from sinho.web.lists import page_asked, query_without
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of

PAID = "chi"


@requires(VIEW)
def support(request):
    """Budget and balance of the year; the awards, or the payments."""
    asked, tab = YearAsked.of(request), PAID if request.GET.get("xem") == PAID else ""
    awards = awards_in(asked.year).in_scope(request.scope).select_related("cadre", "enrolment__training_class")
    payments = SupportPayment.objects.in_scope(request.scope).filter(budget__year=asked.year)
    last, paid = min(clock.today(), dt.date(asked.year, 12, 31)), last_paid(payments)
    page = page_asked(request, by_day(payments) if tab else in_order(awards))
    money = budgets_of(request.scope, asked.year)
    context = {
        "asked": asked,
        "tab": tab,
        "money": money,
        "decisions": BudgetDecision.objects.filter(budget__in=[one.budget for one in money]),
        "counts": (awards.count(), payments.count()),
        "page": page,
        "rows": [] if tab else award_rows(page, last, page.start_index()),
        "query": query_without(request, "trang"),
        "may_support": request.scope.has(SUPPORT),
        "month": month_words(last),
        "last_paid": month_words(paid) if paid else "",
    }
    return render(request, "cadres/training/support.html", context)


@requires(SUPPORT)
def budget(request):
    """The budget of a year, or a later decision on it."""
    form = forms.BudgetForm(request.POST or None, initial={"year": YearAsked.of(request).year})

    def act(_):
        return supporting.give_budget(organization=keeper(request, SUPPORT), **form.values(), by=request.user)

    made, reasons = attempt(request, form, act)
    back = reverse("training:support")
    if made:
        messages.success(request, "Đã ghi quyết định giao dự toán.")
        return redirect(f"{back}?nam={made.budget.year}")
    hint = "Quyết định đã ghi thì không sửa; giao thêm hay cắt giảm là một quyết định sau, có lý do."
    title = "Giao dự toán hỗ trợ"
    return form_page(request, form, title=title, button="Ghi quyết định", reasons=reasons, hint=hint, back=back)


@requires(SUPPORT)
def award(request, pk):
    """Support for those in a class who are ticked."""
    one, form = managed(request, pk, SUPPORT), forms.AwardForm(request.POST or None)
    rows = Enrolment.objects.in_force().in_scope(request.scope, SUPPORT).filter(training_class=one)
    rows = rows.filter(cadre__isnull=False, status=Status.ATTENDING)
    ticked = request.POST.getlist("nguoi")

    def act(_):
        chosen = [row for row in rows if str(row.pk) in ticked]
        if len(chosen) != len(set(ticked)):
            raise Refused("Có người đã chọn không còn học lớp này; đồng chí mở lại trang.")
        return supporting.award(enrolments=chosen, support=form.support(), by=request.user)

    made, reasons = try_it(request, one, form, act)
    if made:
        messages.success(request, f"Đã duyệt hỗ trợ cho {len(made)} người.")
        return redirect("training:support")
    page = page_asked(request, rows.in_order(), 200)
    people = attendants(list(page), clock.today(), page.start_index())
    context = {"one": one, "form": form, "page": page, "people": people, "ticked": ticked, "reasons": reasons}
    context |= {"seen": mark(one), "query": query_without(request, "trang")}
    return render(request, "cadres/training/award.html", context, status=status_of(form, reasons))


@requires(SUPPORT)
def end_award(request, pk):
    """No more support after a month."""
    rows = SupportAward.objects.select_related("cadre")
    row = get_in_scope_or_404(rows, request.scope, VIEW, pk=pk)
    request.scope.require(SUPPORT, row.payer_id)
    form, this = forms.EndAwardForm(request.POST or None), SupportAward.objects.filter(pk=row.pk)

    def act(_):
        return supporting.end_award(award=row, **form.values(), by=request.user) or True

    done, reasons = attempt(request, form, act, hold=lambda: mark_of(this.select_for_update()))
    back = reverse("training:support")
    if done:
        messages.success(request, "Đã ghi thôi hỗ trợ.")
        return redirect(back)
    title, button = f"Thôi hỗ trợ: {row.cadre.full_name}", "Ghi thôi hỗ trợ"
    return form_page(request, form, title=title, button=button, reasons=reasons, back=back, seen=mark_of(this))
