"""Numbers as Party papers write them in running text and in tables."""

from django import template

from sinho.text.numbers import format_number

register = template.Library()


@register.filter
def two_digits(count: int) -> str:
    """05 · 29 · 1.250."""
    return f"{count:02d}" if 0 <= count < 10 else format_number(count)


@register.filter
def dash(count: int | None) -> str:
    """Zero as statistics print it: -; unknown is empty."""
    return "" if count is None else format_number(count) if count else "-"


@register.filter
def roman(number: int) -> str:
    """Chapters are counted I · IV · XII, up to 39."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


@register.filter
def change_words(change: int) -> str:
    """tăng 03 · giảm 01 · không thay đổi."""
    if change == 0:
        return "không thay đổi"
    return f"{'tăng' if change > 0 else 'giảm'} {two_digits(abs(change))}"
