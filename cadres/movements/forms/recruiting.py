"""What is asked about recruitment."""

from django import forms

from cadres.movements.actions.recruiting import Applied, Hired, Place, Wanted
from cadres.movements.enums import Hiring
from cadres.movements.models import RecruitmentRound
from cadres.staff.enums import TitleGroup
from cadres.staff.forms import LINES, PersonFields, title_choices
from cells.organizations.forms import OrganizationField
from members.roll.enums import LEVELS, Subject
from sinho.web.fields import DayField, GroupedForm

CHOOSE = ("", "Chọn")
SMALL = forms.TextInput(attrs={"class": "n-s", "inputmode": "numeric"})


class PlaceFields(GroupedForm):
    """A seat."""

    organization = OrganizationField(label="Xã, thị trấn")
    title = forms.ChoiceField(label="Chức danh cần tuyển", choices=())
    number = forms.IntegerField(label="Số người", min_value=1, max_value=99, widget=SMALL)
    PLACE = ("organization", "title", "number")

    def __init__(self, *args, communes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].use(communes)
        groups = [pair for pair in title_choices() if pair[0] != TitleGroup.ELECTED.label]
        self.fields["title"].choices = [CHOOSE, *groups]

    def place(self) -> Place:
        return Place(**{name: self.cleaned_data[name] for name in self.PLACE})


class SeatForm(PlaceFields):
    """Another seat of a round."""

    def values(self) -> dict:
        return {"place": self.place()}


class RoundForm(PlaceFields):
    """A round with its first seat."""

    name = forms.CharField(label="Tên đợt", max_length=160)
    opened_on = DayField(label="Mở ngày")
    method = forms.ChoiceField(label="Hình thức", choices=[CHOOSE, *RecruitmentRound._meta.get_field("method").choices])
    legal_basis = forms.CharField(label="Căn cứ pháp lý", max_length=300, widget=LINES)
    decision_number = forms.CharField(label="Số kế hoạch, quyết định", max_length=40)
    decision_date = DayField(label="Ngày kế hoạch, quyết định")
    home = forms.ChoiceField(label="Nơi thường trú", choices=RecruitmentRound._meta.get_field("home").choices)
    minority = forms.BooleanField(label="Chỉ tuyển người dân tộc thiểu số", required=False)
    schooling = forms.ChoiceField(
        label="Học vấn thấp nhất", required=False, choices=RecruitmentRound._meta.get_field("schooling").choices
    )
    professional = forms.ChoiceField(
        label="Chuyên môn thấp nhất", required=False, choices=RecruitmentRound._meta.get_field("professional").choices
    )
    oldest = forms.IntegerField(label="Tuổi cao nhất", required=False, min_value=18, max_value=60, widget=SMALL)
    note = forms.CharField(label="Yêu cầu khác", max_length=500, required=False, widget=LINES)
    PAPER = ("name", "opened_on", "method", "legal_basis", "decision_number", "decision_date")
    NEEDS = ("home", "minority", "schooling", "professional", "oldest", "note")
    groups = (("Đợt tuyển", PAPER), ("Yêu cầu", NEEDS), ("Chỗ cần tuyển đầu tiên", PlaceFields.PLACE))

    def values(self) -> dict:
        wanted = Wanted(**{name: self.cleaned_data[name] for name in (*self.PAPER, *self.NEEDS)})
        return {"wanted": wanted, "place": self.place()}


class ApplyForm(PersonFields):
    """Somebody applies for a seat of the round."""

    seat = forms.ModelChoiceField(label="Dự tuyển vào", queryset=None, empty_label="Chọn")
    applied_on = DayField(label="Nộp hồ sơ ngày")
    home = OrganizationField(label="Xã thường trú trong huyện", required=False)
    schooling = forms.ChoiceField(label="Học vấn", choices=[CHOOSE, *LEVELS[Subject.GENERAL]])
    professional = forms.ChoiceField(
        label="Chuyên môn", required=False, choices=[("", "Chưa qua đào tạo"), *LEVELS[Subject.PROFESSIONAL]]
    )
    professional_words = forms.CharField(label="Ghi trong văn bằng", max_length=120, required=False)
    FACTS = ("applied_on", "home", "schooling", "professional", "professional_words")
    groups = (("Lý lịch", PersonFields.PERSON), ("Dự tuyển", ("seat", *FACTS)))

    def __init__(self, *args, seats, communes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = seats
        self.fields["seat"].label_from_instance = lambda one: f"{one}, {one.organization.code}"
        self.fields["seat"].error_messages["invalid_choice"] = "Chọn một chỗ cần tuyển của đợt này."
        self.fields["home"].use(communes)
        self.fields["home"].help_text = "Bỏ trống khi thường trú ngoài huyện"

    def values(self) -> dict:
        data = self.cleaned_data
        return {"seat": data["seat"], "applied": Applied(**{name: data[name] for name in (*self.PERSON, *self.FACTS)})}


class HireForm(GroupedForm):
    """Somebody is taken on; records that may be his are offered to who keeps them. `warned`: there are such records."""

    since = DayField(label="Nhận việc từ ngày")
    decision_number = forms.CharField(label="Số quyết định", max_length=40)
    decision_date = DayField(label="Ngày quyết định")
    existing = forms.ModelChoiceField(
        label="Hồ sơ cán bộ đã có", queryset=None, required=False, empty_label="Lập hồ sơ mới"
    )
    different = forms.BooleanField(label="Đã kiểm tra, là người khác với hồ sơ giống tên", required=False)

    def __init__(self, *args, warned: bool, twins, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["existing"].queryset = twins
        self.fields["existing"].label_from_instance = lambda one: f"{one.full_name}, sinh {one.birth}"
        self.fields["existing"].error_messages["invalid_choice"] = "Chọn trong các hồ sơ giống người này."
        if not twins.exists():
            del self.fields["existing"]
        if not warned:
            del self.fields["different"]

    def values(self) -> dict:
        return {"hired": Hired(**self.cleaned_data)}


class ResultForm(GroupedForm):
    """Not taken, or withdrew."""

    result = forms.ChoiceField(
        label="Kết quả",
        choices=[CHOOSE, *((one.value, one.label) for one in (Hiring.NOT_HIRED, Hiring.WITHDREW))],
    )
    on = DayField(label="Ngày có kết quả")
    reason = forms.CharField(label="Lý do", max_length=500, widget=LINES)


class CloseRoundForm(GroupedForm):
    """The round ends."""

    on = DayField(label="Kết thúc ngày")
