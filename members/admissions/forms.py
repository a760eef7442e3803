"""What is asked about somebody on the way into the Party."""

import datetime as dt
from collections.abc import Callable

from django import forms
from django.core.validators import RegexValidator

from cells.organizations.forms import OrganizationField
from members.admissions.actions import Candidate, Taken
from members.admissions.enums import Closing
from members.admissions.models import Case
from members.admissions.rules.path import Step, Votes
from members.roll.actions.moving import Paper
from members.roll.enums import LEVELS, Ethnicity, Occupation, Religion, Sex, Subject
from members.roll.forms import BirthField, VillageField
from members.roll.models.member import IDENTITY
from sinho.web import clock
from sinho.web.fields import DayField, GroupedForm, PersonNameField, ReasonField

WHOLE = {"min_value": 0, "max_value": 9999, "widget": forms.TextInput(attrs={"class": "n-s", "inputmode": "numeric"})}
CHOOSE = ("", "Chọn")


class CandidateForm(GroupedForm):
    """Whom the cell chose, and when."""

    full_name = PersonNameField()
    sex = forms.ChoiceField(label="Giới tính", choices=[CHOOSE, *Sex.choices])
    birth = BirthField(label="Ngày sinh")
    ethnicity = forms.ChoiceField(label="Dân tộc", choices=[CHOOSE, *Ethnicity.choices])
    religion = forms.ChoiceField(label="Tôn giáo", choices=Religion.choices)
    home_place = forms.CharField(label="Quê quán", max_length=200, required=False)
    village = VillageField(label="Ở bản", required=False)
    identity_number = forms.CharField(
        label="Số căn cước, chứng minh",
        max_length=12,
        required=False,
        validators=[RegexValidator(IDENTITY, "Số căn cước có 12 chữ số; chứng minh nhân dân cũ có 9 chữ số.")],
    )
    schooling = forms.ChoiceField(label="Học vấn", choices=[CHOOSE, *LEVELS[Subject.GENERAL]])
    schooling_words = forms.CharField(
        label="Ghi trong lý lịch", max_length=120, required=False, help_text="Ví dụ 9/12 bổ túc"
    )
    occupation = forms.ChoiceField(label="Nghề nghiệp", choices=[CHOOSE, *Occupation.choices])
    union_on = DayField(label="Ngày vào Đoàn", required=False)
    mountain = forms.BooleanField(
        label="Xã vùng cao, biên giới hoặc vùng dân tộc thiểu số", required=False, initial=True
    )
    elder = forms.BooleanField(label="Già làng, trưởng bản, người có uy tín", required=False)
    left_party_on = DayField(label="Ra khỏi Đảng ngày", required=False, help_text="Chỉ ghi khi xin kết nạp lại")
    cell = OrganizationField(label="Chi bộ")
    on = DayField(label="Chi bộ chọn ngày")
    number = forms.CharField(label="Số nghị quyết chi bộ", max_length=40, required=False)
    people = forms.CharField(label="Đảng viên chính thức được phân công giúp đỡ", max_length=240)

    groups = (
        ("Quần chúng ưu tú", ("full_name", "sex", "birth", "ethnicity", "religion", "home_place", "village")),
        ("Trình độ, nghề nghiệp", ("schooling", "schooling_words", "occupation", "union_on", "identity_number")),
        ("Điều kiện riêng", ("mountain", "elder", "left_party_on")),
        ("Chi bộ", ("cell", "on", "number", "people")),
    )
    CANDIDATE = (*groups[0][1], *groups[1][1], *groups[2][1])

    def __init__(self, *args, villages, cells=None, **kwargs):
        super().__init__(*args, **kwargs)
        if cells is not None:
            self.fields["cell"].use(cells)
        self.fields["village"].use(villages)

    def values(self) -> dict:
        """What the action asks for."""
        data = self.cleaned_data
        return {
            "cell": data["cell"],
            "candidate": Candidate(**{name: data[name] for name in self.CANDIDATE}),
            "taken": Taken("outstanding", data["on"], data["number"], data["people"]),
        }


class CorrectCandidateForm(CandidateForm):
    """The facts of a case as they stand, to be mended; the cell and its choice are steps and stay."""

    cell = on = number = people = None
    reason = ReasonField(
        label="Lý do sửa",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: ghi nhầm ngày sinh, theo giấy khai sinh là 02/06/1985",
    )
    groups = (*CandidateForm.groups[:3], ("Vì sao sửa", ("reason",)))

    def __init__(self, *args, case: Case, **kwargs):
        initial = {name: getattr(case, name) for name in self.CANDIDATE if name != "identity_number"}
        super().__init__(*args, initial=initial, **kwargs)
        self.initial["village"] = self._named_village(case)
        self.fields["identity_number"].help_text = "Bỏ trống thì giữ số đang có"

    def _named_village(self, case: Case) -> str:
        """As it stands among the suggestions."""
        code = case.village.code if case.village else ""
        named = self.fields["village"].widget.suggestions
        return next((one for one in named if code and one.startswith(f"{code} · ")), code)

    def values(self) -> dict:
        """What the action asks for."""
        data = self.cleaned_data
        return {"candidate": Candidate(**{name: data[name] for name in self.CANDIDATE}), "reason": data["reason"]}


class StepForm(GroupedForm):
    """A step that was taken: only what that step needs is asked."""

    on = DayField(label="Ngày")
    number = forms.CharField(label="Số giấy", max_length=40, required=False)
    people = forms.CharField(label="Người giúp đỡ", max_length=240, required=False)
    counted = forms.IntegerField(label="Số người được tính", required=False, **{**WHOLE, "min_value": 1})
    agreed = forms.IntegerField(label="Số tán thành", **WHOLE)
    note = forms.CharField(label="Ghi chú", max_length=500, required=False)

    def __init__(self, *args, step: Step, count: Callable[[dt.date], int | None], **kwargs):
        super().__init__(*args, **kwargs)
        self.step, self.count = step, count
        self.fields["number"].label = f"Số {step.document.lower()}" + (f" (mẫu {step.form})" if step.form else "")
        self.fields["number"].required = "number" in step.needs
        if not {"mentor", "referrers"} & set(step.needs):
            del self.fields["people"]
        else:
            self.fields["people"].required = True
            label = "Người giới thiệu" if "referrers" in step.needs else "Đảng viên chính thức được phân công giúp đỡ"
            self.fields["people"].label = label
        if step.votes is None:
            del self.fields["counted"], self.fields["agreed"]
        else:
            self._ask_the_counted(count(clock.today()))

    def _ask_the_counted(self, today: int | None) -> None:
        """Left empty where the roll knows it: of the day of the vote, which is not the day on which it is typed."""
        field = self.fields["counted"]
        field.required = today is None
        by_roll = f"Bỏ trống thì lấy số người theo sổ ngày họp (hôm nay {today} người). " if today is not None else ""
        field.help_text = by_roll + COUNTED[self.step.of]

    def clean(self):
        data = super().clean()
        if self.step.votes is None or not data.get("on") or "counted" not in data:
            return data
        known, typed = self.count(data["on"]), data["counted"]
        if typed is None and not known:
            self.add_error("counted", "Sổ ngày họp không có ai được biểu quyết; đồng chí ghi số người được tính.")
        elif typed is None:
            data["counted"] = known
        elif known and known != typed and not data.get("note"):
            self.add_error("note", f"Theo sổ ngày đó có {known} người được biểu quyết; ghi vì sao số được tính khác.")
        return data

    def values(self) -> dict:
        """What the action asks for."""
        data = self.cleaned_data
        votes = Votes(data["counted"], data["agreed"]) if self.step.votes else None
        return {"taken": Taken(self.step.code, data["on"], data["number"], data.get("people", ""), votes, data["note"])}


COUNTED = {
    "official_members": "Đảng viên chính thức được triệu tập, trừ người đang sinh hoạt tạm thời nơi khác, được miễn mà "
    "vắng mặt, bị đình chỉ, và vắng suốt kỳ họp có lý do được chấp nhận",
    "committee_members": "Cấp ủy viên đương chức, trừ người đang sinh hoạt tạm thời nơi khác mà vắng mặt và người bị "
    "đình chỉ",
}


class HandForm(GroupedForm):
    """To which cell a case goes."""

    to = OrganizationField(label="Chi bộ nhận")
    on = DayField(label="Bàn giao từ ngày")
    reason = ReasonField(label="Lý do bàn giao", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, cells, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].use(cells)


class StrikeForm(GroupedForm):
    """Why a step is struck out."""

    reason = ReasonField(
        label="Lý do gạch bỏ",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: ghi nhầm ngày, theo nghị quyết là 02/06/2009",
    )


class CloseForm(GroupedForm):
    """Giving a case up."""

    closing = forms.ChoiceField(label="Thôi xét do", choices=[CHOOSE, *Closing.choices])
    on = DayField(label="Từ ngày")
    reason = ReasonField(label="Lý do cụ thể", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    number = forms.CharField(label="Số quyết định", max_length=40, required=False)
    date = DayField(label="Ngày quyết định", required=False)

    def values(self) -> dict:
        """What the action asks for."""
        data = self.cleaned_data
        paper = Paper(data["number"], data["date"], data["reason"])
        return {"closing": data["closing"], "on": data["on"], "reason": data["reason"], "paper": paper}
