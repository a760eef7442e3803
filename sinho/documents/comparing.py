"""Words that follow the figures: more or fewer, in points and relative, near a round number, between two hundreds."""

from collections.abc import Iterable
from decimal import Decimal

from sinho.documents.templatetags.papers import change_words
from sinho.text.numbers import NO_BREAK_SPACE, format_number, percent

MILLION = 1_000_000
# A number is said as a round one when it is no further from it than this share of it.
NEAR = Decimal("0.05")


def compared(now: int, before: int, than: str, good: bool = False) -> str:
    """tăng 03 so với năm 2008 · giảm 01 so với … · không thay đổi so với …; `good` may be kept: giữ vững như …"""
    if now == before and good:
        return f"giữ vững như {than}"
    return f"{change_words(now - before)} so với {than}"


def share_change(now: tuple[int, int], before: tuple[int, int]) -> str:
    """tăng 30,0 điểm phần trăm (tương đối tăng 67,4 %): both readings of “tăng 30 %”, from the exact shares.

    "" when one of the shares is not known.
    """
    if not now[1] or not before[1]:
        return ""
    gained, common = now[0] * before[1] - before[0] * now[1], now[1] * before[1]
    points, relative = percent(abs(gained), common), percent(abs(gained), before[0] * now[1])
    if not points:
        return "không thay đổi đáng kể" if gained else "không thay đổi"
    way = "tăng" if gained > 0 else "giảm"
    said = f"{way} {format_number(points, 1)} điểm phần trăm"
    return said if relative is None else f"{said} (tương đối {way} {format_number(relative, 1)}{NO_BREAK_SPACE}%)"


def about(number: int | Decimal) -> str:
    """gần 200 · hơn 200 · 200; the number itself when no round one is near, and below a hundred."""
    whole = int(number)
    if whole < 100:
        return format_number(number, None if whole == number else 1)
    ten = 10 ** (len(str(whole)) - 1)
    for step in (ten, ten // 2):
        near = round(Decimal(number) / step) * step
        if near and abs(number - near) <= near * NEAR:
            if number == near:
                return format_number(near)
            return f"{'gần' if number < near else 'hơn'} {format_number(near)}"
    return format_number(number, None if whole == number else 1)


def millions(dong: int) -> str:
    """222,25 triệu đồng."""
    return f"{format_number(Decimal(dong) / MILLION)} triệu đồng"


def between_hundreds(amounts: Iterable[int]) -> str:
    """từ 200 đến 300 triệu đồng: the hundreds of millions between which all of these lie; "" without any."""
    known = list(amounts)
    if not known:
        return ""
    step = 100 * MILLION
    low, high = min(known) // step * step, -(-max(known) // step) * step
    if not low or low == high:
        return f"{'dưới ' if not low else ''}{millions(high)}"
    return f"từ {format_number(low // MILLION)} đến {millions(high)}"
