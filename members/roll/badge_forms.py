"""What is asked about Party badges."""

from django import forms

from members.roll.enums import BadgeDelay
from sinho.documents.forms import PaperForm
from sinho.web.fields import DayField, GroupedForm, ReasonField

FORMATS = (("pdf", "Tờ trình và danh sách (PDF)"), ("xlsx", "Danh sách (Excel)"))


class GiveForm(GroupedForm):
    """A badge that was awarded."""

    level = forms.TypedChoiceField(label="Mức Huy hiệu", coerce=int)
    awarded_on = DayField(label="Ngày trao")
    decision_number = forms.CharField(label="Số quyết định", max_length=40)
    decision_date = DayField(label="Ngày quyết định")
    early = forms.BooleanField(label="Trao sớm vì ốm nặng hoặc từ trần", required=False)
    delay = forms.ChoiceField(
        label="Trao chậm sau kỷ luật", required=False, choices=[("", "Không"), *BadgeDelay.choices]
    )

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", "Chọn"), *((one, f"{one} năm tuổi đảng") for one in years)]

    def clean(self):
        data = super().clean()
        if data.get("early") and data.get("delay"):
            self.add_error("delay", "Huy hiệu không thể vừa trao sớm vừa trao chậm.")
        decided, awarded = data.get("decision_date"), data.get("awarded_on")
        if decided and awarded and decided > awarded:
            self.add_error("decision_date", "Ngày quyết định không thể sau ngày trao.")
        return data


class TakeOutForm(PaperForm):
    """The list as a file: why, as what, and what the signing office adds to the paper."""

    dang = forms.ChoiceField(label="Dạng tệp", choices=FORMATS)
    reason = ReasonField()
    field_order = ["dang", "reason", "so", "ngay_ky", "chuc_vu", "ho_ten"]
