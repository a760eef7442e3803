"""The register of issued papers (sổ văn bản đi): one row of numbers per issuing body, type and term.

No foreign key to the organisation, as for the log: this package stands below the organisations. The database itself
keeps the row of numbers whole (migration 0002): each number follows the one before, none is changed or given twice.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, models
from django.db.models import Q

from sinho.accounts.scope import ScopedQuerySet
from sinho.documents.layouts import PAPER_TYPES, layout_on
from sinho.filings.told import TermSpan

USER = settings.AUTH_USER_MODEL
LONGEST_SUBJECT, LONGEST_REASON, HIGHEST = 300, 300, 99_999


def written(number: int, type: str, body: str, day: dt.date) -> str:
    """12-BC/HU; a number below 10 as the layout of the day writes it: 7 or 07."""
    return f"{layout_on(day).numbered(str(number))}-{type}/{body}"


@dataclass(frozen=True)
class Series:
    """A row of numbers: of one issuing body, one type of paper, one term."""

    organization_id: int
    body: str
    type: str
    term: TermSpan

    @property
    def columns(self) -> dict:
        return {"organization_id": self.organization_id, "body": self.body, "type": self.type}

    @property
    def of_body(self) -> Q:
        """Rows of all types; a term that is not known is one of its own."""
        term = {"term_since": self.term.since} if self.term.since else {"term_since__isnull": True}
        return Q(organization_id=self.organization_id, body=self.body, **term)

    @property
    def fitting(self) -> Q:
        """Rows of the series."""
        return self.of_body & Q(type=self.type)

    def hold(self) -> None:
        """Whoever comes second waits here until the first has his number."""
        with connection.cursor() as cursor:
            values = [self.organization_id, self.body, self.type, self.term.since]
            cursor.execute("SELECT filings_hold_series(%s, %s, %s, %s)", values)

    @property
    def next_number(self) -> int:
        last = IssuedPaper.objects.filter(self.fitting).order_by("-number").values_list("number", flat=True).first()
        if last is None:
            starts = NumberStart.objects.filter(self.fitting).order_by("-pk")
            last = starts.values_list("last_number", flat=True).first() or 0
        return last + 1

    def next_written(self, day: dt.date) -> str:
        """The next number as a paper of the day would carry it."""
        return written(self.next_number, self.type, self.body, day)

    @property
    def last_day(self) -> dt.date | None:
        """Day of the last number that stands."""
        standing = IssuedPaper.objects.filter(self.fitting, struck_at__isnull=True)
        return standing.order_by("-number").values_list("day", flat=True).first()

    @property
    def begun(self) -> bool:
        return IssuedPaper.objects.filter(self.fitting).exists()


class IssuedPaper(models.Model):
    """A number that was given. Given by mistake it is struck, stays in the register and is not given again."""

    scope_path = "organization"

    organization_id = models.BigIntegerField("mã tổ chức")
    body = models.CharField("ký hiệu cơ quan ban hành", max_length=20)
    body_name = models.CharField("cơ quan ban hành", max_length=200)
    type = models.CharField("loại văn bản", max_length=10, choices=list(PAPER_TYPES.items()))
    term_since = models.DateField("nhiệm kỳ từ", null=True, blank=True)
    term_until = models.DateField("nhiệm kỳ đến", null=True, blank=True)
    number = models.PositiveIntegerField("số")
    day = models.DateField("ngày ký")
    subject = models.CharField("trích yếu", max_length=LONGEST_SUBJECT)
    issued_by = models.ForeignKey(USER, verbose_name="người lấy số", on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField("lấy số lúc")
    struck_by = models.ForeignKey(
        USER, verbose_name="người bỏ số", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    struck_at = models.DateTimeField("bỏ số lúc", null=True, blank=True)
    struck_reason = models.CharField("lý do bỏ số", max_length=LONGEST_REASON, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản đi"
        verbose_name_plural = "sổ văn bản đi"
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["organization_id", "-day"], name="issued_by_organization")]
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "body", "type", "term_since", "number"],
                nulls_distinct=False,
                name="issued_number_once",
                violation_error_message="Số này vừa được cấp cho văn bản khác; đồng chí lấy số lại.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=HIGHEST) & ~Q(body="") & ~Q(subject=""),
                name="issued_paper_told",
                violation_error_message="Văn bản phải có số từ 1 đến 99.999, cơ quan ban hành và trích yếu.",
            ),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_reason="")
                | (Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_reason="")),
                name="issued_paper_struck_why",
                violation_error_message="Bỏ số phải ghi lý do.",
            ),
            models.CheckConstraint(
                condition=Q(term_since__isnull=True, term_until__isnull=True)
                | (Q(term_since__isnull=False) & Q(day__gte=models.F("term_since"))),
                name="issued_paper_within_term",
                violation_error_message="Ngày ký không được trước ngày đầu nhiệm kỳ.",
            ),
        ]

    def __str__(self) -> str:
        return self.number_and_symbol

    @property
    def number_and_symbol(self) -> str:
        """As it stands on the paper: 12-BC/HU."""
        return written(self.number, self.type, self.body, self.day)

    @property
    def named(self) -> str:
        """Báo cáo số 12-BC/HU."""
        return f"{self.get_type_display()} số {self.number_and_symbol}"

    @property
    def term(self) -> TermSpan:
        return TermSpan(self.term_since, self.term_until)

    @property
    def is_struck(self) -> bool:
        return self.struck_at is not None


class NumberStart(models.Model):
    """The office had given numbers on paper before: the register goes on after the last of them."""

    scope_path = "organization"

    organization_id = models.BigIntegerField("mã tổ chức")
    body = models.CharField("ký hiệu cơ quan ban hành", max_length=20)
    type = models.CharField("loại văn bản", max_length=10, choices=list(PAPER_TYPES.items()))
    term_since = models.DateField("nhiệm kỳ từ", null=True, blank=True)
    last_number = models.PositiveIntegerField("đã cấp đến số")
    said_by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField("lúc ghi")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "số đã cấp trên giấy"
        verbose_name_plural = "số đã cấp trên giấy"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_number__lt=HIGHEST) & ~Q(body=""),
                name="number_start_within_limit",
                violation_error_message="Số đã cấp từ 0 đến 99.998.",
            ),
        ]

    def __str__(self) -> str:
        return f"đã cấp đến số {self.last_number}-{self.type}/{self.body}"

    def next_written(self, day: dt.date) -> str:
        """The first number after those on paper, as a paper of the day would carry it."""
        return written(self.last_number + 1, self.type, self.body, day)
