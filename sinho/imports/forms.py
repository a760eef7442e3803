"""What is asked when a file is brought in."""

from django import forms
from django.conf import settings

from sinho.imports.encodings import OLD, Encoding
from sinho.imports.files import too_large
from sinho.imports.kinds import WorkbookKind
from sinho.imports.models import Upload

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

    def __init__(self, *args, kinds: list[WorkbookKind], roots: list[tuple[int, str]], sent: int = 0, **kwargs):
        super().__init__(*args, **kwargs)
        self.sent = sent
        self.fields["kind"].choices = [(kind.code, kind.title) for kind in kinds]
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


class AnswerForm(forms.Form):
    """How the texts of a tried file are written, and which organisation each unknown name means.

    `offered`: codes with names to choose from; what looks most like the name stands first. Names that get no answer
    stay unknown. Whether an answer can be taken is decided by the action.
    """

    encoding = forms.CharField(label="Bảng mã", required=False)

    def __init__(self, *args, upload: Upload, offered: list[tuple[str, str]] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        trial = upload.trial
        texts = trial.get("encoding", {"code": Encoding.UNICODE, "samples": []})
        self.read_as, self.samples = texts["code"], texts["samples"]
        if self.read_as in OLD or upload.encoding:
            choices = [("", "Để hệ thống tự nhận"), *Encoding.choices]
            self.fields["encoding"] = forms.CharField(
                label="Bảng mã của tệp", required=False, widget=forms.Select(choices=choices), initial=upload.encoding
            )
        self.questions = trial.get("questions", [])
        for number, question in enumerate(self.questions):
            self.fields[f"name-{number}"] = forms.CharField(
                label=question["name"], required=False, widget=forms.Select(choices=offer(question, offered or []))
            )

    def given(self) -> dict:
        """The answers; what cannot be read is no answer."""
        self.is_valid()
        data = self.cleaned_data
        named = {one["name"]: data.get(f"name-{number}") for number, one in enumerate(self.questions)}
        return {
            "encoding": data.get("encoding", ""),
            "names": {name: code for name, code in named.items() if code},
        }

    @property
    def asked(self) -> list[tuple[dict, forms.BoundField]]:
        """Each unknown name with its field."""
        return [(question, self[f"name-{number}"]) for number, question in enumerate(self.questions)]

    @property
    def read_as_label(self) -> str:
        return Encoding(self.read_as).label

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to answer."""
        return bool(self.questions) or isinstance(self.fields["encoding"].widget, forms.Select)


def offer(question: dict, offered: list[tuple[str, str]]) -> list:
    """The choices for one name: what looks like it, then all others."""
    names = dict(offered)
    near = [(code, names[code]) for code in question["near"] if code in names]
    groups = [("", "Chưa trả lời")]
    groups += [("Gần giống", near)] if near else []
    return [*groups, ("Tất cả", offered)]
