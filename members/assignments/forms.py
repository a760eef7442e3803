"""What is asked about the work of members: many rows on one page, saved together."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django import forms

from members.assignments.actions import Judgement, Task
from members.assignments.catalogue import fields, ratings
from members.assignments.models import WorkAssignment
from members.roll.models import Member
from sinho.web.fields import DayField, GroupedForm, ReasonField

LINES = {"rows": 2}
HIMSELF = "Không tự theo dõi mình; đồng chí chọn người khác."
LONGEST, LONGEST_RESULT = 400, 400


def field_choices(empty: str) -> list[tuple[str, str]]:
    return [("", empty), *fields().items()]


def people(roll: Sequence[Member], empty: str) -> list[tuple[str, str]]:
    """Members to choose from."""
    return [("", empty), *((str(one.pk), one.full_name) for one in roll)]


@dataclass(frozen=True)
class RowAsked:
    """A row of the page: `key` is “member-number”, `note` what the member has already, `initial` what is suggested."""

    key: str
    member: Member
    note: str = ""
    initial: dict = field(default_factory=dict)


class AssignForm(forms.Form):
    """Work for the members of a cell. Rows without kind and content are left out; what is common stands above them."""

    on = DayField(label="Ngày chi bộ phân công")
    supervisor = forms.ChoiceField(label="Người theo dõi, giúp đỡ", required=False)
    supervisor_words = forms.CharField(label="Hoặc người ngoài chi bộ", max_length=120, required=False)
    PARTS = ("field", "content", "due", "supervisor")

    def __init__(self, *args, rows: Sequence[RowAsked], roll: Sequence[Member], **kwargs):
        super().__init__(*args, **kwargs)
        self.asked, self.roll = rows, {str(one.pk): one for one in roll}
        self.fields["supervisor"].choices = people(roll, "Chọn")
        for row in rows:
            self.add_row(row, people(roll, "Như trên"))

    def add_row(self, row: RowAsked, roll: list[tuple[str, str]]) -> None:
        name = row.member.full_name
        made = {
            "field": forms.ChoiceField(label=f"{name}, lĩnh vực", choices=field_choices("Chưa giao"), required=False),
            "content": forms.CharField(
                label=f"{name}, nội dung", max_length=LONGEST, required=False, widget=forms.Textarea(attrs=LINES)
            ),
            "due": DayField(label=f"{name}, hạn", required=False, help_text=""),
            "supervisor": forms.ChoiceField(
                label=f"{name}, người theo dõi",
                choices=[one for one in roll if one[0] != str(row.member.pk)],
                required=False,
            ),
        }
        for part, made_field in made.items():
            made_field.initial = row.initial.get(part)
            self.fields[f"{part}-{row.key}"] = made_field

    def rows(self) -> list[tuple[RowAsked, dict[str, forms.BoundField]]]:
        """Rows with their fields, as the page shows them."""
        return [(row, {part: self[f"{part}-{row.key}"] for part in self.PARTS}) for row in self.asked]

    def filled(self) -> list[RowAsked]:
        """Rows in which something is given."""
        data = self.cleaned_data
        return [row for row in self.asked if data.get(f"field-{row.key}") or data.get(f"content-{row.key}")]

    def clean(self):
        data = super().clean()
        if data.get("supervisor") and data.get("supervisor_words"):
            self.add_error("supervisor_words", "Chọn trong chi bộ hoặc ghi người ngoài chi bộ, không ghi cả hai.")
        if any(value and name not in self.fields for name, value in self.data.items() if name.startswith("content-")):
            self.add_error(None, "Có đảng viên không còn trong danh sách chi bộ; đồng chí xem lại rồi bấm ghi.")
        for row in self.filled():
            self.check_row(row)
        if not self.errors and not self.filled():
            self.add_error(None, "Chưa ghi công tác cho đảng viên nào.")
        return data

    def check_row(self, row: RowAsked) -> None:
        data, key = self.cleaned_data, row.key
        sentences = {"field": "Chọn lĩnh vực.", "content": "Ghi nội dung công tác.", "due": "Ghi hạn hoàn thành."}
        for part, sentence in sentences.items():
            name = f"{part}-{key}"
            if not data.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        own, common = data.get(f"supervisor-{key}"), data.get("supervisor")
        if not own and common == str(row.member.pk):
            self.add_error(f"supervisor-{key}", HIMSELF)
        elif not (own or common or data.get("supervisor_words")) and not self.errors.keys() & {
            "supervisor",
            "supervisor_words",
            f"supervisor-{key}",
        }:
            self.add_error("supervisor", "Chọn ở đây cho mọi dòng, hoặc chọn ở từng dòng.")

    def tasks(self) -> list[Task]:
        """What the action asks for."""
        data, found = self.cleaned_data, []
        for row in self.filled():
            chosen = data[f"supervisor-{row.key}"] or data["supervisor"]
            found.append(
                Task(
                    row.member,
                    data[f"field-{row.key}"],
                    data[f"content-{row.key}"],
                    data[f"due-{row.key}"],
                    self.roll.get(chosen),
                    "" if chosen else data["supervisor_words"],
                )
            )
        return found


class AdjustForm(GroupedForm):
    """Other work from a day on, for a reason."""

    on = DayField(label="Điều chỉnh từ ngày")
    reason = ReasonField(label="Lý do điều chỉnh", widget=forms.Textarea(attrs=LINES))
    field = forms.ChoiceField(label="Lĩnh vực")
    content = forms.CharField(label="Nội dung công tác", max_length=LONGEST, widget=forms.Textarea(attrs=LINES))
    due_on = DayField(label="Hạn hoàn thành")
    supervisor = forms.ChoiceField(label="Người theo dõi, giúp đỡ", required=False)
    supervisor_words = forms.CharField(label="Hoặc người ngoài chi bộ", max_length=120, required=False)
    groups = (
        ("Công tác", ("field", "content", "due_on", "supervisor", "supervisor_words")),
        ("Điều chỉnh", ("on", "reason")),
    )

    def __init__(self, *args, member: Member, roll: Sequence[Member], **kwargs):
        super().__init__(*args, **kwargs)
        self.member, self.roll = member, {str(one.pk): one for one in roll}
        self.fields["field"].choices = field_choices("Chọn")
        self.fields["supervisor"].choices = people([one for one in roll if one != member], "Chọn")

    def clean(self):
        data = super().clean()
        if "supervisor" in data and bool(data["supervisor"]) == bool(data.get("supervisor_words")):
            self.add_error("supervisor", "Chọn một người trong chi bộ, hoặc ghi một người ngoài chi bộ.")
        return data

    def values(self) -> dict:
        """What the action asks for."""
        data = self.cleaned_data
        supervisor = self.roll.get(data["supervisor"])
        task = Task(self.member, data["field"], data["content"], data["due_on"], supervisor, data["supervisor_words"])
        return {"task": task, "on": data["on"], "reason": data["reason"]}


class StopForm(GroupedForm):
    """No longer this work from a day on."""

    on = DayField(label="Thôi giao từ ngày", help_text="Ngày đầu tiên không còn công tác này, ví dụ 05/02/2009")
    reason = ReasonField(widget=forms.Textarea(attrs=LINES))


class JudgeForm(forms.Form):
    """Ratings of the work of a cell; rows without a rating stay open.

    `rows`: the work that waits, and what was chosen on an older page and has its result by now.
    """

    on = DayField(label="Ngày chi bộ đánh giá")

    def __init__(self, *args, rows: Sequence[WorkAssignment], **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = rows
        for row in rows:
            name = f"{row.member.full_name}, {row.content}"
            self.fields[f"rating-{row.pk}"] = forms.ChoiceField(
                label=f"{name}: mức", choices=[("", "Chưa đánh giá"), *ratings().items()], required=False
            )
            self.fields[f"result-{row.pk}"] = forms.CharField(
                label=f"{name}: kết quả",
                max_length=LONGEST_RESULT,
                required=False,
                widget=forms.Textarea(attrs=LINES),
            )

    def rows(self) -> list[tuple[WorkAssignment, forms.BoundField, forms.BoundField]]:
        """Rows with their fields, as the page shows them."""
        return [(row, self[f"rating-{row.pk}"], self[f"result-{row.pk}"]) for row in self.asked]

    def clean(self):
        data = super().clean()
        if any(value and name not in self.fields for name, value in self.data.items() if name.startswith("rating-")):
            self.add_error(None, "Có công tác vừa được điều chỉnh hoặc thôi giao; đồng chí xem lại rồi bấm ghi.")
        for row in self.asked:
            rating, result = data.get(f"rating-{row.pk}"), data.get(f"result-{row.pk}")
            if result and not rating and f"rating-{row.pk}" not in self.errors:
                self.add_error(f"rating-{row.pk}", "Đã ghi kết quả thì chọn mức đánh giá.")
            if rating and not row.is_open:
                said = row.rating_label or "đã thôi giao"
                self.add_error(f"rating-{row.pk}", f"Đã có kết quả “{said}”, không ghi đè; đồng chí bỏ chọn dòng này.")
        if not self.errors and not self.judgements():
            self.add_error(None, "Chưa chọn mức đánh giá cho công tác nào.")
        return data

    def judgements(self) -> list[Judgement]:
        """What the action asks for."""
        data = self.cleaned_data
        chosen = [row for row in self.asked if data.get(f"rating-{row.pk}")]
        return [Judgement(row.pk, data[f"rating-{row.pk}"], data.get(f"result-{row.pk}", "")) for row in chosen]


def suggested(row: WorkAssignment, due_on: dt.date) -> dict:
    """The work of an earlier year as a suggestion for this one."""
    return {"field": row.field, "content": row.content, "due": due_on}
