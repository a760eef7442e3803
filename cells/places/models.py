"""Communes and villages, and which cell serves which village from when (A2, A5)."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from cells.organizations.models import Organization, OrganizationState
from cells.places.enums import CommuneKind, ServiceKind
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope, ScopedQuerySet
from sinho.text.fields import SearchKeyField, SortKeyField


class CommuneQuerySet(models.QuerySet):
    def on(self, day: dt.date):
        """Communes and townships that exist on the day."""
        return self.filter(valid__contains=day)


class Commune(models.Model):
    """A commune or township with the time of its existence. Reference data: names are public."""

    code = models.CharField("mã đơn vị", max_length=10)
    name = models.CharField("tên", max_length=80)
    kind = models.CharField("cấp hành chính", max_length=12, choices=CommuneKind.choices)
    valid = DateRangeField("hiệu lực")
    other_names = models.CharField("cách viết khác", max_length=160, blank=True)
    source = models.CharField("nguồn", max_length=200, blank=True)
    search_key = SearchKeyField(source="name")
    sort_key = SortKeyField(source="name")

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = "xã, thị trấn"
        verbose_name_plural = "xã, thị trấn"
        ordering = ["sort_key"]
        constraints = [
            ExclusionConstraint(
                name="commune_code_once_a_day",
                expressions=[("code", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                violation_error_message="Mã đơn vị hành chính này đã dùng trong thời gian đó.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"


class Village(models.Model):
    """A village (bản); its name and commune are dated."""

    code = models.CharField("mã bản", max_length=20, unique=True)

    class Meta:
        verbose_name = "bản"
        verbose_name_plural = "bản"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class VillageStateQuerySet(ScopedQuerySet):
    def on(self, day: dt.date):
        return self.filter(valid__contains=day)

    def near(self, scope: Scope, permission: Permission, day: dt.date):
        """Where people of the cells within reach may live: villages of a committee within reach, or of the one above.

        A cell watches over no village itself.
        """
        ids = Ids(scope.organization_ids(permission))
        above = OrganizationState.objects.on(day).filter(organization__among=ids).values("parent")
        return self.on(day).filter(Q(committee__among=ids) | Q(committee__in=above))

    def with_service(self, day: dt.date):
        """Each row with `service_kind`, `cell_id` and `cell_name` of the cell that serves the village on the day."""
        service = VillageService.objects.filter(village=OuterRef("village"), valid__contains=day)
        name = OrganizationState.objects.on(day).filter(organization=OuterRef("cell_id"))
        return self.annotate(
            service_kind=Subquery(service.values("kind")[:1]), cell_id=Subquery(service.values("cell_id")[:1])
        ).annotate(cell_name=Subquery(name.values("name")[:1]))

    def without_own_cell_on(self, day: dt.date):
        """Villages that no cell of their own serves on the day (A2)."""
        own = VillageService.objects.filter(village=OuterRef("village"), valid__contains=day, kind=ServiceKind.OWN)
        return self.on(day).filter(~Exists(own))


class VillageState(models.Model):
    """Name and commune of a village during a period, and the committee of the commune that watches over it."""

    scope_path = "committee"

    village = models.ForeignKey(Village, verbose_name="bản", on_delete=models.PROTECT, related_name="states")
    valid = DateRangeField("hiệu lực")
    name = models.CharField("tên bản", max_length=100)
    commune = models.ForeignKey(Commune, verbose_name="xã, thị trấn", on_delete=models.PROTECT)
    committee = models.ForeignKey(
        Organization, verbose_name="đảng ủy phụ trách", on_delete=models.PROTECT, related_name="villages"
    )
    households = models.PositiveIntegerField("số hộ", null=True, blank=True)
    search_key = SearchKeyField(source="name")
    sort_key = SortKeyField(source="name")

    objects = VillageStateQuerySet.as_manager()

    class Meta:
        verbose_name = "giai đoạn của bản"
        verbose_name_plural = "giai đoạn của bản"
        ordering = ["sort_key", "id"]
        constraints = [
            ExclusionConstraint(
                name="village_one_state_a_day",
                expressions=[("village", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                violation_error_message="Một ngày bản chỉ có một tên và thuộc một xã.",
            ),
            models.CheckConstraint(
                condition=Q(valid__isempty=False) & Q(valid__lower_inf=False),
                name="village_state_has_start",
                violation_error_message="Giai đoạn của bản phải có ngày bắt đầu.",
            ),
        ]
        indexes = [
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="village_by_search_key"),
        ]

    def __str__(self) -> str:
        return self.name


class VillageService(models.Model):
    """Which cell serves the village during a period: its own, or one that it shares with other villages."""

    scope_path = "cell"

    village = models.ForeignKey(Village, verbose_name="bản", on_delete=models.PROTECT, related_name="services")
    cell = models.ForeignKey(
        Organization, verbose_name="chi bộ", on_delete=models.PROTECT, related_name="served_villages"
    )
    valid = DateRangeField("hiệu lực")
    kind = models.CharField("hình thức", max_length=10, choices=ServiceKind.choices)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "chi bộ phụ trách bản"
        verbose_name_plural = "chi bộ phụ trách bản"
        ordering = ["village_id", "valid"]
        constraints = [
            ExclusionConstraint(
                name="village_one_cell_a_day",
                expressions=[("village", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                violation_error_message="Một ngày bản chỉ sinh hoạt ở một chi bộ.",
            ),
            models.CheckConstraint(
                condition=Q(valid__isempty=False) & Q(valid__lower_inf=False),
                name="village_service_has_start",
                violation_error_message="Phải có ngày bắt đầu phụ trách.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.village}: {self.cell}"
