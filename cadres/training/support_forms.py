"""What is asked about the money that supports who studies."""

import datetime as dt

from django import forms

from cadres.training.actions.supporting import Decision, Support, Voucher
from cadres.training.forms import ReasonFields
from cadres.training.rules import FIRST_YEAR, LAST_YEAR, month_words, read_month
from sinho.web.fields import DayField, DongField, GroupedForm


class MonthField(forms.CharField):
    """A month typed as 9/2009; gives its first day."""

    def __init__(self, **kwargs):
        super().__init__(max_length=7, **{"help_text": "Tháng/năm, ví dụ 9/2009", **kwargs})
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off", "class": "d"})

    def to_python(self, value):
        typed = super().to_python(value)
        if not typed:
            return None
        try:
            return read_month(typed)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value):
        return month_words(value) if isinstance(value, dt.date) else value

    def run_validators(self, value):
        """Length is checked on what was typed, not on the day."""


class DecisionFields(GroupedForm):
    """The decision on money."""

    decision_number = forms.CharField(label="Số quyết định", max_length=40)
    decision_date = DayField(label="Ngày quyết định")

    def decision(self) -> Decision:
        return Decision(self.cleaned_data["decision_number"], self.cleaned_data["decision_date"])


class BudgetForm(DecisionFields):
    """The budget of a year, or more of it."""

    year = forms.IntegerField(
        label="Năm",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"class": "n-s", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), f"Năm phải là số từ {FIRST_YEAR} đến {LAST_YEAR}."
        ),
    )
    amount = DongField(label="Số tiền (đồng)", help_text="Phần giao thêm; cắt giảm thì ghi dấu trừ phía trước")
    note = forms.CharField(
        label="Lý do tăng, giảm", max_length=300, required=False, help_text="Giao lần đầu thì bỏ trống"
    )
    field_order = ["year", "amount", "decision_number", "decision_date", "note"]

    def values(self) -> dict:
        names = ("year", "amount", "note")
        return {name: self.cleaned_data[name] for name in names} | {"decision": self.decision()}


class AwardForm(DecisionFields):
    """So much a month for these months."""

    monthly_amount = DongField(label="Mức một tháng (đồng)", min_value=1)
    first = MonthField(label="Từ tháng")
    last = MonthField(label="Đến tháng")
    field_order = ["monthly_amount", "first", "last", "decision_number", "decision_date"]

    def support(self) -> Support:
        data = self.cleaned_data
        return Support(data["monthly_amount"], data["first"], data["last"], self.decision())


class EndAwardForm(ReasonFields):
    """No more support after a month."""

    after = MonthField(label="Tháng cuối còn hỗ trợ")
    field_order = ["after", "reason"]


class VoucherForm(GroupedForm):
    """The paper by which money goes out."""

    number = forms.CharField(label="Số phiếu chi", max_length=40)
    day = DayField(label="Ngày chi")

    def voucher(self) -> Voucher:
        return Voucher(self.cleaned_data["number"], self.cleaned_data["day"])


class TakeBackForm(VoucherForm, ReasonFields):
    """A wrong payment comes back."""

    field_order = ["number", "day", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].label, self.fields["day"].label = "Số phiếu thu", "Ngày thu hồi"

    def values(self) -> dict:
        return {"voucher": self.voucher(), "reason": self.cleaned_data["reason"]}
