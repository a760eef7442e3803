"""What a row of the workbook of payments says, and how it stands beside awards and payments that are known."""

import datetime as dt
from dataclasses import dataclass

from cadres.staff.imports.lines import CadreUnit
from cadres.staff.imports.people import check_commune
from cadres.training.enums import Status
from cadres.training.imports.class_lines import class_code
from cadres.training.imports.register import StudyRegister, check_class
from cadres.training.models import Enrolment, SupportAward, SupportPayment
from cadres.training.rules import month_of, month_words, months_between, next_month
from members.roll.imports.checking import refuse_future
from members.roll.rules import BirthDate
from sinho.imports.findings import MISSING, ORDER, REFERENCE, SCOPE, WrongColumn, cause
from sinho.imports.lines import Line
from sinho.text.dates import format_date
from sinho.text.folding import fold
from sinho.text.numbers import format_dong

PAID = cause(
    "month_paid",
    "Tháng này đã chi",
    "Mỗi tháng chi một lần. Chi nhầm thì ghi thu hồi ở trang Hỗ trợ, rồi nhập lại.",
)
AWARDED = cause(
    "award_differs",
    "Khác với mức hỗ trợ đã duyệt",
    "Chi đúng mức, đúng lớp đã duyệt; đổi mức thì ghi thôi hỗ trợ ở trang Hỗ trợ rồi duyệt mức mới.",
)


@dataclass
class PaymentLine(Line):
    """So much a month for a month or several ones, by one voucher. The class and the commune are codes."""

    code: str | None = None
    name: str | None = None
    birth: BirthDate | None = None
    identity: str | None = None
    commune: str | None = None
    training_class: str | None = None
    amount: int | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    voucher: str | None = None
    paid_on: dt.date | None = None
    decision_number: str | None = None
    decision_date: dt.date | None = None

    @property
    def months(self) -> list[dt.date]:
        return months_between(self.first, self.last or self.first)


def line_of(payment: SupportPayment, unit: CadreUnit, person: dict) -> PaymentLine:
    """A payment as a row of the workbook."""
    award = next(one for one in unit.of(SupportAward) if one.pk == payment.award_id)
    row = next(one for one in unit.of(Enrolment) if one.pk == award.enrolment_id)
    return PaymentLine(
        **person,
        training_class=class_code(row.training_class_id),
        amount=payment.amount,
        first=payment.month,
        voucher=payment.voucher_number,
        paid_on=payment.paid_on,
        decision_number=award.decision_number,
        decision_date=award.decision_date,
    )


def standing(unit: CadreUnit) -> dict[dt.date, SupportPayment]:
    """Month → what was paid for it and not taken back."""
    rows = [one for one in unit.of(SupportPayment) if not one.reverses_id and not one.taken_back]
    return {one.month: one for one in rows}


def is_same(payment: SupportPayment, line: PaymentLine) -> bool:
    """Whether a month was paid as the row tells."""
    same_paper = fold(payment.voucher_number) == fold(line.voucher or "") and payment.paid_on == line.paid_on
    return same_paper and payment.amount == line.amount


def check_months(line: PaymentLine, register: StudyRegister, note) -> None:
    """From a month to a later one of the same year."""
    if line.first is None or line.last is None:
        return
    if line.last < line.first:
        raise WrongColumn("last", f"Tháng cuối phải từ tháng đầu {month_words(line.first)} trở đi.", ORDER)
    if line.last.year != line.first.year:
        raise WrongColumn("last", "Các tháng của một dòng thuộc dự toán của một năm; tách thành hai dòng.", ORDER)


def check_paid_on(line: PaymentLine, register: StudyRegister, note) -> None:
    refuse_future(line.paid_on, "paid_on", register.day)
    refuse_future(line.decision_date, "decision_date", register.day)
    if (line.decision_number is None) != (line.decision_date is None):
        column = "decision_date" if line.decision_date is None else "decision_number"
        raise WrongColumn(column, "Quyết định hỗ trợ phải có cả số và ngày.", MISSING)


CHECKS = {"commune": check_commune, "training_class": check_class, "last": check_months, "paid_on": check_paid_on}


def lay_payment(unit: CadreUnit, line: PaymentLine, reach) -> set[str]:
    """All months of the row are new, or all are paid just so."""
    paid = standing(unit)
    known = [paid[month] for month in line.months if month in paid]
    award = award_over(unit, line)
    if award:
        refuse_other_award(unit, line, award, reach)
    if known and len(known) == len(line.months) and all(is_same(one, line) for one in known):
        return set()
    if known:
        one = known[0]
        text = f"Tháng {month_words(one.month)} đã chi {format_dong(one.amount)}, phiếu chi {one.voucher_number}"
        raise WrongColumn("first", f"{text} ngày {format_date(one.paid_on)}.", PAID)
    if award is None:
        refuse_no_decision(line)
        enrolment_meant(unit, line)
    return line.typed & {"training_class", "amount", "first", "last", "voucher", "paid_on", "decision_number"}


def award_over(unit: CadreUnit, line: PaymentLine) -> SupportAward | None:
    """The award that covers the months; a month has no more than one."""
    over = [one for one in unit.of(SupportAward) if any(month in one.months for month in line.months)]
    if not over:
        return None
    if len(over) > 1 or not all(month in over[0].months for month in line.months):
        spans = "; ".join(f"{month_words(one.first_month)} đến {month_words(one.last_month)}" for one in over)
        raise WrongColumn("first", f"Đã duyệt hỗ trợ tháng {spans}; tách dòng theo các tháng ấy.", AWARDED)
    return over[0]


def refuse_other_award(unit: CadreUnit, line: PaymentLine, award: SupportAward, reach) -> None:
    """Amount, class and decision are those of the award; whoever pays may pay from its budget."""
    if award.payer_id not in reach:
        raise WrongColumn("first", "Tháng này do cấp khác duyệt, chi hỗ trợ.", SCOPE)
    if line.amount != award.monthly_amount:
        raise WrongColumn("amount", f"Mức đã duyệt là {format_dong(award.monthly_amount)} một tháng.", AWARDED)
    row = next(one for one in unit.of(Enrolment) if one.pk == award.enrolment_id)
    if line.training_class not in (None, class_code(row.training_class_id)):
        text = f"Tháng này đã duyệt hỗ trợ theo lớp {class_code(row.training_class_id)}."
        raise WrongColumn("training_class", text, AWARDED)
    if line.decision_number and fold(line.decision_number) != fold(award.decision_number):
        raise WrongColumn("decision_number", f"Mức này đã duyệt theo {award.decision_number}.", AWARDED)
    if line.decision_date and line.decision_date != award.decision_date:
        raise WrongColumn("decision_date", f"Mức này đã duyệt ngày {format_date(award.decision_date)}.", AWARDED)


def refuse_no_decision(line: PaymentLine) -> None:
    if line.decision_number is None:
        text = (
            f"Chưa duyệt hỗ trợ tháng {month_words(line.first)}: ghi số, ngày quyết định, hoặc duyệt ở trang của lớp."
        )
        raise WrongColumn("decision_number", text, MISSING)


def enrolment_meant(unit: CadreUnit, line: PaymentLine) -> Enrolment:
    """The class of the row; without one, the only class that he attended in these months."""
    rows = [one for one in unit.of(Enrolment) if one.status != Status.WITHDRAWN]
    if line.training_class:
        rows = [one for one in rows if class_code(one.training_class_id) == line.training_class]
        if not rows:
            raise WrongColumn("training_class", f"{unit.name} không có trong danh sách lớp này.", REFERENCE)
        return rows[0]
    last = line.months[-1]
    rows = [one for one in rows if month_of(one.since) <= line.first and (not one.ended_on or one.ended_on >= last)]
    if len(rows) != 1:
        many = "học nhiều lớp trong tháng này; ghi lớp" if rows else "không học lớp nào trong tháng này"
        raise WrongColumn("training_class", f"{unit.name} {many}.", REFERENCE)
    return rows[0]


def spans(lines: list[tuple[CadreUnit, PaymentLine]]) -> dict[int, list[dt.date]]:
    """Row → the months of the award that its decision gives: those in a row of all rows that tell the same."""
    groups: dict[tuple, list[PaymentLine]] = {}
    for unit, line in lines:
        paper = fold(line.decision_number or ""), line.decision_date
        key = (line.code, enrolment_meant(unit, line).pk, line.amount, *paper)
        groups.setdefault(key, []).append(line)
    found: dict[int, list[dt.date]] = {}
    for mine in groups.values():
        run: list[dt.date] = []
        for line in sorted(mine, key=lambda one: one.first):
            if run and next_month(run[-1]) != line.first:
                run = []
            run.extend(line.months)  # the rows before have the same list
            found[line.row] = run
    return found
