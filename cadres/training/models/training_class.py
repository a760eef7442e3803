"""A class for the staff of the communes and for committee members."""

import datetime as dt

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from cadres.staff import titles
from cadres.training.enums import ClassField, ClassKind, Mode, OpenedBy, Place, Status
from cadres.training.rules import ClassFacts, levels_of, subject_of
from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope, ScopedQuerySet

NO_RESULTS = "cho-ket-qua"  # word of the address for classes that are over and wait for results


class TrainingClassQuerySet(ScopedQuerySet):
    """A class is seen by whoever reaches the organisation that keeps it, or somebody whom he sent there."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_STAFF):
        ids = Ids(scope.organization_ids(permission))
        sent = self.enrolments().filter(organization__among=ids).exclude(status=Status.WITHDRAWN)
        return self.filter(Q(organization__among=ids) | Q(Exists(sent.filter(training_class=OuterRef("pk")))))

    def enrolments(self) -> QuerySet:
        return self.model.enrolments.rel.related_model.objects.all()

    def in_force(self):
        """Those that were not called off."""
        return self.filter(called_off="")

    def running_between(self, first: dt.date, last: dt.date):
        """Classes that were held on one of these days."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)

    def without_results(self, scope: Scope, day: dt.date):
        """Classes that are over and still have somebody within reach whose result nobody wrote down."""
        ids = Ids(scope.organization_ids(Permission.VIEW_STAFF))
        open_rows = self.enrolments().filter(organization__among=ids, status=Status.ATTENDING).order_by()
        ended = self.in_force().filter(ends_on__lt=day)
        return ended.filter(Exists(open_rows.filter(training_class=OuterRef("pk"))))

    def begun_between(self, first: dt.date, last: dt.date):
        """Classes whose first day is one of these."""
        return self.filter(starts_on__range=(first, last))

    def with_counts(self, scope: Scope, permission: Permission = Permission.VIEW_STAFF):
        """Each with how many of those within reach attend (`n_attending`), finished, failed, left.

        `n_gone`: the last two; `n_all`: everybody.
        """
        seen = Q(enrolments__organization__among=Ids(scope.organization_ids(permission)))
        statuses = [one for one in Status if one != Status.WITHDRAWN]
        counts = {f"n_{one}": Count("enrolments", filter=seen & Q(enrolments__status=one)) for one in statuses}
        counts["n_gone"] = Count("enrolments", filter=seen & Q(enrolments__status__in=(Status.FAILED, Status.LEFT)))
        counts["n_all"] = Count("enrolments", filter=seen & ~Q(enrolments__status=Status.WITHDRAWN))
        return self.annotate(**counts)


class TrainingClass(models.Model):
    """A class or course. `organization` keeps its papers; `opened_by` says which level opened it.

    `level`: code of the levels of its field, `title` the title for which it trains; `specialty` as the certificate
    words it (“Trung cấp Hành chính”). `cost` in whole đồng; `days_held`: how often it met, for attendance.
    """

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="cơ quan giữ hồ sơ lớp", on_delete=models.PROTECT, related_name="training_classes"
    )
    name = models.CharField("tên lớp", max_length=160)
    kind = models.CharField("loại lớp", max_length=16, choices=ClassKind.choices)
    field = models.CharField("nội dung", max_length=16, choices=ClassField.choices)
    level = models.CharField("trình độ", max_length=16, blank=True)
    specialty = models.CharField("chuyên ngành", max_length=120, blank=True)
    title = models.CharField("cho chức danh", max_length=40, blank=True)
    mode = models.CharField("hình thức học", max_length=16, choices=Mode.choices)
    place = models.CharField("nơi học", max_length=16, choices=Place.choices)
    opened_by = models.CharField("cấp mở lớp", max_length=16, choices=OpenedBy.choices)
    organiser = models.CharField("đơn vị tổ chức", max_length=160)
    partner = models.CharField("trường liên kết", max_length=160, blank=True)
    starts_on = models.DateField("khai giảng")
    ends_on = models.DateField("kết thúc")
    decision_number = models.CharField("số quyết định", max_length=40, blank=True)
    decision_date = models.DateField("ngày quyết định", null=True, blank=True)
    cost = models.BigIntegerField("kinh phí (đồng)", null=True, blank=True)
    days_held = models.PositiveSmallIntegerField("số buổi của lớp", null=True, blank=True)
    called_off = models.CharField("lý do hủy", max_length=300, blank=True)

    objects = TrainingClassQuerySet.as_manager()

    class Meta:
        verbose_name = "lớp học"
        verbose_name_plural = "lớp học"
        ordering = ["-starts_on", "name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="training_class_days",
                violation_error_message="Ngày kết thúc phải từ ngày khai giảng trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0),
                name="training_class_cost",
                violation_error_message="Kinh phí của lớp là số đồng từ 0 trở lên.",
            ),
            models.CheckConstraint(
                condition=~Q(name="")
                & Q(kind__in=ClassKind.values, field__in=ClassField.values, mode__in=Mode.values)
                & Q(place__in=Place.values, opened_by__in=OpenedBy.values),
                name="training_class_known",
                violation_error_message="Lớp phải có tên; loại, nội dung, hình thức, nơi học phải có trong danh mục.",
            ),
            models.CheckConstraint(
                condition=Q(field=ClassField.TITLE_TRAINING) ^ Q(title=""),
                name="training_class_title",
                violation_error_message="Chọn chức danh khi và chỉ khi lớp dạy nghiệp vụ theo chức danh.",
            ),
            models.UniqueConstraint(
                fields=["organization", "name", "starts_on"],
                condition=Q(called_off=""),
                name="training_class_once",
                violation_error_message="Lớp tên này khai giảng ngày này đã ghi.",
            ),
        ]
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="training_class_by_day")]

    def __str__(self) -> str:
        return self.name

    @property
    def level_label(self) -> str:
        return dict(levels_of(self.field)).get(self.level, "")

    @property
    def title_label(self) -> str:
        known = titles.known_titles().get(self.title)
        return known.name if known else self.title

    @property
    def gives(self) -> str:
        """What it teaches, in words: Chuyên môn, trung cấp, Trung cấp Hành chính."""
        parts = (self.get_field_display(), self.level_label.lower(), self.title_label, self.specialty)
        return ", ".join(part for part in parts if part)

    @property
    def subject(self) -> str:
        """The subject of the qualification of its certificate; "" for none."""
        return subject_of(self.field)

    def facts(self) -> ClassFacts:
        return ClassFacts(**{name: getattr(self, name) for name in ClassFacts.__dataclass_fields__})
