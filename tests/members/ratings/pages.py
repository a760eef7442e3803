"""Addresses of the pages on which members are rated, and what is sent there."""

YEAR = "/danh-gia/dang-vien/2009/"


def at(cell) -> str:
    return f"{YEAR}{cell.pk}/"


def of_base(base) -> str:
    return f"{YEAR}co-so/{base.pk}/"
