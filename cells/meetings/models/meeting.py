"""A meeting of a cell: when, who came in numbers, what was dealt with, how good it was; and who decided the level (A6).

Rows are kept as written. What was written by mistake is withdrawn with a reason; a corrected row replaces it.
"""

import datetime as dt
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractMonth, ExtractYear

from cells.meetings import frames, limits
from cells.meetings.enums import MeetingKind
from cells.meetings.rules import quality
from cells.meetings.rules.meeting import Told
from cells.organizations.models import Organization
from sinho.accounts.scope import ScopedQuerySet

USER = settings.AUTH_USER_MODEL
STANDS = Q(withdrawn_at__isnull=True)
LONGEST_TEXT = 4000


class MeetingQuerySet(ScopedQuerySet):
    def in_force(self):
        """Neither withdrawn nor replaced."""
        return self.filter(STANDS)

    def held_between(self, since: dt.date, until: dt.date):
        return self.filter(held_on__range=(since, until))

    def with_level(self, day: dt.date):
        """With level and score of the last decision by the day (`decided_level`, `decided_score`, `decided_note`)."""
        last = MeetingLevel.objects.filter(meeting=models.OuterRef("pk"), decided_on__lte=day)
        last = last.order_by("-decided_on", "-pk")
        return self.annotate(
            decided_level=models.Subquery(last.values("level")[:1]),
            decided_score=models.Subquery(last.values("score")[:1]),
            decided_note=models.Subquery(last.values("note")[:1]),
            decided_day=models.Subquery(last.values("decided_on")[:1]),
        )


class Meeting(models.Model):
    """One meeting. `points` holds what the cell gave itself by criterion, `score` their sum, `level` what that gives.

    `key` is made with the page on which it is entered: sent twice, it is one meeting.
    """

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="chi bộ", on_delete=models.PROTECT, related_name="meetings"
    )
    kind = models.CharField("loại", max_length=15, choices=MeetingKind.choices)
    topic = models.CharField("chuyên đề", max_length=300, blank=True)
    held_on = models.DateField("ngày họp")
    starts_at = models.TimeField("giờ bắt đầu", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("thời lượng, phút", null=True, blank=True)
    place = models.CharField("nơi họp", max_length=160, blank=True)
    chair = models.CharField("chủ trì", max_length=120)
    secretary = models.CharField("thư ký", max_length=120, blank=True)
    total = models.PositiveIntegerField("tổng số đảng viên")
    present = models.PositiveIntegerField("có mặt")
    excused = models.PositiveIntegerField("vắng có lý do")
    unexcused = models.PositiveIntegerField("vắng không lý do")
    exempted = models.PositiveIntegerField("được miễn sinh hoạt")
    dues = models.PositiveIntegerField("đảng phí đã thu, đồng", null=True, blank=True)
    contents = models.CharField("nội dung", max_length=LONGEST_TEXT)
    resolution = models.CharField("số nghị quyết", max_length=40, blank=True)
    remarks = models.CharField("tự phê bình, phê bình, biểu dương", max_length=2000, blank=True)
    points = models.JSONField("điểm theo tiêu chí", default=dict, blank=True)
    score = models.PositiveSmallIntegerField("điểm chi bộ đề nghị", null=True, blank=True)
    level = models.CharField("mức chi bộ đề nghị", max_length=10, blank=True)
    score_note = models.CharField("lý do trừ điểm", max_length=400, blank=True)
    key = models.UUIDField("khóa của lần ghi", unique=True)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField("lúc ghi")
    replaces = models.OneToOneField(
        "self", verbose_name="thay cho", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField("lúc bỏ", null=True, blank=True)
    withdrawn_reason = models.CharField("lý do bỏ, sửa", max_length=300, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "buổi sinh hoạt chi bộ"
        verbose_name_plural = "các buổi sinh hoạt chi bộ"
        ordering = ["-held_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                "organization",
                "held_on",
                "kind",
                condition=STANDS,
                name="meeting_once_a_day",
                violation_error_message="Buổi sinh hoạt loại này của chi bộ trong ngày ấy đã ghi.",
            ),
            models.UniqueConstraint(
                "organization",
                ExtractYear("held_on"),
                ExtractMonth("held_on"),
                condition=STANDS & Q(kind=MeetingKind.REGULAR),
                name="meeting_regular_once_a_month",
                violation_error_message="Tháng ấy chi bộ đã ghi sinh hoạt thường kỳ; họp thêm thì chọn loại khác.",
            ),
            models.CheckConstraint(
                condition=Q(present__gt=0) & Q(total=F("present") + F("excused") + F("unexcused") + F("exempted")),
                name="meeting_numbers_add_up",
                violation_error_message="Có mặt, vắng, được miễn cộng lại phải bằng tổng số đảng viên.",
            ),
            models.CheckConstraint(
                condition=Q(kind=MeetingKind.THEMATIC) & ~Q(topic="")
                | Q(kind__in=(MeetingKind.REGULAR, MeetingKind.EXTRAORDINARY), topic=""),
                name="meeting_topic_of_theme",
                violation_error_message="Sinh hoạt chuyên đề phải có tên chuyên đề; loại khác thì không.",
            ),
            models.CheckConstraint(
                condition=~Q(chair="") & ~Q(contents=""),
                name="meeting_told",
                violation_error_message="Buổi sinh hoạt phải ghi người chủ trì và nội dung.",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True, level="") | (Q(score__lte=100) & ~Q(level="")),
                name="meeting_score_with_level",
                violation_error_message="Điểm từ 0 đến 100 và đi cùng một mức.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="meeting_withdrawn_for_a_reason",
                violation_error_message="Bỏ hoặc sửa buổi sinh hoạt phải ghi lý do.",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "held_on"], name="meeting_by_cell"),
            models.Index(fields=["held_on"], name="meeting_by_day"),
        ]

    def __str__(self) -> str:
        return f"Sinh hoạt {self.get_kind_display().lower()} {self.held_on:%d/%m/%Y}"

    @property
    def share(self) -> Decimal | None:
        """Attendance in per cent of those who had to come."""
        return quality.attendance(self.present, self.total, self.exempted)

    @property
    def is_low(self) -> bool:
        """Fewer came than the limit of its day asks."""
        return limits.on(self.held_on).is_low(self.share)

    @property
    def frame(self) -> quality.Frame:
        return frames.on(self.held_on)

    @property
    def level_name(self) -> str:
        """What the cell proposed."""
        return self.frame.name(self.level) if self.level else ""

    @property
    def decided_name(self) -> str:
        """The decided level; only of rows read `with_level`."""
        return self.frame.name(self.decided_level) if self.decided_level else ""

    @property
    def scored(self) -> list[tuple[quality.Criterion, int]]:
        """Criteria with the points that the cell gave itself."""
        return [(one, self.points[one.code]) for one in self.frame.criteria if one.code in self.points]

    def told(self) -> Told:
        """As its form and its workbook tell it."""
        return Told(**{name: getattr(self, name) for name in Told.__dataclass_fields__})


class MeetingLevel(models.Model):
    """The level of a meeting as the committee above decided it; a later row with its reason takes its place."""

    scope_path = "meeting__organization"

    meeting = models.ForeignKey(Meeting, verbose_name="buổi sinh hoạt", on_delete=models.PROTECT, related_name="levels")
    level = models.CharField("mức", max_length=10)
    score = models.PositiveSmallIntegerField("điểm", null=True, blank=True)
    note = models.CharField("ghi chú, lý do trừ điểm", max_length=400, blank=True)
    decided_on = models.DateField("ngày duyệt")
    reason = models.CharField("lý do sửa mức", max_length=300, blank=True)
    by = models.ForeignKey(USER, verbose_name="người duyệt", on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField("lúc ghi")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "mức chất lượng buổi sinh hoạt"
        verbose_name_plural = "mức chất lượng buổi sinh hoạt"
        ordering = ["decided_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(reason=""),
                name="meeting_level_first_once",
                violation_error_message="Buổi sinh hoạt này đã được duyệt mức; sửa mức phải ghi lý do.",
            ),
            models.CheckConstraint(
                condition=~Q(level="") & (Q(score__isnull=True) | Q(score__lte=100)),
                name="meeting_level_told",
                violation_error_message="Phải chọn mức; điểm từ 0 đến 100.",
            ),
        ]

    def __str__(self) -> str:
        return self.level_name

    @property
    def level_name(self) -> str:
        return self.meeting.frame.name(self.level)
