"""Rows of the register of people on the way into the Party, as a commune keeps it in Excel."""

import datetime as dt

from members.admissions.paths import eras
from members.admissions.rules.path import read
from tests.factories.admissions import CHOSEN, CODES, WAY

D = dt.date
CODE, NAME, SEX, BIRTH, ETHNICITY, RELIGION = "Mã hồ sơ", "Họ và tên", "Giới tính", "Ngày sinh", "Dân tộc", "Tôn giáo"
HOME, VILLAGE, IDENTITY, SCHOOLING, WORK = "Quê quán", "Ở bản", "Số căn cước", "Học vấn", "Nghề nghiệp"
UNION, CELL, BASE = "Ngày vào Đoàn", "Chi bộ", "Đảng bộ, chi bộ cơ sở"
MOUNTAIN, ELDER, LEFT = (
    "Xã vùng cao, biên giới, dân tộc thiểu số",
    "Già làng, trưởng bản, người có uy tín",
    "Ra khỏi Đảng ngày",
)
LABELS = {step.code: step.label for step in read(next(iter(eras().values()))).steps}


def on(step: str) -> str:
    """The title of the column with the day of the step."""
    return f"{LABELS[step]}: ngày"


def number(step: str) -> str:
    return f"{LABELS[step]}: số"


def who(step: str) -> str:
    return f"{LABELS[step]}: người"


def counted(step: str) -> str:
    return f"{LABELS[step]}: số được tính"


def agreed(step: str) -> str:
    return f"{LABELS[step]}: tán thành"


def chosen(**more) -> dict:
    """Tẩn Láo Lở, whom the first cell of Nậm Tăm has chosen."""
    person = {NAME: "Tẩn Láo Lở", SEX: "Nam", BIRTH: "14/05/1986", ETHNICITY: "Dao", SCHOOLING: "9/12 bổ túc"}
    begun = {on("outstanding"): CHOSEN, number("outstanding"): "3-NQ/CB", who("outstanding"): "Phàn A Chẳn"}
    return {**person, WORK: "Nông, lâm, ngư nghiệp", CELL: "SH-NT-01", **begun, **more}


def until(step: str, **more) -> dict:
    """The same, with all steps up to this one; `but` leaves steps out."""
    told = {}
    for taken in WAY[: CODES.index(step) + 1]:
        told[on(taken.step)] = taken.on
        if taken.number:
            told[number(taken.step)] = taken.number
        if taken.people:
            told[who(taken.step)] = taken.people
        if taken.votes:
            told |= {counted(taken.step): taken.votes.counted, agreed(taken.step): taken.votes.agreed}
    return chosen(**{**told, **more})


def without(row: dict, *steps: str) -> dict:
    """The row without these steps."""
    return {title: cell for title, cell in row.items() if not title.startswith(tuple(f"{LABELS[s]}:" for s in steps))}
