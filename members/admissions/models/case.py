"""The case of a person on the way into the Party: the rules of its day, the steps that were taken (A4)."""

import datetime as dt
from functools import cached_property

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cells.organizations.models import Organization
from cells.places.models import Village
from members.admissions.enums import Closing
from members.admissions.rules.path import CaseFacts, Done, Path, Step, Votes, read
from members.roll.enums import LEVELS, Ethnicity, Occupation, Religion, Sex, StandingKind, Subject
from members.roll.models import Member, Membership, Standing
from members.roll.models.member import IDENTITY
from members.roll.rules import EARLIEST_BIRTH, LATEST_BIRTH, BirthDate
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet
from sinho.text.fields import SearchKeyField, SortKeyField
from sinho.web import clock

USER = settings.AUTH_USER_MODEL


class CaseQuerySet(ScopedQuerySet):
    """A case follows the person: once he is a member, it is with the cell that he is in, or was in last.

    Until then it is with the cell that chose him, or that it was handed to; a cell that gave it away still sees it.
    """

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_MEMBERS):
        ids = scope.organization_ids(permission)
        here = Q(cell_id__among=ids)
        if permission == Permission.VIEW_MEMBERS:
            here |= Q(pk__in=self.handovers().filter(from_cell__among=ids).values("case"))
        return self.placed().filter(here)

    def handovers(self):
        """Of all cases, from cell to cell."""
        return self.model.handovers.rel.related_model.objects.order_by()

    def placed(self, day: dt.date | None = None):
        """Each with `cell_id`: the cell of the member on the day (or his last one), else the one that has the case."""
        stays = Membership.objects.filter(member=OuterRef("member"))
        stays = stays.filter(valid__startswith__lte=day) if day else stays
        handed = self.handovers().filter(case=OuterRef("pk"))
        handed = handed.filter(on__lte=day) if day else handed
        last = stays.order_by("-valid").values("organization_id")[:1], handed.order_by("-on").values("to_cell_id")[:1]
        cell = Coalesce(*map(Subquery, last), F("organization_id"), output_field=models.BigIntegerField())
        return self.annotate(cell_id=cell)

    def going_on(self, day: dt.date | None = None):
        """Opened by the day, not given up; the person is not yet an official member, and has not left the roll.

        What ends a case is read from the roll, so the two cannot disagree; a recognition counts from its decision.
        Who was an official member once before is recognised anew after he is admitted again.
        """
        day = day or clock.today()
        closed = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
        official = Standing.objects.filter(member=OuterRef("member"), kind=StandingKind.OFFICIAL)
        official = official.filter(valid__startswith__gt=OuterRef("opened_on"))
        recognised = official.annotate(known_on=Coalesce("decision_date", "valid__startswith"))
        here = Membership.objects.filter(member=OuterRef("member"), valid__contains=day)
        before = Membership.objects.filter(member=OuterRef("member"), valid__startswith__lte=day)
        gone = Exists(before) & ~Exists(here)
        return self.filter(closed, ~Exists(recognised.filter(known_on__lte=day)), opened_on__lte=day).exclude(gone)

    def alike(self, case: "Case", day: dt.date):
        """Other cases going on on the day of who may be the same person: name without marks, sex and birth agree.

        Two different numbers tell people apart.
        """
        same = {name: getattr(case, name) for name in ("search_key", "sex", "birth_year", "birth_month", "birth_day")}
        found = self.going_on(day).filter(**same).exclude(pk=case.pk)
        apart = ~Q(identity_number="") & ~Q(identity_number=case.identity_number)
        return found.exclude(apart) if case.identity_number else found

    def preparing(self, day: dt.date):
        """Those of them that went on on the day about people who were not on the roll then."""
        here = Membership.objects.on(day).filter(member=OuterRef("member"))
        return self.going_on(day).exclude(Exists(here))


class Case(models.Model):
    """A person whom a cell prepares for the Party. Where the case stands follows from its steps alone."""

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="chi bộ", on_delete=models.PROTECT, related_name="admission_cases"
    )
    full_name = models.CharField("họ và tên", max_length=120)
    sex = models.CharField("giới tính", max_length=6, choices=Sex.choices)
    birth_year = models.PositiveSmallIntegerField("năm sinh")
    birth_month = models.PositiveSmallIntegerField("tháng sinh", null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField("ngày sinh", null=True, blank=True)
    ethnicity = models.CharField("dân tộc", max_length=16, choices=Ethnicity.choices)
    religion = models.CharField("tôn giáo", max_length=12, choices=Religion.choices, default=Religion.NONE)
    home_place = models.CharField("quê quán", max_length=200, blank=True)
    identity_number = models.CharField("số căn cước, chứng minh", max_length=12, blank=True)
    schooling = models.CharField("học vấn", max_length=16, choices=LEVELS[Subject.GENERAL])
    schooling_words = models.CharField("ghi trong lý lịch", max_length=120, blank=True)
    occupation = models.CharField("nghề nghiệp", max_length=20, choices=Occupation.choices)
    union_on = models.DateField("ngày vào Đoàn", null=True, blank=True)
    village = models.ForeignKey(Village, verbose_name="bản", on_delete=models.PROTECT, null=True, blank=True)
    mountain = models.BooleanField("xã vùng cao, biên giới, dân tộc thiểu số", default=True)
    elder = models.BooleanField("già làng, trưởng bản, người có uy tín", default=False)
    left_party_on = models.DateField("ngày ra khỏi Đảng trước đây", null=True, blank=True)
    path = models.JSONField("quy tắc")
    opened_on = models.DateField("ngày mở")
    member = models.ForeignKey(
        Member,
        verbose_name="đảng viên",
        on_delete=models.PROTECT,
        related_name="admission_cases",
        null=True,
        blank=True,
    )
    closed_on = models.DateField("thôi ngày", null=True, blank=True)
    closing = models.CharField("thôi do", max_length=12, choices=Closing.choices, blank=True)
    closing_reason = models.TextField("lý do", blank=True)
    search_key = SearchKeyField(source="full_name")
    sort_key = SortKeyField(source="full_name", person=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ kết nạp"
        verbose_name_plural = "hồ sơ kết nạp"
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closing="") | Q(closed_on__isnull=False) & ~Q(closing=""),
                name="case_closed_with_reason",
                violation_error_message="Thôi xét kết nạp phải ghi ngày và lý do.",
            ),
            models.CheckConstraint(
                condition=Q(identity_number="") | Q(identity_number__regex=IDENTITY),
                name="case_identity_digits",
                violation_error_message="Số căn cước có 12 chữ số; chứng minh nhân dân cũ có 9 chữ số.",
            ),
            models.UniqueConstraint(
                fields=["identity_number"],
                condition=~Q(identity_number="") & Q(closed_on__isnull=True, member__isnull=True),
                name="case_identity_once",
                violation_error_message="Số căn cước, chứng minh này đã có trong một hồ sơ đang xét.",
            ),
            models.CheckConstraint(
                condition=Q(birth_year__range=(EARLIEST_BIRTH, LATEST_BIRTH)),
                name="case_birth_possible",
                violation_error_message="Năm sinh không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=~Q(full_name="") & Q(sex__in=Sex.values) & Q(ethnicity__in=Ethnicity.values),
                name="case_named",
                violation_error_message="Hồ sơ phải có họ tên, giới tính và dân tộc.",
            ),
        ]
        indexes = [
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="case_by_search_key"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def birth(self) -> BirthDate:
        return BirthDate(self.birth_year, self.birth_month, self.birth_day)

    @cached_property
    def rules(self) -> Path:
        """The path that this case was opened with."""
        return read(self.path)

    def rule_of(self, code: str) -> Step:
        """The step as its path has it; one that only the path of a former cell has stays known after a handover."""
        if self.rules.has(code):
            return self.rules.step(code)
        before = self.handovers.exclude(path_before=None).order_by("-on").values_list("path_before", flat=True)
        return next(path.step(code) for path in map(read, before) if path.has(code))

    @property
    def place_id(self) -> int:
        """Key of the cell that the case is with today."""
        last = self.member.memberships.order_by("-valid").first() if self.member_id else None
        if last:
            return last.organization_id
        handed = self.handovers.order_by("on").last()
        return handed.to_cell_id if handed else self.organization_id

    @property
    def is_open(self) -> bool:
        """Whether the case goes on today."""
        return Case.objects.going_on().filter(pk=self.pk).exists()

    def facts(self, steps=None) -> CaseFacts:
        """What the rules ask; `steps` in order of writing, when they are at hand."""
        steps = self.steps.in_force().order_by("id") if steps is None else steps
        return CaseFacts(
            birth=self.birth,
            schooling=self.schooling,
            mountain=self.mountain,
            elder=self.elder,
            left_party_on=self.left_party_on,
            done=tuple(step.done for step in steps),
        )


class CaseStepQuerySet(ScopedQuerySet):
    def in_force(self):
        """Steps that were not struck out."""
        return self.filter(struck_at__isnull=True)


class CaseStep(models.Model):
    """A step that was taken: when, by which paper, with which votes. It is never changed (trigger `append_only`).

    One that was written down wrongly is struck out with a reason and stays; `member` is then the record that the
    ceremony had put onto the roll, which a ceremony that is written anew takes up again.
    """

    scope_path = "case__organization"

    case = models.ForeignKey(Case, verbose_name="hồ sơ", on_delete=models.PROTECT, related_name="steps")
    step = models.CharField("bước", max_length=24)
    on = models.DateField("ngày")
    number = models.CharField("số giấy", max_length=40, blank=True)
    people = models.CharField("người giúp đỡ, giới thiệu", max_length=240, blank=True)
    counted = models.PositiveSmallIntegerField("số người được tính", null=True, blank=True)
    agreed = models.PositiveSmallIntegerField("tán thành", null=True, blank=True)
    passed = models.BooleanField("đạt", default=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")
    struck_at = models.DateTimeField("lúc gạch bỏ", null=True, blank=True)
    struck_by = models.ForeignKey(
        USER, verbose_name="người gạch bỏ", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    struck_reason = models.CharField("lý do gạch bỏ", max_length=500, blank=True)
    member = models.ForeignKey(
        Member,
        verbose_name="đảng viên đã ghi theo bước này",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )

    objects = CaseStepQuerySet.as_manager()

    class Meta:
        verbose_name = "bước của hồ sơ"
        verbose_name_plural = "bước của hồ sơ"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "step", "on"],
                condition=Q(passed=True, struck_at__isnull=True),
                name="case_step_once_a_day",
                violation_error_message="Bước này vừa được người khác ghi.",
            ),
            models.CheckConstraint(
                condition=Q(counted__isnull=True, agreed__isnull=True)
                | Q(counted__gte=1, agreed__isnull=False, agreed__lte=models.F("counted")),
                name="case_step_votes",
                violation_error_message="Số phiếu tán thành không thể nhiều hơn số người được tính.",
            ),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_reason="", member__isnull=True)
                | Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_reason=""),
                name="case_step_struck_whole",
                violation_error_message="Gạch bỏ một bước phải ghi lúc, người và lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.on:%d/%m/%Y}"

    @property
    def votes_words(self) -> str:
        """“7/8 tán thành”; "" for a step without votes."""
        return f"{self.agreed}/{self.counted} tán thành" if self.counted else ""

    @property
    def done(self) -> Done:
        votes = Votes(self.counted, self.agreed) if self.counted is not None else None
        return Done(self.step, self.on, self.passed, votes)
