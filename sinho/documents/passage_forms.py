"""What is asked about the free text of a report."""

from django import forms

from sinho.documents.models import LONGEST
from sinho.text.numbers import format_number


class PassageForm(forms.Form):
    """The free text of one part. `ban`: the number of the version that the page showed, 0 for none."""

    doan = forms.CharField(
        label="Đoạn văn",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Dòng trống bắt đầu đoạn mới. Để trống rồi ghi là bỏ đoạn văn; các bản đã ghi vẫn được giữ.",
        error_messages={"max_length": f"Nội dung dài quá {format_number(LONGEST)} ký tự."},
    )
    ban = forms.IntegerField(
        label="Bản đã xem",
        min_value=0,
        max_value=1_000_000,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            "Trang đã gửi không nguyên vẹn; đồng chí tải lại trang rồi ghi.",
        ),
    )

    def values(self) -> dict:
        return {"text": self.cleaned_data["doan"], "seen": self.cleaned_data["ban"]}

    def shown_again(self, number: int) -> "PassageForm":
        """With what was typed, now beside the version of this number; the complaints stay."""
        self.data = self.data.copy()
        self.data[self.add_prefix("ban")] = str(number)
        return self
