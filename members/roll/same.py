"""Whether two records may be about one person: what agrees, what differs. Pure."""

from dataclasses import dataclass

from members.roll.rules import BirthDate
from sinho.text.folding import fold

SAME, DIFFERENT, UNKNOWN = "same", "different", "unknown"
# What is compared beside name and birth: field → label.
COMPARED = {
    "sex": "giới tính",
    "ethnicity": "dân tộc",
    "home_place": "quê quán",
    "admitted_on": "ngày vào Đảng",
    "identity_number": "số căn cước",
    "file_number": "số lý lịch",
}


@dataclass(frozen=True)
class Compared:
    """Labels of what both records say alike, of what they say otherwise, of what only one of them says."""

    same: tuple[str, ...]
    different: tuple[str, ...]
    unknown: tuple[str, ...]


def compare(names: tuple[str, str], births: tuple[BirthDate, BirthDate], facts: tuple[dict, dict]) -> Compared:
    """Two records held against each other; `facts` are by the keys of COMPARED."""
    found = {SAME: [], DIFFERENT: [], UNKNOWN: []}
    found[SAME if names[0] == names[1] else DIFFERENT].append("họ tên" if names[0] == names[1] else name_word(names))
    found[of_births(*births)].append("ngày sinh")
    for key, label in COMPARED.items():
        found[of_values(facts[0][key], facts[1][key])].append(label)
    return Compared(tuple(found[SAME]), tuple(found[DIFFERENT]), tuple(found[UNKNOWN]))


def name_word(names: tuple[str, str]) -> str:
    """How two names differ, in words."""
    bare = [fold(name).replace(" ", "") for name in names]
    return "cách viết họ tên" if bare[0] == bare[1] else "họ tên"


def of_births(one: BirthDate, other: BirthDate) -> str:
    if one == other:
        return SAME
    return UNKNOWN if one.may_be(other) else DIFFERENT


def of_values(one, other) -> str:
    """Texts are compared without marks; what neither record knows says nothing."""
    if not one or not other:
        return UNKNOWN
    alike = fold(one) == fold(other) if isinstance(one, str) else one == other
    return SAME if alike else DIFFERENT
