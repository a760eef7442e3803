"""Form fields that several themes ask with."""

import re
import unicodedata

from django import forms
from django.template.loader import render_to_string

from sinho.text.dates import format_date, parse_date
from sinho.text.names import why_no_name
from sinho.text.numbers import format_number, parse_decimal


class DayField(forms.CharField):
    """A day typed as dd/mm/yyyy in a plain text field (no calendar: old machines, number keypad on telephones)."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "Ngày/tháng/năm, ví dụ 05/02/2009")
        super().__init__(max_length=10, **kwargs)
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off", "class": "d"})

    def to_python(self, value):
        typed = super().to_python(value)
        if not typed:
            return None
        try:
            return parse_date(typed)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else format_date(value)

    def run_validators(self, value):
        """Length is checked on what was typed, not on the day."""


class DongField(forms.IntegerField):
    """Whole đồng, typed with dots between thousands or without; shown with dots."""

    widget = forms.TextInput

    def __init__(self, *, max_value=999_999_999_999, **kwargs):
        how = "Ghi số đồng nguyên, ví dụ 1.500.000"
        most = f"Số tiền không quá {format_number(max_value)} đồng."
        errors = {"invalid": f"{how}.", "min_value": f"{how}.", "max_value": most}
        super().__init__(max_value=max_value, error_messages=errors, **{"help_text": how, **kwargs})
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off", "class": "n-l"})

    def to_python(self, value):
        typed = re.sub(r"đồng|\s", "", str(value or "")).replace("−", "-")
        if "." in typed and not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})+", typed):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(typed.replace(".", ""))

    def prepare_value(self, value):
        return format_number(value) if isinstance(value, int) else value


class PersonNameField(forms.CharField):
    """The name of a person; single spaces, composed letters."""

    def __init__(self, **kwargs):
        super().__init__(**{"label": "Họ và tên", "max_length": 120, **kwargs})

    def to_python(self, value):
        typed = unicodedata.normalize("NFC", " ".join(super().to_python(value).split()))
        if typed and (problem := why_no_name(typed)):
            raise forms.ValidationError(problem)
        return typed


class NumberField(forms.CharField):
    """A number with a decimal comma."""

    def __init__(self, **kwargs):
        super().__init__(max_length=24, **kwargs)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off", "class": "n"})

    def to_python(self, value):
        typed = super().to_python(value)
        if not typed:
            return None
        try:
            return parse_decimal(typed)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else format_number(value)

    def run_validators(self, value):
        """Length is checked on what was typed, not on the number."""


class NamedRowWidget(forms.TextInput):
    """Text field with a list of suggestions: “code · name”."""

    template_name = "components/_suggest.html"

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.suggestions: list[str] = []

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["suggestions"] = self.suggestions
        context["widget"]["list_id"] = f"{(attrs or {}).get('id', name)}_list"
        return context

    def _render(self, template_name, context, renderer=None):
        """By the templates of the project, which Django's own renderer of forms does not see."""
        return render_to_string(template_name, context)


class GroupedForm(forms.Form):
    """A form shown in groups under a heading: `groups` holds pairs (heading, names of fields)."""

    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Headings with their fields; without groups one part without a heading."""
        if not self.groups:
            return [("", list(self))]
        return [(heading, [self[name] for name in names]) for heading, names in self.groups]

    def values(self) -> dict:
        """What the action asks for."""
        return self.cleaned_data


class ReasonField(forms.CharField):
    """Why something is done that stays in the log: a word at least, no dots and no “ok”."""

    LEAST = 5
    TOO_SHORT = f"Ghi quá ngắn; đồng chí ghi rõ vì sao, ít nhất {LEAST} chữ cái hoặc chữ số."

    def __init__(self, **kwargs):
        super().__init__(**{"label": "Lý do", "max_length": 300, **kwargs})

    def validate(self, value):
        super().validate(value)
        if value and sum(sign.isalnum() for sign in value) < self.LEAST:
            raise forms.ValidationError(self.TOO_SHORT)


class ReasonForm(forms.Form):
    """Why numbers are shown in full, or a list of people leaves the system."""

    reason = ReasonField()
