"""What is asked when a report is issued, a number is taken, struck, or the numbers on paper are told."""

from collections.abc import Mapping

from django import forms
from django.utils.html import format_html

from sinho.documents.forms import PaperForm
from sinho.documents.layouts import PAPER_TYPES
from sinho.documents.reports import PaperDetails
from sinho.filings.actions.filing import Signing
from sinho.filings.actions.numbers import Wanted
from sinho.filings.models import Filing
from sinho.filings.models.numbers import HIGHEST, LONGEST_REASON, LONGEST_SUBJECT
from sinho.text.dates import format_date
from sinho.web.fields import DayField, GroupedForm, ReasonField

AGAIN = "Đồng chí chọn lại trong danh sách."
FORECAST = "Số tiếp theo là dự kiến lúc mở trang; số được cấp khi bấm ban hành."


class IssueForm(PaperForm):
    """The signature as on the printed report, now required; which filing it takes the place of, and why."""

    thay = forms.ChoiceField(label="Thay báo cáo đã ban hành", required=False, error_messages={"invalid_choice": AGAIN})
    ly_do = ReasonField(
        label="Lý do thay", max_length=LONGEST_REASON, required=False, help_text="Ghi khi thay báo cáo đã ban hành."
    )
    ghi_chu = forms.CharField(label="Ghi chú", max_length=LONGEST_REASON, required=False)
    once = forms.UUIDField(label="Lần gửi", required=False, widget=forms.HiddenInput)
    seen = forms.CharField(label="Số liệu đã xem", required=False, widget=forms.HiddenInput)

    def __init__(self, *args, standing: list[Filing], **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["so"]
        if "ky" in self.fields:
            self.fields["ky"].choices = [("", "Đồng chí chọn"), *self.fields["ky"].choices[1:]]
            self.fields["ky"].left_out = "chọn ở đây, hoặc ghi ở ô “Chức vụ khác”"
            self.fields["chuc_vu"].left_out = "chỉ ghi khi chức vụ ký không có trong danh sách"
        else:
            self.fields["chuc_vu"].required = True
        self.fields["ngay_ky"].required = self.fields["ho_ten"].required = True
        self.standing = {str(one.pk): one for one in standing}
        said = [(key, f"{one.named}, ngày {format_date(one.day)}") for key, one in self.standing.items()]
        self.fields["thay"].choices = [("", "Không thay báo cáo nào"), *said]
        if not said:
            del self.fields["thay"], self.fields["ly_do"]
        self.use_required_attribute = False

    def forecast(self, numbers: Mapping[str, str]) -> None:
        """Show beside each body, by its code, the number that it would give now."""
        field = self.fields.get("co_quan")
        if field is None or not numbers:
            return
        words = '{}: số tiếp theo <span class="nowrap">{}</span>'
        choices = [(code, format_html(words, label, numbers[code])) for code, label in field.choices]
        field.widget = forms.RadioSelect(choices=choices)
        field.left_out = "lấy số ở sổ của cơ quan được chọn"
        field.help_text = " ".join(filter(None, (FORECAST, field.help_text)))

    def parts(self):
        """All fields that are seen, in one part."""
        return [("", self.visible_fields())]

    def clean(self):
        data = super().clean()
        if data.get("thay") and not data.get("ly_do"):
            self.add_error("ly_do", "Thay báo cáo đã ban hành thì phải ghi lý do.")
        if not (data.get("ky") or data.get("chuc_vu")) and "chuc_vu" not in self.errors:
            self.add_error("chuc_vu", "Chọn chức vụ ký trong danh sách, hoặc ghi chức vụ khác ở ô này.")
        return data

    def details(self) -> PaperDetails:
        self.cleaned_data["so"] = ""
        return super().details()

    def signing(self) -> Signing:
        data = self.cleaned_data
        old = self.standing.get(data.get("thay", ""))
        return Signing(self.details(), data["ghi_chu"], old, data.get("ly_do", ""))


class SeriesForm(GroupedForm):
    """Who issues, and the type of paper. `bodies`: pairs of (organisation, symbol) with their names."""

    body = forms.ChoiceField(label="Cơ quan ban hành", error_messages={"invalid_choice": AGAIN})
    type = forms.ChoiceField(
        label="Loại văn bản",
        choices=[("", "Đồng chí chọn"), *((code, f"{label} ({code})") for code, label in PAPER_TYPES.items())],
        error_messages={"invalid_choice": AGAIN},
    )

    def __init__(self, *args, bodies: list[tuple[int, str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(f"{pk}:{symbol}", name) for pk, symbol, name in bodies]

    def chosen(self) -> dict:
        """Organisation, symbol and type, as the actions want them."""
        organization_id, _, symbol = self.cleaned_data["body"].partition(":")
        return {"organization_id": int(organization_id), "body": symbol, "type": self.cleaned_data["type"]}


class NumberForm(SeriesForm):
    """A number for a paper that is written elsewhere."""

    day = DayField(label="Ngày ký")
    subject = forms.CharField(label="Trích yếu", max_length=LONGEST_SUBJECT)

    def wanted(self) -> Wanted:
        return Wanted(**self.chosen(), day=self.cleaned_data["day"], subject=self.cleaned_data["subject"])


class BeginForm(SeriesForm):
    """Where the numbers on paper had come to."""

    last_number = forms.IntegerField(
        label="Đã cấp đến số",
        min_value=0,
        max_value=HIGHEST - 1,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Ghi số cuối đã cấp, từ 0 đến 99998."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "n-s"}),
    )


class StrikeForm(GroupedForm):
    """Why a number is struck."""

    reason = ReasonField(label="Lý do bỏ số", max_length=LONGEST_REASON)
