"""What is asked of the holder of a title, and what he lacks of it. Pure: days and what was learned are arguments."""

from collections.abc import Collection
from dataclasses import dataclass

from cadres.staff.enums import Area, Measure, Need, StaffSubject
from cadres.staff.rules import LEVELS, Known, meets
from members.roll.enums import Subject

# Beside the levels of the subject a standard may ask for less: any training for the title.
TRAINED = ("trained", "Được đào tạo, bồi dưỡng theo chức danh")
CHOICES: dict[str, tuple[tuple[str, str], ...]] = {
    Need.GENERAL: LEVELS[Subject.GENERAL],
    Need.PROFESSIONAL: (TRAINED, *LEVELS[Subject.PROFESSIONAL]),
    Need.THEORY: LEVELS[Subject.THEORY],
}
# Needs without levels → the subject of which something must be written down.
TOLD = {
    Need.STATE_MANAGEMENT: StaffSubject.STATE_MANAGEMENT,
    Need.COMPUTING: Subject.COMPUTING,
    Need.ETHNIC_LANGUAGE: Subject.ETHNIC_LANGUAGE,
}
SHORT = {Need.GENERAL: "", Need.PROFESSIONAL: " chuyên môn", Need.THEORY: " lý luận"}
# Of a commune of which nothing was said: the district of the article is a mountain district.
AREA_UNLESS_SAID = Area.MOUNTAIN
OLDEST_FIRST, YOUNGEST_FIRST = 70, 18


@dataclass(frozen=True)
class StandardRequirements:
    """What a standard asks: the least level of three subjects, whether three others are asked, the highest age."""

    general: str = ""
    professional: str = ""
    theory: str = ""
    state_management: bool = False
    computing: bool = False
    ethnic_language: bool = False
    max_first_age: int | None = None

    @property
    def is_empty(self) -> bool:
        return self == StandardRequirements()


@dataclass(frozen=True)
class Lack:
    """One thing of a standard that somebody has not reached; `least` is the level, or the age in years."""

    need: str
    least: str = ""

    def __str__(self) -> str:
        return f"quá {self.least} tuổi khi giữ lần đầu" if self.need == Need.FIRST_AGE else said(self.need, self.least)

    @property
    def can_be_learned(self) -> bool:
        """Everything but the age at which he came to the title."""
        return self.need != Need.FIRST_AGE


def said(need: str, least: str) -> str:
    """“trung cấp chuyên môn”, “quản lý nhà nước”, “không quá 45 tuổi khi giữ lần đầu”."""
    if need == Need.FIRST_AGE:
        return f"không quá {least} tuổi khi giữ lần đầu"
    if need in TOLD:
        return Need(need).label[0].lower() + Need(need).label[1:]
    if least == TRAINED[0]:
        return "đào tạo, bồi dưỡng theo chức danh"
    label = dict(CHOICES[need])[least]
    return label[0].lower() + label[1:] + SHORT[need]


def shortage(need: str) -> str:
    """The heading over those who lack it."""
    if need == Need.FIRST_AGE:
        return "Quá tuổi giữ lần đầu"
    return f"Thiếu {said(need, '')}" if need in TOLD else f"Thiếu {Need(need).label[0].lower()}{Need(need).label[1:]}"


def lacks(asked: StandardRequirements, known: Known, first_age: int | None = None) -> tuple[Lack, ...]:
    """What somebody lacks, in the order of `Need`; `first_age` None when it is not known, and then nothing is said.

    Training for the title is that for one of `known.titles`; ask about one title at a time.
    """
    found = [Lack(need, least) for need, least in levels_of(asked) if not reaches(need, least, known)]
    found += [Lack(need) for need, subject in TOLD.items() if getattr(asked, need) and subject not in known.told]
    if asked.max_first_age is not None and first_age is not None and first_age > asked.max_first_age:
        found.append(Lack(Need.FIRST_AGE, str(asked.max_first_age)))
    return tuple(found)


def levels_of(asked: StandardRequirements) -> list[tuple[str, str]]:
    """Subjects with levels of which something is asked, with the least level."""
    return [(need, getattr(asked, need)) for need in SHORT if getattr(asked, need)]


def reaches(need: str, least: str, known: Known) -> bool:
    return meets(Measure.TRAINED, known) if least == TRAINED[0] else known.has(need, least)


def asks(asked: StandardRequirements) -> list[str]:
    """All that is asked, in words."""
    words = [said(need, least) for need, least in levels_of(asked)]
    words += [said(need, "") for need in TOLD if getattr(asked, need)]
    return words if asked.max_first_age is None else [*words, said(Need.FIRST_AGE, str(asked.max_first_age))]


def problem_of(asked: StandardRequirements, titles: Collection[str], title: str) -> str:
    """Why this can be no standard; "" when it can."""
    if title not in titles:
        return "Chọn chức danh trong danh mục."
    for need, least in levels_of(asked):
        if least not in dict(CHOICES[need]):
            return f"{Need(need).label}: chọn mức trong danh mục."
    if asked.max_first_age is not None and not YOUNGEST_FIRST <= asked.max_first_age <= OLDEST_FIRST:
        return f"Tuổi giữ chức danh lần đầu từ {YOUNGEST_FIRST} đến {OLDEST_FIRST}."
    return "Tiêu chuẩn phải đòi ít nhất một điều." if asked.is_empty else ""
