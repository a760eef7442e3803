"""What is asked when a file is brought in."""

from django import forms
from django.conf import settings

from sinho.imports.files import too_large
from sinho.imports.kinds import all_kinds

ROOM_AROUND_FILE = 64 * 1024


class UploadForm(forms.Form):
    """Which workbook, from which organisation (asked only when there are several), and the file."""

    kind = forms.ChoiceField(
        label="Mẫu", error_messages={"required": "Chọn mẫu của tệp.", "invalid_choice": "Chọn mẫu trong danh sách."}
    )
    organization = forms.TypedChoiceField(
        label="Nhập cho",
        coerce=int,
        error_messages={"required": "Chọn tổ chức.", "invalid_choice": "Chọn tổ chức trong danh sách."},
    )
    file = forms.FileField(
        label="Tệp Excel",
        help_text=f"Tệp .xlsx theo mẫu, đến {settings.UPLOAD_LIMIT // 1024 // 1024} MB",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Chọn tệp Excel cần thử.",
            "empty": "Tệp rỗng. Đồng chí chọn lại tệp.",
            "invalid": "Chọn tệp Excel cần thử.",
        },
    )

    def __init__(self, *args, roots: list[tuple[int, str]], sent: int = 0, **kwargs):
        super().__init__(*args, **kwargs)
        self.sent = sent
        self.fields["kind"].choices = [(kind.code, kind.title) for kind in all_kinds()]
        self.fields["organization"].choices = roots
        if len(roots) == 1:
            del self.fields["organization"]

    def clean(self):
        """A file above the limit never reaches us: what was sent was larger than what is kept."""
        data = super().clean()
        if "file" not in data and self.sent > settings.UPLOAD_LIMIT + ROOM_AROUND_FILE:
            self._errors.pop("file", None)
            self.add_error("file", too_large())
        return data
