"""Files that were brought in: kept as they came, with what the trial found and what was written."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from sinho.accounts.scope import ScopedQuerySet
from sinho.imports.enums import UploadState, Verdict

MOST_BYTES = 5 * 1024 * 1024
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
    def right(self) -> int:
        """Rows that were written, or would be."""
        return self.counts[Verdict.NEW] + self.counts[Verdict.CHANGED]

    @property
    def stopped(self) -> int:
        """Rows that could not be taken."""
        return self.counts[Verdict.WRONG] + self.counts[Verdict.WAITING]

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
