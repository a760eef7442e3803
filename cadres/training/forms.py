"""What is asked about classes and who attends them."""

from django import forms

from cadres.staff.forms import LINES, title_choices
from cadres.training.actions.enrolling import Sent
from cadres.training.enums import ClassField, ClassKind, Mode, OpenedBy, Place, Result, Status
from cadres.training.rules import ClassFacts, Outcome, levels_of
from sinho.web.fields import DayField, DongField, GroupedForm

CHOOSE = ("", "Chọn")


def level_choices() -> list:
    """Levels under the name of their field; the value carries both."""
    groups = [(one.label, [(f"{one}:{code}", label) for code, label in levels_of(one)]) for one in ClassField]
    return [("", "Không có trong danh mục"), *(group for group in groups if group[1])]


class ClassForm(GroupedForm):
    """A class."""

    name = forms.CharField(label="Tên lớp", max_length=160)
    kind = forms.ChoiceField(label="Loại lớp", choices=[CHOOSE, *ClassKind.choices])
    field = forms.ChoiceField(label="Nội dung", choices=[CHOOSE, *ClassField.choices])
    level = forms.ChoiceField(label="Trình độ", required=False, choices=())
    specialty = forms.CharField(
        label="Chuyên ngành", max_length=120, required=False, help_text="Như ghi trong văn bằng, ví dụ Trung cấp Luật"
    )
    title = forms.ChoiceField(label="Cho chức danh", required=False, choices=())
    mode = forms.ChoiceField(label="Hình thức học", choices=[CHOOSE, *Mode.choices])
    place = forms.ChoiceField(label="Nơi học", choices=[CHOOSE, *Place.choices])
    opened_by = forms.ChoiceField(label="Cấp mở lớp", choices=[CHOOSE, *OpenedBy.choices])
    organiser = forms.CharField(label="Đơn vị tổ chức", max_length=160)
    partner = forms.CharField(label="Trường liên kết", max_length=160, required=False)
    starts_on = DayField(label="Khai giảng")
    ends_on = DayField(label="Kết thúc")
    decision_number = forms.CharField(label="Số quyết định", max_length=40, required=False)
    decision_date = DayField(label="Ngày quyết định", required=False)
    cost = DongField(label="Kinh phí (đồng)", required=False, min_value=0)
    groups = (
        ("Lớp", ("name", "kind", "field", "level", "specialty", "title")),
        ("Tổ chức", ("mode", "place", "opened_by", "organiser", "partner")),
        ("Thời gian, quyết định", ("starts_on", "ends_on", "decision_number", "decision_date", "cost")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = level_choices()
        self.fields["title"].choices = [("", "Không theo chức danh"), *title_choices()]

    @staticmethod
    def initial_of(facts: ClassFacts) -> dict:
        """How a class stands in the form."""
        return vars(facts) | {"level": f"{facts.field}:{facts.level}" if facts.level else ""}

    def clean(self):
        data = super().clean()
        of, _, level = data.get("level", "").rpartition(":")
        if level and data.get("field") and of != data["field"]:
            label = ClassField(data["field"]).label.lower()
            self.add_error("level", f"Chọn trình độ của nội dung {label}.")
        data["level"] = level
        return data

    def facts(self) -> ClassFacts:
        return ClassFacts(**{name: self.cleaned_data[name] for name in ClassFacts.__dataclass_fields__})

    def values(self) -> dict:
        return {"facts": self.facts()}


class ReasonFields(GroupedForm):
    """Why something is mended."""

    reason = forms.CharField(label="Lý do", max_length=300, widget=LINES)


class CorrectClassForm(ClassForm, ReasonFields):
    """A class that was written down wrongly or was changed."""

    groups = (*ClassForm.groups, ("Vì sao sửa", ("reason",)))

    def values(self) -> dict:
        return {"facts": self.facts(), "reason": self.cleaned_data["reason"]}


class SentForm(GroupedForm):
    """Since when those who were ticked are in the class, and by which decision."""

    since = DayField(label="Vào học ngày")
    decision_number = forms.CharField(label="Số quyết định cử đi học", max_length=40, required=False)
    decision_date = DayField(label="Ngày quyết định", required=False)

    def sent(self) -> Sent:
        return Sent(**self.cleaned_data)


class OutcomeForm(forms.Form):
    """How it ended for one person; a line of the page of results."""

    status = forms.ChoiceField(label="Tình trạng", choices=[one for one in Status.choices if one[0] != "withdrawn"])
    ended_on = DayField(label="Ngày kết thúc", required=False)
    result = forms.ChoiceField(label="Xếp loại", required=False, choices=[("", "Không xếp"), *Result.choices])
    certificate_number = forms.CharField(label="Số chứng chỉ", max_length=40, required=False)
    certificate_on = DayField(label="Ngày cấp", required=False)

    def outcome(self) -> Outcome:
        return Outcome(**{name: self.cleaned_data[name] for name in Outcome.__dataclass_fields__})


class CorrectResultForm(OutcomeForm, ReasonFields):
    """The result of one person, mended."""

    groups = (
        ("Kết quả", ("status", "ended_on", "result")),
        ("Chứng chỉ, văn bằng", ("certificate_number", "certificate_on")),
        ("Vì sao sửa", ("reason",)),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = Status.choices

    def values(self) -> dict:
        return {"outcome": self.outcome(), "reason": self.cleaned_data["reason"]}
