"""Lines of the report, each with its key, its words and who counts, in the order of the statistical form 2."""

from collections.abc import Callable
from dataclasses import dataclass

from members.admissions.report.gather import Admitted, Base
from members.roll.enums import LEVELS, Ethnicity, Occupation, Religion, Sex, Subject

AGES = ((0, 17), (18, 30), (31, 35), (36, 40), (41, 45), (46, 50), (51, 55), (56, 60), (61, 200))
SHOWN_GENERAL = ("literate", "primary", "lower_secondary", "upper_secondary")


@dataclass(frozen=True)
class Category:
    """A line of the report: its key, its words, and who counts."""

    key: str
    label: str
    counts: Callable[[Admitted], bool]
    group: str = ""


def equal(field: str, code: str) -> Callable[[Admitted], bool]:
    return lambda row: getattr(row, field) == code


def in_base(base: Base) -> Callable[[Admitted], bool]:
    return lambda row: row.base.organization_id == base.organization_id


def between(first: int, last: int) -> Callable[[Admitted], bool]:
    return lambda row: first <= row.age <= last


def age_label(first: int, last: int) -> str:
    if first == 0:
        return f"Dưới {last + 1} tuổi"
    return f"{first} – {last} tuổi" if last < 200 else f"Trên {first - 1} tuổi"


def categories() -> list[Category]:
    """All lines in the order of the statistical form 2."""
    found = [Category("total", "Tổng số kết nạp", lambda row: True)]
    of_them = "Trong đó"
    found += [
        Category("minority", "Dân tộc thiểu số", lambda row: row.ethnicity != Ethnicity.KINH, of_them),
        Category("women", "Phụ nữ", equal("sex", Sex.FEMALE), of_them),
        Category("religious", "Có tôn giáo", lambda row: row.religion != Religion.NONE, of_them),
        Category("union", "Đoàn viên Thanh niên Cộng sản Hồ Chí Minh", lambda row: row.in_union, of_them),
        Category("again", "Kết nạp lại", lambda row: row.again, of_them),
        Category("village", "Ở bản", lambda row: bool(row.village), of_them),
    ]
    found += [
        Category(f"occupation.{code}", label, equal("occupation", code), "Nghề nghiệp")
        for code, label in Occupation.choices
    ]
    found += [Category(f"age.{a}-{b}", age_label(a, b), between(a, b), "Tuổi đời") for a, b in AGES]
    general = [(code, label) for code, label in LEVELS[Subject.GENERAL] if code in SHOWN_GENERAL]
    found += [Category(f"general.{code}", label, equal("general", code), "Học vấn") for code, label in general]
    found += [
        Category(f"professional.{code}", label, equal("professional", code), "Chuyên môn")
        for code, label in LEVELS[Subject.PROFESSIONAL]
    ]
    found += [
        Category(f"ethnicity.{code}", label, equal("ethnicity", code), "Dân tộc") for code, label in Ethnicity.choices
    ]
    return found
