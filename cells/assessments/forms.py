"""What is asked in the yearly evaluation, beside the fields of the sheet (those are `rules.fields`)."""

from collections.abc import Collection
from itertools import pairwise

from django import forms

from cells.assessments import schemes
from cells.assessments.actions.campaigns import Dates
from cells.assessments.actions.decision import DecisionPaper, Grade
from cells.assessments.actions.submission import ToMend
from cells.assessments.rules.grades import WORDS, words_missing
from cells.assessments.rules.scheme import Scheme
from cells.organizations.forms import OrganizationField
from sinho.text.dates import format_date
from sinho.web.fields import DayField

COMMENT = forms.Textarea(attrs={"rows": 3})


class DatesForm(forms.Form):
    """Deadlines of a campaign."""

    register_by = DayField(label="Hạn gửi đăng ký đầu năm")
    submit_by = DayField(label="Hạn nộp bản tự đánh giá")
    appraise_by = DayField(label="Hạn thẩm định")
    decide_by = DayField(label="Hạn quyết định")

    def dates(self) -> Dates:
        return Dates(**{name: self.cleaned_data[name] for name in Dates.__dataclass_fields__})

    def show_stored(self, campaign) -> None:
        """Say under each field that differs what is stored now."""
        self.full_clean()
        for name in Dates.__dataclass_fields__:
            stored = getattr(campaign, name)
            if self.cleaned_data.get(name) != stored:
                self[name].help_text = f"Đang ghi: {format_date(stored)}"

    def clean(self):
        data = super().clean()
        names = list(Dates.__dataclass_fields__)
        for before, after in pairwise(names):
            if data.get(before) and data.get(after) and data[after] < data[before]:
                self.add_error(after, f"Phải từ “{self.fields[before].label.lower()}” trở đi.")
        return data


class OpenForm(DatesForm):
    """A new campaign."""

    year = forms.IntegerField(label="Năm", min_value=1990, max_value=2100)
    scheme = forms.ChoiceField(label="Bộ quy tắc", choices=())
    confirmed = forms.BooleanField(
        label="Ban Tổ chức đã xem mục “Chưa đối chiếu văn bản” và đồng ý dùng các giá trị đó",
        error_messages={"required": "Đồng chí xem các chỗ chưa đối chiếu rồi đánh dấu đồng ý."},
    )
    field_order = ["year", "scheme", "register_by", "submit_by", "appraise_by", "decide_by", "confirmed"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scheme"].choices = [(code, data["title"]) for code, data in schemes.files().items()]

    def clean(self):
        data = super().clean()
        year, scheme = data.get("year"), data.get("scheme")
        if year and scheme and scheme not in schemes.in_force_for(year):
            self.add_error("scheme", f"Bộ quy tắc này không có hiệu lực trong năm {year}.")
        return data


class ExtendForm(forms.Form):
    """A later deadline for one unit."""

    organization = OrganizationField(label="Tổ chức")
    submit_by = DayField(label="Hạn nộp mới")
    reason = forms.CharField(label="Lý do", max_length=500)

    def __init__(self, *args, states, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].use(states)


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(label="Lý do", max_length=500)


class CommentForm(forms.Form):
    """What is to be mended, in words."""

    comment = forms.CharField(label="Yêu cầu sửa", max_length=1000, widget=COMMENT)


class GradeForm(forms.Form):
    """A grade in the scheme of the campaign, with words."""

    level = forms.ChoiceField(label="Mức xếp loại", choices=(), widget=forms.RadioSelect)
    exemplary = forms.BooleanField(label="Tiêu biểu", required=False)
    comment = forms.CharField(label="Ý kiến", max_length=2000, required=False, widget=COMMENT)

    def __init__(self, *args, scheme: Scheme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [(level.code, level.label) for level in scheme.levels]
        if scheme.exemplary:
            self.fields["exemplary"].label = f"Đề nghị “{scheme.exemplary.label}”"
        else:
            del self.fields["exemplary"]

    def grade(self) -> dict:
        """Arguments of the actions that propose."""
        data = self.cleaned_data
        return {"level": data["level"], "exemplary": data.get("exemplary", False), "comment": data["comment"]}


class PaperFields(forms.Form):
    """The decision paper."""

    number = forms.CharField(label="Số quyết định", max_length=40, help_text="Ví dụ 112-QĐ/HU")
    date = DayField(label="Ngày quyết định")

    def paper(self) -> DecisionPaper:
        data = self.cleaned_data
        return DecisionPaper(data.get("number", ""), data.get("date"), data.get("note", ""))


def grade_choices(scheme: Scheme) -> list[tuple[str, str]]:
    """Levels, the flagged level, and the reasons for no evaluation, as one list to choose from."""
    choices = []
    for level in scheme.levels:
        if scheme.may_be_exemplary(level.code):
            choices.append((f"{level.code}+", scheme.exemplary.label))
        choices.append((level.code, level.label))
    return choices + [(f"-{code}", f"Chưa đánh giá: {label.lower()}") for code, label in scheme.reasons.items()]


def grade_chosen(choice: str) -> Grade:
    """The grade of a choice of `grade_choices`."""
    if choice.startswith("-"):
        return Grade(not_evaluated=choice[1:])
    return Grade(level=choice.rstrip("+"), exemplary=choice.endswith("+"))


class DecideForm(PaperFields):
    """The decision on one organisation; when it is still at work on its sheet, that must be confirmed."""

    grade = forms.ChoiceField(label="Mức xếp loại", choices=(), widget=forms.RadioSelect)
    note = forms.CharField(label="Ý kiến khi quyết định", max_length=1000, required=False, widget=COMMENT)

    confirmed = forms.BooleanField(
        label="Đã biết: tổ chức đang làm bản tự đánh giá sẽ không nộp được nữa khi có kết quả",
        error_messages={"required": "Tổ chức đang làm bản tự đánh giá; đồng chí đánh dấu nếu vẫn ghi."},
    )

    field_order = ["grade", "number", "date", "note", "confirmed"]

    def __init__(self, *args, scheme: Scheme, at_work: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.scheme = scheme
        self.fields["grade"].choices = grade_choices(scheme)
        if not at_work:
            del self.fields["confirmed"]

    def clean(self):
        data = super().clean()
        chosen = grade_chosen(data.get("grade", ""))
        if words_missing(self.scheme, chosen.not_evaluated, data.get("note", "")):
            self.add_error("note", WORDS)
        if chosen.not_evaluated:
            for name in ("number", "date"):
                if not self[name].data:
                    self.errors.pop(name, None)
        return data


class RecordCellsForm(PaperFields):
    """Grades of the cells of a committee, as its decision on paper says; cells left open stay open.

    `at_work`: ids of the cells whose sheet is begun and not decided; a grade for one of them must be confirmed.
    `graded`: id → what was decided, in words, of the cells that have their grade.
    """

    note = forms.CharField(label="Vì sao chưa đánh giá", max_length=1000, required=False)
    ground = forms.CharField(
        label="Căn cứ đảng ủy xác định các điều kiện hệ thống không tính được là bảo đảm",
        max_length=500,
        required=False,
        help_text="Ví dụ: biên bản họp đảng ủy ngày 20/12. Để trống nếu đã trả lời ở bản của từng chi bộ",
    )
    confirmed = forms.BooleanField(
        label="Đã biết: chi bộ đang làm bản tự đánh giá sẽ không nộp được nữa khi có kết quả", required=False
    )

    def __init__(
        self, *args, scheme: Scheme, cells: list[tuple[int, str]], at_work: Collection[int], graded: dict, **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.scheme, self.at_work, self.graded = scheme, at_work, graded
        told = [f"“Chưa đánh giá: {scheme.reasons[code].lower()}”" for code in sorted(scheme.reasons_in_words)]
        self.fields["note"].help_text = f"Phải ghi khi chọn {' hoặc '.join(told)}" if told else ""
        if not at_work:
            del self.fields["confirmed"]
        if not scheme.gates:
            del self.fields["ground"]
        self.fields["number"].help_text = "Ví dụ 45-QĐ/ĐU"
        choices = [("", "Chưa có kết quả"), *grade_choices(scheme)]
        for organization_id, name in cells:
            self.fields[f"cell-{organization_id}"] = forms.ChoiceField(label=name, choices=choices, required=False)

    def clean(self):
        data = super().clean()
        grades, note = self.grades(), data.get("note", "")
        if any(words_missing(self.scheme, one.not_evaluated, note) for one in grades.values()):
            self.add_error("note", WORDS)
        self.refuse_graded()
        names = [self.fields[f"cell-{pk}"].label for pk in grades if pk in self.at_work]
        if names and not data.get("confirmed"):
            self.add_error("confirmed", f"{', '.join(names)} đang làm bản tự đánh giá; đồng chí đánh dấu nếu vẫn ghi.")
        return data

    def refuse_graded(self) -> None:
        """Name the cells that were chosen on an older page and have their grade by now: nothing is dropped unsaid."""
        chosen = {name for name, value in self.data.items() if name.startswith("cell-") and value}
        gone = chosen - self.fields.keys()
        for organization_id, said in self.graded.items():
            if f"cell-{organization_id}" in gone:
                self.add_error(None, f"{said}; không ghi đè. Các chi bộ khác chưa ghi, đồng chí bấm ghi lại.")
        if len(gone) > len(gone & {f"cell-{pk}" for pk in self.graded}):
            self.add_error(None, "Có chi bộ đồng chí chọn không còn trong danh sách; đồng chí xem lại rồi bấm ghi.")

    def grades(self) -> dict[int, Grade]:
        """Organisation id → grade, for those that got one."""
        chosen = {name: value for name, value in self.cleaned_data.items() if name.startswith("cell-") and value}
        return {int(name.removeprefix("cell-")): grade_chosen(value) for name, value in chosen.items()}


class SendBackForm(forms.Form):
    """What is to be mended at which criterion, until when. Lines left empty do not count."""

    LINES = 4
    mend_by = DayField(label="Hạn sửa")
    comment = forms.CharField(label="Yêu cầu chung", max_length=1000, required=False, widget=COMMENT)

    def __init__(self, *args, places: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", "Chọn tiêu chí hoặc phần"), *places]
        for n in range(1, self.LINES + 1):
            self.fields[f"place{n}"] = forms.ChoiceField(label=f"Ở đâu ({n})", choices=choices, required=False)
            self.fields[f"text{n}"] = forms.CharField(label=f"Yêu cầu ({n})", max_length=500, required=False)

    def lines(self):
        """Pairs of bound fields, for the template."""
        return [(self[f"place{n}"], self[f"text{n}"]) for n in range(1, self.LINES + 1)]

    def clean(self):
        data = super().clean()
        for n in range(1, self.LINES + 1):
            place, text = data.get(f"place{n}"), data.get(f"text{n}")
            if text and not place:
                self.add_error(f"place{n}", "Chọn tiêu chí hoặc phần cần sửa.")
            if place and not text:
                self.add_error(f"text{n}", "Ghi yêu cầu sửa.")
        if not self.errors and not self.asked() and not data.get("comment"):
            self.add_error("comment", "Ghi ít nhất một yêu cầu sửa.")
        return data

    def asked(self) -> list[ToMend]:
        data = self.cleaned_data
        pairs = [(data.get(f"place{n}"), data.get(f"text{n}")) for n in range(1, self.LINES + 1)]
        return [ToMend(place, text) for place, text in pairs if place and text]


class BookForm(forms.Form):
    """The workbook of the sheet that comes back."""

    file = forms.FileField(
        label="Tệp đã điền",
        help_text="Tệp .xlsx tải về từ trang này",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Chọn tệp Excel cần thử.",
            "empty": "Tệp rỗng. Đồng chí chọn lại tệp.",
            "invalid": "Chọn tệp Excel cần thử.",
        },
    )
