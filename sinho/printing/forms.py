"""What is asked before many papers are printed."""

import datetime as dt

from django import forms

from sinho.accounts.scope import Scope
from sinho.printing.kinds import YEAR, RunAsked, RunKind
from sinho.web.fields import DayField, ReasonField

NOT_A_UNIT = "Phạm vi không đúng; đồng chí chọn lại trong danh sách."
NOT_A_YEAR = "Năm không đúng; đồng chí chọn lại trong danh sách."
WRONG = ("required", "invalid_choice", "invalid")


class RunForm(forms.Form):
    """Organisation, day or year, and for lists of people a reason."""

    don_vi = forms.TypedChoiceField(
        label="Phạm vi", coerce=int, error_messages=dict.fromkeys(WRONG, NOT_A_UNIT), help_text="Gồm mọi tổ chức ở dưới"
    )
    nam = forms.TypedChoiceField(label="Năm", coerce=int, error_messages=dict.fromkeys(WRONG, NOT_A_YEAR))
    ngay = DayField(label="Tính đến ngày", error_messages={"required": "Đồng chí ghi ngày lấy số liệu."})
    ly_do = ReasonField(
        help_text="Ghi vào nhật ký và vào danh mục trong tệp",
        error_messages={"required": "Danh sách có thông tin cá nhân nên phải ghi lý do."},
    )

    def __init__(self, *args, kind: RunKind, scope: Scope, today: dt.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.today, self.use_required_attribute = kind, today, False
        offered = [(pk, name) for pk, name in kind.organizations(scope, today) if kind.may(scope, pk)]
        self.fields["don_vi"].choices = offered
        if kind.asks == YEAR:
            del self.fields["ngay"]
            years = sorted({one for pk, _ in offered for one in kind.years(pk)} if kind.years else (), reverse=True)
            self.fields["nam"].choices = [(year, str(year)) for year in years]
        else:
            del self.fields["nam"]
            self.initial.setdefault("ngay", today)
        if not kind.about_people:
            del self.fields["ly_do"]

    def clean_ngay(self) -> dt.date:
        day = self.cleaned_data["ngay"]
        if day > self.today:
            raise forms.ValidationError("Ngày này chưa đến; đồng chí chọn hôm nay hoặc một ngày trước.")
        return day

    def asked(self) -> RunAsked:
        data = self.cleaned_data
        return RunAsked(data["don_vi"], data.get("ngay") or self.today, data.get("nam"))

    @property
    def reason(self) -> str:
        return self.cleaned_data.get("ly_do", "")
