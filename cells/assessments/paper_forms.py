"""What is asked before a paper on the grades of organisations, or on those of members, is printed."""

from django import forms

from cells.assessments.rewards import usual
from sinho.documents.reports import PaperDetails
from sinho.text.numbers import format_number
from sinho.web.fields import DayField

SLIP, SLIP_BELOW, OPINION, DECISION, REWARD, LEFT_OUT = (
    "phieu",
    "phieu-duoi",
    "y-kien",
    "quyet-dinh",
    "khen-thuong",
    "khong-danh-gia",
)
MOST_DONG = 100_000_000
NOT_DONG = "Tiền thưởng là số đồng từ 1.000 đến 100.000.000, ví dụ 450000; để trống khi chưa rõ."


class SignedForm(forms.Form):
    """What the signing committee adds; empty parts are left blank to be written by hand."""

    number = forms.CharField(label="Số văn bản", max_length=20, required=False)
    date = DayField(label="Ngày ký", required=False)
    position = forms.CharField(label="Chức vụ người ký", max_length=60, required=False)
    name = forms.CharField(label="Họ và tên người ký", max_length=80, required=False)
    amount = forms.IntegerField(
        label="Tiền thưởng mỗi nơi, mỗi người (đồng)",
        required=False,
        min_value=1000,
        max_value=MOST_DONG,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NOT_DONG),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "n"}),
    )

    def __init__(self, *args, year: int, people: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        known = usual(year)
        amount = known.member if people else known.organization
        field = self.fields["amount"]
        field.label = f"Tiền thưởng mỗi {'đồng chí' if people else 'tổ chức'} (đồng)"
        said = f"{format_number(amount)} đồng: {known.source}." if amount else f"{known.source}."
        field.help_text = f"Chỉ in ở quyết định khen thưởng; để trống thì in dòng chấm. {said}"
        self.initial.setdefault("amount", amount)

    def details(self) -> PaperDetails:
        data = self.cleaned_data
        return PaperDetails(data["number"], data["date"], data["position"], data["name"])


class OrganizationPaperForm(SignedForm):
    """Which paper of an organisation, for which grade one is rewarded."""

    paper = forms.ChoiceField(label="Giấy", widget=forms.RadioSelect)
    level = forms.ChoiceField(label="Khen thưởng mức", required=False)
    field_order = ("paper", "number", "date", "position", "name", "level", "amount")

    def __init__(self, *args, papers, levels, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["paper"].choices = papers
        self.fields["level"].choices = levels
        if not any(code == REWARD for code, _ in papers):
            for name in [name for name in self.fields if name != "paper"]:
                del self.fields[name]

    def details(self) -> PaperDetails:
        return super().details() if "number" in self.fields else PaperDetails()
