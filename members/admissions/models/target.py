"""How many admissions a unit was given for a year: every decision is a row, the last one by a day counts (A4)."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cells.organizations.enums import GRASSROOTS, OrganizationKind
from cells.organizations.models import Organization, OrganizationState
from members.admissions.rules.targets import FIRST_YEAR, LAST_YEAR, MOST
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet

USER = settings.AUTH_USER_MODEL
K = OrganizationKind
# Who may give targets: kind of the organisation that gives → permission on it.
GIVING = {
    K.PROVINCE_COMMITTEE: Permission.DECIDE_ADMISSIONS,
    K.DISTRICT_COMMITTEE: Permission.DECIDE_ADMISSIONS,
    K.GRASSROOTS_COMMITTEE: Permission.RECORD_ADMISSIONS,
}


class TargetQuerySet(ScopedQuerySet):
    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_MEMBERS):
        return super().in_scope(scope, permission)

    def known(self, year: int, day: dt.date):
        """Decisions for the year up to the day, in the order in which each takes the place of the one before."""
        return self.filter(year=year, decided_on__lte=day).order_by("decided_on", "id")


class AdmissionTarget(models.Model):
    """A decision on the target of one organisation for a year. Append-only by a trigger; a later row changes it.

    `giver` is the organisation above that decided: the district for a grassroots organisation, else its committee.
    """

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="admission_targets"
    )
    giver = models.ForeignKey(Organization, verbose_name="cấp giao", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveSmallIntegerField("chỉ tiêu")
    document = models.CharField("số văn bản", max_length=40)
    decided_on = models.DateField("ngày văn bản")
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu kết nạp"
        verbose_name_plural = "chỉ tiêu kết nạp"
        ordering = ["-year", "decided_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__lte=MOST),
                name="target_number_possible",
                violation_error_message=f"Chỉ tiêu kết nạp là số từ 0 đến {MOST}.",
            ),
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                name="target_year_possible",
                violation_error_message=f"Năm của chỉ tiêu phải từ {FIRST_YEAR} đến {LAST_YEAR}.",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__year=F("year")) | Q(decided_on__year=F("year") - 1),
                name="target_decided_in_time",
                violation_error_message="Văn bản giao chỉ tiêu phải có ngày trong năm ấy hoặc năm trước đó.",
            ),
            models.CheckConstraint(
                condition=~Q(document=""),
                name="target_with_document",
                violation_error_message="Chỉ tiêu phải ghi số văn bản.",
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("organization")),
                name="target_from_above",
                violation_error_message="Chỉ tiêu do cấp trên giao, tổ chức không tự giao cho mình.",
            ),
        ]
        indexes = [models.Index(fields=["year", "organization"], name="target_by_year")]

    def __str__(self) -> str:
        return f"{self.year}: {self.number}"


def units_under(giver: OrganizationState, day: dt.date):
    """States on the day of the organisations to which this one gives targets."""
    if giver.kind == K.GRASSROOTS_COMMITTEE:
        return OrganizationState.objects.under(giver.organization_id, day).filter(kind=K.SUBORDINATE_CELL)
    return OrganizationState.objects.on(day).filter(parent=giver.organization_id, kind__in=GRASSROOTS)


def in_force(giver_id: int, year: int) -> dict[int, AdmissionTarget]:
    """Organisation → the decision on it that counts now."""
    rows = AdmissionTarget.objects.filter(giver=giver_id, year=year).order_by("decided_on", "id")
    return {row.organization_id: row for row in rows}
