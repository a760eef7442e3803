"""Yearly plans of inspection and supervision, what was concluded, what was recommended and done about it (A14)."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q

from cells.organizations.models import Organization
from cells.oversight.conduct_rules import FIRST_YEAR, LAST_YEAR, check_state, quarter_end, recommendation_state
from cells.oversight.conduct_words import Body, CheckKind, CheckState, RecommendationState
from cells.oversight.models.discipline import ConductQuerySet
from cells.oversight.models.struck import STANDING, Struck, struck_whole
from sinho.accounts.roles import Permission

USER = settings.AUTH_USER_MODEL


class Written(models.Model):
    """Who wrote the row, and when."""

    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = ConductQuerySet.as_manager()

    class Meta:
        abstract = True


class WrittenConduct(Written, Struck):
    """What may be struck of it."""

    reads, writes, dated_by = Permission.VIEW_CONDUCT, Permission.RECORD_CONDUCT, "date"

    class Meta:
        abstract = True


class InspectionPlan(WrittenConduct):
    """The plan of a committee, or of its inspection commission, for a year."""

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="đảng bộ", on_delete=models.PROTECT, related_name="inspection_plans"
    )
    body = models.CharField("của", max_length=12, choices=Body.choices)
    year = models.PositiveSmallIntegerField("năm")
    number = models.CharField("số kế hoạch", max_length=40)
    date = models.DateField("ngày kế hoạch")

    class Meta:
        verbose_name = "kế hoạch kiểm tra, giám sát"
        verbose_name_plural = "kế hoạch kiểm tra, giám sát"
        ordering = ["-year", "body", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "body", "year", "number"],
                condition=STANDING,
                name="inspection_plan_once",
                violation_error_message="Kế hoạch này đã ghi.",
            ),
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR), body__in=Body.values) & ~Q(number=""),
                name="inspection_plan_whole",
                violation_error_message="Kế hoạch phải có năm, cấp ban hành và số.",
            ),
            struck_whole(),
        ]

    def __str__(self) -> str:
        return f"Kế hoạch {self.number} năm {self.year}"

    def hanging(self):
        return (self.inspections.standing(),)


class InspectionQuerySet(ConductQuerySet):
    """Inspections with what was concluded."""

    def with_conclusions(self):
        """With the plan, and the conclusion that counts: one query more."""
        standing = InspectionConclusion.objects.standing()
        return self.select_related("plan").prefetch_related(Prefetch("conclusions", standing, "standing_conclusions"))


class Inspection(WrittenConduct):
    """An item of the plan. The subject is an organisation, or somebody in it (`person_name`)."""

    scope_path = "organization"

    dated_by = "plan__date"

    plan = models.ForeignKey(
        InspectionPlan, verbose_name="kế hoạch", on_delete=models.PROTECT, related_name="inspections"
    )
    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức được kiểm tra", on_delete=models.PROTECT, related_name="inspections"
    )
    person_name = models.CharField("đảng viên được kiểm tra", max_length=120, blank=True)
    person_office = models.CharField("chức vụ", max_length=200, blank=True)
    kind = models.CharField("loại", max_length=16, choices=CheckKind.choices)
    content = models.CharField("nội dung", max_length=1000)
    scope_from = models.DateField("mốc từ ngày", null=True, blank=True)
    scope_to = models.DateField("mốc đến ngày", null=True, blank=True)
    quarter = models.PositiveSmallIntegerField("quý")

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = "cuộc kiểm tra, giám sát"
        verbose_name_plural = "cuộc kiểm tra, giám sát"
        ordering = ["plan__year", "quarter", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "organization", "person_name", "kind", "quarter"],
                condition=STANDING,
                name="inspection_once",
                violation_error_message="Cuộc kiểm tra, giám sát này đã có trong kế hoạch.",
            ),
            models.CheckConstraint(
                condition=Q(quarter__range=(1, 4), kind__in=CheckKind.values) & ~Q(content=""),
                name="inspection_whole",
                violation_error_message="Cuộc kiểm tra, giám sát phải có loại, nội dung và quý từ 1 đến 4.",
            ),
            models.CheckConstraint(
                condition=Q(scope_from__isnull=True) | Q(scope_to__isnull=True) | Q(scope_to__gte=F("scope_from")),
                name="inspection_scope_in_order",
                violation_error_message="Mốc kiểm tra: ngày cuối không thể trước ngày đầu.",
            ),
            struck_whole(),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, quý {self.quarter}/{self.plan.year}"

    @property
    def due_on(self) -> dt.date:
        return quarter_end(self.plan.year, self.quarter)

    @property
    def concluded(self) -> "InspectionConclusion | None":
        """The conclusion that counts; read once, by `with_conclusions` for many."""
        if not hasattr(self, "standing_conclusions"):
            self.standing_conclusions = list(self.conclusions.standing())
        return next(iter(self.standing_conclusions), None)

    @property
    def about(self) -> str:
        return self.person_name

    def hanging(self):
        return self.conclusions.standing(), self.recommendations.standing()

    def state(self, day: dt.date) -> CheckState:
        return check_state(self.due_on, self.concluded.date if self.concluded else None, day)


class OfInspection(WrittenConduct):
    """What stands on the page of an inspection."""

    class Meta:
        abstract = True

    @property
    def root(self) -> Inspection:
        return self.inspection

    @property
    def about(self) -> str:
        return self.inspection.person_name


class InspectionConclusion(OfInspection):
    """What was found."""

    scope_path = "inspection__organization"

    inspection = models.ForeignKey(
        Inspection, verbose_name="cuộc kiểm tra, giám sát", on_delete=models.PROTECT, related_name="conclusions"
    )
    number = models.CharField("số kết luận", max_length=40)
    date = models.DateField("ngày kết luận")
    text = models.CharField("nội dung kết luận", max_length=2000)
    breach = models.BooleanField("có vi phạm")

    class Meta:
        verbose_name = "kết luận kiểm tra, giám sát"
        verbose_name_plural = "kết luận kiểm tra, giám sát"
        ordering = ["-date", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection"],
                condition=STANDING,
                name="conclusion_once",
                violation_error_message="Cuộc này đã có kết luận.",
            ),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(text=""),
                name="conclusion_whole",
                violation_error_message="Kết luận phải có số và nội dung.",
            ),
            struck_whole(),
        ]

    def __str__(self) -> str:
        return f"Kết luận {self.number}"

    def hanging(self):
        return (self.inspection.recommendations.standing(),)


class RecommendationQuerySet(ConductQuerySet):
    """What conclusions ask to be mended."""

    def concluded_by(self, day: dt.date, since: dt.date = dt.date.min):
        """Those of inspections concluded in the time."""
        found = InspectionConclusion.objects.standing().filter(date__range=(since, day))
        return self.filter(inspection__in=found.values("inspection"))


class Recommendation(OfInspection):
    """What is to be mended, by when."""

    scope_path = "inspection__organization"

    inspection = models.ForeignKey(
        Inspection, verbose_name="cuộc kiểm tra, giám sát", on_delete=models.PROTECT, related_name="recommendations"
    )
    content = models.CharField("kiến nghị", max_length=1000)
    due_on = models.DateField("hạn thực hiện")

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = "kiến nghị sau kiểm tra, giám sát"
        verbose_name_plural = "kiến nghị sau kiểm tra, giám sát"
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "content"],
                condition=STANDING,
                name="recommendation_once",
                violation_error_message="Kiến nghị này đã ghi.",
            ),
            models.CheckConstraint(
                condition=~Q(content=""),
                name="recommendation_whole",
                violation_error_message="Kiến nghị phải có nội dung.",
            ),
            struck_whole(),
        ]

    def __str__(self) -> str:
        return self.content[:80]

    @property
    def done_on(self) -> dt.date | None:
        """`follow_ups` should be fetched with it."""
        return next((one.on for one in self.follow_ups.all() if one.done), None)

    def state(self, day: dt.date) -> RecommendationState:
        return recommendation_state(self.due_on, self.done_on, day)


class FollowUp(Written):
    """How far a recommendation was carried out on a day."""

    scope_path = "recommendation__inspection__organization"

    recommendation = models.ForeignKey(
        Recommendation, verbose_name="kiến nghị", on_delete=models.PROTECT, related_name="follow_ups"
    )
    on = models.DateField("ngày")
    done = models.BooleanField("đã thực hiện xong")
    text = models.CharField("kết quả", max_length=1000)

    class Meta:
        verbose_name = "theo dõi kiến nghị"
        verbose_name_plural = "theo dõi kiến nghị"
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="follow_up_whole",
                violation_error_message="Theo dõi kiến nghị phải ghi kết quả.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}"
