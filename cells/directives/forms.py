"""What is asked about documents, briefings, action programmes and working regulations."""

from collections.abc import Iterable

from django import forms

from cells.directives.actions.briefing import Session
from cells.directives.actions.documents import DocumentFacts, Given
from cells.directives.actions.programmes import Issued, TaskFacts
from cells.directives.actions.regulations import RegulationFacts
from cells.directives.enums import Audience, Direction, DocumentType
from cells.directives.models import Directive
from cells.directives.models.directive import LONGEST_REASON, LONGEST_SUBJECT
from cells.directives.models.regulation import LONGEST_PART
from cells.directives.parts import outline
from cells.directives.rules.tasks import Told
from cells.organizations.forms import OrganizationField
from cells.organizations.models import Organization, Term
from sinho.web.fields import DayField, GroupedForm

LINES = {"rows": 3}
MOST = 99_999
NUMBER = forms.TextInput(attrs={"class": "n-s", "inputmode": "numeric", "autocomplete": "off", "maxlength": "6"})
WRONG = dict.fromkeys(("invalid", "min_value", "max_value"), "Ghi số nguyên từ 0 đến 99.999.")
NOTHING = [("", "Không")]


def lines(label: str, longest: int, **more) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, widget=forms.Textarea(attrs=LINES), **more)


def count(label: str, **more) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=MOST, required=False, widget=NUMBER, error_messages=WRONG, **more
    )


class RowField(forms.ChoiceField):
    """One of few rows, chosen from a list; gives the row, or None."""

    def use(self, rows: Iterable, label=str) -> None:
        """Take the rows (already within the scope of the person)."""
        self.rows = {str(row.pk): row for row in rows}
        self.choices = [*NOTHING, *((pk, label(row)) for pk, row in self.rows.items())]

    def clean(self, value):
        return self.rows.get(super().clean(value))


class RowsField(forms.MultipleChoiceField):
    """Several of few rows, each to be ticked; gives the rows."""

    widget = forms.CheckboxSelectMultiple

    def use(self, rows: Iterable, label=str) -> None:
        """Take the rows (already within the scope of the person)."""
        self.rows = {str(row.pk): row for row in rows}
        self.choices = [(pk, label(row)) for pk, row in self.rows.items()]

    def clean(self, value):
        return tuple(self.rows[pk] for pk in super().clean(value))


def named(directive: Directive) -> str:
    """As lists of choices show a document."""
    return f"{directive.named}: {directive.subject[:120]}"


class DocumentForm(GroupedForm):
    """A document; on entry also whether it came from outside, on correction why."""

    direction = forms.ChoiceField(label="Sổ", choices=Direction.choices)
    type = forms.ChoiceField(label="Loại văn bản", choices=[("", "Chọn"), *DocumentType.choices])
    number = forms.CharField(label="Số, ký hiệu", max_length=40, help_text="Ví dụ 22-NQ/TW")
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=160)
    issued_on = DayField(label="Ngày ban hành")
    received_on = DayField(label="Ngày nhận", required=False, help_text="Văn bản đi thì để trống")
    subject = lines("Trích yếu", LONGEST_SUBJECT)
    parent = RowField(label="Thực hiện văn bản", required=False)
    reason = lines("Lý do sửa", LONGEST_REASON)
    FACTS = tuple(DocumentFacts.__dataclass_fields__)

    def __init__(self, *args, register: Iterable[Directive], correcting: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["direction" if correcting else "reason"]
        self.fields["parent"].use(register, named)

    def facts(self) -> DocumentFacts:
        return DocumentFacts(**{name: self.cleaned_data[name] for name in self.FACTS})


class GiveForm(GroupedForm):
    """Which units are to brief on a document, and by when."""

    organizations = RowsField(label="Đơn vị")
    given_on = DayField(label="Ngày giao")
    brief_by = DayField(label="Hạn quán triệt")
    programme_by = DayField(label="Hạn ban hành chương trình", required=False)
    groups = (("Thời hạn", ("given_on", "brief_by", "programme_by")), ("Giao cho", ("organizations",)))

    def __init__(self, *args, organizations: dict[Organization, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organizations"].use(organizations, organizations.get)

    def values(self) -> dict:
        data = self.cleaned_data
        days = {name: data[name] for name in ("given_on", "brief_by", "programme_by")}
        return {"organizations": data["organizations"], "given": Given(**days)}


class ReasonGivenForm(GroupedForm):
    """Why what was written down is taken back."""

    reason = lines("Lý do", LONGEST_REASON)


class ReleaseForm(ReasonGivenForm):
    """From when a unit need not brief any more, and why."""

    on = DayField(label="Thôi giao từ ngày")
    field_order = ("on", "reason")


class BriefingForm(GroupedForm):
    """A session; of the kinds of listeners those who were asked and those who came."""

    directives = RowsField(label="Văn bản")
    held_on = DayField(label="Ngày quán triệt")
    place = forms.CharField(label="Địa điểm", max_length=160)
    speaker = forms.CharField(label="Người truyền đạt", max_length=160)
    members = count("Số đảng viên của tổ chức", help_text="Để trống thì lấy theo sổ đảng viên của ngày ấy")
    note = lines("Ghi chú", 1000, required=False)
    reason = lines("Lý do sửa", LONGEST_REASON)

    def __init__(self, *args, directives: Iterable[Directive], correcting: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["directives"].use(directives, named)
        if not correcting:
            del self.fields["reason"]
        for kind, label in Audience.choices:
            self.fields[f"invited-{kind}"] = count(f"{label}, mời")
            self.fields[f"present-{kind}"] = count(f"{label}, có mặt")

    def parts(self) -> list[tuple]:
        """The listeners stand in a table of their own, see `rows`."""
        about = ("held_on", "place", "speaker", "members", "note", *(("reason",) if "reason" in self.fields else ()))
        return [("", [self["directives"]]), ("Buổi quán triệt", [self[name] for name in about])]

    def rows(self) -> list[tuple]:
        """Each kind with its two fields."""
        return [(label, self[f"invited-{kind}"], self[f"present-{kind}"]) for kind, label in Audience.choices]

    def clean(self):
        data = super().clean()
        for kind in Audience:
            invited, present = data.get(f"invited-{kind}"), data.get(f"present-{kind}")
            if (invited is None) != (present is None) and not {f"invited-{kind}", f"present-{kind}"} & set(self.errors):
                empty = "invited" if invited is None else "present"
                self.add_error(f"{empty}-{kind}", "Ghi cả số mời và số có mặt, không có ai thì ghi 0.")
        return data

    def session(self) -> Session:
        data = self.cleaned_data
        heard = {kind.value: (data[f"invited-{kind}"], data[f"present-{kind}"]) for kind in Audience}
        heard = {kind: numbers for kind, numbers in heard.items() if numbers[0] is not None}
        names = ("directives", "held_on", "place", "speaker", "members", "note")
        return Session(**{name: data[name] for name in names}, heard=heard)


class ProgrammeForm(GroupedForm):
    """The action programme of a unit."""

    directive = RowField(label="Thực hiện văn bản")
    number = forms.CharField(label="Số, ký hiệu", max_length=40, help_text="Ví dụ 03-CTr/ĐU")
    issued_on = DayField(label="Ngày ban hành")
    title = lines("Trích yếu", LONGEST_SUBJECT)

    def __init__(self, *args, directives: Iterable[Directive], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["directive"].use(directives, named)

    def values(self) -> dict:
        return {"issued": Issued(**self.cleaned_data)}


class TaskForm(GroupedForm):
    """A task of an action programme."""

    content = lines("Nội dung", 1000)
    owner = forms.CharField(label="Người phụ trách", max_length=160)
    unit = OrganizationField(label="Tổ chức thực hiện", required=False)
    due_on = DayField(label="Hạn")

    def __init__(self, *args, states, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].use(states)

    def values(self) -> dict:
        return {"task": TaskFacts(**self.cleaned_data)}


class ProgressForm(GroupedForm):
    """How far a task is."""

    on = DayField(label="Ngày báo cáo")
    percent = forms.IntegerField(
        label="Tiến độ, %",
        min_value=0,
        max_value=100,
        widget=forms.TextInput(attrs={"class": "n-s", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Ghi số nguyên từ 0 đến 100."),
    )
    result = lines("Kết quả", 1000)
    new_due_on = DayField(label="Gia hạn đến", required=False)
    dropped = forms.BooleanField(label="Thôi thực hiện nhiệm vụ này", required=False)

    def values(self) -> dict:
        data = self.cleaned_data
        return {
            "told": Told(data["on"], data["percent"], data["new_due_on"], data["dropped"]),
            "result": data["result"],
        }


class RegulationForm(GroupedForm):
    """Working regulations, part by part."""

    number = forms.CharField(label="Số, ký hiệu", max_length=40, help_text="Ví dụ 05-QC/ĐU")
    issued_on = DayField(label="Ngày ban hành")
    term = RowField(label="Nhiệm kỳ", required=False)
    next_review_on = DayField(label="Rà soát tiếp theo", required=False)
    title = lines("Trích yếu", LONGEST_SUBJECT)
    reason = lines("Lý do sửa", LONGEST_REASON)
    FACTS = ("number", "issued_on", "term", "next_review_on", "title")

    def __init__(self, *args, terms: Iterable[Term], correcting: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["term"].use(terms, str)
        if not correcting:
            del self.fields["reason"]
        for part in outline().parts:
            field = lines(part.heading, LONGEST_PART, required=False, help_text=f"{part.asks}; mỗi khoản một dòng")
            field.widget.attrs["rows"] = 6
            self.fields[f"part-{part.code}"] = field
        about = (*self.FACTS, *(("reason",) if correcting else ()))
        self.groups = (("", about), ("Nội dung", tuple(f"part-{part.code}" for part in outline().parts)))

    def facts(self) -> RegulationFacts:
        data = self.cleaned_data
        parts = {part.code: data[f"part-{part.code}"] for part in outline().parts}
        return RegulationFacts(**{name: data[name] for name in self.FACTS}, parts=parts)
