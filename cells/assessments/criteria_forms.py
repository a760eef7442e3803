"""What is asked about a committee's own criteria."""

from decimal import Decimal

from django import forms

from cells.assessments import schemes
from cells.assessments.rules.adapting import LONGEST, criterion_as_data
from cells.assessments.rules.criteria import Criterion, Frame, Group
from sinho.text.numbers import format_number, parse_decimal

NEW_LINES = 2


class PointsField(forms.Field):
    """A number of points as people write it: 12,5."""

    widget = forms.TextInput(attrs={"class": "n", "inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value):
        text = str(value or "").strip()
        if not text:
            return None
        try:
            number = parse_decimal(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if not 0 <= number <= 1000:
            raise forms.ValidationError("Điểm từ 0 đến 1.000.")
        return number


class NewTreeForm(forms.Form):
    """Which criteria are copied, for which year, by which paper."""

    organization = forms.ChoiceField(label="Cấp ủy", choices=())
    year = forms.IntegerField(label="Năm", min_value=1990, max_value=2100)
    frame = forms.ChoiceField(label="Bộ tiêu chí", choices=())
    source = forms.CharField(label="Văn bản của cấp ủy", max_length=200, help_text="Số, ngày văn bản ban hành")

    def __init__(self, *args, owners: list[tuple[int, str]], frames: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].choices = owners
        self.fields["frame"].choices = frames

    def clean(self):
        data = super().clean()
        year, scheme = data.get("year"), data.get("frame", "").partition("/")[0]
        if year and scheme and scheme not in schemes.in_force_for(year):
            self.add_error("frame", f"Bộ quy tắc này không có hiệu lực trong năm {year}.")
        return data


class TreeForm(forms.Form):
    """The criteria of a frame, line by line; a line without points falls away, empty lines are new criteria."""

    source = forms.CharField(label="Văn bản của cấp ủy", max_length=200)

    def __init__(self, *args, frame: Frame, **kwargs):
        super().__init__(*args, **kwargs)
        self.frame = frame
        for group in frame.groups:
            for one in group.criteria:
                self.add_line(one.code, one)
            for number in range(NEW_LINES if group.max else 0):
                self.add_line(f"{group.key}+{number}", None)

    def add_line(self, name: str, one: Criterion | None) -> None:
        """Fields of one criterion, or of a new one."""
        code = one.code if one else "mới"
        text = {"label": f"Tên tiêu chí {code}", "max_length": LONGEST, "required": False}
        self.fields[f"label-{name}"] = forms.CharField(**text, initial=one.label if one else "")
        if one is None or not one.scale:
            said = format_number(one.max) if one else ""
            points = {"label": f"Điểm tối đa tiêu chí {code}", "required": False}
            self.fields[f"max-{name}"] = PointsField(**points, initial=said)
        asked = one.evidence if one else False
        self.fields[f"evidence-{name}"] = forms.BooleanField(
            label=f"Minh chứng tiêu chí {code}", required=False, initial=asked
        )

    def lines(self):
        """Each part with its lines: criterion or None, and its fields."""
        return [(group, [self.line(name, one) for name, one in self.names(group)]) for group in self.frame.groups]

    def line(self, name: str, one: Criterion | None):
        points = self[f"max-{name}"] if f"max-{name}" in self.fields else None
        return one, self[f"label-{name}"], points, self[f"evidence-{name}"]

    def names(self, group: Group) -> list[tuple[str, Criterion | None]]:
        new = [(f"{group.key}+{number}", None) for number in range(NEW_LINES if group.max else 0)]
        return [(one.code, one) for one in group.criteria] + new

    def groups(self) -> list[dict]:
        """The groups as a scheme file says them."""
        return [
            {"code": group.code, "key": group.key, "label": group.label, "tasks": group.tasks}
            | {"criteria": self.criteria(group)}
            for group in self.frame.groups
        ]

    def criteria(self, group: Group) -> list[dict]:
        data, found = self.cleaned_data, []
        taken = {one.code for one in group.criteria}
        for name, one in self.names(group):
            label, most = data[f"label-{name}"].strip(), data.get(f"max-{name}")
            if one is None and not label and most is None:
                continue
            if one is not None and not one.scale and most in (None, Decimal(0)):
                continue
            if one is None:
                one = Criterion(next_code(group.code, taken), "", Decimal(0), Decimal("0.5"), False)
                taken.add(one.code)
            said = criterion_as_data(one) | {"label": label, "evidence": data[f"evidence-{name}"]}
            if not one.scale:
                said["max"] = f"{-(most or 0) if one.deduction else most or 0:f}"
            found.append(said)
        return found


def next_code(group: str, taken: set[str]) -> str:
    """The first free number of the part."""
    number = 1
    while f"{group}.{number}" in taken:
        number += 1
    return f"{group}.{number}"
