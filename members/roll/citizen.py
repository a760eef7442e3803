"""What a twelve-digit identity number says of its holder, held against the record. Pure.

The structure of the number is that of the decree on citizen identification (137/2015/NĐ-CP, article 13, not compared
with its text): three digits for the place where the birth was registered, one for century and sex, two for the year
of birth. It is read by vn-ident (docs/decisions/0019). The number has no check digit: what agrees is not proven, what
disagrees is a mistake either in the number or in the record.
"""

from dataclasses import dataclass

from vn_ident import PROVINCES, parse_cccd

LENGTH = 12
PROVINCE_CODES = tuple(code for code, _ in PROVINCES)


@dataclass(frozen=True)
class Said:
    """Sex and year of birth of the holder, and the province in which the birth was registered."""

    sex: str
    birth_year: int
    province: str


def said_by(number: str) -> Said | None:
    """What the number says; None for an old number of nine digits, and for one that no citizen has."""
    card = parse_cccd(number)
    return Said(card.gender, card.birth_year, card.province) if card else None


def disagreements(number: str, sex: str, birth_year: int) -> list[str]:
    """Where number and record disagree, without a digit of the number; empty when they agree or nothing can be said."""
    if len(number) != LENGTH:
        return []
    said = said_by(number)
    if said is None:
        return ["Ba chữ số đầu của số căn cước không phải là mã của tỉnh, thành phố nào."]
    found = []
    if said.sex != sex:
        found.append("Giới tính theo số căn cước khác với hồ sơ.")
    if said.birth_year != birth_year:
        found.append("Năm sinh theo số căn cước khác với hồ sơ.")
    return found
