"""What is asked about an opinion of the people."""

from django import forms

from cells.oversight.actions.opinion import Answered, Collected
from cells.oversight.enums.opinion import OpinionSource, PublishedBy
from cells.oversight.forms.place import LINES, PlaceForm
from cells.oversight.models.dated import LONGEST
from sinho.web.fields import DayField, GroupedForm


class ReceiveForm(PlaceForm):
    """An opinion as it came in."""

    post = forms.CharField(
        label="Về chức danh", max_length=160, required=False, help_text="Để trống khi ý kiến về cả tổ chức"
    )
    source = forms.ChoiceField(label="Nơi tập hợp", choices=[("", "Chọn"), *OpinionSource.choices])
    source_words = forms.CharField(
        label="Ghi rõ", max_length=200, help_text="Ví dụ Ban Thường trực Ủy ban Mặt trận Tổ quốc xã Nậm Tăm"
    )
    received_on = DayField(label="Ngày nhận")
    content = forms.CharField(label="Nội dung ý kiến", max_length=LONGEST, widget=LINES)
    passed_to = forms.CharField(label="Chuyển đến", max_length=200)
    due_on = DayField(label="Hạn trả lời")

    def values(self) -> dict:
        return {"organization": self.cleaned_data["organization"], "collected": Collected(**self.but_place())}


class AnswerForm(GroupedForm):
    """The answer."""

    on = DayField(label="Ngày trả lời")
    number = forms.CharField(label="Số văn bản", max_length=40, required=False)
    answered_by = forms.CharField(label="Nơi trả lời", max_length=200)
    content = forms.CharField(label="Nội dung trả lời", max_length=LONGEST, widget=LINES)

    def values(self) -> dict:
        return {"answered": Answered(**self.cleaned_data)}


class PublishForm(GroupedForm):
    """The unit was told."""

    on = DayField(label="Ngày công bố")
    form = forms.ChoiceField(label="Hình thức", choices=[("", "Chọn"), *PublishedBy.choices])
    place = forms.CharField(label="Nơi công bố", max_length=200)
