"""Numbers as Vietnamese papers write them: decimal comma, thousands dot, true minus; and as people type them."""

import re
from decimal import ROUND_HALF_UP, Decimal

Number = int | float | Decimal

MINUS = "−"
NO_BREAK_SPACE = "\u00a0"

_HOW_TO_TYPE = "Chỉ ghi số, dùng dấu phẩy cho phần lẻ: 25,5"
_WITH_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_WITH_COMMA = re.compile(r"[0-9]+(?:,[0-9]+)?")
# 1.250 is one thousand two hundred and fifty, so a dot before exactly three digits is never a decimal dot.
_WITH_DOT = re.compile(r"[0-9]+\.(?![0-9]{3}$)[0-9]+")
_MOST_CHARACTERS = 24


def format_number(value: Number | None, places: int | None = None) -> str:
    """1.250,5; with `places` rounded half up to that many decimals, without it no trailing zeros; None gives ""."""
    if value is None:
        return ""
    number = _decimal(value)
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, rest = f"{abs(number):,f}".partition(".")
    if places is None:
        rest = rest.rstrip("0")
    text = whole.replace(",", ".") + (f",{rest}" if rest else "")
    return MINUS + text if number < 0 else text


def format_signed(value: Number | None, places: int | None = None) -> str:
    """A change: +1,5 · −1,5 · 0; None gives ""."""
    text = format_number(value, places)
    shows_zero = not text.strip("0,.")
    return text if shows_zero or text.startswith(MINUS) else f"+{text}"


def percent(part: Number, whole: Number) -> Decimal | None:
    """Share of the part in the whole in per cent, one decimal, half up; None when the whole is 0."""
    if not whole:
        return None
    return (_decimal(part) * 100 / _decimal(whole)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def format_percent(part: Number, whole: Number, places: int | None = None) -> str:
    """65,9 % (the space does not break); 85 % unless `places` is given; "" when the whole is 0."""
    share = percent(part, whole)
    return "" if share is None else f"{format_number(share, places)}{NO_BREAK_SPACE}%"


def format_dong(value: Number | None) -> str:
    """1.250.000 đồng; đồng has no smaller unit, so halves are rounded up; None gives ""."""
    return "" if value is None else f"{format_number(value, 0)}{NO_BREAK_SPACE}đồng"


def parse_decimal(text: str | Number) -> Decimal:
    """Number from 25 · 25,5 · 1.250,5 · 1250.5 · −3, or from a number cell of a workbook.

    ValueError with a Vietnamese sentence for anything else: words, NaN, infinity, exponents, two readings (0.125).
    """
    if isinstance(text, int | float | Decimal) and not isinstance(text, bool):
        number = _decimal(text)
        if not number.is_finite():
            raise ValueError(_HOW_TO_TYPE)
        return number
    typed = "" if text is None else str(text).strip()
    sign = Decimal(-1) if typed[:1] in {"-", MINUS} else Decimal(1)
    digits = typed[1:] if typed[:1] in {"-", MINUS, "+"} else typed
    if len(digits) > _MOST_CHARACTERS:
        raise ValueError(_HOW_TO_TYPE)
    if _WITH_THOUSANDS.fullmatch(digits):
        return sign * Decimal(digits.replace(".", "").replace(",", "."))
    if _WITH_COMMA.fullmatch(digits) or _WITH_DOT.fullmatch(digits):
        return sign * Decimal(digits.replace(",", "."))
    raise ValueError(_HOW_TO_TYPE)


def _decimal(value: Number) -> Decimal:
    """Exact value; a float by its shortest notation, so that 0.1 stays 0,1."""
    return value if isinstance(value, Decimal) else Decimal(str(value))
