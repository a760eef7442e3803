"""Dates and numbers in templates, written as Vietnamese papers write them. A missing value gives an empty text."""

import datetime as dt

from django import template

from sinho.text import dates, numbers

register = template.Library()


def _missing(value) -> bool:
    return value is None or value == ""


@register.filter
def vn_date(day: dt.date | None) -> str:
    """05/02/2010."""
    return "" if _missing(day) else dates.format_date(day)


@register.filter
def vn_datetime(moment: dt.datetime | None) -> str:
    """05/02/2010 07:30."""
    return "" if _missing(moment) else dates.format_datetime(moment)


@register.filter
def vn_long_date(day: dt.date | None) -> str:
    """ngày 05 tháng 02 năm 2010."""
    return "" if _missing(day) else dates.long_date(day)


@register.filter
def number(value: numbers.Number | None, places: int | None = None) -> str:
    """1.250,5; `value|number:1` rounds to one decimal."""
    return "" if _missing(value) else numbers.format_number(value, places)


@register.filter
def signed(value: numbers.Number | None, places: int | None = None) -> str:
    """A change: +1,5 · −1,5 · 0."""
    return "" if _missing(value) else numbers.format_signed(value, places)


@register.filter
def days_left(due: dt.date | None, today: dt.date) -> str:
    """còn 3 ngày · hôm nay · trễ 1 ngày."""
    return "" if _missing(due) else dates.days_left_words(due, today)


@register.simple_tag
def percent(part: numbers.Number | None, whole: numbers.Number | None) -> str:
    """65,9 %; empty when the whole is nothing or unknown."""
    return "" if _missing(part) or _missing(whole) else numbers.format_percent(part, whole)
