"""A month is paid to many at once; a wrong payment comes back."""

import datetime as dt

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from cadres.training import support_forms as forms
from cadres.training.actions import supporting
from cadres.training.models import SupportBudget, SupportPayment
from cadres.training.models.money import award_rows, awards_due, budgets_of
from cadres.training.rules import month_of, month_words
from cadres.training.views.asked import SUPPORT, VIEW, keeper
from cadres.training.views.changing import form_page
from sinho.accounts.gate import requires
from sinho.refusal import Refused
from sinho.text.numbers import format_dong
from sinho.web import clock
from sinho.web.answers import attempt, status_of
from sinho.web.lists import page_asked, query_without
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of

PER_PAGE = 300
GONE = "Có người đã chọn vừa được chi hoặc thôi hỗ trợ; đồng chí tải lại trang."


def month_asked(request) -> tuple[dt.date, str]:
    """The month in the address, and what is wrong with it; without one this month."""
    typed = request.GET.get("thang", "").strip()
    try:
        return (forms.read_month(typed) if typed else month_of(clock.today())), ""
    except ValueError as error:
        return month_of(clock.today()), str(error)


@requires(SUPPORT)
def pay(request):
    """Everybody who has not got this month yet; tick, voucher, pay."""
    (month, problem), payer = month_asked(request), keeper(request, SUPPORT)
    form = forms.VoucherForm(request.POST or None, initial={"day": clock.today()})
    due, ticked = awards_due(request.scope, SUPPORT, month).filter(payer=payer), request.POST.getlist("muc")
    paid, reasons = attempt(request, form, lambda _: write(request, payer, month, due, form.voucher()))
    if paid:
        messages.success(request, f"Đã ghi chi {format_dong(paid)}, tháng {month_words(month)}.")
        return redirect(f"{reverse('training:support')}?nam={month.year}&xem=chi")
    page = page_asked(request, due, PER_PAGE)
    budgets = budgets_of(request.scope, month.year)
    context = {"month": month_words(month), "problem": problem, "form": form, "page": page, "reasons": reasons}
    context |= {"rows": award_rows(page, clock.today(), page.start_index()), "query": query_without(request, "trang")}
    context |= {"ticked": ticked if form.is_bound else [str(one.pk) for one in page], "year": month.year}
    context["total"] = sum(due.values_list("monthly_amount", flat=True))
    context["money"] = [one for one in budgets if one.budget.organization_id == payer.pk]
    status = status_of(form, reasons)
    return render(request, "cadres/training/pay.html", context, status=status)


def write(request, payer, month: dt.date, due, voucher) -> int:
    """Pay the month to those who are ticked."""
    ticked = request.POST.getlist("muc")
    chosen = [one for one in due if str(one.pk) in ticked]
    if len(chosen) != len(set(ticked)):
        raise Refused(GONE)
    budget = SupportBudget.objects.filter(organization=payer, year=month.year).first()
    if budget is None:
        raise Refused(f"Năm {month.year} chưa có dự toán hỗ trợ; đồng chí ghi quyết định giao dự toán trước.")
    return supporting.pay(budget=budget, month=month, awards=chosen, voucher=voucher, by=request.user)


@requires(SUPPORT)
def take_back(request, pk):
    """A counter entry with its reason."""
    rows = SupportPayment.objects.select_related("cadre", "award", "budget")
    row = get_in_scope_or_404(rows, request.scope, VIEW, pk=pk)
    request.scope.require(SUPPORT, row.budget.organization_id)
    form = forms.TakeBackForm(request.POST or None, initial={"day": clock.today()})
    this = SupportPayment.objects.filter(pk=row.pk)

    def act(_):
        return supporting.take_back(payment=row, **form.values(), by=request.user)

    done, reasons = attempt(request, form, act, hold=lambda: mark_of(this.select_for_update()))
    back = f"{reverse('training:support')}?nam={row.budget.year}&xem=chi"
    if done:
        messages.success(request, "Đã ghi thu hồi.")
        return redirect(back)
    title = f"Thu hồi tháng {month_words(row.month)} của {row.cadre.full_name}"
    return form_page(request, form, title=title, button="Ghi thu hồi", reasons=reasons, back=back, seen=mark_of(this))
