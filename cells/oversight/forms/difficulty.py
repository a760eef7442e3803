"""What is asked about a difficulty."""

from django import forms

from cells.oversight.actions.difficulty import Raised, Written
from cells.oversight.enums.difficulty import DifficultyField, DifficultyStep
from cells.oversight.forms.place import LINES, PlaceForm
from cells.oversight.models.dated import LONGEST
from sinho.web.fields import DayField, GroupedForm


class RaiseForm(PlaceForm):
    """A difficulty as it is raised."""

    raised_on = DayField(label="Ngày nêu")
    raised_by = forms.CharField(label="Người nêu", max_length=160)
    field = forms.ChoiceField(label="Lĩnh vực", choices=[("", "Chọn"), *DifficultyField.choices])
    content = forms.CharField(label="Nội dung khó khăn", max_length=LONGEST, widget=LINES)
    passed_to = forms.CharField(label="Nơi giải quyết", max_length=200)
    due_on = DayField(label="Hạn giải quyết")

    def values(self) -> dict:
        return {"organization": self.cleaned_data["organization"], "raised": Raised(**self.but_place())}


class StepForm(GroupedForm):
    """What is written under a difficulty; `steps`: what may be written now."""

    kind = forms.ChoiceField(label="Việc")
    on = DayField(label="Ngày")
    who = forms.CharField(label="Người, cơ quan", max_length=200)
    words = forms.CharField(label="Nội dung, kết quả hoặc lý do", max_length=LONGEST, widget=LINES)
    passed_to = forms.CharField(
        label="Chuyển đến", max_length=200, required=False, help_text="Khi chuyển nơi giải quyết"
    )
    due_on = DayField(label="Hạn mới", required=False, help_text="Khi chuyển hoặc mở lại, ví dụ 31/12/2009")

    def __init__(self, *args, steps, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.value, DifficultyStep(one).label) for one in steps]

    def values(self) -> dict:
        return {"written": Written(**self.cleaned_data)}
