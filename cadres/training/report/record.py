"""The classes of somebody on the staff, as they stood on a day."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from cadres.staff.models import Cadre
from cadres.training.enums import Status
from cadres.training.models import Enrolment, SupportPayment, TrainingClass
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope


@dataclass(frozen=True)
class Attended:
    """A class of his on the day; what came later is not shown. `paid`: support in đồng, less what was taken back.

    `may_manage`, `may_support`: whether the person keeps this class, and the money of its people.
    """

    row: Enrolment
    day: dt.date
    paid: int
    may_manage: bool
    may_support: bool

    @property
    def ended(self) -> bool:
        return self.row.ended_on is not None and self.row.ended_on <= self.day

    @property
    def status(self) -> str:
        return self.row.get_status_display() if self.ended else Status.ATTENDING.label

    @property
    def certified(self) -> bool:
        return self.row.certificate_on is not None and self.row.certificate_on <= self.day


def attended(cadre: Cadre, scope: Scope, day: dt.date) -> list[Attended]:
    """The newest first: two queries."""
    rows = Enrolment.objects.in_force().in_scope(scope).filter(cadre=cadre, since__lte=day)
    payments = SupportPayment.objects.in_scope(scope).filter(cadre=cadre, paid_on__lte=day).order_by()
    paid = dict(payments.values_list("award__enrolment").annotate(Sum("amount")))
    rows = rows.select_related("training_class").order_by("-since", "-pk")
    return [
        Attended(
            one,
            day,
            paid.get(one.pk, 0),
            scope.may(Permission.MANAGE_STAFF, one.training_class.organization_id),
            scope.may(Permission.MANAGE_SUPPORT, one.training_class.organization_id),
        )
        for one in rows
    ]


def classes_open_to(cadre: Cadre, scope: Scope, day: dt.date) -> QuerySet:
    """Classes that are not over, into which the person may enrol him and in which he is not yet."""
    rows = TrainingClass.objects.in_scope(scope, Permission.MANAGE_STAFF).in_force().filter(ends_on__gte=day)
    inside = Enrolment.objects.in_force().filter(cadre=cadre).order_by()
    return rows.exclude(pk__in=inside.values("training_class")).order_by("starts_on", "name", "pk")
