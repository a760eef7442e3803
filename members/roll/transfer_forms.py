"""What is asked about a transfer of Party activity."""

from django import forms

from cells.organizations.forms import OrganizationField
from members.roll.actions.arriving import Arrival
from members.roll.actions.transferring import Plan, Sheet
from members.roll.enums import GOING_OUT, SHEET_BOXES, TransferKind, TransferStep
from members.roll.forms import LINES, ReceiveForm
from members.roll.models import Transfer
from sinho.web.fields import DayField, GroupedForm, ReasonField

# What a home cell begins, with the sheet that it takes.
KINDS = [
    (kind.value, f"{kind.label} (giấy {SHEET_BOXES[kind]} ô)")
    for kind in (TransferKind.WITHIN, TransferKind.TEMPORARY, *GOING_OUT)
]
DUES = "Ghi trong giấy giới thiệu, ví dụ 30/11/2009"


class SheetFields(GroupedForm):
    """The introduction sheet."""

    sheet_number = forms.CharField(label="Số giấy giới thiệu", max_length=40)
    introduced_on = DayField(label="Ngày giới thiệu")
    dues_paid_until = DayField(label="Đóng đảng phí đến hết ngày", required=False, help_text=DUES)

    def sheet(self) -> Sheet:
        data = self.cleaned_data
        return Sheet(data["sheet_number"], data["introduced_on"], data["dues_paid_until"])


class BeginForm(SheetFields):
    """A member is let go. Who writes for one committee alone sends nobody beyond it: no words for a place outside."""

    kind = forms.ChoiceField(label="Chuyển", choices=[("", "Chọn"), *KINDS])
    to = OrganizationField(label="Nơi nhận trong huyện", required=False)
    to_words = forms.CharField(label="Nơi nhận ngoài huyện", max_length=200, required=False)
    decided_on = DayField(label="Ngày quyết định, ngày đổi nơi ở, nơi công tác")
    reason = forms.CharField(label="Lý do", max_length=300, required=False, widget=LINES)
    until = DayField(label="Đến hết ngày", required=False, help_text="3 đến dưới 12 tháng; đi học 3 đến 24 tháng")
    study = forms.BooleanField(label="Đi học", required=False)

    groups = (
        ("Chuyển đi", ("kind", "to", "to_words", "decided_on", "reason")),
        ("Giấy giới thiệu, bỏ trống khi chưa cấp", ("sheet_number", "introduced_on", "dues_paid_until")),
        ("Chỉ ghi khi chuyển tạm thời", ("until", "study")),
    )

    def __init__(self, *args, organizations, beyond: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].use(organizations)
        for name in ("sheet_number", "introduced_on"):
            self.fields[name].required = False
        if not beyond:
            del self.fields["to_words"]
            inside = [choice for choice in self.fields["kind"].choices if choice[0] not in GOING_OUT]
            self.fields["kind"].choices = inside
            self.groups = (("Chuyển đi", ("kind", "to", "decided_on", "reason")), *self.groups[1:])

    def clean(self):
        data = super().clean()
        kind, to, words = data.get("kind"), data.get("to"), data.get("to_words", "")
        if not kind or "to" in self.errors:
            return data
        if kind in GOING_OUT and (to or not words):
            self.add_error("to_words" if not words else "to", "Chuyển ra ngoài huyện thì chỉ ghi nơi nhận ngoài huyện.")
        if kind == TransferKind.WITHIN and (words or not to):
            self.add_error("to" if not to else "to_words", "Chuyển trong đảng bộ huyện thì chọn nơi nhận trong huyện.")
        if kind == TransferKind.TEMPORARY and bool(to) == bool(words):
            self.add_error("to", "Ghi một nơi nhận: trong huyện hoặc ngoài huyện.")
        return data

    def values(self) -> dict:
        """What the action asks for."""
        data = self.cleaned_data
        names = ("kind", "decided_on", "to", "reason", "until", "study")
        plan = Plan(**{name: data[name] for name in names}, to_words=data.get("to_words", ""))
        return {"plan": plan, "sheet": self.sheet()}


class StepForm(GroupedForm):
    """What one step asks; `transfer` says which fields it needs."""

    def __init__(self, *args, transfer: Transfer, cells, **kwargs):
        super().__init__(*args, **kwargs)
        self.transfer, self.cells = transfer, cells


class IntroduceForm(StepForm, SheetFields):
    def values(self) -> dict:
        """What the action asks for."""
        return {"sheet": self.sheet()}


class PresentForm(StepForm):
    on = DayField(label="Nộp giấy ở nơi đến ngày")


class TakeInForm(StepForm):
    """Received by a cell of the district, or the notice of who received him elsewhere."""

    cell = OrganizationField(label="Chi bộ nhận")
    presented_on = DayField(label="Nộp giấy ngày", required=False, help_text="Bỏ trống khi nộp cùng ngày tiếp nhận")
    on = DayField(label="Sinh hoạt ở nơi mới từ ngày")
    notice_number = forms.CharField(label="Số thông báo tiếp nhận", max_length=40, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.transfer.presented_on:
            del self.fields["presented_on"]
        if self.transfer.leaves_district:
            del self.fields["cell"]
        else:
            del self.fields["notice_number"]
            self.fields["cell"].use(self.cells)
            suggestions = self.fields["cell"].widget.suggestions
            self.fields["cell"].initial = suggestions[0] if len(suggestions) == 1 else None


class ExtendForm(StepForm):
    on = DayField(label="Ngày cho gia hạn")
    until = DayField(label="Gia hạn đến hết ngày")
    reason = ReasonField(widget=LINES)


class ComeBackForm(StepForm):
    on = DayField(label="Sinh hoạt trở lại từ ngày")


class CancelForm(StepForm):
    on = DayField(label="Hủy ngày")
    reason = ReasonField(label="Lý do hủy", widget=LINES)


FORMS = {
    TransferStep.INTRODUCE: IntroduceForm,
    TransferStep.PRESENT: PresentForm,
    TransferStep.RECEIVE: TakeInForm,
    TransferStep.EXTEND: ExtendForm,
    TransferStep.COME_BACK: ComeBackForm,
    TransferStep.CANCEL: CancelForm,
}


class ArrivalForm(ReceiveForm):
    """A member who comes onto the roll; from outside the district with his introduction sheet."""

    from_words = forms.CharField(label="Nơi chuyển đi", max_length=200, required=False)
    sheet_number = forms.CharField(label="Số giấy giới thiệu (10 ô)", max_length=40, required=False)
    introduced_on = DayField(label="Ngày giới thiệu", required=False)
    dues_paid_until = DayField(label="Đóng đảng phí đến hết ngày", required=False, help_text=DUES)

    SHEET = ("from_words", "sheet_number", "introduced_on", "dues_paid_until")
    groups = (*ReceiveForm.groups, ("Giấy giới thiệu, khi từ ngoài huyện chuyển đến", SHEET))

    def values(self) -> dict:
        """What the action asks for."""
        data = self.cleaned_data
        sheet = Sheet(data["sheet_number"], data["introduced_on"], data["dues_paid_until"])
        return super().values() | {"arrival": Arrival(sheet, data["from_words"])}
