"""Money as papers of the district write it: whole đồng, dots between thousands."""

from django import forms

from sinho.text.numbers import format_number, parse_decimal

MOST = 2_000_000_000


class DongField(forms.CharField):
    """A sum in whole đồng: 1.500.000 or 1500000; gives an int, None when left empty."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "Số đồng, ví dụ 1.500.000")
        super().__init__(max_length=24, **kwargs)
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off", "class": "n"})

    def to_python(self, value):
        typed = super().to_python(value)
        if not typed:
            return None
        try:
            amount = parse_decimal(typed)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if amount != amount.to_integral_value():
            raise forms.ValidationError("Ghi số đồng chẵn, không có phần lẻ.")
        if not 0 < amount <= MOST:
            raise forms.ValidationError(f"Số tiền phải lớn hơn 0 và không quá {format_number(MOST)} đồng.")
        return int(amount)

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else format_number(value)

    def run_validators(self, value):
        """Length is checked on what was typed, not on the number."""
