"""What is asked about an organisation."""

from django import forms
from django.core.validators import RegexValidator

from cells.organizations.actions import Decision, Founding, StateData
from cells.organizations.enums import (
    ENDINGS,
    EventKind,
    FoundationPlace,
    HowTaken,
    Office,
    OrganizationKind,
    OrganizationType,
)
from cells.organizations.models import OrganizationState
from sinho.text.folding import fold
from sinho.web.fields import DayField, GroupedForm, NamedRowWidget, PersonNameField

UNKNOWN = ("", "Chưa rõ")
KINDS = [("", "Chọn hình thức"), *OrganizationKind.choices]
CHANGES = (EventKind.RENAME, EventKind.MOVE, EventKind.CHANGE_KIND)
MEMBERS = {"min_value": 0, "max_value": 9999, "widget": forms.TextInput(attrs={"class": "n", "inputmode": "numeric"})}


class OrganizationField(forms.CharField):
    """An organisation chosen by its code or its exact name from a list of suggestions; gives the Organization."""

    widget = NamedRowWidget

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "Gõ mã hoặc tên rồi chọn trong danh sách gợi ý")
        super().__init__(max_length=300, **kwargs)
        self.states: list[OrganizationState] = []

    def use(self, states) -> None:
        """Take the choices from states of one day (already within the scope of the person)."""
        self.states = list(states.select_related("organization", "commune").order_by("sort_key"))
        self.widget.suggestions = [suggestion(state) for state in self.states]

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        found = self.fitting(typed)
        if len(found) != 1:
            few = "; ".join(suggestion(state) for state in found[:5])
            why = f"là tên của nhiều tổ chức ({few})" if found else "không có trong danh sách"
            raise forms.ValidationError(f"“{typed}” {why}; đồng chí chọn trong danh sách gợi ý.")
        return found[0].organization

    def fitting(self, typed: str) -> list[OrganizationState]:
        """By code, else by the exact name, else all whose name holds every word; marks do not matter."""
        code, wanted = typed.partition(" · ")[0].strip().upper(), fold(typed)
        found = [s for s in self.states if s.organization.code == code]
        found = found or [s for s in self.states if wanted in (fold(s.name), fold(s.short_name))]
        words = set(wanted.split())
        return found or [s for s in self.states if words and words <= set(fold(named_with_place(s)).split())]


def named_with_place(state: OrganizationState) -> str:
    """Full name; of a cell with its commune, since villages of several communes have the same name."""
    place = state.commune.name if state.commune and state.kind == OrganizationKind.SUBORDINATE_CELL else ""
    return f"{state.name}, {place}" if place and place not in state.name else state.name


def suggestion(state: OrganizationState | None) -> str:
    """How a chosen organisation stands in the field."""
    return f"{state.organization.code} · {named_with_place(state)}" if state else ""


class CodeField(forms.CharField):
    """Code of an organisation, in capitals however it was typed."""

    default_validators = [
        RegexValidator(r"^[A-Z0-9][A-Z0-9.\-]*$", "Chỉ dùng chữ không dấu, chữ số, dấu chấm và gạch ngang.")
    ]

    def to_python(self, value):
        return super().to_python(value).upper()


class DecisionFields(GroupedForm):
    """The paper behind a change."""

    decision_number = forms.CharField(label="Số quyết định", max_length=40, required=False)
    decision_date = DayField(label="Ngày quyết định", required=False)
    issuer = forms.CharField(label="Cơ quan quyết định", max_length=160, required=False)
    reason = forms.CharField(label="Lý do", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def decision(self) -> Decision:
        data = self.cleaned_data
        return Decision(data["decision_number"], data["decision_date"], data["issuer"], data["reason"])


class StateFields(GroupedForm):
    """Name, kind, type, parent and commune from a day on."""

    since = DayField(label="Có hiệu lực từ ngày")
    name = forms.CharField(label="Tên đầy đủ", max_length=200)
    short_name = forms.CharField(label="Tên gọi tắt", max_length=100)
    kind = forms.ChoiceField(label="Hình thức tổ chức", choices=KINDS)
    type = forms.ChoiceField(label="Loại hình", choices=[UNKNOWN, *OrganizationType.choices], required=False)
    parent = OrganizationField(label="Tổ chức cấp trên trực tiếp", required=False)
    commune = forms.ModelChoiceField(label="Xã, thị trấn", queryset=None, required=False, empty_label="Không thuộc xã")

    def __init__(self, *args, parents, communes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].use(parents)
        self.fields["commune"].queryset = communes

    def state(self) -> StateData:
        names = ("name", "short_name", "kind", "type", "parent", "commune")
        return StateData(**{name: self.cleaned_data[name] for name in names})


class FoundingFields(GroupedForm):
    """Where an organisation was founded and with how many members."""

    place = forms.ChoiceField(label="Nơi thành lập", choices=[UNKNOWN, *FoundationPlace.choices], required=False)
    official_members = forms.IntegerField(label="Đảng viên chính thức", **MEMBERS)
    probationary_members = forms.IntegerField(label="Đảng viên dự bị", initial=0, **MEMBERS)

    def founding(self) -> Founding:
        data = self.cleaned_data
        return Founding(data["place"], data["official_members"], data["probationary_members"])


class FoundForm(StateFields, FoundingFields, DecisionFields):
    """A new organisation."""

    code = CodeField(label="Mã tổ chức", max_length=20, help_text="Không đổi về sau, ví dụ SH-NT-13")
    split_from = OrganizationField(
        label="Tách từ tổ chức", required=False, help_text="Chỉ ghi khi tách ra từ một tổ chức đang có"
    )

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["split_from"].use(others)
        self.fields["since"].label = "Ngày thành lập"
        self.fields["parent"].required = True

    def values(self) -> dict:
        """What the action asks for."""
        return {
            **{name: self.cleaned_data[name] for name in ("code", "since", "split_from")},
            "data": self.state(),
            "decision": self.decision(),
            "founding": self.founding(),
        }

    groups = (
        ("Tổ chức", ("code", "name", "short_name", "kind", "type", "parent", "commune")),
        ("Thành lập", ("since", "place", "official_members", "probationary_members", "split_from")),
        ("Quyết định", ("decision_number", "decision_date", "issuer", "reason")),
    )


class ChangeForm(StateFields, DecisionFields):
    """What changes about an organisation from a day on."""

    event = forms.ChoiceField(label="Việc", choices=[(kind.value, kind.label) for kind in CHANGES])

    groups = (
        ("Thay đổi", ("event", "since")),
        ("Từ ngày đó tổ chức là", ("name", "short_name", "kind", "type", "parent", "commune")),
        ("Quyết định", ("decision_number", "decision_date", "issuer", "reason")),
    )

    def values(self) -> dict:
        """What the action asks for."""
        data = self.cleaned_data
        asked = {"since": data["since"], "event_kind": data["event"]}
        return asked | {"data": self.state(), "decision": self.decision()}


class EndForm(DecisionFields):
    """The end of an organisation."""

    event = forms.ChoiceField(label="Việc", choices=[(kind.value, kind.label) for kind in ENDINGS])
    on = DayField(label="Không còn hoạt động từ ngày")
    into = OrganizationField(label="Sáp nhập vào", required=False)

    groups = (
        ("Kết thúc hoạt động", ("event", "on", "into")),
        ("Quyết định", ("decision_number", "decision_date", "issuer", "reason")),
    )

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].use(others)

    def clean(self):
        data = super().clean()
        merged, into = data.get("event") == EventKind.MERGE, data.get("into")
        if merged and not into and "into" not in self.errors:
            self.add_error("into", "Sáp nhập phải ghi sáp nhập vào tổ chức nào.")
        if into and not merged:
            self.add_error("into", "Chỉ ghi khi sáp nhập.")
        return data

    def values(self) -> dict:
        """What the action asks for."""
        data = self.cleaned_data
        return {"on": data["on"], "event_kind": data["event"], "into": data["into"], "decision": self.decision()}


class WhyField(forms.CharField):
    """The reason of a correction, kept in the log."""

    def __init__(self):
        super().__init__(
            label="Vì sao sửa",
            max_length=300,
            help_text="Ghi vào nhật ký, ví dụ: gõ nhầm tên so với Quyết định 24-QĐ/ĐU",
        )


class CorrectStateForm(StateFields):
    """A period that was typed wrongly."""

    why = WhyField()

    groups = (
        ("Giai đoạn", ("since", "name", "short_name", "kind", "type", "parent", "commune")),
        ("Lý do", ("why",)),
    )

    def values(self) -> dict:
        """What the action asks for."""
        return {"since": self.cleaned_data["since"], "data": self.state(), "why": self.cleaned_data["why"]}


class CorrectEventForm(DecisionFields):
    """A decision that was typed wrongly."""

    why = WhyField()

    groups = (
        ("Quyết định", ("decision_number", "decision_date", "issuer", "reason")),
        ("Lý do sửa", ("why",)),
    )

    def founding(self) -> Founding | None:
        return None

    def values(self) -> dict:
        """What the action asks for."""
        return {"decision": self.decision(), "founding": self.founding(), "why": self.cleaned_data["why"]}


class CorrectFoundingForm(FoundingFields, CorrectEventForm):
    """The decision of a founding that was typed wrongly; numbers of members may be unknown."""

    groups = (
        ("Thành lập", ("place", "official_members", "probationary_members")),
        *CorrectEventForm.groups,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("official_members", "probationary_members"):
            self.fields[name].required = False


class ReopenForm(GroupedForm):
    """An end that was recorded by mistake."""

    why = WhyField()


class OfficerForm(GroupedForm):
    """A person taking an office."""

    person_name = PersonNameField()
    office = forms.ChoiceField(label="Chức vụ", choices=Office.choices)
    since = DayField(label="Từ ngày")
    how = forms.ChoiceField(label="Cách nhận chức vụ", choices=[UNKNOWN, *HowTaken.choices], required=False)
    decision_number = forms.CharField(label="Số quyết định", max_length=40, required=False)


class RelieveForm(GroupedForm):
    """The end of an office."""

    on = DayField(label="Thôi giữ chức vụ từ ngày")


class TermForm(GroupedForm):
    """A term of the committee."""

    congress_number = forms.IntegerField(
        label="Đại hội lần thứ",
        min_value=1,
        max_value=99,
        required=False,
        help_text="Ghi bằng chữ số, ví dụ 12; để trống nếu chưa rõ",
        widget=forms.TextInput(attrs={"class": "n", "inputmode": "numeric"}),
    )
    starts_on = DayField(label="Nhiệm kỳ từ ngày")
    planned_until = DayField(label="Dự kiến đến ngày")
