"""Work that a cell gives to a member for a year: what, who follows up, until when, how it went (A7)."""

import datetime as dt

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower

from cells.organizations.models import Organization
from members.assignments.catalogue import fields, ratings
from members.assignments.rules import last_day
from members.roll.models import Member, Membership, Pause
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet

ONE_DAY = dt.timedelta(days=1)


class WorkAssignmentQuerySet(ScopedQuerySet):
    """Work given to members, limited by the cell that gave it."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_MEMBERS):
        return super().in_scope(scope, permission)

    def of_year(self, year: int, day: dt.date):
        """What is in force on the day for the year: given by then, not replaced or ended."""
        return self.filter(year=year, valid__contains=day)

    def still_open(self):
        """Neither ended nor judged."""
        return self.filter(ended_reason="", judged_on__isnull=True)

    def judged_by(self, day: dt.date):
        """Judged on the day or before."""
        return self.filter(judged_on__lte=day)

    def of_those_who_take_part(self, day: dt.date):
        """Of members who are in the cell that gave it on the day, and neither exempted nor suspended."""
        here = Membership.objects.on(day).filter(member=OuterRef("member"), organization=OuterRef("organization"))
        return self.filter(Exists(here), ~Exists(Pause.objects.on(day).filter(member=OuterRef("member"))))


class WorkAssignment(models.Model):
    """One piece of work. `valid` begins with the day on which the cell gave it and ends with the year, or with its last
    day when the cell adjusted it during the year: then `ended_reason` says why, and a new row may replace it.
    """

    scope_path = "organization"

    member = models.ForeignKey(Member, verbose_name="đảng viên", on_delete=models.PROTECT, related_name="assignments")
    organization = models.ForeignKey(
        Organization, verbose_name="chi bộ", on_delete=models.PROTECT, related_name="assignments"
    )
    year = models.PositiveSmallIntegerField("năm")
    field = models.CharField("lĩnh vực", max_length=20)
    content = models.CharField("nội dung công tác", max_length=400)
    supervisor = models.ForeignKey(
        Member,
        verbose_name="người theo dõi",
        on_delete=models.PROTECT,
        related_name="supervised",
        null=True,
        blank=True,
    )
    supervisor_words = models.CharField("người theo dõi ngoài chi bộ", max_length=120, blank=True)
    valid = DateRangeField("thời gian được giao")
    due_on = models.DateField("hạn hoàn thành")
    replaces = models.OneToOneField(
        "self", verbose_name="thay cho", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True
    )
    ended_reason = models.CharField("lý do điều chỉnh, thôi giao", max_length=300, blank=True)
    result = models.CharField("kết quả", max_length=400, blank=True)
    rating = models.CharField("mức đánh giá", max_length=20, blank=True)
    judged_on = models.DateField("ngày đánh giá", null=True, blank=True)

    objects = WorkAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "công tác của đảng viên"
        verbose_name_plural = "công tác của đảng viên"
        ordering = ["-year", "valid", "id"]
        constraints = [
            # A member who moved may get the like from his new cell; what was replaced may come back.
            models.UniqueConstraint(
                "member",
                "organization",
                "year",
                Lower("content"),
                condition=Q(ended_reason=""),
                name="assignment_content_once",
                violation_error_message="Đảng viên đã được giao công tác này trong năm.",
            ),
            models.CheckConstraint(
                condition=Q(valid__isempty=False, valid__lower_inf=False, valid__upper_inf=False)
                & Q(valid__startswith__year=F("year"))
                & (
                    Q(ended_reason="", valid__endswith__year=F("year") + 1)
                    & Q(valid__endswith__month=1, valid__endswith__day=1)
                    | ~Q(ended_reason="") & Q(valid__endswith__year=F("year"))
                ),
                name="assignment_within_year",
                violation_error_message="Công tác được giao và điều chỉnh trong năm của nó; điều chỉnh thì ghi lý do.",
            ),
            models.CheckConstraint(
                condition=~Q(field="") & ~Q(content=""),
                name="assignment_named",
                violation_error_message="Công tác phải có lĩnh vực và nội dung.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("valid__startswith")) & Q(due_on__year__lte=F("year") + 1),
                name="assignment_due_after_start",
                violation_error_message="Hạn hoàn thành từ ngày phân công đến hết năm sau.",
            ),
            models.CheckConstraint(
                condition=(Q(supervisor__isnull=True) & ~Q(supervisor_words=""))
                | (Q(supervisor__isnull=False, supervisor_words="") & ~Q(supervisor=F("member"))),
                name="assignment_supervised",
                violation_error_message="Công tác phải có một người theo dõi, không phải chính đảng viên ấy.",
            ),
            models.CheckConstraint(
                condition=Q(judged_on__isnull=True, rating="", result="")
                | (Q(judged_on__isnull=False) & ~Q(rating="") & Q(judged_on__gte=F("valid__startswith"))),
                name="assignment_result_with_day",
                violation_error_message="Kết quả phải có mức và ngày đánh giá, sau ngày phân công.",
            ),
            models.CheckConstraint(
                condition=Q(ended_reason="") | Q(judged_on__isnull=True),
                name="assignment_ended_not_judged",
                violation_error_message="Công tác đã thôi giao thì không đánh giá.",
            ),
        ]
        indexes = [models.Index(fields=["organization", "year"], name="assignment_by_cell")]

    def __str__(self) -> str:
        return self.content

    @property
    def assigned_on(self) -> dt.date:
        return self.valid.lower

    @property
    def ended_on(self) -> dt.date | None:
        """The last day of work that was adjusted or ended during the year."""
        return self.valid.upper - ONE_DAY if self.ended_reason else None

    @property
    def is_open(self) -> bool:
        """Neither ended nor judged: it may be adjusted and judged."""
        return not self.ended_reason and self.judged_on is None

    @property
    def field_label(self) -> str:
        return fields().get(self.field, self.field)

    @property
    def rating_label(self) -> str:
        return ratings().get(self.rating, self.rating)

    @property
    def supervisor_name(self) -> str:
        return self.supervisor.full_name if self.supervisor_id else self.supervisor_words

    @property
    def year_end(self) -> dt.date:
        return last_day(self.year)
