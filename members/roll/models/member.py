"""A Party member: what stands on the first page of the member sheet and is no secret of the paper file."""

import datetime as dt
from collections.abc import Collection

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from members.roll.enums import Ethnicity, Religion, Sex
from members.roll.rules import BirthDate
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope, ScopedQuerySet
from sinho.text.fields import SearchKeyField, SortKeyField

IDENTITY = r"^([0-9]{9}|[0-9]{12})$"
CARD = r"^([0-9]{6}|[0-9]{8}|[0-9]{12})$"
FILE = r"^[0-9]{6} ?[A-ZĐ]{0,3}$"


class MemberQuerySet(ScopedQuerySet):
    """A member is seen from the organisation of his last cell: with him goes the sight of his record."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_MEMBERS):
        return self.with_last_cell().filter(last_cell__among=scope.organization_ids(permission))

    def with_last_cell(self):
        """Each with `last_cell`, the id of the organisation in which he is or was last."""
        memberships = self.model.memberships.rel.related_model.objects
        last = memberships.filter(member=OuterRef("pk")).order_by("-valid").values("organization_id")[:1]
        return self.annotate(last_cell=Subquery(last))

    def known_to(self, organization_ids: Collection[int], *, also: Collection[int], identities: Collection[str]):
        """Members whose last cell is one of these, and whoever else is named or has one of the identity numbers."""
        named = Q(pk__in=also) | Q(identity_number__in=identities)
        return self.with_last_cell().filter(Q(last_cell__among=organization_ids) | named)


class OfMembersQuerySet(ScopedQuerySet):
    """Rows that hang on members."""

    def of(self, members):
        """Rows about these members, given by their ids, as rows, or by a query for either."""
        if isinstance(members, list) and all(isinstance(one, int) for one in members):
            return self.filter(member__among=Ids(members))
        return self.filter(member__in=members)


class MemberRowQuerySet(OfMembersQuerySet):
    """What is written about a member is seen by who sees the member."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_MEMBERS):
        return self.filter(member__in=Member.objects.in_scope(scope, permission))


class Member(models.Model):
    """A person who is or was a Party member on the roll of the district. Nobody is ever deleted.

    `joined_into`: the other record of the same person, which all that was written here moved to (`Join`).
    """

    scope_path = "memberships__organization"

    full_name = models.CharField("họ và tên", max_length=120)
    other_names = models.CharField("tên gọi khác", max_length=160, blank=True)
    sex = models.CharField("giới tính", max_length=6, choices=Sex.choices)
    birth_year = models.PositiveSmallIntegerField("năm sinh")
    birth_month = models.PositiveSmallIntegerField("tháng sinh", null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField("ngày sinh", null=True, blank=True)
    ethnicity = models.CharField("dân tộc", max_length=16, choices=Ethnicity.choices)
    religion = models.CharField("tôn giáo", max_length=12, choices=Religion.choices, default=Religion.NONE)
    birth_place = models.CharField("nơi đăng ký khai sinh", max_length=200, blank=True)
    home_place = models.CharField("quê quán", max_length=200, blank=True)
    family_origin = models.CharField("thành phần gia đình", max_length=60, blank=True)
    joined_union_on = models.DateField("ngày vào Đoàn", null=True, blank=True)
    left_union_on = models.DateField("ngày trưởng thành Đoàn", null=True, blank=True)
    file_number = models.CharField("số lý lịch", max_length=10, blank=True, validators=[RegexValidator(FILE)])
    file_place = models.CharField("nơi giữ hồ sơ giấy", max_length=120, blank=True)
    identity_number = models.CharField("số căn cước, chứng minh", max_length=12, blank=True)
    joined_into = models.ForeignKey(
        "self",
        verbose_name="đã gộp vào",
        on_delete=models.PROTECT,
        related_name="joined_from",
        null=True,
        blank=True,
        editable=False,
    )
    search_key = SearchKeyField(source="names")
    sort_key = SortKeyField(source="full_name", person=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = "đảng viên"
        verbose_name_plural = "đảng viên"
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["identity_number"],
                condition=~Q(identity_number=""),
                name="member_identity_once",
                violation_error_message="Số căn cước, chứng minh này đã ghi cho một đảng viên khác.",
            ),
            models.UniqueConstraint(
                fields=["file_number"],
                condition=~Q(file_number=""),
                name="member_file_once",
                violation_error_message="Số lý lịch này đã ghi cho một đảng viên khác.",
            ),
            models.CheckConstraint(
                condition=Q(identity_number="") | Q(identity_number__regex=IDENTITY),
                name="member_identity_digits",
                violation_error_message="Số căn cước có 12 chữ số; chứng minh nhân dân cũ có 9 chữ số.",
            ),
            models.CheckConstraint(
                condition=Q(file_number="") | Q(file_number__regex=FILE),
                name="member_file_form",
                violation_error_message="Số lý lịch gồm 6 chữ số và chữ viết tắt của tỉnh, ví dụ 000123 LC.",
            ),
            models.CheckConstraint(
                condition=Q(birth_month__isnull=False) | Q(birth_day__isnull=True),
                name="member_birth_day_with_month",
                violation_error_message="Có ngày sinh thì phải có tháng sinh.",
            ),
            models.CheckConstraint(
                condition=Q(birth_year__range=(1880, 2100))
                & (Q(birth_month__isnull=True) | Q(birth_month__range=(1, 12)))
                & (Q(birth_day__isnull=True) | Q(birth_day__range=(1, 31))),
                name="member_birth_possible",
                violation_error_message="Ngày, tháng hoặc năm sinh không có trong lịch.",
            ),
            models.CheckConstraint(
                condition=~Q(full_name="") & Q(sex__in=Sex.values) & Q(ethnicity__in=Ethnicity.values),
                name="member_named",
                violation_error_message="Đảng viên phải có họ tên, giới tính và dân tộc.",
            ),
            models.CheckConstraint(
                condition=Q(joined_into__isnull=True)
                | ~Q(joined_into=models.F("id")) & Q(identity_number="", file_number=""),
                name="member_joined_into_another",
                violation_error_message="Hồ sơ chỉ gộp vào một hồ sơ khác, và không giữ số căn cước, số lý lịch nữa.",
            ),
        ]
        indexes = [
            # A list in the order of the names is walked without reading the table, also where words are looked for.
            models.Index(fields=["sort_key", "id"], include=["search_key"], name="member_by_name"),
            models.Index(fields=["id"], include=["sort_key"], name="member_sort_key"),
            models.Index(fields=["birth_year", "birth_month", "birth_day", "id"], name="member_by_birth"),
            models.Index(
                fields=["file_number"],
                opclasses=["varchar_pattern_ops"],
                condition=~Q(file_number=""),
                name="member_by_file_number",
            ),
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="member_by_search_key"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def names(self) -> str:
        """All names by which people look for him."""
        return f"{self.full_name} {self.other_names}".strip()

    @property
    def birth(self) -> BirthDate:
        return BirthDate(self.birth_year, self.birth_month, self.birth_day)

    def age_on(self, day: dt.date) -> int:
        """Full years on the day."""
        return self.birth.age_on(day)

    @property
    def code(self) -> str:
        return code_of(self.pk)

    @property
    def masked_identity(self) -> str:
        return masked(self.identity_number)


class Card(models.Model):
    """A Party card during its time; the number of an earlier card stays."""

    scope_path = "member__memberships__organization"

    member = models.ForeignKey(
        Member, verbose_name="đảng viên", on_delete=models.PROTECT, related_name="cards", db_index=False
    )
    number = models.CharField("số thẻ", max_length=12, validators=[RegexValidator(CARD)])
    valid = DateRangeField("thời gian dùng")
    decision_number = models.CharField("số quyết định phát thẻ", max_length=40, blank=True)

    objects = MemberRowQuerySet.as_manager()

    class Meta:
        verbose_name = "thẻ đảng viên"
        verbose_name_plural = "thẻ đảng viên"
        ordering = ["member_id", "valid"]
        constraints = [
            ExclusionConstraint(
                name="card_one_a_day",
                expressions=[("member", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                violation_error_message="Một ngày đảng viên chỉ dùng một thẻ.",
            ),
            ExclusionConstraint(
                name="card_number_one_member_a_day",
                expressions=[("number", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                violation_error_message="Số thẻ này đang là thẻ của một đảng viên khác.",
            ),
            models.CheckConstraint(
                condition=Q(number__regex=CARD) & Q(valid__isempty=False) & Q(valid__lower_inf=False),
                name="card_number_digits",
                violation_error_message="Số thẻ đảng viên có 6, 8 hoặc 12 chữ số; phải ghi ngày phát.",
            ),
        ]
        indexes = [models.Index(fields=["member"], include=["number", "valid"], name="card_by_member")]

    def __str__(self) -> str:
        return self.masked

    @property
    def masked(self) -> str:
        return masked(self.number)


def code_of(pk: int) -> str:
    """DV-000123: what pages and workbooks call a member of the roll."""
    return f"DV-{pk:06d}"


def masked(number: str) -> str:
    """The last four digits of a number; "" for none."""
    return f"•••• {number[-4:]}" if number else ""
