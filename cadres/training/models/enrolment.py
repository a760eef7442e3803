"""Who attends a class: somebody on the staff of a commune, or a committee member."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from cadres.staff.models import Cadre, Qualification
from cadres.training.enums import Result, Status
from cadres.training.models.training_class import TrainingClass
from cadres.training.rules import Outcome
from cells.organizations.models import Organization
from members.roll.models import Member
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet


class EnrolmentQuerySet(ScopedQuerySet):
    """Seen from the commune or cell that sent the person."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_STAFF):
        return super().in_scope(scope, permission)

    def in_force(self):
        """All but those written down by mistake and those of classes that were called off."""
        return self.exclude(status=Status.WITHDRAWN).filter(training_class__called_off="")

    def in_order(self):
        """By the commune or cell, then by name."""
        return self.select_related("cadre", "member", "training_class").order_by(
            "organization__code", "cadre__sort_key", "member__sort_key", "pk"
        )

    def begun_between(self, first: dt.date, last: dt.date):
        return self.filter(since__range=(first, last))

    def ended_between(self, first: dt.date, last: dt.date):
        return self.filter(ended_on__range=(first, last))

    def certified_between(self, first: dt.date, last: dt.date):
        return self.filter(certificate_on__range=(first, last))

    def attending_on(self, day: dt.date):
        """Those who had begun by the day and had not ended before it."""
        return self.in_force().filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day), since__lte=day)


class Enrolment(models.Model):
    """One person in one class: sent by whom, since when, how it ended, with which certificate.

    `organization` is where he served or was a member on the first day. `qualification` is what the certificate gave
    to somebody on the staff; a member's schooling stands on the roll.
    """

    scope_path = "organization"

    training_class = models.ForeignKey(
        TrainingClass, verbose_name="lớp", on_delete=models.PROTECT, related_name="enrolments"
    )
    cadre = models.ForeignKey(
        Cadre, verbose_name="cán bộ", on_delete=models.PROTECT, related_name="enrolments", null=True, blank=True
    )
    member = models.ForeignKey(
        Member, verbose_name="cấp ủy viên", on_delete=models.PROTECT, related_name="enrolments", null=True, blank=True
    )
    organization = models.ForeignKey(
        Organization, verbose_name="nơi cử đi", on_delete=models.PROTECT, related_name="enrolments"
    )
    decision_number = models.CharField("số quyết định cử đi", max_length=40, blank=True)
    decision_date = models.DateField("ngày quyết định cử đi", null=True, blank=True)
    since = models.DateField("vào học ngày")
    status = models.CharField("tình trạng", max_length=16, choices=Status.choices, default=Status.ATTENDING)
    ended_on = models.DateField("kết thúc học ngày", null=True, blank=True)
    days_present = models.PositiveSmallIntegerField("số buổi có mặt", null=True, blank=True)
    result = models.CharField("xếp loại", max_length=16, choices=Result.choices, blank=True)
    certificate_number = models.CharField("số chứng chỉ, văn bằng", max_length=40, blank=True)
    certificate_on = models.DateField("ngày cấp", null=True, blank=True)
    qualification = models.OneToOneField(
        Qualification, verbose_name="trình độ đã ghi", on_delete=models.PROTECT, null=True, blank=True
    )

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = "người học"
        verbose_name_plural = "người học"
        ordering = ["training_class_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cadre__isnull=True) ^ Q(member__isnull=True),
                name="enrolment_of_one",
                violation_error_message="Người học là một cán bộ xã hoặc một cấp ủy viên, không phải cả hai.",
            ),
            models.UniqueConstraint(
                fields=["training_class", "cadre"],
                condition=~Q(status=Status.WITHDRAWN),
                name="enrolment_of_cadre_once",
                violation_error_message="Cán bộ này đã có trong danh sách lớp.",
            ),
            models.UniqueConstraint(
                fields=["training_class", "member"],
                condition=~Q(status=Status.WITHDRAWN),
                name="enrolment_of_member_once",
                violation_error_message="Cấp ủy viên này đã có trong danh sách lớp.",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.ATTENDING, ended_on__isnull=True)
                | (
                    Q(status__in=[*Status.values])
                    & ~Q(status=Status.ATTENDING)
                    & Q(ended_on__isnull=False, ended_on__gte=F("since"))
                ),
                name="enrolment_ended_with_day",
                violation_error_message="Đã xong thì ghi ngày, từ ngày vào học trở đi; đang học thì để trống ngày.",
            ),
            models.CheckConstraint(
                condition=Q(certificate_number="", certificate_on__isnull=True)
                | (
                    ~Q(certificate_number="")
                    & Q(certificate_on__isnull=False, certificate_on__gte=F("ended_on"), status=Status.FINISHED)
                ),
                name="enrolment_certificate_whole",
                violation_error_message="Chứng chỉ phải có số và ngày cấp, cấp sau khi hoàn thành.",
            ),
            models.CheckConstraint(
                condition=Q(qualification__isnull=True) | ~Q(certificate_number=""),
                name="enrolment_qualification_certified",
                violation_error_message="Trình độ chỉ ghi theo chứng chỉ.",
            ),
            models.CheckConstraint(
                condition=Q(result="") | Q(result__in=Result.values, status=Status.FINISHED),
                name="enrolment_result_known",
                violation_error_message="Chỉ xếp loại người hoàn thành, theo danh mục.",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "since"], name="enrolment_by_sender"),
            models.Index(fields=["since"], name="enrolment_by_first_day"),
            models.Index(fields=["ended_on"], name="enrolment_by_last_day"),
        ]

    def __str__(self) -> str:
        return self.person.full_name

    @property
    def person(self) -> Cadre | Member:
        """Who it is: name, birth, sex, ethnicity are called the same on both."""
        return self.cadre or self.member

    @property
    def is_cadre(self) -> bool:
        return self.cadre_id is not None

    @property
    def outcome(self) -> Outcome:
        return Outcome(self.status, self.ended_on, self.result, self.certificate_number, self.certificate_on)

    @property
    def is_open(self) -> bool:
        """Whether something of it may still be written without a correction."""
        return self.status == Status.ATTENDING or (self.status == Status.FINISHED and not self.certificate_number)
