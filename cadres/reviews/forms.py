"""What is asked in reviews: a commune rated on one page, a round with its slips, an opinion and its answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms

from cadres.reviews.actions.opinions import Said
from cadres.reviews.actions.rating import Given
from cadres.reviews.actions.voting import Convened
from cadres.reviews.enums import Option, Source
from cadres.reviews.models.opinion import LONGEST
from cadres.reviews.rules.rating import MOST_POINTS, Scale
from cadres.reviews.rules.voting import MOST, Count, Slips, VoteRule
from cadres.staff.actions.facts import Paper
from cadres.staff.forms import PaperFields
from cadres.staff.models import Cadre, Post
from cells.organizations.forms import OrganizationField
from sinho.web.fields import DayField, GroupedForm, NumberField

LINES = forms.Textarea(attrs={"rows": 3})
NUMBER = forms.TextInput(attrs={"class": "n-s", "inputmode": "numeric", "autocomplete": "off", "maxlength": "5"})
WRONG = dict.fromkeys(("invalid", "min_value", "max_value"), f"Ghi số nguyên từ 0 đến {MOST}.")
NOT_YET = ("", "Chưa đánh giá")


def level_choices(scale: Scale) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in scale.levels]


def points_field(label: str) -> NumberField:
    return NumberField(label=label, required=False, help_text="")


@dataclass(frozen=True)
class Waiting:
    """Somebody who waits for a rating. `held`: he served to the end of the year; `titles`: what he held then."""

    cadre: Cadre
    held: bool
    titles: str


class RateForm(forms.Form):
    """The staff of a commune for a year: the decision once, a level for each person; who stays empty is left out.

    `rest`: one level for all who served to the end of the year and are left empty.
    """

    number = forms.CharField(label="Số quyết định", max_length=40)
    date = DayField(label="Ngày quyết định")
    rest = forms.ChoiceField(label="Những đồng chí để trống", required=False)

    def __init__(self, *args, scale: Scale, people: Sequence[Waiting], **kwargs):
        super().__init__(*args, **kwargs)
        self.scale, self.people = scale, people
        self.fields["rest"].choices = [("", "Chưa đánh giá lần này"), *level_choices(scale)]
        if scale.points:
            del self.fields["rest"]
        for one in people:
            name, choices = one.cadre.full_name, [NOT_YET, *level_choices(scale)]
            self.fields[f"level-{one.cadre.pk}"] = forms.ChoiceField(label=name, choices=choices, required=False)
            if scale.points:
                self.fields[f"points-{one.cadre.pk}"] = points_field(f"{name}, điểm")

    def rows(self) -> list[tuple]:
        """Each person with the fields of level and points (or None)."""
        points = self.scale.points
        return [
            (one, self[f"level-{one.cadre.pk}"], self[f"points-{one.cadre.pk}"] if points else None)
            for one in self.people
        ]

    def levels(self) -> dict[int, Given]:
        data, found = self.cleaned_data, {}
        for one in self.people:
            level, points = (data.get(f"{part}-{one.cadre.pk}") for part in ("level", "points"))
            level = level or (data.get("rest") if one.held else "")
            if level or points is not None:
                found[one.cadre.pk] = Given(level or "", points)
        return found

    def clean(self):
        data = super().clean()
        sent = {name for name, value in self.data.items() if name.startswith(("level-", "points-")) and value.strip()}
        if sent - self.fields.keys():
            self.add_error(None, "Có đồng chí không còn trong danh sách chờ đánh giá; đồng chí xem lại rồi bấm ghi.")
        for pk, given in self.levels().items():
            if not given.level and f"level-{pk}" not in self.errors:
                self.add_error(f"level-{pk}", "Chọn mức.")
        if not self.errors and not self.levels():
            self.add_error(None, "Chọn mức cho ít nhất một đồng chí.")
        return data

    def values(self) -> dict:
        """What the action asks for."""
        return {"levels": self.levels(), "paper": Paper(self.cleaned_data["number"], self.cleaned_data["date"])}


class CorrectRatingForm(PaperFields):
    """Another level by a later decision."""

    level = forms.ChoiceField(label="Mức đúng")
    points = points_field("Điểm")
    groups = (("Đánh giá", ("level", "points")), ("Quyết định đính chính", PaperFields.PAPER))

    def __init__(self, *args, scale: Scale, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = level_choices(scale)
        self.fields["points"].help_text = f"Từ 0 đến {MOST_POINTS}"
        for name in self.PAPER:
            self.fields[name].required = True
        if not scale.points:
            del self.fields["points"]
            self.groups = (("Đánh giá", ("level",)), self.groups[1])

    def values(self) -> dict:
        return {"given": Given(self.cleaned_data["level"], self.cleaned_data.get("points")), "paper": self.paper()}


class RoundForm(forms.Form):
    """A round with the slips for each post; a post left empty was not voted on."""

    legal_basis = forms.CharField(label="Căn cứ", max_length=300)
    convened_by = forms.CharField(label="Cơ quan triệu tập", max_length=200)
    invited = forms.IntegerField(label="Số người được mời")
    present = forms.IntegerField(label="Số người có mặt")
    valid = forms.IntegerField(label="Số phiếu hợp lệ")
    reason = forms.CharField(label="Lý do sửa", max_length=1000, widget=LINES)

    def __init__(self, *args, rule: VoteRule, posts: Sequence[Post], correcting: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.rule, self.posts = rule, posts
        for name in ("invited", "present", "valid"):
            self.fields[name] = self.number(self.fields[name].label, required=True)
        if not correcting:
            del self.fields["reason"]
        for post in posts:
            for option in rule.options:
                label = f"{post.cadre.full_name}, {post}, {rule.label(option).lower()}"
                self.fields[f"{option}-{post.pk}"] = self.number(label, required=False)

    @staticmethod
    def number(label: str, *, required: bool) -> forms.IntegerField:
        return forms.IntegerField(
            label=label, min_value=0, max_value=MOST, required=required, widget=NUMBER, error_messages=WRONG
        )

    def heads(self) -> list[str]:
        """Headings of the options."""
        return [self.rule.label(one) for one in self.rule.options]

    def rows(self) -> list[tuple]:
        """Each post with the fields of its options under their headings."""
        return [
            (post, [(self.rule.label(one), self[f"{one}-{post.pk}"]) for one in self.rule.options])
            for post in self.posts
        ]

    def filled(self, post: Post) -> dict[str, int]:
        """The options that were written down for the post."""
        found = {one: self.cleaned_data.get(f"{one}-{post.pk}") for one in self.rule.options}
        return {one: value for one, value in found.items() if value is not None}

    def clean(self):
        data = super().clean()
        sent = {name for name, value in self.data.items() if value.strip() and name.split("-")[0] in Option.values}
        if sent - self.fields.keys():
            self.add_error(None, "Có chức danh hoặc mức không thuộc cuộc lấy phiếu này; đồng chí tải lại trang.")
        for post in self.posts:
            filled = self.filled(post)
            for option in self.rule.options if filled else ():
                if option not in filled and f"{option}-{post.pk}" not in self.errors:
                    self.add_error(f"{option}-{post.pk}", "Ghi số phiếu, không có thì ghi 0.")
        return data

    def values(self) -> dict:
        """What the action asks for."""
        data, counts = self.cleaned_data, {}
        for post in self.posts:
            if filled := self.filled(post):
                counts[post.pk] = Count(filled.get(Option.HIGH), filled[Option.TRUST], filled[Option.LOW])
        slips = Slips(data["invited"], data["present"], data["valid"])
        values = {"convened": Convened(data["legal_basis"], data["convened_by"], slips), "counts": counts}
        return values | ({"reason": data["reason"]} if "reason" in data else {})


class ReceiveForm(GroupedForm):
    """An opinion that came in; about somebody when `cadre` is given, else about an organisation."""

    organization = OrganizationField(label="Về tổ chức")
    source = forms.ChoiceField(label="Ý kiến của", choices=[("", "Chọn"), *Source.choices])
    source_words = forms.CharField(
        label="Ghi rõ", max_length=200, help_text="Ví dụ Ban Thường trực Ủy ban Mặt trận Tổ quốc xã Nậm Tăm"
    )
    received_on = DayField(label="Ngày nhận")
    received_by = forms.CharField(label="Người nhận", max_length=120)
    content = forms.CharField(label="Nội dung", max_length=LONGEST, widget=LINES)
    SAID = ("source", "source_words", "received_on", "received_by", "content")
    groups = (("", ("organization", *SAID)),)

    def __init__(self, *args, states, cadre: Cadre | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if cadre:
            del self.fields["organization"]
            self.groups = (("", self.SAID),)
        else:
            self.fields["organization"].use(states)

    def values(self) -> dict:
        said = Said(**{name: self.cleaned_data[name] for name in self.SAID})
        return {"said": said} | {name: self.cleaned_data[name] for name in self.fields if name == "organization"}


class AnswerForm(GroupedForm):
    """What was done about an opinion."""

    answered_on = DayField(label="Ngày trả lời")
    answered_by = forms.CharField(label="Người trả lời", max_length=120)
    answer = forms.CharField(label="Đã làm gì", max_length=LONGEST, widget=LINES)
