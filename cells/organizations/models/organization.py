"""Party organisations and their dated life.

`Organization` is the thing that lasts; everything that may change about it (name, kind, parent, type, commune)
stands in `OrganizationState`, one row per period, closed and never overwritten. There is no "current" copy.
"""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Case, Q, Value, When

from cells.organizations.enums import EventKind, FoundationPlace, OrganizationKind, OrganizationType
from cells.organizations.models.subtrees import subtree_ids
from sinho.accounts.scope import ScopedQuerySet
from sinho.text.fields import SearchKeyField, SortKeyField


class OrganizationQuerySet(ScopedQuerySet):
    def alive_on(self, day: dt.date):
        """Organisations that exist on the day."""
        return self.filter(states__valid__contains=day)


class Organization(models.Model):
    """A Party organisation of any kind, from its founding on. Its code never changes."""

    scope_path = "self"

    code = models.CharField("mã tổ chức", max_length=20, unique=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = "tổ chức đảng"
        verbose_name_plural = "tổ chức đảng"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z0-9][A-Z0-9.\-]*$"),
                name="organization_code_plain",
                violation_error_message="Mã tổ chức chỉ gồm chữ in hoa không dấu, chữ số, dấu chấm và gạch ngang.",
            )
        ]

    def __str__(self) -> str:
        return self.code

    def named(self, day: dt.date) -> tuple[int, str]:
        """Id and name, as the log keeps them: the name of the day, or the last one before it, or the first one."""
        names = self.states.order_by("valid").values_list("name", "valid")
        known = [name for name, valid in names if valid.lower <= day] or [name for name, _ in names[:1]]
        return self.pk, known[-1] if known else self.code


class StateQuerySet(ScopedQuerySet):
    def on(self, day: dt.date):
        """The state of every organisation alive on the day: one row each."""
        return self.filter(valid__contains=day)

    def within(self, first: dt.date, last: dt.date):
        """The last state within the period of every organisation alive at some time in it: one row each."""
        alive = self.model._default_manager.filter(valid__overlap=DateRange(first, last, "[]"))
        latest = alive.order_by("organization_id", "-valid").distinct("organization_id")
        return self.filter(pk__in=latest.values("pk"))

    def under(self, organization_id: int, day: dt.date):
        """States on the day of everything below the organisation (not itself), at any depth."""
        return self.on(day).filter(organization_id__in=subtree_ids(organization_id, day) - {organization_id})

    def in_order(self):
        """From the district down, then by name in Vietnamese order."""
        ranks = [When(kind=kind, then=Value(rank)) for rank, kind in enumerate(OrganizationKind.values)]
        rows = self.annotate(kind_rank=Case(*ranks, output_field=models.SmallIntegerField()))
        return rows.order_by("kind_rank", "sort_key", "organization_id")

    def outline(self):
        """What the tree shows of each organisation, as light rows."""
        return self.in_order().values_list("organization_id", "parent_id", "kind", "short_name", "name", named=True)


class OrganizationState(models.Model):
    """What an organisation is during a period: name, kind, type, parent, commune."""

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="states"
    )
    valid = DateRangeField("hiệu lực")
    name = models.CharField("tên đầy đủ", max_length=200)
    short_name = models.CharField("tên gọi tắt", max_length=100)
    kind = models.CharField("hình thức tổ chức", max_length=30, choices=OrganizationKind.choices)
    type = models.CharField("loại hình", max_length=30, choices=OrganizationType.choices, blank=True)
    parent = models.ForeignKey(
        Organization,
        verbose_name="tổ chức cấp trên",
        on_delete=models.PROTECT,
        related_name="child_states",
        null=True,
        blank=True,
    )
    commune = models.ForeignKey(
        "cells.Commune", verbose_name="xã, thị trấn", on_delete=models.PROTECT, null=True, blank=True
    )
    search_key = SearchKeyField(source="name")
    sort_key = SortKeyField(source="short_name")

    objects = StateQuerySet.as_manager()

    class Meta:
        verbose_name = "giai đoạn của tổ chức"
        verbose_name_plural = "giai đoạn của tổ chức"
        ordering = ["organization_id", "valid"]
        constraints = [
            ExclusionConstraint(
                name="organization_one_state_a_day",
                expressions=[("organization", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                violation_error_message="Một ngày tổ chức chỉ có một tên, một hình thức và một cấp trên.",
            ),
            models.CheckConstraint(
                condition=Q(valid__isempty=False) & Q(valid__lower_inf=False),
                name="organization_state_has_start",
                violation_error_message="Giai đoạn phải có ngày bắt đầu và không được rỗng.",
            ),
            models.CheckConstraint(
                condition=~Q(parent=models.F("organization")),
                name="organization_not_own_parent",
                violation_error_message="Tổ chức không thể là cấp trên của chính mình.",
            ),
            models.CheckConstraint(
                condition=Q(kind=OrganizationKind.PROVINCE_COMMITTEE)
                | Q(kind=OrganizationKind.DISTRICT_COMMITTEE)
                | Q(parent__isnull=False),
                name="organization_has_parent",
                violation_error_message="Tổ chức dưới cấp huyện phải có tổ chức cấp trên trực tiếp.",
            ),
        ]
        indexes = [
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="state_by_search_key"),
            models.Index(fields=["kind"], name="state_by_kind"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def since(self) -> dt.date:
        return self.valid.lower

    @property
    def last_day(self) -> dt.date | None:
        """Last day of the period; None while it goes on."""
        return None if self.valid.upper is None else self.valid.upper - dt.timedelta(days=1)


class OrganizationEvent(models.Model):
    """A decision in the life of an organisation: founded, renamed, moved, dissolved …"""

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="events"
    )
    kind = models.CharField("việc", max_length=20, choices=EventKind.choices)
    on = models.DateField("ngày có hiệu lực")
    decision_number = models.CharField("số quyết định", max_length=40, blank=True)
    decision_date = models.DateField("ngày quyết định", null=True, blank=True)
    issuer = models.CharField("cơ quan quyết định", max_length=160, blank=True)
    reason = models.TextField("lý do", blank=True)
    place = models.CharField("nơi thành lập", max_length=20, choices=FoundationPlace.choices, blank=True)
    official_members = models.PositiveSmallIntegerField("đảng viên chính thức", null=True, blank=True)
    probationary_members = models.PositiveSmallIntegerField("đảng viên dự bị", null=True, blank=True)
    related = models.ForeignKey(
        Organization,
        verbose_name="tổ chức liên quan",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "quyết định về tổ chức"
        verbose_name_plural = "quyết định về tổ chức"
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(kind=EventKind.ESTABLISH),
                name="organization_founded_once",
                violation_error_message="Tổ chức này đã có quyết định thành lập.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"
