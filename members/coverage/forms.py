"""What is asked about a village without members."""

from django import forms

from members.coverage.enums import MeasureKind
from sinho.web.fields import DayField, GroupedForm

MOST_MONEY = 10**13


class MeasureForm(GroupedForm):
    """Something that was done for the village."""

    kind = forms.ChoiceField(label="Việc", choices=[("", "Chọn"), *MeasureKind.choices])
    on = DayField(label="Ngày")
    words = forms.CharField(label="Nội dung", max_length=300)
    money = forms.CharField(
        label="Kinh phí (đồng)", max_length=20, required=False, help_text="Chỉ ghi số, ví dụ 35.000.000"
    )

    def clean_money(self) -> int | None:
        typed = self.cleaned_data["money"].replace(".", "").replace(" ", "")
        if not typed:
            return None
        if not typed.isascii() or not typed.isdecimal() or int(typed) > MOST_MONEY:
            raise forms.ValidationError("Chỉ ghi số đồng, ví dụ 35.000.000.")
        return int(typed)
