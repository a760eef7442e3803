"""What is asked about conditions, caps and corrections."""

from collections.abc import Sequence

from django import forms

from cells.assessments.actions.correcting import CorrectionPaper
from cells.assessments.actions.judging import CapPaper
from cells.assessments.forms import grade_choices
from cells.assessments.rules.gates import Verdict
from cells.assessments.rules.scheme import Scheme
from sinho.web.fields import DayField

YES, NO = "1", "0"


class AnswersForm(forms.Form):
    """Conditions that the system does not know: true or not, on what ground. Lines without a choice do not count."""

    def __init__(self, *args, asked: Sequence[Verdict], **kwargs):
        super().__init__(*args, **kwargs)
        self.codes = [one.condition.code for one in asked]
        for one in asked:
            self.fields[f"{one.condition.code}-holds"] = forms.ChoiceField(
                label=one.condition.label,
                choices=[("", "–"), (YES, "Đúng"), (NO, "Không")],
                required=False,
            )
            self.fields[f"{one.condition.code}-ground"] = forms.CharField(
                label=f"Căn cứ: {one.condition.label}", max_length=500, required=False
            )

    def lines(self):
        """Choice and ground of each condition, for the template."""
        return [(self[f"{code}-holds"], self[f"{code}-ground"]) for code in self.codes]

    def clean(self):
        data = super().clean()
        for code in self.codes:
            if data.get(f"{code}-holds") and not data.get(f"{code}-ground") and f"{code}-ground" not in self.errors:
                self.add_error(f"{code}-ground", "Ghi căn cứ của câu trả lời.")
            if data.get(f"{code}-ground") and not data.get(f"{code}-holds") and f"{code}-holds" not in self.errors:
                self.add_error(f"{code}-holds", "Chọn đúng hoặc không.")
        return data

    def answers(self) -> dict[str, tuple[bool, str]]:
        data = self.cleaned_data
        chosen = [code for code in self.codes if data.get(f"{code}-holds")]
        return {code: (data[f"{code}-holds"] == YES, data[f"{code}-ground"]) for code in chosen}


class CapForm(forms.Form):
    """More than the cap for one body."""

    organization = forms.ChoiceField(label="Cấp quyết định", choices=())
    level = forms.ChoiceField(label="Mức", choices=())
    allowed = forms.IntegerField(label="Số được phép", min_value=1, max_value=999)
    number = forms.CharField(label="Số quyết định cho phép", max_length=40)
    date = DayField(label="Ngày quyết định")
    reason = forms.CharField(label="Lý do", max_length=500)

    def __init__(self, *args, bodies: Sequence[tuple[int, str]], levels: Sequence[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].choices = [("", "Chọn cấp quyết định"), *bodies]
        self.fields["level"].choices = levels

    def paper(self) -> CapPaper:
        data = self.cleaned_data
        return CapPaper(data["number"], data["date"], data["reason"])


class CorrectForm(forms.Form):
    """Another grade than the decided one, by a later decision."""

    grade = forms.ChoiceField(label="Kết quả đúng", choices=())
    number = forms.CharField(label="Số quyết định sửa", max_length=40)
    date = DayField(label="Ngày quyết định sửa")
    reason = forms.CharField(label="Lý do sửa", max_length=500)
    ground = forms.CharField(
        label="Căn cứ xác định các điều kiện chưa có câu trả lời là bảo đảm",
        max_length=500,
        required=False,
        help_text="Chỉ ghi khi kết quả mới có điều kiện mà hệ thống không tính được và trước đây chưa trả lời",
    )

    def __init__(self, *args, scheme: Scheme, **kwargs):
        super().__init__(*args, **kwargs)
        if not scheme.gates:
            del self.fields["ground"]
        self.fields["grade"].choices = [("", "Chọn kết quả"), *grade_choices(scheme)]

    def paper(self) -> CorrectionPaper:
        data = self.cleaned_data
        return CorrectionPaper(data["number"], data["date"], data["reason"])
