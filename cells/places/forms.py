"""What is asked about a village."""

from django import forms

from cells.organizations.forms import OrganizationField
from cells.places.enums import ServiceKind
from sinho.web.fields import DayField, GroupedForm

NONE = ("none", "Chưa có chi bộ phụ trách")


class ServeForm(GroupedForm):
    """The cell that serves a village from a day on, or that none does."""

    kind = forms.ChoiceField(label="Hình thức", choices=[*ServiceKind.choices, NONE])
    cell = OrganizationField(label="Chi bộ", required=False)
    since = DayField(label="Từ ngày")

    def __init__(self, *args, cells, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cell"].use(cells)

    def clean(self):
        data = super().clean()
        if "cell" in self.errors or "kind" in self.errors:
            return data
        served = data["kind"] != NONE[0]
        if served and not data["cell"]:
            self.add_error("cell", f"Đồng chí chọn chi bộ, hoặc chọn hình thức “{NONE[1]}”.")
        elif data["cell"] and not served:
            self.add_error("cell", f"Hình thức là “{NONE[1]}” thì để trống ô này.")
        return data | {"kind": data["kind"] if served else ""}
