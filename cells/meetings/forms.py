"""What is asked about a meeting: one short page for a telephone, with the conclusions of this and of earlier ones."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django import forms

from cells.meetings import frames
from cells.meetings.enums import MeetingKind, Outcome
from cells.meetings.models import Conclusion
from cells.meetings.models.meeting import LONGEST_TEXT
from cells.meetings.rules.meeting import LONGEST, SHORTEST, Agreed, Reported, Told
from cells.meetings.rules.quality import Frame
from sinho.web.fields import DayField, DongField, GroupedForm

LINES = {"rows": 3}
NEW_CONCLUSIONS = 3
MOST_PEOPLE = 9999
TIMES = ("%H:%M", "%H.%M", "%Hh%M", "%H giờ %M", "%Hh", "%H giờ", "%H")


class CountField(forms.IntegerField):
    """How many people; number keypad on telephones. Empty is 0 unless it is required."""

    widget = forms.TextInput

    def __init__(self, *, max_value=MOST_PEOPLE, **kwargs):
        wrong = f"Ghi số nguyên từ 0 đến {max_value}."
        errors = {"invalid": wrong, "min_value": wrong, "max_value": wrong}
        super().__init__(min_value=0, max_value=max_value, error_messages=errors, **kwargs)
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off", "class": "n"})
        self.widget.attrs.pop("min", None)


class TimeField(forms.TimeField):
    """14:30, 14h30, 14 giờ 30."""

    def __init__(self, **kwargs):
        wrong = {"invalid": "Ghi giờ:phút, ví dụ 14:30."}
        super().__init__(input_formats=TIMES, error_messages=wrong, **kwargs)
        self.widget.format = "%H:%M"
        self.widget.attrs.update({"autocomplete": "off", "class": "n"})


def text(label: str, most: int, *, required: bool = False, lines: bool = False, **more) -> forms.CharField:
    widget = forms.Textarea(attrs=LINES) if lines else forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, required=required, widget=widget, **more)


class MeetingForm(GroupedForm):
    """The meeting itself. The frame of points is that of the day on which the page was opened for."""

    kind = forms.ChoiceField(label="Loại", choices=MeetingKind.choices)
    held_on = DayField(label="Ngày họp")
    topic = text("Tên chuyên đề", 300)
    total = CountField(label="Tổng số đảng viên")
    present = CountField(label="Có mặt")
    excused = CountField(label="Vắng có lý do", required=False)
    unexcused = CountField(label="Vắng không lý do", required=False)
    exempted = CountField(label="Được miễn sinh hoạt", required=False)
    chair = text("Người chủ trì", 120, required=True)
    contents = text("Nội dung chính", LONGEST_TEXT, required=True, lines=True)
    secretary = text("Thư ký ghi biên bản", 120)
    place = text("Nơi họp", 160)
    starts_at = TimeField(label="Giờ bắt đầu", required=False)
    minutes = CountField(label="Thời lượng, phút", max_value=LONGEST, required=False)
    dues = DongField(label="Đảng phí đã thu", required=False, max_value=2_000_000_000, min_value=0)
    resolution = text("Số nghị quyết", 40)
    remarks = text("Tự phê bình, phê bình, biểu dương", 2000, lines=True)
    score = CountField(label="Tổng điểm, nếu không chấm từng tiêu chí", max_value=100, required=False)
    score_note = text("Lý do trừ điểm", 400)

    groups = (
        ("Buổi họp", ("kind", "held_on", "topic")),
        ("Dự họp", ("total", "present", "excused", "unexcused", "exempted")),
        ("Nội dung", ("chair", "contents")),
    )
    more = ("secretary", "place", "starts_at", "minutes", "dues", "resolution", "remarks")
    _COUNTS = ("excused", "unexcused", "exempted")

    def __init__(self, *args, frame_day: dt.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.frame = frames.on(frame_day)
        self.point_names = [f"p-{one.code}" for one in self.frame.criteria]
        for one, name in zip(self.frame.criteria, self.point_names, strict=True):
            label = f"{one.code}. {one.label} (tối đa {one.max})"
            self.fields[name] = CountField(label=label, max_value=one.max, required=False)
            self.fields[name].initial = (self.initial.get("points") or {}).get(one.code)

    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.more]

    def score_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in (*self.point_names, "score", "score_note")]

    @property
    def opens_more(self) -> bool:
        """Whether something in the folded parts is wrong."""
        return any(self[name].errors for name in (*self.more, *self.point_names, "score", "score_note"))

    def clean_minutes(self):
        minutes = self.cleaned_data["minutes"]
        if minutes is not None and minutes < SHORTEST:
            raise forms.ValidationError(f"Thời lượng từ {SHORTEST} đến {LONGEST} phút.")
        return minutes

    def clean(self):
        data = super().clean()
        if data.get("kind") == MeetingKind.THEMATIC and not data.get("topic") and "topic" not in self.errors:
            self.add_error("topic", "Sinh hoạt chuyên đề phải ghi tên chuyên đề.")
        day = data.get("held_on")
        if day and frames.on(day) != self.frame and any(data.get(name) is not None for name in self.point_names):
            other: Frame = frames.on(day)
            self.add_error("held_on", f"Ngày này theo {other.title}; để trống điểm từng tiêu chí, ghi tổng điểm.")
        return data

    def told(self) -> Told:
        """What the action asks for."""
        data = self.cleaned_data
        points = {
            one.code: data[name]
            for one, name in zip(self.frame.criteria, self.point_names, strict=True)
            if data.get(name) is not None
        }
        values = {name: data[name] for name in Told.__dataclass_fields__ if name in data}
        return Told(**values | {name: data[name] or 0 for name in self._COUNTS}, points=points)


class RecordForm(MeetingForm):
    """A new meeting: also what was concluded, and what came of the conclusions that are open (`carried`)."""

    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": "Trang đã hỏng; đồng chí mở lại."})

    def __init__(self, *args, carried: Sequence[Conclusion], **kwargs):
        super().__init__(*args, **kwargs)
        self.carried = carried
        outcomes = [("", "Chưa có gì mới"), *Outcome.choices]
        for one in carried:
            self.fields[f"outcome-{one.pk}"] = forms.ChoiceField(
                label=f"Tình hình: {one.content}", choices=outcomes, required=False
            )
            self.fields[f"words-{one.pk}"] = text(f"Kết quả: {one.content}", 400)
        for number in range(1, NEW_CONCLUSIONS + 1):
            self.fields[f"content-{number}"] = text(f"Kết luận {number}", 400, lines=True)
            self.fields[f"content-{number}"].widget.attrs["rows"] = 2
            self.fields[f"owner-{number}"] = text(f"Người phụ trách {number}", 120)
            self.fields[f"due-{number}"] = DayField(label=f"Hạn {number}", required=False, help_text="")

    def carried_rows(self) -> list[tuple[Conclusion, forms.BoundField, forms.BoundField]]:
        return [(one, self[f"outcome-{one.pk}"], self[f"words-{one.pk}"]) for one in self.carried]

    @property
    def opens_rows(self) -> bool:
        """Whether more than the first conclusion was typed."""
        return any(field.value() for row in self.new_rows()[1:] for field in row)

    def new_rows(self) -> list[list[forms.BoundField]]:
        numbers = range(1, NEW_CONCLUSIONS + 1)
        return [[self[f"{part}-{number}"] for part in ("content", "owner", "due")] for number in numbers]

    def clean(self):
        data = super().clean()
        for number in range(1, NEW_CONCLUSIONS + 1):
            names = {
                f"content-{number}": "Ghi nội dung kết luận.",
                f"owner-{number}": "Ghi người phụ trách.",
                f"due-{number}": "Ghi hạn.",
            }
            if any(data.get(name) for name in names):
                for name, sentence in names.items():
                    if not data.get(name) and name not in self.errors:
                        self.add_error(name, sentence)
        for one in self.carried:
            outcome, words = data.get(f"outcome-{one.pk}"), data.get(f"words-{one.pk}")
            if words and not outcome and f"outcome-{one.pk}" not in self.errors:
                self.add_error(f"outcome-{one.pk}", "Đã ghi kết quả thì chọn tình hình.")
        known = {f"outcome-{one.pk}" for one in self.carried}
        if any(value and name.startswith("outcome-") and name not in known for name, value in self.data.items()):
            self.add_error(None, "Có kết luận vừa được ghi là đã xong; đồng chí xem lại rồi bấm ghi.")
        return data

    def agreed(self) -> list[Agreed]:
        data, numbers = self.cleaned_data, range(1, NEW_CONCLUSIONS + 1)
        filled = [number for number in numbers if data.get(f"content-{number}")]
        return [Agreed(data[f"content-{n}"], data[f"owner-{n}"], data[f"due-{n}"]) for n in filled]

    def reported(self) -> list[Reported]:
        data = self.cleaned_data
        return [
            Reported(one.pk, data[f"outcome-{one.pk}"], data[f"words-{one.pk}"])
            for one in self.carried
            if data.get(f"outcome-{one.pk}")
        ]

    @property
    def sent_key(self) -> UUID:
        return self.cleaned_data["key"]


class CorrectForm(MeetingForm):
    reason = text("Lý do sửa", 300, required=True, lines=True)


class WithdrawForm(GroupedForm):
    reason = text("Lý do bỏ", 300, required=True, lines=True)


class ReportForm(GroupedForm):
    """What came of a conclusion between two meetings."""

    on = DayField(label="Ngày")
    outcome = forms.ChoiceField(label="Tình hình", choices=[("", "Chọn"), *Outcome.choices])
    words = text("Kết quả", 400, lines=True)

    def clean(self):
        data = super().clean()
        if data.get("outcome") == Outcome.DROPPED and not data.get("words") and "words" not in self.errors:
            self.add_error("words", "Thôi thực hiện thì ghi lý do.")
        return data


class JudgeAgainForm(GroupedForm):
    """Another level for a meeting that is decided already."""

    on = DayField(label="Ngày duyệt lại")
    level = forms.ChoiceField(label="Mức")
    score = CountField(label="Điểm", max_value=100, required=False)
    note = text("Ghi chú, lý do trừ điểm", 400)
    reason = text("Lý do sửa mức", 300, required=True, lines=True)

    def __init__(self, *args, frame: Frame, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", "Chọn"), *frame.levels.items()]


class JudgeForm(forms.Form):
    """Levels of many meetings on one page; rows without a level stay as they are. `sure`: the preview was seen."""

    on = DayField(label="Ngày duyệt")

    def __init__(self, *args, rows: Sequence, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = rows
        for row in rows:
            levels = [("", "Chưa duyệt"), *row.frame.levels.items()]
            self.fields[f"level-{row.pk}"] = forms.ChoiceField(
                label=f"Mức, buổi {row.pk}", choices=levels, required=False, initial=row.level
            )
            self.fields[f"score-{row.pk}"] = CountField(
                label=f"Điểm, buổi {row.pk}", max_value=100, required=False, initial=row.score
            )
            self.fields[f"note-{row.pk}"] = text(f"Ghi chú, buổi {row.pk}", 400, initial=row.score_note)

    def rows(self) -> list[tuple]:
        return [(row, *(self[f"{part}-{row.pk}"] for part in ("level", "score", "note"))) for row in self.asked]

    def chosen(self) -> list:
        """Rows with a level."""
        return [row for row in self.asked if self.cleaned_data.get(f"level-{row.pk}")]

    def clean(self):
        data = super().clean()
        if any(v and n.startswith("level-") and n not in self.fields for n, v in self.data.items()):
            self.add_error(None, "Có buổi sinh hoạt vừa được duyệt, sửa hoặc bỏ; đồng chí xem lại rồi bấm duyệt.")
        for row in self.asked:
            score, level = data.get(f"score-{row.pk}"), data.get(f"level-{row.pk}")
            if level and score is not None and row.frame.level_of(score) != level:
                name = row.frame.name(row.frame.level_of(score)).lower()
                self.add_error(f"level-{row.pk}", f"{score} điểm là mức {name}; sửa điểm hoặc mức.")
        if not self.errors and not self.chosen():
            self.add_error(None, "Chưa chọn mức cho buổi sinh hoạt nào.")
        return data
