"""What is asked about corrections of the roll."""

from django import forms

from members.roll.actions.correcting_days import PartyDays
from members.roll.forms import PaperFields
from sinho.web.fields import DayField, ReasonField


class TakeBackForm(PaperFields):
    """The paper by which something that was recorded by mistake is taken back."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"] = ReasonField(max_length=1000, widget=self.fields["reason"].widget)
        for name in self.PAPER:
            self.fields[name].required = True
        self.fields["number"].label, self.fields["date"].label = "Số văn bản đính chính", "Ngày văn bản"


class DaysForm(TakeBackForm):
    """The days of the last admission and recognition, mended by a decision."""

    decision_number = forms.CharField(label="Số quyết định kết nạp", max_length=40, required=False)
    decided_on = DayField(label="Ngày quyết định kết nạp", required=False)
    admitted_on = DayField(label="Ngày kết nạp (lễ kết nạp)")
    official_on = DayField(label="Ngày chính thức", required=False)
    recognition_number = forms.CharField(label="Số quyết định công nhận", max_length=40, required=False)
    recognised_on = DayField(label="Ngày quyết định công nhận", required=False)
    DAYS = ("decision_number", "decided_on", "admitted_on", "official_on", "recognition_number", "recognised_on")
    groups = (("Kết nạp", DAYS[:3]), ("Chính thức", DAYS[3:]), ("Văn bản cho đính chính", PaperFields.PAPER))

    def values(self) -> dict:
        """What the action asks for."""
        days = PartyDays(**{name: self.cleaned_data[name] for name in self.DAYS})
        return {"days": days, "paper": super().values()["paper"]}
