"""Files that were brought in: kept as they came, with what the trial found and what was written."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from sinho.accounts.scope import ScopedQuerySet
from sinho.imports.encodings import Encoding
from sinho.imports.enums import UploadState, Verdict, Work

MOST_BYTES = 5 * 1024 * 1024
# Rows of a file that goes back with comments; larger ones would take too long, of them the wrong rows go back.
MOST_COMMENTED = 5_000
TAGS = {UploadState.TRIED: "doing", UploadState.CONFIRMED: "done", UploadState.UNDONE: "none"}
DONE = (UploadState.CONFIRMED, UploadState.UNDONE)


class UploadQuerySet(ScopedQuerySet):
    def light(self):
        """Without the file and the long results, for lists."""
        return self.defer("content", "trial", "written")


class Upload(models.Model):
    """One file on its way: tried, confirmed, perhaps undone. `organization_id` is the root from which it was imported;
    no foreign key, as for the log, because this package stands below the organisations."""

    scope_path = "organization"

    kind = models.CharField("mẫu", max_length=40)
    file_name = models.CharField("tên tệp", max_length=200)
    content = models.BinaryField("tệp")
    sha256 = models.CharField("mã băm", max_length=64)
    size = models.PositiveIntegerField("kích thước")
    organization_id = models.BigIntegerField("mã tổ chức")
    state = models.CharField("trạng thái", max_length=12, choices=UploadState.choices, default=UploadState.TRIED)
    tried_at = models.DateTimeField("thử lúc")
    tried_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người thử", on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField("nhập lúc", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người nhập",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người hoàn tác",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    encoding = models.CharField("bảng mã", max_length=10, choices=Encoding.choices, blank=True)
    under_way = models.CharField("đang làm", max_length=10, choices=Work.choices, blank=True)
    reasons = models.JSONField("vì sao chưa được", default=list, blank=True)
    counts = models.JSONField("số dòng", default=dict)
    trial = models.JSONField("kết quả thử", default=dict)
    written = models.JSONField("đã ghi", default=dict)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp nhập"
        verbose_name_plural = "tệp nhập"
        ordering = ["-id"]
        indexes = [models.Index(fields=["organization_id", "-id"], name="upload_by_organization")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=UploadState.TRIED, confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(state__in=DONE, confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="upload_confirmed_by_somebody",
                violation_error_message="Tệp đã nhập phải ghi ai nhập, lúc nào.",
            ),
            models.CheckConstraint(
                condition=Q(state=UploadState.UNDONE, undone_at__isnull=False, undone_by__isnull=False)
                | (~Q(state=UploadState.UNDONE) & Q(undone_at__isnull=True, undone_by__isnull=True)),
                name="upload_undone_by_somebody",
                violation_error_message="Tệp đã hoàn tác phải ghi ai hoàn tác, lúc nào.",
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=MOST_BYTES),
                name="upload_size_within_limit",
                violation_error_message="Tệp phải có nội dung và không quá 5 MB.",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_read(self) -> bool:
        """Whether a trial has come to its end: a large file may still be waiting, or could not be read at all."""
        return bool(self.trial)

    @property
    def rows(self) -> int:
        """Rows of the file."""
        return self.counts.get("rows", 0)

    @property
    def state_label(self) -> str:
        """What is being done with it, or has been."""
        return self.get_under_way_display() or self.get_state_display()

    @property
    def right(self) -> int:
        """Rows that were written, or would be."""
        return self.counts.get(Verdict.NEW, 0) + self.counts.get(Verdict.CHANGED, 0)

    @property
    def stopped(self) -> int:
        """Rows that could not be taken."""
        return self.counts.get(Verdict.WRONG, 0) + self.counts.get(Verdict.WAITING, 0)

    @property
    def can_return(self) -> bool:
        """Whether the file can go back with comments: there is something to say, and it is not too large."""
        told = self.trial.get("errors") or self.trial.get("doubts")
        return bool(told) and self.rows <= MOST_COMMENTED

    @property
    def tag(self) -> str:
        """Shape of the state."""
        return TAGS[self.state]

    @property
    def is_tried(self) -> bool:
        return self.state == UploadState.TRIED

    @property
    def is_confirmed(self) -> bool:
        return self.state == UploadState.CONFIRMED

    @property
    def is_undone(self) -> bool:
        return self.state == UploadState.UNDONE


class Progress(models.Model):
    """How far the background is with a file: steps done, of so many."""

    upload = models.OneToOneField(Upload, verbose_name="tệp", on_delete=models.CASCADE, primary_key=True)
    done = models.PositiveIntegerField("đã làm", default=0)
    total = models.PositiveIntegerField("tất cả", default=0)

    class Meta:
        verbose_name = "tiến độ"
        verbose_name_plural = "tiến độ"
        constraints = [
            models.CheckConstraint(
                condition=Q(done__lte=models.F("total")),
                name="progress_within_total",
                violation_error_message="Không làm quá số việc có.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.percent} %"

    @property
    def percent(self) -> int:
        """Whole percent; 0 while it waits for its turn."""
        return self.done * 100 // self.total if self.total else 0


class RememberedName(models.Model):
    """A name that somebody wrote in files for an organisation, and the code that he said it means."""

    scope_path = "organization"

    organization_id = models.BigIntegerField("mã tổ chức nhập")
    key = models.CharField("tên không dấu", max_length=200)
    name = models.CharField("tên trong tệp", max_length=200)
    code = models.CharField("mã", max_length=20)
    said_at = models.DateTimeField("trả lời lúc")
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người trả lời", on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "tên đã nhận"
        verbose_name_plural = "tên đã nhận"
        ordering = ["organization_id", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "key"],
                name="remembered_name_once",
                violation_error_message="Tên này đã có câu trả lời.",
            ),
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(code=""),
                name="remembered_name_says_something",
                violation_error_message="Phải có cả tên và mã.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.code}"
