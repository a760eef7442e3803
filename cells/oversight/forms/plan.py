"""What is asked about a plan that strengthens a weak organisation."""

from django import forms

from cells.oversight.actions.plan import Checked, Resolution
from cells.oversight.enums.weak import Judgement, PlanEnd
from cells.oversight.forms.place import LINES, PlaceForm
from cells.oversight.models.dated import LONGEST
from sinho.web.fields import DayField, GroupedForm, PersonNameField

NUMBER = forms.TextInput(attrs={"class": "n-s", "inputmode": "numeric", "autocomplete": "off", "maxlength": "4"})
YEARS = dict.fromkeys(("invalid", "min_value", "max_value"), "Ghi năm bằng bốn chữ số, ví dụ 2009.")


class PlanForm(PlaceForm):
    """The thematic resolution."""

    resolution_number = forms.CharField(label="Số nghị quyết", max_length=40)
    resolution_date = DayField(label="Ngày nghị quyết")
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=160)
    subject = forms.CharField(label="Trích yếu", max_length=500, widget=LINES)

    def values(self) -> dict:
        return {"organization": self.cleaned_data["organization"], "resolution": Resolution(**self.but_place())}


class MeasureForm(GroupedForm):
    """One thing to do."""

    content = forms.CharField(label="Việc phải làm", max_length=500, widget=LINES)
    owner = forms.CharField(label="Người, đơn vị làm", max_length=160)
    on = DayField(label="Ngày thống nhất")
    due_on = DayField(label="Hạn")


class ResultForm(GroupedForm):
    """What came of it."""

    on = DayField(label="Ngày xong")
    words = forms.CharField(label="Kết quả", max_length=LONGEST, widget=LINES)


class SendForm(GroupedForm):
    """Somebody goes there."""

    person_name = PersonNameField()
    office = forms.CharField(label="Chức vụ, đơn vị", max_length=160)
    since = DayField(label="Từ ngày")


class BackForm(GroupedForm):
    """His last day."""

    last_day = DayField(label="Ngày cuối cùng")


class CheckForm(GroupedForm):
    """A quarterly check."""

    quarter = forms.TypedChoiceField(label="Quý", coerce=int, choices=[(n, f"Quý {n}") for n in range(1, 5)])
    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100, widget=NUMBER, error_messages=YEARS)
    checked_on = DayField(label="Ngày kiểm tra")
    checked_by = forms.CharField(label="Người kiểm tra", max_length=160)
    findings = forms.CharField(label="Nhận xét", max_length=LONGEST, widget=LINES)
    judgement = forms.ChoiceField(label="Đánh giá", choices=[("", "Chọn"), *Judgement.choices])

    def values(self) -> dict:
        return {"checked": Checked(**self.cleaned_data)}


class CloseForm(GroupedForm):
    """How the plan ended."""

    kind = forms.ChoiceField(label="Kết cục", choices=[("", "Chọn"), *PlanEnd.choices])
    on = DayField(label="Ngày kết thúc")
    words = forms.CharField(label="Kết quả", max_length=LONGEST, widget=LINES)
