"""What is asked about two records: whose values stay, and why they are one person or two."""

from django import forms

from members.roll.actions.join_plan import GONE, KEPT, Chosen, FieldPair, Kind, Plan
from members.roll.said import said_of
from sinho.web.fields import GroupedForm, ReasonField

EMPTY = "chưa ghi"


class GroundsForm(GroupedForm):
    """By which paper, or who asked."""

    reason = ReasonField(
        label="Căn cứ",
        help_text="Ví dụ: đối chiếu hồ sơ giấy ngày 10/12/2009, số quyết định",
    )


class JoinForm(GroundsForm):
    """One choice for each thing in which two records differ, and for each kind of rows that overlap."""

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        for pair in plan.fields:
            if pair.differs:
                self.fields[f"field_{pair.name}"] = choice(pair, pair.kept or EMPTY, pair.gone or EMPTY, pair.stays)
        for kind in plan.asked:
            self.fields[f"kind_{kind.key}"] = choice(kind, "Giữ bên này", "Giữ bên này", "")
        self.order_fields([name for name in self.fields if name != "reason"])

    def rows(self) -> list[tuple[FieldPair, forms.BoundField | None]]:
        """Everything that is known about the person, with the choice where there is one."""
        return [
            (pair, self[f"field_{pair.name}"] if pair.differs else None)
            for pair in self.plan.fields
            if pair.kept or pair.gone
        ]

    def kinds(self) -> list[tuple[Kind, forms.BoundField | None, list[str], list[str]]]:
        """Every kind of rows that one of the records has, with the choice where there is one, and all rows in words."""
        asked = self.plan.asked
        return [
            (kind, self[f"kind_{kind.key}"] if kind in asked else None, told(kind.kept), told(kind.gone))
            for kind in self.plan.kinds
            if kind.kept or kind.gone
        ]

    def chosen(self) -> Chosen:
        data = self.cleaned_data
        sides = {
            prefix: {name.removeprefix(prefix): side for name, side in data.items() if name.startswith(prefix)}
            for prefix in ("field_", "kind_")
        }
        return Chosen(sides["field_"], sides["kind_"])


def told(rows) -> list[str]:
    return [said_of(row) for row in rows]


def choice(about: FieldPair | Kind, kept: str, gone: str, stays: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=f"{about.label[0].upper()}{about.label[1:]}",
        choices=((KEPT, kept), (GONE, gone)),
        initial=stays,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn bên được giữ.", "invalid_choice": "Chọn một trong hai bên."},
    )
