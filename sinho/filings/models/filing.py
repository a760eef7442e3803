"""Reports that were issued: what was asked and answered then, and the bytes of every file that was handed on."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.functional import cached_property

from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope, ScopedQuerySet
from sinho.documents.reports import Asked, all_kinds
from sinho.filings.models.numbers import LONGEST_REASON, IssuedPaper
from sinho.filings.rules import Line
from sinho.text.fields import SearchKeyField

USER = settings.AUTH_USER_MODEL
EXPORT = Permission.EXPORT
LONGEST_POSITION = 120
# The columns of what a question is about (`Asked.matter`).
MATTER = ("organization_id", "year", "since", "until")


class FilingQuerySet(ScopedQuerySet):
    def seen_by(self, scope: Scope):
        """Those that a person may open: reports of his reach; those on people where he may see these people.

        What the kind asked for when it was issued still holds, and so does what it asks for today.
        """
        sight = Q(needs="")
        for permission in Permission:
            if scope.has(permission):
                sight |= Q(needs=permission, organization_id__among=Ids(scope.organization_ids(permission)))
        for kind in all_kinds():
            for permission in kind.needs_when_issued:
                sight &= ~Q(kind=kind.code) | Q(organization_id__among=Ids(scope.organization_ids(permission)))
        return self.in_scope(scope, EXPORT).filter(sight)

    def light(self):
        """Without the long figures, for lists."""
        replaced = Exists(Filing.objects.filter(replaces=OuterRef("pk")))
        return self.select_related("paper", "by").defer("figures", "lines").annotate(replaced=replaced)

    def of_question(self, kind: str, asked: Asked):
        """Of the same kind, organisation and year or period, whatever the day as of which they answer."""
        return self.of_questions([(kind, asked)])

    def of_questions(self, questions: Iterable[tuple[str, Asked]]):
        """Of any of these."""
        any_of = Q(pk__in=[])
        for kind, asked in questions:
            any_of |= Q(kind=kind, **dict(zip(MATTER, asked.matter, strict=True)))
        return self.filter(any_of)

    def knowing_who_sees(self, scope: Scope):
        """With `seen`: whether a person may open it."""
        return self.annotate(seen=Exists(Filing.objects.seen_by(scope).filter(pk=OuterRef("pk"))))

    def of_papers(self, papers: Iterable[IssuedPaper]):
        """Those that bear these numbers."""
        return self.filter(paper__in=[one.pk for one in papers])

    def standing(self):
        """That no later one took the place of."""
        return self.filter(replaced_by__isnull=True)


class Filing(models.Model):
    """A report as it was issued. Nothing of it changes any more: a mistake is mended by another one that names it.

    `needs` and `reads`: what opening the report asked for and left in the log. `details`: what the signing office
    added. `once` tells a form that was sent twice.
    """

    scope_path = "organization"

    kind = models.CharField("loại báo cáo", max_length=40)
    kind_title = models.CharField("tên loại báo cáo", max_length=200)
    title = models.CharField("tên báo cáo", max_length=400)
    organization_id = models.BigIntegerField("mã tổ chức")
    organization_name = models.CharField("tổ chức", max_length=255)
    year = models.PositiveSmallIntegerField("năm", null=True, blank=True)
    since = models.DateField("từ ngày", null=True, blank=True)
    until = models.DateField("đến ngày", null=True, blank=True)
    on = models.DateField("tính đến ngày")
    options = models.JSONField("lựa chọn", default=list, blank=True)
    query = models.CharField("câu hỏi", max_length=1000)
    needs = models.CharField("quyền cần có", max_length=40, blank=True)
    reads = models.CharField("việc ghi nhật ký khi xem", max_length=60, blank=True)
    paper = models.OneToOneField(
        IssuedPaper, verbose_name="số văn bản", on_delete=models.PROTECT, related_name="filing", null=True, blank=True
    )
    day = models.DateField("ngày ký")
    signer = models.CharField("người ký", max_length=120)
    position = models.CharField("chức vụ", max_length=LONGEST_POSITION, blank=True)
    details = models.JSONField("phần ký", default=dict, blank=True)
    layout = models.CharField("thể thức", max_length=40)
    figures = models.JSONField("số liệu", default=dict)
    lines = models.JSONField("các con số", default=list)
    note = models.CharField("ghi chú", max_length=LONGEST_REASON, blank=True)
    replaces = models.OneToOneField(
        "self", verbose_name="thay cho", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True
    )
    reason = models.CharField("lý do thay", max_length=LONGEST_REASON, blank=True)
    once = models.UUIDField("lần gửi", unique=True)
    by = models.ForeignKey(USER, verbose_name="người ban hành", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("ban hành lúc")

    search_key = SearchKeyField(source="searched")

    objects = FilingQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo đã nộp"
        verbose_name_plural = "báo cáo đã nộp"
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["organization_id", "kind", "-day"], name="filing_by_organization")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(query="") & ~Q(signer=""),
                name="filing_told",
                violation_error_message="Báo cáo ban hành phải có tên, câu hỏi và người ký.",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, reason="") | (Q(replaces__isnull=False) & ~Q(reason="")),
                name="filing_replaced_why",
                violation_error_message="Thay báo cáo đã ban hành thì ghi lý do; không thay thì để trống.",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                name="filing_replaces_another",
                violation_error_message="Báo cáo không thay chính nó.",
            ),
            models.UniqueConstraint(
                fields=["kind", "organization_id", "query"],
                condition=Q(replaces__isnull=True),
                name="filing_first_once",
                violation_error_message="Báo cáo này đã ban hành; có sửa thì lập báo cáo thay cho báo cáo đã ban hành.",
            ),
        ]

    def __str__(self) -> str:
        return self.named

    @property
    def searched(self) -> str:
        """The words by which people look for it."""
        number = self.paper.number_and_symbol if self.paper_id else ""
        return f"{self.title} {number} {self.organization_name} {self.signer}"

    @property
    def named(self) -> str:
        """Báo cáo số 12-BC/HU; a form without a number by its title."""
        return self.paper.named if self.paper_id else self.title

    @property
    def asked(self) -> Asked:
        """The question as it was asked."""
        more = tuple((name, value) for name, value in self.options)
        return Asked(self.organization_id, self.on, self.year, self.since, self.until, more)

    @property
    def question(self) -> tuple:
        """The kind and what it was about."""
        return self.kind, *(getattr(self, name) for name in MATTER)

    def asked_on(self, day: dt.date) -> Asked:
        """The same question on another day."""
        asked = self.asked
        return Asked(asked.organization_id, day, asked.year, asked.since, asked.until, asked.more)

    @property
    def frozen_lines(self) -> list[Line]:
        return [Line(*line) for line in self.lines]

    @cached_property
    def successor(self) -> "Filing | None":
        """The one that took its place."""
        return Filing.objects.light().filter(replaces=self).first()


class FilingFile(models.Model):
    """The bytes of one format, as they were handed on; the database checks them against their digest."""

    scope_path = "filing__organization"

    filing = models.ForeignKey(Filing, verbose_name="báo cáo", on_delete=models.PROTECT, related_name="files")
    format = models.CharField("dạng tệp", max_length=10)
    label = models.CharField("tên dạng tệp", max_length=60)
    name = models.CharField("tên tệp", max_length=200)
    content_type = models.CharField("kiểu nội dung", max_length=120)
    content = models.BinaryField("nội dung")
    sha256 = models.CharField("mã băm", max_length=64)
    size = models.PositiveIntegerField("kích thước")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp của báo cáo đã nộp"
        verbose_name_plural = "tệp của báo cáo đã nộp"
        ordering = ["filing_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "format"],
                name="filing_format_once",
                violation_error_message="Báo cáo đã có tệp dạng này.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


def hold_filing(kind: str, organization_id: int) -> None:
    """Whoever issues the same report at the same time waits here."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"filings filing {kind} {organization_id}"]
        )
