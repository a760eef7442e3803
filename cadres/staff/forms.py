"""What is asked about the staff of the communes."""

from django import forms
from django.core.validators import RegexValidator

from cadres.staff import titles
from cadres.staff.actions.facts import Appointment, Paper, Person
from cadres.staff.actions.learning import Learned
from cadres.staff.enums import PostEntry, PostExit, StaffSubject, TitleGroup
from cadres.staff.rules import LEVELS, SUBJECTS
from cells.organizations.forms import OrganizationField
from members.roll.enums import Ethnicity, Religion, Sex
from members.roll.forms import BirthField
from members.roll.models.member import IDENTITY
from sinho.web.fields import DayField, GroupedForm, PersonNameField, ReasonField

LINES = forms.Textarea(attrs={"rows": 2})


def title_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Titles under the name of their group; of several lists, the last name."""
    known = titles.known_titles().values()
    return [(g.label, [(one.code, one.name) for one in known if one.group == g]) for g in TitleGroup]


def staff_title_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Titles of which a standard may be known: without those of part-time workers."""
    return [one for one in title_choices() if one[0] != TitleGroup.PART_TIME.label]


class PersonFields(GroupedForm):
    """Who somebody is."""

    full_name = PersonNameField()
    sex = forms.ChoiceField(label="Giới tính", choices=[("", "Chọn"), *Sex.choices])
    birth = BirthField(label="Ngày sinh")
    ethnicity = forms.ChoiceField(label="Dân tộc", choices=[("", "Chọn"), *Ethnicity.choices])
    religion = forms.ChoiceField(label="Tôn giáo", choices=Religion.choices, initial=Religion.NONE)
    home_place = forms.CharField(label="Quê quán", max_length=200, required=False)
    identity_number = forms.CharField(
        label="Số căn cước, chứng minh",
        max_length=12,
        required=False,
        validators=[RegexValidator(IDENTITY, "Số căn cước có 12 chữ số; chứng minh nhân dân cũ có 9 chữ số.")],
    )
    PERSON = ("full_name", "sex", "birth", "ethnicity", "religion", "home_place", "identity_number")

    def person(self) -> Person:
        return Person(**{name: self.cleaned_data[name] for name in self.PERSON})


class PostFields(GroupedForm):
    """A post: where, which title, since when, how, by which decision."""

    organization = OrganizationField(label="Xã, thị trấn")
    title = forms.ChoiceField(label="Chức danh", choices=())
    since = DayField(label="Giữ chức danh từ ngày")
    entry = forms.ChoiceField(label="Đến do", choices=[("", "Chọn"), *PostEntry.choices])
    decision_number = forms.CharField(label="Số quyết định", max_length=40, required=False)
    decision_date = DayField(label="Ngày quyết định", required=False)
    POST = ("organization", "title", "since", "entry", "decision_number", "decision_date")

    def __init__(self, *args, communes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].use(communes)
        self.fields["title"].choices = [("", "Chọn"), *title_choices()]

    def post(self) -> Appointment:
        return Appointment(**{name: self.cleaned_data[name] for name in self.POST})


class ReceiveForm(PostFields, PersonFields):
    """Somebody new on the staff, with the first post."""

    groups = (("Lý lịch", PersonFields.PERSON), ("Chức danh", PostFields.POST))

    def values(self) -> dict:
        return {"person": self.person(), "post": self.post()}


class AppointForm(PostFields):
    """Another post."""

    groups = (("Chức danh", PostFields.POST),)

    def values(self) -> dict:
        return {"post": self.post()}


class PaperFields(GroupedForm):
    """The decision behind an act, and why."""

    number = forms.CharField(label="Số quyết định", max_length=40, required=False)
    date = DayField(label="Ngày quyết định", required=False)
    reason = forms.CharField(label="Lý do", max_length=1000, required=False, widget=LINES)
    PAPER = ("number", "date", "reason")

    def paper(self) -> Paper:
        return Paper(**{name: self.cleaned_data[name] for name in self.PAPER})


class EndForm(PaperFields):
    """The end of a post."""

    on = DayField(label="Thôi từ ngày", help_text="Ngày đầu tiên không còn giữ chức danh")
    how = forms.ChoiceField(label="Thôi do", choices=[("", "Chọn"), *PostExit.choices])
    field_order = ["on", "how", "number", "date", "reason"]

    def values(self) -> dict:
        return {"on": self.cleaned_data["on"], "how": self.cleaned_data["how"], "paper": self.paper()}


class CorrectPostForm(PostFields, PaperFields):
    """A post that was written down wrongly, mended by a decision."""

    on = DayField(label="Thôi từ ngày", required=False, help_text="Bỏ trống khi còn giữ chức danh")
    how = forms.ChoiceField(label="Thôi do", required=False, choices=[("", "Còn giữ chức danh"), *PostExit.choices])
    groups = (
        ("Chức danh", PostFields.POST),
        ("Thôi chức danh", ("on", "how")),
        ("Quyết định cho sửa", PaperFields.PAPER),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.PAPER:
            self.fields[name].required = True

    def values(self) -> dict:
        data = self.cleaned_data
        return {"to": self.post(), "until": data["on"], "how": data["how"], "paper": self.paper()}


class CorrectForm(PersonFields, PaperFields):
    """Who somebody is, mended by a decision. An identity number left empty stays as it is."""

    groups = (("Lý lịch", PersonFields.PERSON), ("Quyết định cho sửa", PaperFields.PAPER))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.PAPER:
            self.fields[name].required = True
        self.fields["identity_number"].help_text = "Bỏ trống thì giữ số đang có"

    def values(self) -> dict:
        return {"person": self.person(), "paper": self.paper()}


class LearnForm(GroupedForm):
    """A level reached in a subject, or training for a title."""

    subject = forms.ChoiceField(label="Môn", choices=[("", "Chọn"), *SUBJECTS.items()])
    level = forms.ChoiceField(
        label="Trình độ", required=False, choices=(), help_text="Phải chọn với học vấn, chuyên môn, lý luận chính trị"
    )
    title = forms.ChoiceField(label="Bồi dưỡng cho chức danh", required=False, choices=())
    words = forms.CharField(label="Ghi trong văn bằng", max_length=120, required=False, help_text="Ví dụ Đại học Luật")
    system = forms.CharField(label="Hệ đào tạo", max_length=60, required=False, help_text="Chính quy, tại chức, bổ túc")
    certificate_number = forms.CharField(label="Số văn bằng, chứng chỉ", max_length=40, required=False)
    since = DayField(label="Đạt ngày", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        groups = [
            (SUBJECTS[code], [(f"{code}:{one}", label) for one, label in levels])
            for code, levels in LEVELS.items()
            if levels
        ]
        self.fields["level"].choices = [("", "Không có trong danh mục"), *groups]
        self.fields["title"].choices = [("", "Không phải bồi dưỡng theo chức danh"), *title_choices()]

    def clean(self):
        data = super().clean()
        subject, (of, _, level) = data.get("subject", ""), data.get("level", "").rpartition(":")
        if subject and LEVELS[subject] and of != subject:
            self.add_error("level", f"Chọn trình độ của môn {SUBJECTS[subject].lower()}.")
        if subject == StaffSubject.TITLE_TRAINING and not data.get("title"):
            self.add_error("title", "Chọn chức danh được đào tạo, bồi dưỡng.")
        elif subject and not LEVELS[subject] and not data.get("title") and not data.get("words"):
            self.add_error("words", "Ghi trình độ như trong văn bằng, chứng chỉ.")
        data["level"] = level
        return data

    def values(self) -> dict:
        return {"learned": Learned(**self.cleaned_data)}


class MendLearnedForm(LearnForm, PaperFields):
    """What was learned, mended by a paper."""

    LEARNED = ("subject", "level", "title", "words", "system", "certificate_number", "since")
    groups = (("Trình độ", LEARNED), ("Giấy cho sửa", PaperFields.PAPER))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.PAPER:
            self.fields[name].required = True
        self.fields["number"].label, self.fields["date"].label = "Số văn bản", "Ngày văn bản"

    def values(self) -> dict:
        learned = Learned(**{name: self.cleaned_data[name] for name in self.LEARNED})
        return {"learned": learned, "paper": self.paper()}


class StrikeForm(GroupedForm):
    """Why a qualification is struck."""

    reason = ReasonField(label="Lý do gạch", max_length=1000, widget=LINES)
