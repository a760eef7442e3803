"""What is asked about plans of successors."""

from itertools import groupby

from django import forms

from cadres.planning import catalogue
from cadres.planning.actions.facts import Decided
from cadres.planning.actions.rounds import ReviewData, RoundData, Seats
from cadres.planning.actions.voting import Counted
from cadres.planning.models.round import MOST_SEATS
from cadres.staff.rules import SUBJECTS
from cells.organizations.forms import OrganizationField
from sinho.web.fields import DayField, GroupedForm

LINES = forms.Textarea(attrs={"rows": 2})
SMALL = forms.TextInput(attrs={"class": "n-s", "inputmode": "numeric", "autocomplete": "off"})


def year(label: str, **more) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1990, max_value=2100, widget=SMALL, **more)


def seats(label: str, least: int, initial: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=MOST_SEATS, initial=initial, widget=SMALL)


def reason(required: bool = True) -> forms.CharField:
    return forms.CharField(label="Lý do", max_length=300, widget=LINES, required=required)


def decision_number(label: str = "Số quyết định", **more) -> forms.CharField:
    return forms.CharField(label=label, max_length=40, **more)


class SeatFields(GroupedForm):
    """The number of the decision, and the seats of the bodies as it states them."""

    decision_number = decision_number()
    committee_seats = seats("Số ủy viên Ban Chấp hành", 1, catalogue.posts()["committee_member"].seats)
    standing_seats = seats("Số ủy viên Ban Thường vụ", 0, catalogue.posts()["standing_member"].seats)
    inspection_seats = seats("Số ủy viên Ủy ban Kiểm tra", 0, catalogue.posts()["inspection_member"].seats)
    SEATS = ("committee_seats", "standing_seats", "inspection_seats")


class RoundForm(SeatFields):
    """The plan of a commune for a term."""

    organization = OrganizationField(label="Xã, thị trấn")
    first_year = year("Nhiệm kỳ từ năm")
    last_year = year("đến năm")
    decided_on = DayField(label="Ngày quyết định")
    groups = (
        ("Quy hoạch", ("organization", "first_year", "last_year")),
        ("Quyết định phê duyệt", ("decision_number", "decided_on")),
        ("Số lượng theo quyết định", SeatFields.SEATS),
    )

    def __init__(self, *args, communes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].use(communes)

    def clean(self):
        data = super().clean()
        first, last = data.get("first_year"), data.get("last_year")
        if first and last and not first < last <= first + 10:
            self.add_error("last_year", "Năm cuối sau năm đầu, nhiệm kỳ dài nhất 10 năm.")
        return data

    def values(self) -> dict:
        return {"data": RoundData(**self.cleaned_data)}


class CorrectRoundForm(SeatFields):
    """Number and seats of a plan, mended."""

    reason = reason()
    groups = (
        ("Quyết định phê duyệt", ("decision_number",)),
        ("Số lượng theo quyết định", SeatFields.SEATS),
        ("Vì sao sửa", ("reason",)),
    )

    def values(self) -> dict:
        data = dict(self.cleaned_data)
        return {"reason": data.pop("reason"), "seats": Seats(**data)}


class EnterForm(GroupedForm):
    """Posts somebody is planned for, by which decision, what is still to be learned."""

    posts = forms.MultipleChoiceField(label="Chức danh quy hoạch", widget=forms.CheckboxSelectMultiple, choices=())
    decided = forms.ChoiceField(label="Theo", choices=())
    number = decision_number(label="Số quyết định bổ sung riêng", required=False)
    on = DayField(label="Ngày quyết định bổ sung riêng", required=False)
    needs = forms.MultipleChoiceField(
        label="Cần đào tạo, bồi dưỡng thêm",
        widget=forms.CheckboxSelectMultiple,
        choices=list(SUBJECTS.items()),
        required=False,
    )
    ROUND, OWN = "round", "own"
    groups = (("Chức danh", ("posts",)), ("Quyết định", ("decided", "number", "on")), ("Đào tạo", ("needs",)))

    def __init__(self, *args, round, day, taken=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.reviews = {str(one.pk): one for one in round.reviews.order_by("-decided_on")}
        self.fields["posts"].choices = [
            (code, catalogue.named(code, day)) for code in catalogue.posts() if round.seats(code) and code not in taken
        ]
        named = [(key, f"{one}: {one.paper}") for key, one in self.reviews.items()]
        own = (self.OWN, "Quyết định bổ sung riêng")
        self.fields["decided"].choices = [*named, (self.ROUND, f"{round}: {round.paper}"), own]

    def clean(self):
        data = super().clean()
        if data.get("decided") == self.OWN:
            for name in ("number", "on"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, "Quyết định bổ sung riêng phải có cả số và ngày.")
        elif data.get("number") or data.get("on"):
            self.add_error("decided", "Đã ghi quyết định bổ sung riêng; đồng chí chọn “Quyết định bổ sung riêng”.")
        return data

    def values(self) -> dict:
        data = self.cleaned_data
        decided = Decided(self.reviews.get(data["decided"]), data["number"], data["on"])
        return {"posts": data["posts"], "decided": decided, "needs": data["needs"]}


class ReviewForm(GroupedForm):
    """A yearly review: the decision, and a reason for each post that somebody leaves (no reason: kept)."""

    year = year("Năm rà soát")
    decision_number = decision_number()
    decided_on = DayField(label="Ngày quyết định")
    MAIN = ("year", "decision_number", "decided_on")

    def __init__(self, *args, turns, **kwargs):
        super().__init__(*args, **kwargs)
        self.turns = turns
        for turn in turns:
            self.fields[f"out_{turn.entry.pk}"] = forms.CharField(
                label=f"Lý do đưa ra: {turn.person.who.full_name}, {turn.entry}", max_length=300, required=False
            )

    @property
    def main(self):
        return [self[name] for name in self.MAIN]

    @property
    def people(self):
        """(person, rows of turn and field, whether something was typed there): one fold for each person."""
        found = []
        for _, turns in groupby(self.turns, lambda turn: turn.person.planned.pk):
            rows = [(turn, self[f"out_{turn.entry.pk}"]) for turn in turns]
            found.append((rows[0][0].person, rows, any(field.value() or field.errors for _, field in rows)))
        return found

    def values(self) -> dict:
        data = self.cleaned_data
        out = {turn.entry.pk: data[f"out_{turn.entry.pk}"] for turn in self.turns}
        removals = {pk: words for pk, words in out.items() if words}
        return {"data": ReviewData(**{name: data[name] for name in self.MAIN}, removals=removals)}


class RemoveForm(GroupedForm):
    """Out of the plan outside a review, or never in it."""

    REMOVED, MISTAKEN = "removed", "mistaken"
    how = forms.ChoiceField(
        label="Việc", choices=[(REMOVED, "Đưa ra khỏi quy hoạch"), (MISTAKEN, "Ghi nhầm, không tính ở đâu nữa")]
    )
    on = DayField(label="Từ ngày", required=False, help_text="Ngày đầu tiên không còn trong quy hoạch")
    number = decision_number(required=False)
    reason = reason()

    def clean(self):
        data = super().clean()
        if data.get("how") == self.REMOVED and not data.get("on") and "on" not in self.errors:
            self.add_error("on", "Đưa ra khỏi quy hoạch phải có ngày.")
        return data


class VoteForm(GroupedForm):
    """The votes of a step."""

    step = forms.ChoiceField(label="Bước", choices=())
    held_on = DayField(label="Ngày lấy phiếu")
    votes = forms.IntegerField(label="Số phiếu đồng ý", min_value=0, max_value=9999, widget=SMALL)
    of = forms.IntegerField(label="Tổng số phiếu", min_value=1, max_value=9999, widget=SMALL)
    reason = forms.CharField(
        label="Lý do sửa", max_length=300, required=False, help_text="Chỉ ghi khi sửa phiếu đã ghi của bước này"
    )

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        steps = catalogue.steps_on(day).steps
        self.fields["step"].choices = [("", "Chọn"), *((one.code, f"{one.name} ({one.of})") for one in steps)]

    def values(self) -> dict:
        data = dict(self.cleaned_data)
        return {"reason": data.pop("reason"), "counted": Counted(**data)}


class NeedsForm(GroupedForm):
    """Subjects somebody in a plan is still to be trained in."""

    subjects = forms.MultipleChoiceField(
        label="Cần đào tạo, bồi dưỡng",
        widget=forms.CheckboxSelectMultiple,
        choices=list(SUBJECTS.items()),
        required=False,
        help_text="Bỏ chọn nội dung đã học xong hoặc không cần nữa",
    )
    due_year = year("Học xong trước hết năm", required=False)
