"""The workbook `allowances`: one row is a month, or months in a row, paid to somebody who studies."""

from cadres.staff.imports.acts import told_where
from cadres.training.actions import supporting
from cadres.training.actions.supporting import Decision, Support, Voucher
from cadres.training.imports import reading
from cadres.training.imports.laying import refuse_other
from cadres.training.imports.paid import (
    CHECKS,
    PaymentLine,
    award_over,
    enrolment_meant,
    is_same,
    lay_payment,
    line_of,
    spans,
    standing,
)
from cadres.training.imports.people import StudyResource, class_column
from cadres.training.models import Enrolment, SupportAward, SupportBudget, SupportPayment
from cadres.training.rules import month_words
from members.roll.imports.widgets import PartyDayWidget
from sinho.imports.findings import REFERENCE, TWICE, WrongColumn
from sinho.imports.lines import CellField
from sinho.imports.widgets import TextWidget

# Words of a refusal → the column that it speaks of.
SPEAKS_OF = (
    ("không đủ", "amount"),
    ("Không chi trước tháng", "paid_on"),
    ("trước tháng vào học", "first"),
    ("sau tháng kết thúc", "last"),
    ("không được duyệt", "first"),
    ("đã thôi học trước", "first"),
    ("đã chi cho", "first"),
    ("không học lớp này", "training_class"),
    ("phiếu chi", "voucher"),
    ("Mức hỗ trợ", "amount"),
)
MEND = "chi nhầm thì ghi thu hồi ở trang Hỗ trợ"


class AllowanceResource(StudyResource):
    class Meta(StudyResource.Meta):
        import_id_fields = ("first",)

    subject = "support"
    kept = (Enrolment, SupportAward, SupportPayment)
    line_class = PaymentLine
    checks = CHECKS

    training_class = class_column(
        required=False, help="Mã hoặc tên lớp. Để trống: lớp đã duyệt hỗ trợ, hoặc lớp duy nhất đang học."
    )
    amount = CellField(
        "Mức một tháng (đồng)",
        reading.DongWidget(least=1),
        required=True,
        width=16,
        also=("Mức một tháng", "Mức hỗ trợ", "Số tiền một tháng"),
        example="300.000",
    )
    first = CellField(
        "Từ tháng", reading.MonthWidget(), required=True, width=11, also=("Tháng", "Tháng hỗ trợ"), example="9/2009"
    )
    last = CellField("Đến tháng", reading.MonthWidget(), width=11, help="Để trống: một tháng. Cùng năm với tháng đầu.")
    voucher = CellField("Số phiếu chi", TextWidget(40), required=True, width=14, also=("Phiếu chi", "Số chứng từ"))
    paid_on = CellField("Ngày chi", PartyDayWidget(), required=True, width=13, also=("Ngày trả", "Ngày phiếu chi"))
    decision_number = CellField(
        "Số quyết định hỗ trợ",
        TextWidget(40),
        width=16,
        also=("Số quyết định", "Số QĐ"),
        help="Cần khi tháng ấy chưa được duyệt hỗ trợ ở trang của lớp.",
    )
    decision_date = CellField("Ngày quyết định hỗ trợ", PartyDayWidget(), width=13, also=("Ngày quyết định", "Ngày QĐ"))

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.spans: dict[int, list] = {}

    def hold(self, rows):
        """The budgets first, as whoever pays on the page does."""
        years = {month.year for row in rows if (month := self.read("first", row))}
        budgets = SupportBudget.objects.filter(organization__among=self.register.reach, year__in=years)
        list(budgets.select_for_update().order_by("pk"))

    # One row

    def known_line(self, row):
        """The payment of the month, if the row tells just this one."""
        unit, month, last = self.unit_of(row), self.read("first", row), self.read("last", row)
        found = standing(unit).get(month) if unit and last in (None, month) else None
        told = PaymentLine(**{name: self.read(name, row) for name in ("amount", "voucher", "paid_on")})
        if found is None or not is_same(found, told):
            return None
        known = line_of(found, unit, self.person_told(unit))
        return PaymentLine(**{**vars(known), "known": known, "typed": set(), "notes": []})

    def lay_study(self, unit, line):
        if line.known:
            refuse_other(line, ("training_class", "decision_number", "decision_date"), self.said, MEND)
            return set()
        return lay_payment(unit, line, self.reach)

    def act(self, unit, line):
        award = SupportAward.objects.filter(cadre=unit.root, months__contains=line.first).first()
        by = self.author.user
        if award is None:
            months = self.spans[line.row]
            decision = Decision(line.decision_number, line.decision_date)
            support = Support(line.amount, months[0], months[-1], decision)
            with told_where("decision_number", SPEAKS_OF):
                [award] = supporting.award(enrolments=[enrolment_meant(unit, line)], support=support, by=by)
        year = line.first.year
        budget = SupportBudget.objects.filter(organization=award.payer_id, year=year).first()
        if budget is None:
            text = f"Năm {year} chưa có dự toán hỗ trợ; ghi quyết định giao dự toán ở trang Hỗ trợ trước."
            raise WrongColumn("first", text, REFERENCE)
        voucher = Voucher(line.voucher, line.paid_on)
        for month in line.months:
            with told_where("first", SPEAKS_OF):
                supporting.pay(budget=budget, month=month, awards=[award], voucher=voucher, by=by)

    # The rows together

    def judge(self):
        first: dict[tuple, int] = {}
        for line in self.read_in_order():
            if line.row in self.remarks.stopped:
                continue
            twice = [month for month in line.months if first.setdefault((line.code, month), line.row) != line.row]
            if twice:
                text = f"Dòng {first[line.code, twice[0]]} đã ghi tháng {month_words(twice[0])} của {line.name}."
                self.remarks.say(line.row, "first", TWICE, text)
        fresh = [line for line in self.read_in_order() if self.touched.get(line.row)]
        fresh = [(self.units[line.code], line) for line in fresh if line.row not in self.remarks.stopped]
        self.spans = spans([(unit, line) for unit, line in fresh if award_over(unit, line) is None])

    # Words

    def summary(self, line):
        till = f" đến {self.said(line, 'last')}" if line.last else ""
        parts = (
            f"tháng {self.said(line, 'first')}{till}",
            f"{self.said(line, 'amount')} một tháng",
            f"lớp {self.said(line, 'training_class')}" if line.training_class else "",
            f"phiếu chi {line.voucher} ngày {self.said(line, 'paid_on')}",
            f"theo {line.decision_number}" if line.decision_number else "",
        )
        return "; ".join(part for part in parts if part)

    def present_lines(self):
        """A row for every month that was paid from a budget within reach and not taken back."""
        budgets = set(
            SupportBudget.objects.filter(organization__among=self.register.reach).values_list("pk", flat=True)
        )
        return [
            line_of(payment, unit, self.person_told(unit))
            for unit in self.units.values()
            for _, payment in sorted(standing(unit).items())
            if payment.budget_id in budgets
        ]
