"""Rounds in which communes recruit local young people: seats, requirements, candidates and what came of them (A20)."""

import datetime as dt

from django.db import models
from django.db.models import Q

from cadres.movements.enums import Hiring, Home
from cadres.movements.rules.recruiting import Applicant, RoundRequirements, unmet
from cadres.staff import titles
from cadres.staff.enums import PostEntry
from cadres.staff.models import Cadre
from cells.organizations.models import Organization
from members.roll.enums import LEVELS, Ethnicity, Religion, Sex, Subject
from members.roll.models.member import IDENTITY
from members.roll.rules import EARLIEST_BIRTH, LATEST_BIRTH, BirthDate
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet
from sinho.text.fields import SearchKeyField, SortKeyField

METHODS = (PostEntry.EXAM, PostEntry.BY_FILE)
NO_LEVEL = ("", "Không yêu cầu")


class RoundQuerySet(ScopedQuerySet):
    """A round is seen from every commune that has a seat in it."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_STAFF):
        return self.filter(pk__in=RecruitmentSeat.objects.in_scope(scope, permission).values("round"))

    def opened_by(self, day: dt.date):
        return self.filter(opened_on__lte=day)


class RecruitmentRound(models.Model):
    """A round: by which decision and legal basis, what it asks of candidates. Seats say where and for which title."""

    scope_path = "seats__organization"

    name = models.CharField("tên đợt", max_length=160)
    opened_on = models.DateField("mở ngày")
    closed_on = models.DateField("kết thúc ngày", null=True, blank=True)
    method = models.CharField("hình thức", max_length=16, choices=[(one.value, one.label) for one in METHODS])
    legal_basis = models.CharField("căn cứ pháp lý", max_length=300)
    decision_number = models.CharField("số kế hoạch, quyết định", max_length=40)
    decision_date = models.DateField("ngày kế hoạch, quyết định")
    home = models.CharField("nơi thường trú", max_length=12, choices=Home.choices, default=Home.ANY)
    minority = models.BooleanField("chỉ tuyển người dân tộc thiểu số", default=False)
    schooling = models.CharField(
        "học vấn thấp nhất", max_length=16, choices=[NO_LEVEL, *LEVELS[Subject.GENERAL]], blank=True
    )
    professional = models.CharField(
        "chuyên môn thấp nhất", max_length=16, choices=[NO_LEVEL, *LEVELS[Subject.PROFESSIONAL]], blank=True
    )
    oldest = models.PositiveSmallIntegerField("tuổi cao nhất", null=True, blank=True)
    note = models.CharField("yêu cầu khác", max_length=500, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt tuyển dụng"
        verbose_name_plural = "đợt tuyển dụng"
        ordering = ["-opened_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision_number", "decision_date"],
                name="recruitment_by_one_paper",
                violation_error_message="Kế hoạch, quyết định này đã có một đợt tuyển dụng.",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(legal_basis="") & ~Q(decision_number="") & Q(method__in=METHODS),
                name="recruitment_whole",
                violation_error_message="Đợt tuyển dụng phải có tên, hình thức, căn cứ, số và ngày kế hoạch.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=models.F("opened_on")),
                name="recruitment_closed_after_opened",
                violation_error_message="Ngày kết thúc phải từ ngày mở đợt trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def asked(self) -> RoundRequirements:
        """The requirements."""
        names = ("home", "minority", "schooling", "professional", "oldest")
        return RoundRequirements(**{name: getattr(self, name) for name in names})


class StaffRowQuerySet(ScopedQuerySet):
    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_STAFF):
        return super().in_scope(scope, permission)


class RecruitmentSeat(models.Model):
    """How many people a commune wants for a title in the round."""

    scope_path = "organization"

    round = models.ForeignKey(
        RecruitmentRound, verbose_name="đợt tuyển dụng", on_delete=models.PROTECT, related_name="seats"
    )
    organization = models.ForeignKey(
        Organization, verbose_name="xã, thị trấn", on_delete=models.PROTECT, related_name="recruitment_seats"
    )
    title = models.CharField("chức danh", max_length=40)
    number = models.PositiveSmallIntegerField("số người cần tuyển")

    objects = StaffRowQuerySet.as_manager()

    class Meta:
        verbose_name = "chỗ cần tuyển"
        verbose_name_plural = "chỗ cần tuyển"
        ordering = ["round_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organization", "title"],
                name="seat_once",
                violation_error_message="Xã này đã có chức danh ấy trong đợt.",
            ),
            models.CheckConstraint(
                condition=Q(number__range=(1, 99)) & ~Q(title=""),
                name="seat_wanted",
                violation_error_message="Số người cần tuyển phải từ 1 đến 99.",
            ),
        ]

    def __str__(self) -> str:
        return titles.named(self.title, self.round.opened_on)


class RecruitmentCandidate(models.Model):
    """Somebody who applied for a seat. Hired, he is on the staff: `cadre` is that record, once only.

    `home`: the Party committee of the commune where he lives, when it is in the district.
    """

    scope_path = "seat__organization"

    seat = models.ForeignKey(
        RecruitmentSeat, verbose_name="chỗ cần tuyển", on_delete=models.PROTECT, related_name="candidates"
    )
    applied_on = models.DateField("nộp hồ sơ ngày")
    full_name = models.CharField("họ và tên", max_length=120)
    sex = models.CharField("giới tính", max_length=6, choices=Sex.choices)
    birth_year = models.PositiveSmallIntegerField("năm sinh")
    birth_month = models.PositiveSmallIntegerField("tháng sinh", null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField("ngày sinh", null=True, blank=True)
    ethnicity = models.CharField("dân tộc", max_length=16, choices=Ethnicity.choices)
    religion = models.CharField("tôn giáo", max_length=12, choices=Religion.choices, default=Religion.NONE)
    home_place = models.CharField("quê quán", max_length=200, blank=True)
    identity_number = models.CharField("số căn cước, chứng minh", max_length=12, blank=True)
    home = models.ForeignKey(
        Organization,
        verbose_name="xã thường trú",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    schooling = models.CharField("học vấn", max_length=16, choices=LEVELS[Subject.GENERAL])
    professional = models.CharField(
        "chuyên môn", max_length=16, choices=[("", "Chưa qua đào tạo"), *LEVELS[Subject.PROFESSIONAL]], blank=True
    )
    professional_words = models.CharField("ghi trong văn bằng", max_length=120, blank=True)
    result = models.CharField("kết quả", max_length=12, choices=Hiring.choices, default=Hiring.WAITING)
    result_on = models.DateField("ngày có kết quả", null=True, blank=True)
    result_reason = models.CharField("lý do", max_length=500, blank=True)
    cadre = models.OneToOneField(
        Cadre, verbose_name="cán bộ", on_delete=models.PROTECT, related_name="recruited_as", null=True, blank=True
    )
    search_key = SearchKeyField(source="full_name")
    sort_key = SortKeyField(source="full_name", person=True)

    objects = StaffRowQuerySet.as_manager()

    class Meta:
        verbose_name = "người dự tuyển"
        verbose_name_plural = "người dự tuyển"
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result=Hiring.WAITING, result_on__isnull=True, cadre__isnull=True)
                | Q(result=Hiring.HIRED, result_on__isnull=False, cadre__isnull=False)
                | Q(result__in=(Hiring.NOT_HIRED, Hiring.WITHDREW), result_on__isnull=False, cadre__isnull=True),
                name="candidate_result_whole",
                violation_error_message="Kết quả phải có ngày; trúng tuyển thì có hồ sơ cán bộ.",
            ),
            models.CheckConstraint(
                condition=~Q(full_name="")
                & Q(sex__in=Sex.values)
                & Q(ethnicity__in=Ethnicity.values)
                & Q(birth_year__range=(EARLIEST_BIRTH, LATEST_BIRTH)),
                name="candidate_named",
                violation_error_message="Người dự tuyển phải có họ tên, giới tính, năm sinh và dân tộc.",
            ),
            models.CheckConstraint(
                condition=Q(identity_number="") | Q(identity_number__regex=IDENTITY),
                name="candidate_identity_digits",
                violation_error_message="Số căn cước có 12 chữ số; chứng minh nhân dân cũ có 9 chữ số.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def birth(self) -> BirthDate:
        return BirthDate(self.birth_year, self.birth_month, self.birth_day)

    def hired_by(self, day: dt.date) -> bool:
        return self.result == Hiring.HIRED and self.result_on <= day

    @property
    def applicant(self) -> Applicant:
        """What the requirements ask of him."""
        here = self.home_id == self.seat.organization_id
        home = Home.COMMUNE if here else Home.DISTRICT if self.home_id else ""
        return Applicant(self.birth, self.ethnicity, self.schooling, self.professional, home)

    def unmet(self, asked: RoundRequirements) -> list[str]:
        """Requirements that he did not meet on the day he applied."""
        return unmet(asked, self.applicant, self.applied_on)
