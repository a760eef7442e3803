"""What a number, a parent and a day of a document may be."""

import datetime as dt
import re

from cells.directives.enums import SYMBOLS, Direction, DocumentType
from sinho.text.dates import format_date

_SYMBOL = re.compile(r"^\s*\d*\s*-\s*([^/\s-]+)\s*/")


def why_number_not_fits(number: str, type: str) -> list[str]:
    """Why a number like 22-NQ/TW is not one of this type; signs of other offices are taken as they are."""
    found = _SYMBOL.match(number)
    meant = next((kind for kind, sign in SYMBOLS.items() if found and sign.lower() == found[1].lower()), None)
    if meant is None or meant == type:
        return []
    return [f"Ký hiệu {SYMBOLS[meant]} là của {meant.label}, loại đã chọn là {DocumentType(type).label}."]


def why_not_dated(
    direction: str, issued_on: dt.date, received_on: dt.date | None, parent_on: dt.date | None, today: dt.date
) -> list[str]:
    """Days in order: the parent, issuing, receiving, today."""
    if issued_on > today:
        return [f"Ngày ban hành {format_date(issued_on)} chưa đến."]
    found = []
    if direction == Direction.INCOMING and received_on is None:
        found.append("Văn bản đến phải có ngày nhận.")
    if direction == Direction.OWN and received_on is not None:
        found.append("Văn bản đi thì để trống ngày nhận.")
    if received_on and received_on > today:
        found.append(f"Ngày nhận {format_date(received_on)} chưa đến.")
    if received_on and received_on < issued_on:
        found.append(f"Ngày nhận {format_date(received_on)} trước ngày ban hành {format_date(issued_on)}.")
    if parent_on and issued_on < parent_on:
        found.append(f"Văn bản ban hành trước văn bản mà nó thực hiện ({format_date(parent_on)}).")
    return found


def why_not_due(
    known_on: dt.date, given_on: dt.date, brief_by: dt.date, programme_by: dt.date | None, today: dt.date
) -> list[str]:
    """Days of an order to brief: known, given, to be briefed, to have a programme."""
    found = []
    if given_on > today:
        found.append(f"Ngày giao {format_date(given_on)} chưa đến.")
    if given_on < known_on:
        found.append(f"Ngày giao trước ngày có văn bản, {format_date(known_on)}.")
    if brief_by < given_on:
        found.append(f"Hạn quán triệt {format_date(brief_by)} trước ngày giao {format_date(given_on)}.")
    if programme_by and programme_by < brief_by:
        found.append("Hạn ban hành chương trình phải từ hạn quán triệt trở đi.")
    return found
