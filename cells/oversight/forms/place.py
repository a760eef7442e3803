"""Forms that begin with the organisation they are about."""

from django import forms

from cells.organizations.forms import OrganizationField
from sinho.web.fields import GroupedForm

LINES = forms.Textarea(attrs={"rows": 3})


class PlaceForm(GroupedForm):
    """`states`: the organisations that one may choose, of one day."""

    organization = OrganizationField(label="Tổ chức")

    def __init__(self, *args, states, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].use(states)

    def but_place(self) -> dict:
        """The answers beside the organisation."""
        return {name: value for name, value in self.cleaned_data.items() if name != "organization"}
