"""What is asked about a case of retirement."""

import datetime as dt
from decimal import Decimal

from django import forms

from cadres.movements.actions.retiring import Taken
from cadres.movements.enums import CaseClosing
from cadres.movements.forms import MOST_DONG
from cadres.movements.rulebook import regimes_on
from cadres.movements.rules.retiring import Step
from cadres.staff.actions.facts import Paper
from cadres.staff.forms import LINES
from cadres.staff.rules import said_source
from sinho.web.fields import DayField, DongField, GroupedForm, NumberField, ReasonField

CHOOSE = ("", "Chọn")


class OpenForm(GroupedForm):
    """Opening a case."""

    on = DayField(label="Mở hồ sơ ngày")
    grounds = forms.CharField(label="Căn cứ", max_length=500, widget=LINES)


class InsuranceForm(GroupedForm):
    """What the book of social insurance shows."""

    on = DayField(label="Tính đến ngày")
    years = forms.IntegerField(
        label="Số năm đã đóng", min_value=0, max_value=59, widget=forms.TextInput(attrs={"class": "n-s"})
    )
    months = forms.IntegerField(
        label="và số tháng", min_value=0, max_value=11, initial=0, widget=forms.TextInput(attrs={"class": "n-s"})
    )
    number = forms.CharField(label="Số sổ bảo hiểm", max_length=40, required=False)

    def values(self) -> dict:
        data = self.cleaned_data
        return {"on": data["on"], "months": data["years"] * 12 + data["months"], "number": data["number"]}


class StepForm(GroupedForm):
    """A step: only what it asks for. `today` says which regimes may be chosen."""

    on = DayField(label="Ngày")
    number = forms.CharField(label="Số giấy", max_length=40, required=False)
    people = forms.CharField(label="Người gặp gỡ, vận động", max_length=240, required=False)
    place = forms.CharField(label="Nơi giám định", max_length=160, required=False)
    loss = NumberField(
        label="Suy giảm khả năng lao động, %", required=False, help_text="Ví dụ 61; chưa có thì bỏ trống"
    )
    amount = DongField(label="Số tiền, đồng", required=False, min_value=1, max_value=MOST_DONG)
    regime = forms.ChoiceField(label="Chế độ", required=False, choices=())
    last_day = DayField(label="Ngày làm việc cuối cùng", required=False)
    note = forms.CharField(label="Ghi chú", max_length=500, required=False)
    ASKED = ("people", "place", "loss", "amount", "regime", "last_day")

    def __init__(self, *args, step: Step, today: dt.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.step = step
        for name in self.ASKED:
            if name not in step.asks:
                del self.fields[name]
        for name in step.needs:
            self.fields[name].required = True
        self.fields["number"].label = f"Số {step.document.lower()}"
        if step.leaves:
            self.fields["on"].label = "Ngày làm việc cuối cùng"
            self.fields["on"].help_text = "Chức danh thôi từ ngày hôm sau"
        if "regime" in self.fields:
            choices = [
                (one.code, f"{one.label} ({said_source(one.source, one.verified)})") for one in regimes_on(today)
            ]
            self.fields["regime"].choices = [CHOOSE, *choices]

    def clean_loss(self):
        loss = self.cleaned_data["loss"]
        if loss is not None and not (0 <= loss <= 100 and loss == loss.quantize(Decimal("0.1"))):
            raise forms.ValidationError("Ghi từ 0 đến 100, nhiều nhất một chữ số lẻ.")
        return loss

    def values(self) -> dict:
        return {"taken": Taken(self.step.code, **self.cleaned_data)}


class StrikeForm(GroupedForm):
    """Why a step is struck out; one that ended posts needs a paper."""

    reason = ReasonField(label="Lý do gạch bỏ", max_length=500, widget=LINES)
    number = forms.CharField(label="Số quyết định", max_length=40)
    date = DayField(label="Ngày quyết định")

    def __init__(self, *args, leaves: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not leaves:
            del self.fields["number"], self.fields["date"]

    def values(self) -> dict:
        data = self.cleaned_data
        return {"paper": Paper(data.get("number", ""), data.get("date"), data["reason"])}


class CloseForm(GroupedForm):
    """The case comes to nothing."""

    closing = forms.ChoiceField(label="Thôi do", choices=[CHOOSE, *CaseClosing.choices])
    on = DayField(label="Từ ngày")
    reason = forms.CharField(label="Lý do cụ thể", max_length=1000, widget=LINES)
