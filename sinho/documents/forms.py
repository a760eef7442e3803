"""What is asked before a report is shown or printed."""

import datetime as dt
from collections.abc import Sequence

from django import forms

from sinho.accounts.scope import Scope
from sinho.documents import reports as kit
from sinho.documents.issued import filed_of
from sinho.documents.issuing import Body
from sinho.documents.layouts import LAYOUTS
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web.fields import DayField

FIRST_YEAR, LAST_YEAR = 1990, 2100
NOT_A_YEAR = f"Năm phải là số từ {FIRST_YEAR} đến {LAST_YEAR}, ví dụ 2009."
NOT_A_UNIT = "Phạm vi không đúng; đồng chí chọn lại trong danh sách."
TWICE = "Địa chỉ ghi hai giá trị khác nhau; đồng chí chọn một."
# Parts of the question that a kind of report does not ask.
LEFT_OUT = {kit.YEAR: ("tu", "den"), kit.PERIOD: ("nam",)}


def day(label: str) -> DayField:
    """A day that may be left out."""
    field = DayField(label=label, required=False, help_text="")
    field.widget.attrs["class"] = "d"
    return field


def chosen_field(option: kit.Option) -> forms.Field:
    """The field of an option: boxes, a list, or a day that may be left out."""
    if not option.choices:
        return day(option.label)
    kind, widget = (
        (forms.MultipleChoiceField, forms.CheckboxSelectMultiple)
        if option.several
        else (forms.ChoiceField, forms.Select)
    )
    wrong = f"{option.label}: đồng chí chọn lại trong danh sách."
    errors = dict.fromkeys(("invalid_choice", "invalid_list"), wrong)
    return kind(label=option.label, choices=option.choices, required=False, widget=widget, error_messages=errors)


class AddressForm(forms.Form):
    """Read from the address, where a name may stand twice: of two different answers none is taken silently."""

    def clean(self):
        for name, field in self.fields.items():
            several = isinstance(field, forms.MultipleChoiceField)
            if not several and len(set(self.data.getlist(name))) > 1 and name not in self.errors:
                self.add_error(name, TWICE)
        return super().clean()


class AskForm(AddressForm):
    """Year or period, organisation, and the day as of which the report answers. Read from the address.

    Choices only help to choose: which organisation may be asked for is decided by the scope, and a year without
    anything to report is answered by the report.
    """

    nam = forms.IntegerField(
        label="Năm",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NOT_A_YEAR),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "n-s"}),
    )
    don_vi = forms.IntegerField(
        label="Phạm vi", required=False, error_messages={"invalid": NOT_A_UNIT}, widget=forms.HiddenInput
    )
    tu = day("Từ ngày")
    den = day("Đến ngày")
    ngay = day("Tính đến ngày")

    def __init__(self, data, kind: kit.ReportKind):
        super().__init__(data)
        self.kind, self.filed = kind, []
        for name in LEFT_OUT[kind.asks]:
            del self.fields[name]
        self.fields |= {option.name: chosen_field(option) for option in kind.options}
        self.use_required_attribute = False

    @property
    def plain_fields(self):
        """Fields in one line; several boxes stand below them."""
        return [field for field in self if not field.is_hidden and not self.has_boxes(field)]

    @property
    def boxes(self):
        return [field for field in self if self.has_boxes(field)]

    @staticmethod
    def has_boxes(field) -> bool:
        return isinstance(field.field.widget, forms.CheckboxSelectMultiple)

    def more(self) -> dict[str, list[str]]:
        """What was chosen of the options."""
        found = {}
        for option in self.kind.options:
            value = self.cleaned_data[option.name]
            value = format_date(value) if isinstance(value, dt.date) else value
            found[option.name] = [value] if value and isinstance(value, str) else list(value or ())
        return found

    def question(self, default_organization_id: int, today: dt.date, latest: dt.date = dt.date.max) -> kit.Asked | None:
        """What is asked, with the missing parts filled in; None when the address cannot be understood.

        `latest`: a day after it is answered as of this one.
        """
        if not self.is_valid():
            return None
        data = self.cleaned_data
        try:
            return kit.asked_for(
                self.kind,
                organization_id=data["don_vi"] or default_organization_id,
                today=today,
                year=data.get("nam"),
                since=data.get("tu"),
                until=data.get("den"),
                on=data["ngay"] and min(data["ngay"], latest),
                more=self.more(),
            )
        except Refused as refused:
            self.add_error(None, refused.reasons)
            return None

    def show(self, question: kit.Asked, scope: Scope) -> None:
        """Fill the fields with the question, offer what may be chosen instead, name what was issued of the same."""
        questions = [(self.kind.code, question)]
        self.filed = [one for one in filed_of(scope, questions).get(questions[0], ()) if one.url]
        values = {"nam": question.year, "don_vi": question.organization_id, "ngay": question.on}
        values |= {"tu": question.since, "den": question.until}
        for option in self.kind.options:
            chosen = question.chosen(option.name)
            values[option.name] = chosen if option.several else (chosen or [""])[0]
        self.data = {name: field.prepare_value(values[name]) for name, field in self.fields.items()}
        if "nam" in self.fields and self.kind.years:
            years = sorted({*self.kind.years(question.organization_id), question.year}, reverse=True)
            self.fields["nam"].widget = forms.Select(choices=[(year, str(year)) for year in years])
        if self.kind.organizations:
            offered = dict(self.kind.organizations(scope, question.counted_on))
            offered.setdefault(question.organization_id, "Đơn vị đang xem")
            if len(offered) > 1:
                self.fields["don_vi"].widget = forms.Select(choices=list(offered.items()))


NOT_LISTED = "Không có trong danh sách; đồng chí chọn lại."
BODIES_UNVERIFIED = "Ký hiệu, danh nghĩa ký của các ban: chưa đối chiếu văn bản."
_UNVERIFIED = "; ".join(layout.source for layout in LAYOUTS if not layout.verified)
LAYOUTS_UNVERIFIED = f"Thể thức theo ngày ký; chưa đối chiếu: {_UNVERIFIED}." if _UNVERIFIED else ""


class PaperForm(forms.Form):
    """Number, date and signature of the printed report; what is left out stays blank on the paper.

    `bodies`: those who may issue it; without them nothing is asked about that.
    """

    so = forms.RegexField(
        r"^\d{1,5}[a-z]?$",
        label="Số văn bản",
        max_length=6,
        required=False,
        error_messages={"invalid": "Chỉ ghi số, ví dụ 214; ký hiệu do hệ thống thêm."},
        widget=forms.TextInput(attrs={"class": "n-s", "inputmode": "numeric"}),
    )
    ngay_ky = day("Ngày ký")
    co_quan = forms.ChoiceField(label="Cơ quan ban hành", required=False, error_messages={"invalid_choice": NOT_LISTED})
    ky = forms.ChoiceField(label="Chức vụ ký", required=False, error_messages={"invalid_choice": NOT_LISTED})
    chuc_vu = forms.CharField(label="Chức vụ người ký", max_length=80, required=False)
    ho_ten = forms.CharField(label="Họ và tên người ký", max_length=80, required=False)

    def __init__(self, *args, bodies: Sequence[Body] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.bodies = bodies
        self.fields["ngay_ky"].help_text = LAYOUTS_UNVERIFIED
        if not bodies:
            del self.fields["co_quan"], self.fields["ky"]
            return
        self.fields["co_quan"].choices = [(one.code, one.label) for one in bodies]
        groups = [(one.label, [(signer.code, signer.label) for signer in one.signers]) for one in bodies]
        self.fields["ky"].choices = [("", "Để trống"), *groups]
        self.fields["chuc_vu"].label = "Chức vụ khác"
        if not all(one.verified for one in bodies):
            self.fields["co_quan"].help_text = BODIES_UNVERIFIED
        if len(bodies) == 1:
            del self.fields["co_quan"]

    def clean(self):
        data = super().clean()
        chosen, signer = data.get("co_quan", ""), data.get("ky")
        body = next((one for one in self.bodies if one.code == chosen), None)
        if signer and body and signer not in {one.code for one in body.signers}:
            self.add_error("ky", f"Danh nghĩa ký đã chọn không thuộc {body.label}; đồng chí chọn lại.")
        return data

    def details(self) -> kit.PaperDetails:
        data = self.cleaned_data
        body, signer = data.get("co_quan", ""), data.get("ky", "")
        return kit.PaperDetails(data["so"], data["ngay_ky"], data["chuc_vu"], data["ho_ten"], body, signer)
