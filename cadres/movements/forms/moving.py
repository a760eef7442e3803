"""What is asked about a movement."""

from django import forms

from cadres.movements.actions.moving import Ended, Sent
from cadres.movements.enums import Direction, MovementKind, Verdict
from cadres.movements.forms import MOST_DONG
from cadres.staff.forms import LINES, PersonFields, title_choices
from cells.organizations.forms import OrganizationField
from sinho.web.fields import DayField, DongField, GroupedForm

CHOOSE = ("", "Chọn")


class TermFields(GroupedForm):
    """The decision and what it says, all that may be mended later."""

    kind = forms.ChoiceField(label="Hình thức", choices=[CHOOSE, *MovementKind.choices])
    other = OrganizationField(label="Cơ quan, đơn vị ở huyện", required=False)
    agency = forms.CharField(
        label="Cơ quan ngoài danh sách",
        max_length=160,
        required=False,
        help_text="Khi không có trong danh sách",
    )
    planned_until = DayField(label="Dự kiến đến ngày", required=False)
    decision_number = forms.CharField(label="Số quyết định", max_length=40)
    decision_date = DayField(label="Ngày quyết định")
    allowance = DongField(label="Phụ cấp một tháng, đồng", required=False, min_value=1, max_value=MOST_DONG)
    added = forms.BooleanField(label="Chức danh tăng thêm để luân chuyển", required=False)
    reason = forms.CharField(label="Ghi chú", max_length=500, required=False, widget=LINES)
    BODY = ("other", "agency")
    PAPER = ("decision_number", "decision_date", "planned_until", "allowance", "added", "reason")

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].use(bodies)

    def terms(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("kind", *self.BODY, *self.PAPER)}


class PlaceFields(TermFields):
    """Where he goes and since when."""

    organization = OrganizationField(label="Đến xã, thị trấn")
    title = forms.ChoiceField(label="Chức danh ở xã", choices=())
    since = DayField(label="Từ ngày")

    def __init__(self, *args, communes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].use(communes)
        self.fields["title"].choices = [CHOOSE, *title_choices()]


class SendNewForm(PlaceFields, PersonFields):
    """Somebody of the district who has no record on the staff of a commune."""

    different = forms.BooleanField(label="Đã kiểm tra, là người khác với hồ sơ giống tên", required=False)
    groups = (
        ("Lý lịch", (*PersonFields.PERSON, "different")),
        ("Điều động", ("kind", *TermFields.BODY, "organization", "title", "since")),
        ("Quyết định", TermFields.PAPER),
    )

    def values(self) -> dict:
        data = self.cleaned_data
        place = {name: data[name] for name in ("organization", "title", "since")}
        sent = Sent(direction=Direction.DOWN, **place, **self.terms())
        return {"person": self.person(), "sent": sent, "different": data["different"]}


class SendForm(PlaceFields):
    """Somebody with a record: to a commune, to another commune, up to the district. `home`: where he serves now."""

    direction = forms.ChoiceField(label="Hướng", choices=[CHOOSE, *Direction.choices])
    duty = forms.CharField(label="Nhiệm vụ ở huyện", max_length=160, required=False, help_text="Khi lên huyện")
    groups = (
        ("Điều động", ("direction", "kind", "organization", "title", *TermFields.BODY, "duty", "since")),
        ("Quyết định", TermFields.PAPER),
    )

    def __init__(self, *args, home=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.home = home
        self.fields["organization"].required = self.fields["title"].required = False
        self.fields["organization"].help_text = "Khi về xã; lên huyện thì bỏ trống"
        self.fields["other"].help_text = "Nơi đi khi về xã, nơi đến khi lên huyện; xã sang xã thì bỏ trống"

    def clean(self):
        data = super().clean()
        direction = data.get("direction")
        if direction in (Direction.DOWN, Direction.ACROSS):
            for name, said in (("organization", "Chọn xã đến."), ("title", "Chọn chức danh ở xã.")):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, said)
        if direction in (Direction.UP, Direction.ACROSS) and self.home is None:
            self.add_error("direction", "Đồng chí này hiện không giữ chức danh ở xã nào, chỉ có thể từ huyện về xã.")
        if direction == Direction.ACROSS and (data.get("other") or data.get("agency")):
            self.add_error("other", "Xã sang xã thì bỏ trống; nơi đi là xã đang công tác.")
        return data

    def values(self) -> dict:
        data, terms = self.cleaned_data, self.terms()
        direction = data["direction"]
        place = {"organization": data["organization"], "title": data["title"]}
        if direction == Direction.UP:
            place = {"organization": self.home, "title": ""}
        elif direction == Direction.ACROSS:
            terms["other"] = self.home
        duty = data["duty"].strip() if direction == Direction.UP else ""
        return {"sent": Sent(direction=direction, since=data["since"], duty=duty, **place, **terms)}


class MendForm(TermFields):
    """An extension, or what was written wrongly, with the reason."""

    duty = forms.CharField(label="Nhiệm vụ ở huyện", max_length=160, required=False)
    why = forms.CharField(label="Lý do sửa", max_length=500, widget=LINES, help_text="Ví dụ: gia hạn đến hết nhiệm kỳ")
    groups = (
        ("Điều động", ("kind", *TermFields.BODY, "duty")),
        ("Quyết định", TermFields.PAPER),
        ("Sửa", ("why",)),
    )

    def __init__(self, *args, movement, **kwargs):
        super().__init__(*args, **kwargs)
        self.movement = movement
        if movement.direction != Direction.UP:
            self.fields["duty"].disabled = True
        if movement.direction == Direction.ACROSS:
            self.fields["agency"].disabled = self.fields["other"].disabled = True

    def values(self) -> dict:
        one, terms = self.movement, self.terms()
        if one.direction == Direction.ACROSS:
            terms |= {"other": one.other, "agency": ""}
        duty = self.cleaned_data["duty"].strip() if one.direction == Direction.UP else one.duty
        kept = {"direction": one.direction, "organization": one.organization, "title": one.title, "since": one.since}
        return {"sent": Sent(duty=duty, **kept, **terms), "why": self.cleaned_data["why"]}


class EndForm(GroupedForm):
    """The end of a movement."""

    on = DayField(label="Kết thúc từ ngày", help_text="Ngày đầu tiên không còn ở nơi điều động")
    return_to = forms.CharField(label="Bố trí sau khi kết thúc", max_length=200, help_text="Cơ quan và chức vụ mới")
    verdict = forms.ChoiceField(label="Đánh giá", choices=[CHOOSE, *Verdict.choices])
    verdict_words = forms.CharField(label="Nhận xét", max_length=500, required=False, widget=LINES)
    number = forms.CharField(label="Số quyết định", max_length=40, required=False)
    date = DayField(label="Ngày quyết định", required=False)

    def values(self) -> dict:
        return {"ended": Ended(**self.cleaned_data)}
