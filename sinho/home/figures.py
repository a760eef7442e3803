"""Headline figures of the first page: each the number of rows of the list that its link opens."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.http import urlencode

from cells.access.views import kinds_of_accounts
from cells.organizations.enums import EventKind, OrganizationKind
from cells.organizations.models import OrganizationEvent, OrganizationState, reach_of
from cells.organizations.report import CODE as FOUNDED
from cells.places.models import VillageService, VillageState
from sinho.accounts.models import User
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.text.dates import format_date
from sinho.text.numbers import format_signed

SHOWN = (
    (OrganizationKind.GRASSROOTS_COMMITTEE, "Đảng bộ cơ sở"),
    (OrganizationKind.GRASSROOTS_CELL, "Chi bộ cơ sở"),
    (OrganizationKind.SUBORDINATE_CELL, "Chi bộ trực thuộc"),
)


@dataclass(frozen=True)
class HeadFigure:
    """A number, its list, and how it differs from what it was (`before`, at the time that `than` names)."""

    label: str
    number: int
    url: str
    before: int | None = None
    than: str = ""

    @property
    def compared(self) -> str:
        if self.before is None:
            return ""
        change = self.number - self.before
        return f"{format_signed(change)} so với {self.than}" if change else f"bằng {self.than}"


def organizations_on(scope: Scope, day: dt.date) -> Counter:
    """How many organisations of each kind the person sees on the day."""
    rows = OrganizationState.objects.on(day).in_scope(scope).order_by().values_list("kind")
    return Counter(dict(rows.annotate(Count("id"))))


def villages_on(scope: Scope, day: dt.date) -> tuple[int, int]:
    """Villages on the day, and those that no cell serves."""
    rows = VillageState.objects.on(day).in_scope(scope)
    served = VillageService.objects.filter(village=OuterRef("village"), valid__contains=day)
    return rows.count(), rows.filter(~Exists(served)).count()


def head_figures(scope: Scope, day: dt.date) -> list[HeadFigure]:
    """Organisations by kind, foundings of the year, villages; what neither exists nor existed is left out."""
    year_end = dt.date(day.year - 1, 12, 31)
    than = f"cuối năm {year_end.year}"
    now, before = organizations_on(scope, day), organizations_on(scope, year_end)
    tree, villages = reverse("organizations:tree"), reverse("places:list")
    found = [
        HeadFigure(label, now[kind], f"{tree}?hinh-thuc={kind.value}", before[kind], than)
        for kind, label in SHOWN
        if now[kind] or before[kind]
    ]
    found += founded_figure(scope, day) if scope.has(Permission.EXPORT) else []
    (all_now, none_now), (all_before, none_before) = villages_on(scope, day), villages_on(scope, year_end)
    if all_now or all_before:
        found.append(HeadFigure("Bản", all_now, villages, all_before, than))
        found.append(HeadFigure("Bản chưa có chi bộ", none_now, f"{villages}?chi-bo=chua", none_before, than))
    return found


def founded_figure(scope: Scope, day: dt.date) -> list[HeadFigure]:
    """Organisations founded this year, as the report counts them for the organisation one works for."""
    root, year = scope.roots(Permission.EXPORT)[0], day.year
    events = OrganizationEvent.objects.in_scope(scope).filter(kind=EventKind.ESTABLISH)
    events = events.filter(organization__in=reach_of([root], day)[root])
    numbers = [
        events.filter(on__range=(dt.date(one, 1, 1), min(day, dt.date(one, 12, 31)))).count()
        for one in (year, year - 1)
    ]
    query = urlencode({"tu": f"01/01/{year}", "den": format_date(day), "ngay": format_date(day), "don_vi": root})
    url = f"{reverse('reports:report', args=[FOUNDED])}?{query}"
    return [HeadFigure(f"Thành lập năm {year}", numbers[0], url, numbers[1], f"cả năm {year - 1}")]


def account_figures() -> list[HeadFigure]:
    """What the system administrator looks after, each with its list."""
    url = reverse("access:list")
    users = User.objects.all()
    return [
        HeadFigure(label, users.filter(condition).count(), f"{url}?xem={code}" if code else url)
        for code, (label, condition) in kinds_of_accounts().items()
    ]
