"""What is asked about decisions on the ratings of members."""

from collections.abc import Sequence

from django import forms

from cells.assessments.judging_forms import AnswersForm
from cells.assessments.paper_forms import DECISION, LEFT_OUT, REWARD, SignedForm
from cells.assessments.rules.member_scheme import MemberScheme
from members.ratings.actions.deciding import Paper, Verdict
from members.ratings.rules.fields import NOT
from sinho.web.fields import DayField, ReasonField, ReasonForm

MOST_ALLOWED = 999
CELL_PAPERS = (
    ("phieu", "Phiếu xếp loại đảng viên"),
    ("phieu-lan-hai", "Phiếu biểu quyết mức cao nhất"),
    ("bien-ban", "Biên bản họp, bảng tổng hợp từng bên"),
)

BASE_PAPERS = (
    (DECISION, "Quyết định xếp loại đảng viên, kèm danh sách"),
    (LEFT_OUT, "Danh sách đảng viên không đánh giá, có lý do"),
    (REWARD, "Quyết định khen thưởng đảng viên, kèm danh sách"),
)


class PaperForm(forms.Form):
    """Number and day of a decision."""

    number = forms.CharField(label="Số quyết định", max_length=40)
    date = DayField(label="Ngày quyết định")

    def paper(self) -> Paper:
        return Paper(self.cleaned_data["number"], self.cleaned_data["date"])


class DecideForm(PaperForm):
    """The cells that are decided together."""

    cells = forms.TypedMultipleChoiceField(
        label="Chi bộ",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Chọn ít nhất một chi bộ đã nộp.",
            "invalid_choice": "Có chi bộ không còn chờ quyết định (đã quyết định hoặc trả lại); đồng chí chọn lại.",
        },
    )
    field_order = ("cells", "number", "date")

    def __init__(self, *args, waiting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cells"].choices = waiting


class ExceptionForm(PaperForm):
    """More of a level than its cap allows."""

    level = forms.ChoiceField(label="Mức")
    allowed = forms.IntegerField(label="Số đảng viên được phép", min_value=1, max_value=MOST_ALLOWED)
    reason = ReasonField(max_length=500)
    field_order = ("level", "allowed", "number", "date", "reason")

    def __init__(self, *args, rules: MemberScheme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [(cap.level, rules.label(cap.level)) for cap in rules.caps]


class AnewForm(PaperForm):
    """Another decision on one member."""

    verdict = forms.ChoiceField(label="Quyết định lại")
    sub_reason = forms.ChoiceField(label="Dòng chi tiết", required=False)
    reason = ReasonField()
    field_order = ("verdict", "sub_reason", "number", "date", "reason")

    def __init__(self, *args, rules: MemberScheme, **kwargs):
        super().__init__(*args, **kwargs)
        reasons = [(f"{NOT}{one.code}", f"Không đánh giá: {one.label}") for one in rules.reasons]
        self.fields["verdict"].choices = [("", "–"), *((one.code, one.label) for one in rules.levels), *reasons]
        subs = [
            (rules.short(level), [(sub.code, sub.label) for sub in found]) for level, found in rules.sub_reasons.items()
        ]
        self.fields["sub_reason"].choices = [("", "–"), *subs]

    def decision(self) -> Verdict:
        chosen, data = self.cleaned_data["verdict"], self.cleaned_data
        reason = chosen.removeprefix(NOT) if chosen.startswith(NOT) else ""
        return Verdict("" if reason else chosen, data["sub_reason"], reason, data["reason"])


class MembersAnswersForm(AnswersForm):
    """Conditions that the system does not know, answered for many members at once."""

    def __init__(self, *args, people: Sequence[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"] = forms.TypedMultipleChoiceField(
            label="Trả lời chung cho",
            choices=people,
            coerce=int,
            initial=[pk for pk, _ in people],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Chọn ít nhất một đồng chí."},
        )


class PrintCellForm(ReasonForm):
    """Which paper of a cell is printed, and why."""

    paper = forms.ChoiceField(label="Giấy", choices=CELL_PAPERS, widget=forms.RadioSelect)
    field_order = ("paper", "reason")


class PrintDecisionForm(SignedForm, ReasonForm):
    """Which paper of a committee; what it adds to it, empty parts are left blank to be written by hand; and why."""

    paper = forms.ChoiceField(label="Giấy", choices=BASE_PAPERS, widget=forms.RadioSelect)
    field_order = ("paper", "number", "date", "position", "name", "amount", "reason")
