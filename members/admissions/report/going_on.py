"""Cases that go on at the end of the period: who is on the way, what is overdue."""

import datetime as dt
from dataclasses import dataclass

from cells.organizations.models import subtree_ids
from members.admissions.models import Case, Item, read_items
from sinho.accounts.scope import Scope
from sinho.documents.reports import Figure, Listed
from sinho.text.dates import format_date

# Stages of those who are members already.
ADMITTED = ("probation", "recognition")
COLUMNS = ("Ngày sinh", "Chi bộ", "Đảng bộ", "Giai đoạn", "Việc đến hạn", "Hạn")


@dataclass(frozen=True)
class GoingOn:
    """Figures of the cases on the day."""

    preparing: Figure
    probation: Figure
    late: Figure

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.preparing, self.probation, self.late


def going_on_of(scope: Scope, organization_id: int, day: dt.date) -> GoingOn:
    """Cases within reach at and below the organisation on the day: seven queries."""
    below = subtree_ids(organization_id, day)
    rows = Case.objects.going_on(day).in_scope(scope).order_by("sort_key", "pk")
    items = [item for item in read_items(rows, day) if item.cell_id in below]

    def figure(key: str, label: str, fits) -> Figure:
        found = tuple(listed(item) for item in items if fits(item))
        return Figure(f"cases.{key}", f"{label}, ngày {format_date(day)}", found, "người", COLUMNS)

    return GoingOn(
        figure("preparing", "Quần chúng đang được bồi dưỡng, làm hồ sơ", lambda one: one.stage not in ADMITTED),
        figure("probation", "Đảng viên dự bị đang theo dõi", lambda one: one.stage in ADMITTED),
        figure("late", "Hồ sơ có việc quá hạn", lambda one: one.due is not None and one.due.late),
    )


def listed(item: Item) -> Listed:
    due = item.due
    when = (due.step.label, format_date(due.due)) if due else ("", "")
    texts = (str(item.case.birth), item.cell, item.committee, item.stage_label, *when)
    return Listed(item.cell_id, item.case.full_name, texts, "admissions:case", item.case.pk)
