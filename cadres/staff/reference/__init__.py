"""Standards of titles and numbers of staff by decree: files that the product brings along, and their loading.

A row is added only where nothing holds yet at that time; what somebody has mended or confirmed is never touched.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

import yaml
from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.staff.models import QualificationStandard, StaffingNumber
from cadres.staff.models.sourced import Sourced
from sinho.audit.actions import record
from sinho.web.integrity import atomic_or_refused

HERE = Path(__file__).parent
AREAS = ("plain", "mountain")


def read(name: str) -> dict:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def period(row: dict) -> DateRange:
    """From the first day to the day after the last one."""
    until = row.get("until")
    return DateRange(row["since"], until + dt.timedelta(days=1) if until else None)


def standards() -> list[QualificationStandard]:
    """Rows of the file, not saved."""
    data = read("standards.yaml")
    return [
        QualificationStandard(title=title, area=area, valid=period(row), source=row["source"], **row[area])
        for row in data["rows"]
        for title in data["groups"][row["of"]]
        for area in AREAS
    ]


def staffing_numbers() -> list[StaffingNumber]:
    """Rows of the file, not saved."""
    rows = read("staffing.yaml")["rows"]
    return [StaffingNumber(valid=period(row), source=row["source"], **one) for row in rows for one in row["numbers"]]


@atomic_or_refused()
def load_staff_rules(*, by=None) -> int:
    """Bring the rows of both files into the database; how many were added. A second run adds none."""
    added = add_missing(standards(), QualificationStandard, lambda one: (one.title, one.area))
    added += add_missing(staffing_numbers(), StaffingNumber, lambda one: (one.kind, one.grade))
    if added:
        said = f"Nạp tiêu chuẩn chức danh, định mức biên chế cấp xã: thêm {added} dòng, chưa đối chiếu văn bản"
        record(by=by, did="reference.loaded", said=said, after={"added": added})
    return added


def add_missing(rows: Iterable[Sourced], model: type[Sourced], key: Callable[[Sourced], tuple]) -> int:
    """Save the rows during whose time nothing holds yet for the same key."""
    held: dict[tuple, list[DateRange]] = {}
    for one in model.objects.all():
        held.setdefault(key(one), []).append(one.valid)
    new = [one for one in rows if not any(overlap(one.valid, valid) for valid in held.get(key(one), ()))]
    model.objects.bulk_create(new)
    return len(new)


def overlap(one: DateRange, other: DateRange) -> bool:
    ends = [valid.upper or dt.date.max for valid in (one, other)]
    return one.lower < ends[1] and other.lower < ends[0]
