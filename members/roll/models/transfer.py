"""Transfers of Party activity between organisations: their papers and days (S1 6.3.1, S3 4.3)."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cells.organizations.models import Organization
from members.roll.enums import COMING_IN, GOING_OUT, SHEET_BOXES, TransferKind
from members.roll.limits import TransferFacts
from members.roll.models.member import Member, OfMembersQuerySet
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet

USER = settings.AUTH_USER_MODEL
OPEN = Q(cancelled_on__isnull=True, returned_on__isnull=True) & (
    Q(received_on__isnull=True) | Q(kind=TransferKind.TEMPORARY)
)


class TransferQuerySet(OfMembersQuerySet):
    """A transfer is seen from both sides; the record of the member is not, it stays with his cell."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_MEMBERS):
        return self.touching(scope.organization_ids(permission))

    def touching(self, ids):
        """From or to one of these organisations."""
        return self.filter(Q(from_organization__among=ids) | Q(to_organization__among=ids) | Q(host_cell__among=ids))

    def begun_by(self, day: dt.date):
        """Decided, or introduced by another district, up to the day."""
        return self.filter(Q(decided_on__lte=day) | Q(decided_on__isnull=True, introduced_on__lte=day))

    def open_on(self, day: dt.date):
        """Begun and neither completed, nor returned, nor cancelled at the end of the day."""
        over = Q(cancelled_on__lte=day) | Q(returned_on__lte=day)
        over |= Q(received_on__lte=day) & ~Q(kind=TransferKind.TEMPORARY)
        return self.begun_by(day).exclude(over)

    def open_now(self):
        return self.filter(OPEN)

    def completed_between(self, first: dt.date, last: dt.date):
        """Received in the period, a temporary one at its host."""
        return self.filter(received_on__range=(first, last))

    def hosted_on(self, day: dt.date):
        """Temporary ones whose member takes part at the host on the day."""
        here = self.filter(kind=TransferKind.TEMPORARY, received_on__lte=day)
        return here.filter(Q(returned_on__isnull=True) | Q(returned_on__gt=day))


class Transfer(models.Model):
    """A member goes from one cell to another with his papers. Where it stands follows from its dates alone.

    `from_organization` is the home cell; `to_organization` the cell or committee that the sheet names, `host_cell` the
    cell that received him. A place outside the district is words. `received_on` is his first day in the new cell; until
    the day before he is on the roll of the old one. A temporary transfer changes no roll.
    """

    scope_path = "from_organization"

    member = models.ForeignKey(Member, verbose_name="đảng viên", on_delete=models.PROTECT, related_name="transfers")
    kind = models.CharField("loại", max_length=16, choices=TransferKind.choices)
    from_organization = models.ForeignKey(
        Organization, verbose_name="nơi chuyển đi", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    from_words = models.CharField("nơi chuyển đi ngoài huyện", max_length=200, blank=True)
    to_organization = models.ForeignKey(
        Organization, verbose_name="nơi chuyển đến", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    to_words = models.CharField("nơi chuyển đến ngoài huyện", max_length=200, blank=True)
    host_cell = models.ForeignKey(
        Organization, verbose_name="chi bộ nhận", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_on = models.DateField("ngày quyết định, ngày đổi nơi ở, nơi công tác", null=True, blank=True)
    introduced_on = models.DateField("ngày giới thiệu", null=True, blank=True)
    presented_on = models.DateField("ngày nộp giấy", null=True, blank=True)
    received_on = models.DateField("ngày tiếp nhận", null=True, blank=True)
    sheet_number = models.CharField("số giấy giới thiệu", max_length=40, blank=True)
    notice_number = models.CharField("số thông báo tiếp nhận", max_length=40, blank=True)
    dues_paid_until = models.DateField("đóng đảng phí đến hết ngày", null=True, blank=True)
    reason = models.CharField("lý do chuyển", max_length=300, blank=True)
    study = models.BooleanField("đi học", default=False)
    until = models.DateField("sinh hoạt tạm thời đến hết ngày", null=True, blank=True)
    returned_on = models.DateField("ngày trở về", null=True, blank=True)
    cancelled_on = models.DateField("ngày hủy", null=True, blank=True)
    cancel_reason = models.CharField("lý do hủy", max_length=300, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = "chuyển sinh hoạt đảng"
        verbose_name_plural = "chuyển sinh hoạt đảng"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=OPEN,
                name="transfer_one_open",
                violation_error_message="Đảng viên này đang có một việc chuyển sinh hoạt chưa xong.",
            ),
            models.CheckConstraint(
                condition=Q(kind=TransferKind.WITHIN, from_organization__isnull=False, to_organization__isnull=False)
                & ~Q(from_organization=F("to_organization"))
                | Q(kind__in=GOING_OUT, from_organization__isnull=False, to_organization__isnull=True) & ~Q(to_words="")
                | Q(kind__in=COMING_IN, from_organization__isnull=True, to_organization__isnull=False)
                & ~Q(from_words="")
                | Q(kind=TransferKind.TEMPORARY, from_organization__isnull=False)
                & (Q(to_organization__isnull=False, to_words="") | Q(to_organization__isnull=True) & ~Q(to_words="")),
                name="transfer_places",
                violation_error_message="Việc chuyển sinh hoạt phải ghi nơi đi và nơi đến, khác nhau.",
            ),
            models.CheckConstraint(
                condition=(Q(decided_on__isnull=False) | Q(introduced_on__isnull=False))
                & (Q(presented_on__isnull=True) | Q(introduced_on__isnull=False))
                & (Q(received_on__isnull=True) | Q(presented_on__isnull=False))
                & (Q(returned_on__isnull=True) | Q(received_on__isnull=False)),
                name="transfer_steps_whole",
                violation_error_message="Việc chuyển đi từng bước: quyết định, giới thiệu, nộp giấy, tiếp nhận.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(decided_on__isnull=True) | Q(introduced_on__isnull=True) | Q(introduced_on__gte=F("decided_on"))
                )
                & (Q(presented_on__isnull=True) | Q(presented_on__gte=F("introduced_on")))
                & (Q(received_on__isnull=True) | Q(received_on__gte=F("presented_on")))
                & (Q(returned_on__isnull=True) | Q(returned_on__gt=F("received_on"))),
                name="transfer_steps_in_order",
                violation_error_message="Ngày của bước sau không thể trước ngày của bước trước.",
            ),
            models.CheckConstraint(
                condition=(Q(introduced_on__isnull=True) | ~Q(sheet_number=""))
                & (
                    Q(received_on__isnull=True, host_cell__isnull=True)
                    | Q(received_on__isnull=False, to_organization__isnull=True, host_cell__isnull=True)
                    | Q(received_on__isnull=False, to_organization__isnull=False, host_cell__isnull=False)
                ),
                name="transfer_papers",
                violation_error_message="Giấy giới thiệu phải có số; tiếp nhận trong huyện phải ghi chi bộ nhận.",
            ),
            models.CheckConstraint(
                condition=Q(kind=TransferKind.TEMPORARY, until__isnull=False)
                | ~Q(kind=TransferKind.TEMPORARY) & Q(until__isnull=True, returned_on__isnull=True, study=False),
                name="transfer_temporary_has_end",
                violation_error_message="Sinh hoạt tạm thời phải có ngày hết hạn; chuyển chính thức thì không.",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True, cancel_reason="")
                | Q(cancelled_on__isnull=False, received_on__isnull=True) & ~Q(cancel_reason=""),
                name="transfer_cancelled_with_reason",
                violation_error_message="Hủy việc chuyển phải ghi ngày và lý do, và chỉ khi chưa tiếp nhận.",
            ),
        ]
        indexes = [
            models.Index(fields=["from_organization", "received_on"], name="transfer_by_home"),
            models.Index(fields=["to_organization", "received_on"], name="transfer_by_destination"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.begun_on:%d/%m/%Y}"

    @property
    def begun_on(self) -> dt.date:
        """The day whose limits it keeps: of the decision or the move, for who comes in that of the sheet."""
        return self.decided_on or self.introduced_on

    @property
    def boxes(self) -> int:
        """How many boxes its introduction sheet has."""
        return SHEET_BOXES[self.kind]

    @property
    def is_temporary(self) -> bool:
        return self.kind == TransferKind.TEMPORARY

    @property
    def leaves_district(self) -> bool:
        """Whether the destination lies outside and answers by a notice."""
        return self.to_organization_id is None

    def until_on(self, day: dt.date) -> dt.date | None:
        """The planned last day as it was known on the day: after the extensions asked for until then."""
        given = [one.until for one in self.extensions.all() if one.on <= day]
        return given[-1] if given else self.until

    def facts(self, day: dt.date) -> TransferFacts:
        """What the rules ask."""
        return TransferFacts(
            kind=self.kind,
            decided_on=self.decided_on,
            introduced_on=self.introduced_on,
            presented_on=self.presented_on,
            received_on=self.received_on,
            returned_on=self.returned_on,
            cancelled_on=self.cancelled_on,
            until=self.until_on(day),
        )


class StayExtension(models.Model):
    """A temporary transfer lasts longer, on request. Append-only by a trigger."""

    scope_path = "transfer__from_organization"

    transfer = models.ForeignKey(
        Transfer, verbose_name="việc chuyển", on_delete=models.PROTECT, related_name="extensions"
    )
    on = models.DateField("ngày cho gia hạn")
    until = models.DateField("đến hết ngày")
    reason = models.CharField("lý do", max_length=300)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "gia hạn sinh hoạt tạm thời"
        verbose_name_plural = "gia hạn sinh hoạt tạm thời"
        ordering = ["until", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["transfer", "until"],
                name="stay_extension_once",
                violation_error_message="Lần gia hạn này đã được ghi.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="stay_extension_has_reason",
                violation_error_message="Gia hạn phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.until:%d/%m/%Y}"
