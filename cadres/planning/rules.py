"""What is asked of a plan of successors: numbers, ages, shares. Warnings, never refusals. Pure: days are arguments.

Figures stand in `catalogue/limits.yaml` with their source; none of them was compared with a text of 2008.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cadres.planning.enums import Standing
from members.roll.enums import Ethnicity, Sex
from members.roll.rules import BirthDate
from sinho.text.numbers import format_percent


@dataclass(frozen=True)
class PostSpec:
    """A post one can be planned for; `body`: one of several seats; `asked`: a plan without anybody is told of."""

    code: str
    name: str
    column: str
    seats: int
    body: bool = False
    asked: bool = True


@dataclass(frozen=True)
class Limits:
    """What a plan should keep to, from a day on. Ages are those at the start of the term."""

    since: dt.date
    source: str
    verified: bool
    counted_month: int
    full_term: Mapping[str, int]
    two_terms: Mapping[str, int]
    ratio: Sequence[float]
    people_per_post: Sequence[int]
    posts_per_person: int
    young_until: int
    young_share: Sequence[int]
    women_share: int

    def counted_on(self, first_year: int) -> dt.date:
        """The day of the ages of a term."""
        return dt.date(first_year, self.counted_month, 1)


@dataclass(frozen=True)
class Step:
    """A step at which a plan is voted on; `of`: of whom the votes are."""

    code: str
    name: str
    of: str


@dataclass(frozen=True)
class Steps:
    """The steps of an era."""

    since: dt.date
    source: str
    verified: bool
    steps: tuple[Step, ...]


def in_force(eras: Collection, day: dt.date):
    """The era of the day; before the first one the first."""
    ordered = sorted(eras, key=lambda era: era.since)
    return [ordered[0], *(era for era in ordered if era.since <= day)][-1]


@dataclass(frozen=True)
class Face:
    """What shares and ages ask of somebody in a plan."""

    sex: str
    birth: BirthDate
    ethnicity: str

    @property
    def is_woman(self) -> bool:
        return self.sex == Sex.FEMALE

    @property
    def is_minority(self) -> bool:
        return self.ethnicity != Ethnicity.KINH

    def is_young(self, limits: Limits, first_year: int) -> bool:
        return self.birth.age_on(limits.counted_on(first_year)) <= limits.young_until


def age_warning(limits: Limits, face: Face, first_year: int, *, holds_it: bool) -> str:
    """What the age at the start of the term speaks against; "" for nothing.

    Who is planned for the first time should be able to serve two terms, at least one full term (cadres.md §4).
    """
    age = face.birth.age_on(limits.counted_on(first_year))
    if age > limits.full_term[face.sex]:
        return f"{age} tuổi khi bắt đầu nhiệm kỳ, không làm trọn một nhiệm kỳ (mức {limits.full_term[face.sex]})"
    if not holds_it and age > limits.two_terms[face.sex]:
        return f"{age} tuổi khi bắt đầu nhiệm kỳ, lần đầu chỉ làm được một nhiệm kỳ (mức {limits.two_terms[face.sex]})"
    return ""


def post_warning(limits: Limits, spec: PostSpec, seats: int, people: int) -> str:
    """Too few or too many people for a post; "" when the number is right or nobody asks for it."""
    if not people:
        return "chưa có người kế cận" if spec.asked else ""
    if spec.body:
        least, most = (seats * one for one in limits.ratio)
        if least <= people <= most:
            return ""
        wanted = f"{_number(limits.ratio[0])}–{_number(limits.ratio[1])} lần"
        return f"{people} người cho {seats} chức danh, {'ít' if people < least else 'nhiều'} hơn mức {wanted}"
    least, most = limits.people_per_post
    if spec.asked and people < least * seats:
        return f"chỉ {people} người, mức {least}–{most} người một chức danh"
    if people > most * seats:
        return f"{people} người, quá mức {least}–{most} người một chức danh"
    return ""


def person_warning(limits: Limits, posts: int) -> str:
    """Somebody is planned for more posts than usual."""
    most = limits.posts_per_person
    return f"quy hoạch {posts} chức danh, nhiều hơn {most}" if posts > most else ""


@dataclass(frozen=True)
class Share:
    """Part of the people of a plan; `warning` when it misses the target. `key` opens its list."""

    key: str
    label: str
    part: int
    whole: int
    target: str = ""
    warning: str = ""

    @property
    def said(self) -> str:
        return format_percent(self.part, self.whole, 1)


def shares(limits: Limits, faces: Collection[Face], first_year: int) -> tuple[Share, ...]:
    """Women, young and minority people among the people of a plan: each person once."""
    whole = len(faces)
    women = sum(one.is_woman for one in faces)
    young = sum(one.is_young(limits, first_year) for one in faces)
    minority = sum(one.is_minority for one in faces)
    low, high = limits.young_share
    few_women = bool(whole) and women * 100 < limits.women_share * whole
    young_off = "thấp" if young * 100 < low * whole else "cao" if young * 100 > high * whole else ""
    return (
        Share("nu", "Nữ", women, whole, f"từ {limits.women_share} %", "thấp hơn mức" if few_women else ""),
        Share(
            "tre",
            f"Trẻ, đến {limits.young_until} tuổi khi bắt đầu nhiệm kỳ",
            young,
            whole,
            f"{low}–{high} %",
            f"{young_off} hơn mức" if young_off else "",
        ),
        Share("thieu-so", "Dân tộc thiểu số", minority, whole),
    )


def standing_of(lacking: Iterable[Collection[str]] | None, needs: Collection[str]) -> Standing:
    """Whether somebody meets the standard of a post, will meet it after training, or not.

    `lacking`: for each thing that is missing the subjects of which any one mends it, nothing for what cannot be
    learned; None when no standard is known. `needs`: subjects in which he is to be trained.
    """
    if lacking is None:
        return Standing.UNKNOWN
    missing = [set(one) for one in lacking]
    if not missing:
        return Standing.MEETS
    if not all(missing):
        return Standing.NEVER
    return Standing.WILL_MEET if all(one & set(needs) for one in missing) else Standing.LACKS


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")
