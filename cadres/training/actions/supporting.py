"""The budget of a year, who is supported with how much, payments and what is taken back (A22)."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.staff.actions.facts import refuse_future
from cadres.training.actions.facts import place_of
from cadres.training.enums import Status
from cadres.training.models import BudgetDecision, Enrolment, SupportAward, SupportBudget, SupportPayment
from cadres.training.rules import month_of, month_words, next_month, why_not_awarded
from cells.organizations.models import Organization, subtree_ids
from sinho.audit.actions import record, record_many
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.text.numbers import format_dong
from sinho.web.integrity import atomic_or_refused

MOST = 999_999_999_999


@dataclass(frozen=True)
class Decision:
    """The decision on money."""

    number: str
    date: dt.date


@atomic_or_refused()
def give_budget(
    *, organization: Organization, year: int, amount: int, decision: Decision, note: str = "", by
) -> BudgetDecision:
    """The budget of the year, or so much more (or less) by a later decision."""
    refuse_future(decision.date)
    if not amount or abs(amount) > MOST:
        raise Refused("Số tiền của quyết định phải khác 0 và không quá 999 tỷ đồng.")
    if not decision.number.strip():
        raise Refused("Giao dự toán phải có số quyết định.")
    budget, _ = SupportBudget.objects.get_or_create(organization=organization, year=year)
    budget = SupportBudget.objects.select_for_update().get(pk=budget.pk)
    first = not budget.decisions.exists()
    if first and amount < 0:
        raise Refused("Năm này chưa có dự toán để giảm.")
    if not first and not note.strip():
        raise Refused("Tăng, giảm dự toán phải ghi lý do.")
    facts = {"amount": amount, "decision_number": decision.number.strip(), "decision_date": decision.date}
    made = BudgetDecision.objects.create(budget=budget, note=note.strip(), **facts)
    act = "Giao" if first else "Tăng" if amount > 0 else "Giảm"
    said = f"{act} dự toán hỗ trợ năm {year}: {format_dong(abs(amount))}, {made.decision_number}"
    record(by=by, did="support.budgeted", said=said, on=budget, organization=place_of(organization), after=facts)
    return made


@dataclass(frozen=True)
class Support:
    """So much a month, from the first month to the last one (named by their first days), by which decision."""

    monthly_amount: int
    first: dt.date
    last: dt.date
    decision: Decision


@atomic_or_refused()
def award(*, enrolments: Collection[Enrolment], support: Support, by) -> list[SupportAward]:
    """All of these are supported, or none. They attend a class and are on the staff."""
    refuse_future(support.decision.date)
    if not enrolments:
        raise Refused("Chưa chọn ai để hỗ trợ.")
    if not 0 < support.monthly_amount <= MOST or not support.decision.number.strip():
        raise Refused("Mức hỗ trợ phải là số đồng lớn hơn 0, theo quyết định có số.")
    rows = Enrolment.objects.select_related("training_class__organization", "organization", "cadre", "member")
    rows = rows.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in enrolments]).order_by("pk")
    refuse_payer(rows)
    awards = [award_of(row, support) for row in rows]
    refuse_twice(awards)
    made = SupportAward.objects.bulk_create(awards)
    till = f"tháng {month_words(support.first)} đến {month_words(support.last)}"
    record_many(
        {
            "by": by,
            "did": "support.awarded",
            "said": f"Hỗ trợ {one.cadre.full_name} {format_dong(one.monthly_amount)} một tháng, {till}",
            "on": one,
            "organization": place_of(one.organization),
            "after": {"monthly_amount": one.monthly_amount, "first": support.first, "last": support.last},
        }
        for one in made
    )
    return made


def refuse_payer(rows: Collection[Enrolment]) -> None:
    """Whoever keeps the class pays, so he supports those whom he or an organisation below him sent there."""
    pairs = {(row.training_class.organization_id, row.since) for row in rows}
    below = {pair: subtree_ids(*pair) for pair in pairs}
    for row in rows:
        if row.organization_id not in below[row.training_class.organization_id, row.since]:
            raise Refused(f"{row.person.full_name} do nơi khác cử đi; cơ quan giữ hồ sơ lớp không chi hỗ trợ được.")


def award_of(row: Enrolment, support: Support) -> SupportAward:
    """The row of one of them."""
    name = row.person.full_name
    if row.cadre_id is None:
        raise Refused(f"{name}: hỗ trợ chỉ dành cho cán bộ, công chức xã.")
    if row.status in (Status.WITHDRAWN,) or row.training_class.called_off:
        raise Refused(f"{name} không học lớp này.")
    last_day = row.ended_on or row.training_class.ends_on
    if reasons := why_not_awarded(support.first, support.last, row.since, last_day):
        raise Refused([f"{name}: {reason[0].lower()}{reason[1:]}" for reason in reasons])
    return SupportAward(
        enrolment=row,
        cadre=row.cadre,
        organization=row.organization,
        payer=row.training_class.organization,
        monthly_amount=support.monthly_amount,
        months=DateRange(support.first, next_month(support.last)),
        decision_number=support.decision.number.strip(),
        decision_date=support.decision.date,
    )


def refuse_twice(awards: Collection[SupportAward]) -> None:
    """Names whoever has support for one of the months; of two who award at once the constraint refuses one."""
    there = SupportAward.objects.filter(cadre__in=[one.cadre_id for one in awards], months__overlap=awards[0].months)
    reasons = [
        f"{one.cadre.full_name} đã được duyệt hỗ trợ tháng {month_words(one.first_month)} đến "
        f"{month_words(one.last_month)}, {one.decision_number}."
        for one in there.select_related("cadre").order_by("cadre__sort_key", "months")
    ]
    if reasons:
        raise Refused(reasons)


@atomic_or_refused()
def end_award(*, award: SupportAward, after: dt.date, reason: str, by) -> None:
    """No more support after that month; months that were paid stay in it."""
    if not reason.strip():
        raise Refused("Thôi hỗ trợ phải có lý do.")
    held = SupportAward.objects.select_for_update().get(pk=award.pk)
    upper = next_month(month_of(after))
    if not held.months.lower < upper < held.months.upper:
        raise Refused(
            f"Tháng cuối được hỗ trợ phải từ tháng {month_words(held.first_month)}, trước tháng cuối đã duyệt."
        )
    late = held.payments.standing().filter(month__gte=upper).order_by("month").first()
    if late:
        raise Refused(f"Đã chi tháng {month_words(late.month)}; đồng chí thu hồi trước.")
    before = {"last": held.last_month}
    held.months, held.ended_reason = DateRange(held.months.lower, upper), reason.strip()
    held.save(update_fields=["months", "ended_reason"])
    said = f"Thôi hỗ trợ {held.cadre.full_name} sau tháng {month_words(held.last_month)}. Lý do: {reason.strip()}"
    place = place_of(held.organization)
    record(by=by, did="support.ended", said=said, on=held, organization=place, before=before)


@dataclass(frozen=True)
class Voucher:
    """The paper by which money goes out, and its day."""

    number: str
    day: dt.date


@atomic_or_refused()
def pay(*, budget: SupportBudget, month: dt.date, awards: Collection[SupportAward], voucher: Voucher, by) -> int:
    """Pay a month to all of these or to none; returns the sum. Who pays holds the budget of the year."""
    refuse_future(voucher.day)
    if not awards:
        raise Refused("Chưa chọn ai để chi.")
    if not voucher.number.strip():
        raise Refused("Chi tiền phải có số phiếu chi.")
    if voucher.day < month:
        raise Refused(f"Không chi trước tháng được hưởng, {month_words(month)}.")
    budget = SupportBudget.objects.select_for_update().get(pk=budget.pk)
    if month.year != budget.year:
        raise Refused(f"Tháng {month_words(month)} không thuộc dự toán năm {budget.year}.")
    rows = SupportAward.objects.select_related("cadre", "enrolment", "organization")
    rows = list(rows.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in awards]).order_by("pk"))
    for row in rows:
        refuse_month(row, month)
    need, left = sum(row.monthly_amount for row in rows), budget.balance
    if need > left:
        raise Refused(f"Dự toán năm {budget.year} còn {format_dong(left)}, không đủ chi {format_dong(need)}.")
    paid = {"budget": budget, "month": month, "voucher_number": voucher.number.strip(), "paid_on": voucher.day}
    made = [SupportPayment(award=row, cadre=row.cadre, amount=row.monthly_amount, **paid) for row in rows]
    SupportPayment.objects.bulk_create(made)
    said = f"phiếu chi {voucher.number.strip()} ngày {format_date(voucher.day)}"
    record_many(
        {
            "by": by,
            "did": "support.paid",
            "said": f"Chi {format_dong(one.amount)} hỗ trợ {one.cadre.full_name} tháng {month_words(month)}, {said}",
            "on": one,
            "organization": place_of(one.award.organization),
            "after": {"amount": one.amount, "month": month, "voucher_number": one.voucher_number},
        }
        for one in made
    )
    return need


def refuse_month(row: SupportAward, month: dt.date) -> None:
    """The award covers the month, and he still studied in it; a month is paid once."""
    name, words = row.cadre.full_name, month_words(month)
    if month not in row.months:
        raise Refused(f"{name} không được duyệt hỗ trợ tháng {words}.")
    if row.enrolment.ended_on and row.enrolment.ended_on < month:
        raise Refused(f"{name} đã thôi học trước tháng {words}.")
    if SupportPayment.objects.standing().filter(cadre=row.cadre, month=month).exists():
        raise Refused(f"Tháng {words} đã chi cho {name}.")


@atomic_or_refused()
def take_back(*, payment: SupportPayment, voucher: Voucher, reason: str, by) -> SupportPayment:
    """A wrong payment comes back by a counter entry; the month may be paid anew."""
    refuse_future(voucher.day)
    if not reason.strip() or not voucher.number.strip():
        raise Refused("Thu hồi phải có số phiếu thu và lý do.")
    budget = SupportBudget.objects.select_for_update().get(pk=payment.budget_id)
    held = SupportPayment.objects.select_for_update().get(pk=payment.pk)
    if held.reverses_id or held.taken_back:
        raise Refused("Lần chi này đã thu hồi.")
    if voucher.day < held.paid_on:
        raise Refused(f"Ngày thu hồi phải từ ngày chi {format_date(held.paid_on)} trở đi.")
    same = {"award": held.award, "cadre": held.cadre, "budget": budget, "month": held.month, "amount": -held.amount}
    paper = {"voucher_number": voucher.number.strip(), "paid_on": voucher.day, "reason": reason.strip()}
    made = SupportPayment.objects.create(reverses=held, **same, **paper)
    held.taken_back = True
    held.save(update_fields=["taken_back"])
    said = f"Thu hồi {format_dong(held.amount)} đã chi cho {held.cadre.full_name} tháng {month_words(held.month)}"
    place = place_of(held.award.organization)
    record(by=by, did="support.taken_back", said=f"{said}. Lý do: {reason.strip()}", on=made, organization=place)
    return made
