"""What is asked about people in charge and visits."""

from django import forms

from cells.oversight.actions.in_charge import Assigned
from cells.oversight.enums.in_charge import ChargeRole
from cells.oversight.forms.place import LINES, PlaceForm
from cells.oversight.models.dated import LONGEST
from sinho.web.fields import DayField, GroupedForm, PersonNameField


class AssignForm(PlaceForm):
    """Somebody is put in charge."""

    person_name = PersonNameField()
    office = forms.CharField(label="Chức vụ", max_length=160, help_text="Ví dụ Huyện ủy viên, Trưởng phòng Tài chính")
    role = forms.ChoiceField(label="Vai trò", choices=ChargeRole.choices)
    since = DayField(label="Phụ trách từ ngày")
    decision_number = forms.CharField(label="Số quyết định", max_length=40)
    decision_date = DayField(label="Ngày quyết định")
    groups = (
        ("Phân công", ("organization", "person_name", "office", "role", "since")),
        ("Quyết định", ("decision_number", "decision_date")),
    )

    def values(self) -> dict:
        names = ("person_name", "office", "role", "decision_number", "decision_date")
        who = Assigned(**{name: self.cleaned_data[name] for name in names})
        return {"organization": self.cleaned_data["organization"], "since": self.cleaned_data["since"], "who": who}


class EndChargeForm(GroupedForm):
    """He ends, or the row was a mistake."""

    last_day = DayField(label="Ngày phụ trách cuối cùng")
    reason = forms.CharField(label="Lý do", max_length=300)
    mistaken = forms.BooleanField(
        label="Ghi nhầm, coi như không có phân công này", required=False, help_text="Dòng ghi nhầm vẫn được giữ lại"
    )


class VisitForm(PlaceForm):
    """A visit."""

    on = DayField(label="Ngày")
    visitors = forms.CharField(label="Người đi", max_length=300)
    content = forms.CharField(label="Nội dung làm việc", max_length=LONGEST, widget=LINES)
    conclusions = forms.CharField(label="Kết luận", max_length=LONGEST, widget=LINES, required=False)
