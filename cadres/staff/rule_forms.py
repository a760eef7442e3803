"""What is asked about standards, numbers of staff and the class of a commune."""

from django import forms

from cadres.staff.actions.facts import Paper
from cadres.staff.actions.grading import Grading
from cadres.staff.enums import Area, Need, PlaceKind
from cadres.staff.forms import LINES, staff_title_choices
from cadres.staff.models import QualificationStandard, StaffingNumber
from cadres.staff.models.commune import GRADES, MOST
from cadres.staff.models.sourced import Sourced
from cadres.staff.standards import CHOICES, StandardRequirements
from sinho.web.fields import DayField, GroupedForm

UNSAID = ("", "Không đòi hoặc chưa biết")


class CountField(forms.IntegerField):
    """A small whole number in a plain text field."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"class": "n", "inputmode": "numeric", "autocomplete": "off"})
        super().__init__(max_value=MOST, widget=widget, **kwargs)


class InForce(GroupedForm):
    """From when to when a figure holds, and where it stands."""

    since = DayField(label="Hiệu lực từ ngày")
    until = DayField(label="Hết hiệu lực sau ngày", required=False, help_text="Ngày cuối; bỏ trống khi chưa hết")
    source = forms.CharField(label="Nguồn", max_length=300, help_text="Số, ngày văn bản, điều khoản", widget=LINES)
    IN_FORCE = ("since", "until", "source")


class Mending(forms.Form):
    """Why a row is mended."""

    reason = forms.CharField(label="Lý do sửa", max_length=1000, widget=LINES)


class AskedFields(GroupedForm):
    """What a standard asks."""

    general = forms.ChoiceField(label="Học vấn từ", choices=[UNSAID, *CHOICES[Need.GENERAL]], required=False)
    professional = forms.ChoiceField(
        label="Chuyên môn từ", choices=[UNSAID, *CHOICES[Need.PROFESSIONAL]], required=False
    )
    theory = forms.ChoiceField(label="Lý luận chính trị từ", choices=[UNSAID, *CHOICES[Need.THEORY]], required=False)
    state_management = forms.BooleanField(label="Phải qua bồi dưỡng quản lý nhà nước", required=False)
    computing = forms.BooleanField(label="Phải có chứng chỉ tin học", required=False)
    ethnic_language = forms.BooleanField(label="Phải biết tiếng dân tộc", required=False)
    max_first_age = CountField(label="Tuổi cao nhất khi giữ lần đầu", min_value=1, required=False)
    ASKED = tuple(StandardRequirements.__dataclass_fields__)

    def figures(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.ASKED}


class EnactStandardForm(AskedFields, InForce):
    """A standard from a day on."""

    title = forms.ChoiceField(label="Chức danh", choices=())
    area = forms.ChoiceField(label="Vùng", choices=[("", "Chọn"), *Area.choices])
    groups = (
        ("Của chức danh nào", ("title", "area")),
        ("Đòi hỏi", AskedFields.ASKED),
        ("Hiệu lực", InForce.IN_FORCE),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].choices = [("", "Chọn"), *staff_title_choices()]

    def row(self) -> Sourced:
        data = self.cleaned_data
        facts = {"title": data["title"], "area": data["area"], "source": data["source"]}
        return QualificationStandard(**facts, **self.figures())


class MendStandardForm(AskedFields, InForce, Mending):
    """A standard that was written wrongly."""

    groups = (("Đòi hỏi", AskedFields.ASKED), ("Hiệu lực", InForce.IN_FORCE), ("Vì sao sửa", ("reason",)))


class NumberFields(GroupedForm):
    """How many people a decree allows."""

    least = CountField(label="Biên chế từ", min_value=1, required=False, help_text="Khi văn bản cho một khoảng")
    full_time = CountField(label="Biên chế nhiều nhất", min_value=1)
    part_time = CountField(label="Không chuyên trách nhiều nhất", min_value=0, required=False)
    NUMBERS = ("least", "full_time", "part_time")

    def figures(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.NUMBERS}


class EnactNumberForm(NumberFields, InForce):
    """Numbers from a day on."""

    kind = forms.ChoiceField(label="Cấp hành chính", choices=[("", "Chọn"), *PlaceKind.choices])
    grade = forms.TypedChoiceField(
        label="Loại", choices=[("", "Mọi loại"), *GRADES], coerce=int, empty_value=None, required=False
    )
    groups = (
        ("Của nơi nào", ("kind", "grade")),
        ("Số người", NumberFields.NUMBERS),
        ("Hiệu lực", InForce.IN_FORCE),
    )

    def row(self) -> Sourced:
        data = self.cleaned_data
        facts = {"kind": data["kind"], "grade": data["grade"], "source": data["source"]}
        return StaffingNumber(**facts, **self.figures())


class MendNumberForm(NumberFields, InForce, Mending):
    """Numbers that were written wrongly."""

    groups = (("Số người", NumberFields.NUMBERS), ("Hiệu lực", InForce.IN_FORCE), ("Vì sao sửa", ("reason",)))


class GradeForm(GroupedForm):
    """The class of a commune by decision."""

    grade = forms.TypedChoiceField(label="Loại", choices=[("", "Chọn"), *GRADES], coerce=int)
    area = forms.ChoiceField(label="Vùng", choices=Area.choices, initial=Area.MOUNTAIN)
    since = DayField(label="Từ ngày")
    number = forms.CharField(label="Số quyết định", max_length=40)
    date = DayField(label="Ngày quyết định")
    note = forms.CharField(label="Ghi chú về nguồn", max_length=300, required=False, widget=LINES)
    full_time = CountField(
        label="Biên chế được giao", min_value=1, required=False, help_text="Bỏ trống thì theo định mức"
    )
    part_time = CountField(label="Không chuyên trách được giao", min_value=0, required=False)
    PAPER = ("grade", "area", "since", "number", "date", "note")
    GIVEN = ("full_time", "part_time")
    groups = (("Quyết định mới", PAPER), ("Số người được giao riêng cho xã", GIVEN))

    def values(self) -> dict:
        data = self.cleaned_data
        grading = Grading(data["grade"], data["area"], data["full_time"], data["part_time"])
        paper = Paper(data["number"], data["date"], data["note"])
        return {"grading": grading, "since": data["since"], "paper": paper}


class CorrectGradeForm(GradeForm, Mending):
    """A class that was written wrongly."""

    until = DayField(label="Đến hết ngày", required=False, help_text="Bỏ trống khi còn hiệu lực")
    groups = (
        ("Nội dung đúng", (*GradeForm.PAPER, "until")),
        ("Số người được giao riêng cho xã", GradeForm.GIVEN),
        ("Vì sao sửa", ("reason",)),
    )

    def values(self) -> dict:
        return super().values() | {"until": self.cleaned_data["until"], "reason": self.cleaned_data["reason"]}
