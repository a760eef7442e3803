"""What is asked about discipline and praise of members."""

from django import forms

from cells.oversight.conduct_forms import CHOOSE, DisciplineForm, PraiseFields
from cells.oversight.conduct_words import Side


class MemberDisciplineForm(DisciplineForm):
    """A decision on a member."""

    side = forms.ChoiceField(label="Loại", choices=[CHOOSE, *Side.choices])
    field_order = ["side", "form"]

    def __init__(self, *args, subject: str, **kwargs):
        super().__init__(*args, subjects=(subject, "state"), **kwargs)

    def values(self) -> dict:
        side = self.cleaned_data.pop("side")
        return super().values() | {"side": side}


class MemberPraiseForm(PraiseFields):
    """A decision on a member's praise."""

    def values(self) -> dict:
        return {"given": self.given()}
