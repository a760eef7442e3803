"""Numbers in words, as lists of payments write their totals: Hai trăm linh năm triệu đồng chẵn."""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
UNITS = ("", "nghìn", "triệu")


def number_words(number: int) -> str:
    """1005 → một nghìn không trăm linh năm. Negative numbers begin with âm."""
    if number == 0:
        return DIGITS[0]
    if number < 0:
        return f"âm {number_words(-number)}"
    parts: list[str] = []
    above, rest = divmod(number, 10**9)
    if above:
        parts += [number_words(above), "tỷ"]
    for place in (2, 1, 0):
        three = rest // 1000**place % 1000
        if three:
            parts += [three_digits(three, full=bool(parts)), UNITS[place]]
    return " ".join(part for part in parts if part)


def three_digits(number: int, *, full: bool) -> str:
    """Up to 999; `full`: something stands before it, so that hundreds are said even when there are none."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    parts = [DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens > 1:
        parts += [DIGITS[tens], "mươi"]
    elif tens == 1:
        parts.append("mười")
    elif ones and parts:
        parts.append("linh")
    if ones:
        parts.append(last_digit(tens, ones))
    return " ".join(parts)


def last_digit(tens: int, ones: int) -> str:
    """hai mươi mốt, hai mươi tư, mười lăm."""
    if ones == 1 and tens > 1:
        return "mốt"
    if ones == 4 and tens > 1:
        return "tư"
    return "lăm" if ones == 5 and tens else DIGITS[ones]


def dong_words(amount: int) -> str:
    """Hai mươi triệu đồng chẵn."""
    words = number_words(amount)
    whole = " chẵn" if amount and amount % 1000 == 0 else ""
    return f"{words[0].upper()}{words[1:]} đồng{whole}"
