"""What is asked about members."""

from django import forms
from django.core.validators import RegexValidator

from cells.organizations.forms import OrganizationField
from cells.places.models import VillageState
from members.roll.actions.moving import Paper
from members.roll.actions.receiving import COMING, PartyFacts, Person
from members.roll.enums import LEVELS, Entry, Ethnicity, Exit, Occupation, PauseKind, Religion, Sex, Subject
from members.roll.models.member import CARD, FILE, IDENTITY
from members.roll.rules import BirthDate
from sinho.text.folding import fold
from sinho.web.fields import DayField, GroupedForm, NamedRowWidget, PersonNameField

LINES = forms.Textarea(attrs={"rows": 2})
# Ways of leaving that a person chooses; moving within the district has its own form, annulling stands on the case.
ELSEWHERE = (Exit.WITHIN, Exit.ANNULLED)
LEAVING = [("", "Chọn lý do"), *((way.value, way.label) for way in Exit if way not in ELSEWHERE)]


class BirthField(forms.CharField):
    """A birth date of which the day, or the day and the month, may be unknown."""

    def __init__(self, **kwargs):
        super().__init__(max_length=10, help_text="12/03/1971; chỉ biết năm thì ghi 1971", **kwargs)
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off", "class": "d"})

    def to_python(self, value):
        typed = super().to_python(value)
        if not typed:
            return None
        try:
            return BirthDate.read(typed)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else str(value)

    def run_validators(self, value):
        """Checked on what was typed."""


class VillageField(forms.CharField):
    """A village chosen by its code or its exact name; gives the Village."""

    widget = NamedRowWidget

    def __init__(self, **kwargs):
        super().__init__(max_length=160, help_text="Gõ tên bản rồi chọn trong danh sách gợi ý", **kwargs)
        self.states: list[VillageState] = []

    def use(self, states) -> None:
        """Take the choices from states of one day (already within the scope of the person)."""
        self.states = list(states.select_related("village", "commune").order_by("sort_key"))
        self.widget.suggestions = [f"{s.village.code} · {s.name}, {s.commune.name}" for s in self.states]

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        code, wanted = typed.partition(" · ")[0].strip().upper(), fold(typed)
        found = [s for s in self.states if s.village.code == code] or [s for s in self.states if fold(s.name) == wanted]
        if len(found) != 1:
            why = "không có trong danh sách" if not found else "là tên của nhiều bản"
            raise forms.ValidationError(f"“{typed}” {why}; đồng chí chọn trong danh sách gợi ý.")
        return found[0].village


class PersonFields(GroupedForm):
    """Who somebody is: the first page of the member sheet."""

    full_name = PersonNameField(label="Họ và tên khai sinh")
    other_names = forms.CharField(label="Tên gọi khác", max_length=160, required=False)
    sex = forms.ChoiceField(label="Giới tính", choices=[("", "Chọn"), *Sex.choices])
    birth = BirthField(label="Ngày sinh")
    ethnicity = forms.ChoiceField(label="Dân tộc", choices=[("", "Chọn"), *Ethnicity.choices])
    religion = forms.ChoiceField(label="Tôn giáo", choices=Religion.choices, initial=Religion.NONE)
    birth_place = forms.CharField(label="Nơi đăng ký khai sinh", max_length=200, required=False)
    home_place = forms.CharField(label="Quê quán", max_length=200, required=False)
    joined_union_on = DayField(label="Ngày vào Đoàn", required=False)
    file_number = forms.CharField(
        label="Số lý lịch",
        max_length=10,
        required=False,
        validators=[RegexValidator(FILE, "Số lý lịch gồm 6 chữ số và chữ viết tắt của tỉnh, ví dụ 000123 LC.")],
    )
    identity_number = forms.CharField(
        label="Số căn cước, chứng minh",
        max_length=12,
        required=False,
        validators=[RegexValidator(IDENTITY, "Số căn cước có 12 chữ số; chứng minh nhân dân cũ có 9 chữ số.")],
    )

    PERSON = ("full_name", "other_names", "sex", "birth", "ethnicity", "religion", "birth_place", "home_place")
    NUMBERS = ("joined_union_on", "file_number", "identity_number")

    def person(self) -> Person:
        data = self.cleaned_data
        return Person(**{name: data[name] for name in (*self.PERSON, *self.NUMBERS)})


class ReceiveForm(PersonFields):
    """A member who comes onto the roll."""

    cell = OrganizationField(label="Chi bộ")
    since = DayField(label="Về chi bộ ngày")
    entry = forms.ChoiceField(
        label="Đến do", choices=[("", "Chọn"), *((way.value, Entry(way).label) for way in COMING)]
    )
    admitted_on = DayField(label="Ngày vào Đảng")
    official_on = DayField(label="Ngày chính thức", required=False)
    decided_on = DayField(label="Ngày quyết định kết nạp", required=False)
    decision_number = forms.CharField(label="Số quyết định kết nạp", max_length=40, required=False)
    issuer = forms.CharField(label="Cơ quan quyết định", max_length=160, required=False)

    groups = (
        ("Lý lịch", PersonFields.PERSON),
        ("Số và ngày", PersonFields.NUMBERS),
        ("Vào Đảng", ("admitted_on", "official_on", "decided_on", "decision_number", "issuer")),
        ("Sinh hoạt", ("cell", "since", "entry")),
    )

    def __init__(self, *args, cells, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cell"].use(cells)

    def values(self) -> dict:
        """What the action asks for."""
        data = self.cleaned_data
        names = ("admitted_on", "official_on", "decided_on", "decision_number", "issuer")
        party = PartyFacts(**{name: data[name] for name in names})
        return {"person": self.person(), "party": party} | {name: data[name] for name in ("cell", "since", "entry")}


class PaperFields(GroupedForm):
    """The paper behind an act."""

    number = forms.CharField(label="Số quyết định, giấy giới thiệu", max_length=40, required=False)
    date = DayField(label="Ngày của giấy", required=False)
    reason = forms.CharField(label="Lý do", max_length=1000, required=False, widget=LINES)
    PAPER = ("number", "date", "reason")

    def values(self) -> dict:
        """The paper, and all other fields under their names."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in self.PAPER}
        paper = {name: self.cleaned_data[name] for name in self.PAPER if name in self.cleaned_data}
        return data | {"paper": Paper(**paper)}


class MoveForm(PaperFields):
    """Into another cell of the district."""

    to = OrganizationField(label="Chi bộ nhận")
    on = DayField(label="Chi bộ nhận sinh hoạt từ ngày")
    field_order = ["to", "on", "number", "date", "reason"]

    def __init__(self, *args, cells, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].use(cells)


class LeaveForm(PaperFields):
    """Out of the district or out of the Party."""

    how = forms.ChoiceField(label="Rời danh sách do", choices=LEAVING)
    on = DayField(label="Từ ngày", help_text="Ngày đầu tiên không còn trong danh sách, ví dụ 05/02/2009")
    field_order = ["how", "on", "number", "date", "reason"]


class RecogniseForm(PaperFields):
    """Official after probation."""

    on = DayField(label="Ngày chính thức")
    field_order = ["on", "number", "date", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].label, self.fields["number"].required = "Số quyết định công nhận", True
        self.fields["date"].label, self.fields["date"].required = "Ngày quyết định", True
        self.fields["reason"] = forms.CharField(label="Cơ quan quyết định", max_length=160, required=False)


class PauseForm(PaperFields):
    """Exempted or suspended."""

    kind = forms.ChoiceField(label="Việc", choices=[("", "Chọn"), *PauseKind.choices])
    since = DayField(label="Từ ngày")
    until = DayField(label="Đến hết ngày", required=False, help_text="Bỏ trống khi chưa định ngày kết thúc")
    field_order = ["kind", "since", "until", "number", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].label = "Số nghị quyết, quyết định"
        self.fields["reason"].required, self.fields["reason"].max_length = True, 300
        del self.fields["date"]


class ResumeForm(GroupedForm):
    on = DayField(label="Sinh hoạt trở lại từ ngày")


class LearnForm(GroupedForm):
    """A level reached in a subject."""

    subject = forms.ChoiceField(label="Môn", choices=[("", "Chọn"), *Subject.choices])
    level = forms.ChoiceField(label="Trình độ", required=False, choices=())
    words = forms.CharField(
        label="Ghi trong phiếu", max_length=120, required=False, help_text="Ví dụ 9/12 bổ túc, Đại học Sư phạm Toán"
    )
    mode = forms.CharField(label="Hình thức đào tạo", max_length=60, required=False)
    since = DayField(label="Đạt ngày", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        groups = [
            (Subject(code).label, [(f"{code}:{one}", label) for one, label in levels])
            for code, levels in LEVELS.items()
            if levels
        ]
        self.fields["level"].choices = [("", "Không có trong danh mục"), *groups]

    def clean(self):
        data = super().clean()
        subject, _, level = data.get("level", "").rpartition(":")
        if data.get("subject") and LEVELS[data["subject"]] and subject != data["subject"]:
            self.add_error("level", f"Chọn trình độ của môn {Subject(data['subject']).label.lower()}.")
        if data.get("subject") and not LEVELS[data["subject"]] and not data.get("words"):
            self.add_error("words", "Ghi trình độ như trong phiếu đảng viên.")
        data["level"] = level
        return data


class WorkForm(GroupedForm):
    occupation = forms.ChoiceField(label="Nghề nghiệp", choices=[("", "Chọn"), *Occupation.choices])
    words = forms.CharField(label="Công việc cụ thể", max_length=160, required=False)
    since = DayField(label="Từ ngày")


class HomeForm(GroupedForm):
    """A village of the district, or words for any other place."""

    village = VillageField(label="Ở bản", required=False)
    words = forms.CharField(label="Hoặc nơi khác", max_length=200, required=False)
    since = DayField(label="Từ ngày")

    def __init__(self, *args, villages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].use(villages)

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("village") and not data.get("words"):
            self.add_error("village", "Chọn bản, hoặc ghi nơi khác.")
        return data


class CardForm(GroupedForm):
    number = forms.CharField(
        label="Số thẻ",
        max_length=12,
        validators=[RegexValidator(CARD, "Số thẻ đảng viên có 6, 8 hoặc 12 chữ số.")],
    )
    since = DayField(label="Ngày phát")
    decision_number = forms.CharField(label="Số quyết định phát thẻ", max_length=40, required=False)


class CorrectForm(PersonFields, PaperFields):
    """Who somebody is, mended by a decision. An identity number left empty stays as it is."""

    groups = (
        ("Lý lịch", PersonFields.PERSON),
        ("Số và ngày", PersonFields.NUMBERS),
        ("Quyết định cho sửa", PaperFields.PAPER),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.PAPER:
            self.fields[name].required = True
        self.fields["number"].label, self.fields["date"].label = "Số quyết định", "Ngày quyết định"
        self.fields["identity_number"].help_text = "Bỏ trống thì giữ số đang có"

    def values(self) -> dict:
        """What the action asks for."""
        return {"person": self.person(), "paper": PaperFields.values(self)["paper"]}
