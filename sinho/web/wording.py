"""What Django itself says about wrong input, in the words of this house: short, polite, saying the right form."""

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError

from sinho.text.readable import why_unreadable

REQUIRED = "Đồng chí chưa nhập ô này."
NOT_CHOSEN = "Lựa chọn này không có trong danh sách."


def use_own_words() -> None:
    """Replace the default messages, once, when the application starts."""
    forms.Field.default_error_messages["required"] = REQUIRED
    forms.IntegerField.default_error_messages["invalid"] = "Chỉ ghi số nguyên, ví dụ 12."
    for field in (forms.ChoiceField, forms.MultipleChoiceField, forms.ModelChoiceField):
        field.default_error_messages["invalid_choice"] = NOT_CHOSEN
    forms.FileField.default_error_messages |= {
        "required": "Đồng chí chưa chọn tệp.",
        "invalid": "Đồng chí chưa chọn tệp.",
        "missing": "Đồng chí chưa chọn tệp.",
        "empty": "Tệp này rỗng, không có gì bên trong.",
    }
    validators.MaxLengthValidator.message = "Chỉ ghi nhiều nhất %(limit_value)d ký tự (đang có %(show_value)d)."
    validators.MinLengthValidator.message = "Ghi ít nhất %(limit_value)d ký tự (đang có %(show_value)d)."
    validators.MinValueValidator.message = "Phải từ %(limit_value)s trở lên."
    validators.MaxValueValidator.message = "Phải từ %(limit_value)s trở xuống."
    validators.ProhibitNullCharactersValidator.__call__ = refuse_unreadable


def refuse_unreadable(validator, value) -> None:
    """Every text field of Django refuses NUL; ours every sign that nobody can read, and say where it stands."""
    if why := why_unreadable(str(value)):
        raise ValidationError(why, code=validator.code)
