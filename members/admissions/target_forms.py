"""What is asked about targets: the document once, and a number for each unit that gets a new one."""

from collections.abc import Sequence

from django import forms

from members.admissions.rules.targets import MOST
from members.roll.actions.moving import Paper
from sinho.web.fields import DayField

NUMBER = forms.TextInput(attrs={"class": "n-s", "inputmode": "numeric", "autocomplete": "off", "maxlength": "3"})
WRONG = dict.fromkeys(("invalid", "min_value", "max_value"), f"Chỉ tiêu là số nguyên từ 0 đến {MOST}.")


class TargetsForm(forms.Form):
    """Targets of the units of one organisation. A unit left empty keeps what it has."""

    document = forms.CharField(label="Số văn bản", max_length=40, help_text="Văn bản giao chỉ tiêu của cấp ủy")
    date = DayField(label="Ngày văn bản")

    def __init__(self, *args, units: Sequence[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        for pk, name in units:
            self.fields[f"unit-{pk}"] = forms.IntegerField(
                label=name, min_value=0, max_value=MOST, required=False, widget=NUMBER, error_messages=WRONG
            )

    def clean(self):
        data = super().clean()
        sent = {name for name, value in self.data.items() if name.startswith("unit-") and value.strip()}
        if sent - self.fields.keys():
            self.add_error(None, "Có đơn vị đồng chí ghi số không còn trong danh sách; đồng chí xem lại rồi bấm ghi.")
        if not sent:
            self.add_error(None, "Ghi chỉ tiêu của ít nhất một đơn vị.")
        return data

    def values(self) -> dict:
        """What the action asks for: numbers by the key of the unit, and the document."""
        data = self.cleaned_data
        numbers = {
            int(name.removeprefix("unit-")): value
            for name, value in data.items()
            if name.startswith("unit-") and value is not None
        }
        return {"numbers": numbers, "paper": Paper(data["document"], data["date"], "")}
