"""What is asked about inspection, discipline and praise."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from cells.organizations.forms import OrganizationField
from cells.oversight import conduct_lists
from cells.oversight.actions.commendation import Given
from cells.oversight.actions.discipline import Complaint, Decided
from cells.oversight.actions.inspection import Planned
from cells.oversight.conduct_rules import FIRST_YEAR, LAST_YEAR
from cells.oversight.conduct_words import Body, CheckKind, Outcome, StepKind
from sinho.web.fields import DayField, GroupedForm, PersonNameField

LINES = {"rows": 3}
CHOOSE = ("", "Chọn")
YEAR_WRONG = f"Năm phải là số từ {FIRST_YEAR} đến {LAST_YEAR}, ví dụ 2009."


def long_text(label: str, most: int = 1000, **more) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs=LINES), **more)


def year_field(label: str = "Năm") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        widget=forms.TextInput(attrs={"class": "n-s", "inputmode": "numeric", "autocomplete": "off", "maxlength": "4"}),
        error_messages={"invalid": YEAR_WRONG},
        validators=[MinValueValidator(FIRST_YEAR, YEAR_WRONG), MaxValueValidator(LAST_YEAR, YEAR_WRONG)],
    )


class OfOrganization(GroupedForm):
    """Asks for an organisation among `states`; without them it is known already."""

    def __init__(self, *args, states=None, **kwargs):
        super().__init__(*args, **kwargs)
        if states is None:
            del self.fields["organization"]
        else:
            self.fields["organization"].use(states)


class PlanForm(OfOrganization):
    organization = OrganizationField(label="Đảng bộ, chi bộ ban hành kế hoạch")
    body = forms.ChoiceField(label="Kế hoạch của", choices=[CHOOSE, *Body.choices])
    year = year_field()
    number = forms.CharField(label="Số kế hoạch", max_length=40)
    date = DayField(label="Ngày kế hoạch")


class InspectionForm(OfOrganization):
    organization = OrganizationField(label="Tổ chức được kiểm tra, giám sát")
    person_name = PersonNameField(label="Đảng viên được kiểm tra, giám sát", required=False)
    person_office = forms.CharField(label="Chức vụ", max_length=200, required=False)
    kind = forms.ChoiceField(label="Loại", choices=[CHOOSE, *CheckKind.choices])
    content = long_text("Nội dung")
    scope_from = DayField(label="Mốc kiểm tra từ ngày", required=False)
    scope_to = DayField(label="Mốc kiểm tra đến ngày", required=False)
    quarter = forms.TypedChoiceField(
        label="Thực hiện trong quý", coerce=int, choices=[CHOOSE, *((n, f"Quý {n}") for n in range(1, 5))]
    )
    groups = (
        ("Ai", ("organization", "person_name", "person_office")),
        ("Việc gì", ("kind", "content", "scope_from", "scope_to", "quarter")),
    )

    def clean(self):
        data = super().clean()
        first, last = data.get("scope_from"), data.get("scope_to")
        if first and last and last < first:
            self.add_error("scope_to", "Ngày cuối của mốc kiểm tra không thể trước ngày đầu.")
        return data

    def values(self) -> dict:
        return {"planned": Planned(**self.cleaned_data)}


class ConclusionForm(GroupedForm):
    number = forms.CharField(label="Số kết luận", max_length=40)
    date = DayField(label="Ngày kết luận")
    text = long_text("Nội dung kết luận", 2000)
    breach = forms.ChoiceField(label="Vi phạm", choices=[CHOOSE, ("no", "Không có vi phạm"), ("yes", "Có vi phạm")])

    def values(self) -> dict:
        return self.cleaned_data | {"breach": self.cleaned_data["breach"] == "yes"}


class RecommendationForm(GroupedForm):
    content = long_text("Kiến nghị")
    due_on = DayField(label="Hạn thực hiện")


class FollowUpForm(GroupedForm):
    on = DayField(label="Ngày")
    text = long_text("Kết quả thực hiện")
    done = forms.BooleanField(label="Đã thực hiện xong", required=False)


class DisciplineForm(OfOrganization):
    """A decision on an organisation, or, with `subject`, on a member."""

    organization = OrganizationField(label="Tổ chức bị kỷ luật")
    form = forms.ChoiceField(label="Hình thức")
    decision_number = forms.CharField(label="Số quyết định", max_length=40)
    decision_date = DayField(label="Ngày quyết định")
    issuer = forms.CharField(label="Cấp quyết định", max_length=200)
    effective_from = DayField(label="Có hiệu lực từ ngày")
    reason = long_text("Nội dung vi phạm")
    effects = forms.CharField(label="Ảnh hưởng đến chức vụ", max_length=300, required=False)

    def __init__(self, *args, subjects=("organization",), **kwargs):
        super().__init__(*args, **kwargs)
        known = conduct_lists.forms()
        state = "state" in subjects
        self.fields["form"].choices = [
            CHOOSE,
            *(
                (one.code, f"{one.label} (hành chính)" if state and "state" in one.of else one.label)
                for one in known.all
                if set(subjects) & set(one.of)
            ),
        ]

    def clean(self):
        data = super().clean()
        decided, since = data.get("decision_date"), data.get("effective_from")
        if decided and since and since < decided:
            self.add_error("effective_from", "Ngày có hiệu lực không thể trước ngày quyết định.")
        return data

    def values(self) -> dict:
        data = dict(self.cleaned_data)
        place = {"organization": data.pop("organization")} if "organization" in data else {}
        return place | {"decided": Decided(**data)}


class ComplaintForm(GroupedForm):
    """A complaint, or the decision on it."""

    kind = forms.ChoiceField(label="Việc", choices=[CHOOSE, *StepKind.choices])
    on = DayField(label="Ngày")
    note = long_text("Nội dung", required=False)
    outcome = forms.ChoiceField(
        label="Kết quả giải quyết", choices=[("", "Chưa giải quyết"), *Outcome.choices], required=False
    )
    new_form = forms.ChoiceField(label="Hình thức mới", required=False)
    number = forms.CharField(label="Số quyết định giải quyết", max_length=40, required=False)
    issuer = forms.CharField(label="Cấp giải quyết", max_length=200, required=False)
    groups = (("", ("kind", "on", "note")), ("Khi giải quyết", ("outcome", "new_form", "number", "issuer")))

    def __init__(self, *args, subject="organization", **kwargs):
        super().__init__(*args, **kwargs)
        known = conduct_lists.forms().of(subject)
        self.fields["new_form"].choices = [("", "Không đổi"), *((one.code, one.label) for one in known)]

    def clean(self):
        data = super().clean()
        decides = data.get("kind") == StepKind.DECISION
        for name in ("outcome", "number", "issuer"):
            if decides and not data.get(name):
                self.add_error(name, "Giải quyết khiếu nại phải có số quyết định, cấp giải quyết và kết quả.")
        if data.get("kind") == StepKind.COMPLAINT and (data.get("outcome") or data.get("new_form")):
            self.add_error("outcome", "Kết quả chỉ ghi khi giải quyết khiếu nại.")
        return data

    def values(self) -> dict:
        return {"said": Complaint(**self.cleaned_data)}


class PraiseFields(GroupedForm):
    """A decision on praise."""

    kind = forms.ChoiceField(label="Hình thức")
    level = forms.ChoiceField(label="Cấp khen")
    issuer = forms.CharField(label="Cơ quan khen", max_length=200)
    decision_number = forms.CharField(label="Số quyết định", max_length=40)
    decision_date = DayField(label="Ngày quyết định")
    year = year_field("Thành tích của năm")
    achievement = long_text("Thành tích", 500)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = conduct_lists.praise()
        self.fields["kind"].choices = [CHOOSE, *known.kinds.items()]
        self.fields["level"].choices = [CHOOSE, *known.levels.items()]

    def given(self) -> Given:
        return Given(**{name: self.cleaned_data[name] for name in Given.__dataclass_fields__})


class CommendForm(PraiseFields):
    """One organisation."""

    organization = OrganizationField(label="Tổ chức được khen")
    field_order = ["organization"]

    def __init__(self, *args, states, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].use(states)

    def values(self) -> dict:
        return {"organizations": [self.cleaned_data["organization"]], "given": self.given()}


class ManyForm(PraiseFields):
    """Many chosen candidates by one decision."""

    chosen = forms.TypedMultipleChoiceField(
        label="Ai được khen",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chưa chọn ai."},
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = candidates

    @property
    def decision(self):
        """The fields of the decision, without whom."""
        return [self[name] for name in self.fields if name != "chosen"]


class PracticeForm(OfOrganization):
    organization = OrganizationField(label="Của tổ chức")
    title = forms.CharField(label="Tên cách làm", max_length=200)
    text = long_text("Cách làm, kết quả", 2000)
    on = DayField(label="Ngày ghi nhận")


class TakeUpForm(OfOrganization):
    organization = OrganizationField(label="Đơn vị áp dụng")
    on = DayField(label="Áp dụng từ ngày")
    note = forms.CharField(label="Kết quả", max_length=500, required=False)
