"""What the register of statistical forms is asked: the set, the period, the organisation, the day."""

import datetime as dt

from django import forms

from sinho.accounts.scope import Scope
from sinho.documents import statistics as register
from sinho.documents.forms import FIRST_YEAR, LAST_YEAR, NOT_A_UNIT, NOT_A_YEAR, AddressForm, day


class RegisterForm(AddressForm):
    """Read from the address; what is left out is the period of the day and the set in force at its end."""

    nam = forms.IntegerField(
        label="Năm",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NOT_A_YEAR),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "n-s"}),
    )
    ky = forms.ChoiceField(
        label="Kỳ",
        choices=register.PERIODS,
        required=False,
        error_messages={"invalid_choice": "Kỳ: đồng chí chọn lại trong danh sách."},
    )
    bo = forms.ChoiceField(
        label="Bộ biểu",
        required=False,
        error_messages={"invalid_choice": "Bộ biểu: đồng chí chọn lại trong danh sách."},
    )
    don_vi = forms.IntegerField(
        label="Đơn vị báo cáo", required=False, error_messages={"invalid": NOT_A_UNIT}, widget=forms.HiddenInput
    )
    ngay = day("Tính đến ngày")

    def __init__(self, data):
        super().__init__(data)
        self.fields["bo"].choices = [("", "Theo kỳ"), *((one.code, one.short) for one in register.generations())]
        self.use_required_attribute = False

    @property
    def plain_fields(self):
        return [field for field in self if not field.is_hidden]

    def time(self, today: dt.date) -> register.Time:
        """The period: without one the year of the day."""
        data = self.cleaned_data
        on = data["ngay"] or today
        return register.Time(data["nam"] or on.year, data["ky"] or register.WHOLE, on)

    def generation(self, time: register.Time) -> register.Generation:
        chosen = self.cleaned_data["bo"]
        known = {one.code: one for one in register.generations()}
        return known.get(chosen) or register.generation_on(time.last)

    def show(self, time: register.Time, organization_id: int, scope: Scope) -> None:
        """Fill the fields with the question and offer the organisations that may be chosen."""
        values = {"nam": time.year, "ky": time.part, "bo": self.cleaned_data["bo"], "ngay": time.on}
        values["don_vi"] = organization_id
        self.data = {name: field.prepare_value(values[name]) for name, field in self.fields.items()}
        offered = dict(register.organizations_of(scope, time.last))
        offered.setdefault(organization_id, "Đơn vị đang xem")
        if len(offered) > 1:
            self.fields["don_vi"].widget = forms.Select(choices=list(offered.items()))
