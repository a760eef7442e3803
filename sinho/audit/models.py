"""Who did what and when. Append-only by a trigger of the database; no foreign keys: the log outlives its subjects."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet
from sinho.text.fields import SearchKeyField


class AuditQuerySet(ScopedQuerySet):
    def about(self, *subjects):
        """Acts on these rows: pairs of a type and the keys of its rows, one after the other."""
        fitting = models.Q(pk__in=[])
        for object_type, keys in zip(subjects[::2], subjects[1::2], strict=True):
            fitting |= models.Q(object_type=object_type, object_id__in=[str(key) for key in keys])
        return self.filter(fitting)

    def last_words(self) -> str:
        """Who wrote what last among these, as a page that was overtaken says it; "" for nothing."""
        entry = self.first()
        return f"Lần ghi gần nhất: “{entry.said}”, {entry.actor_name}." if entry else ""

    def seen_by(self, scope: Scope):
        """What a person may read: acts on his organisations, and on accounts when he manages these."""
        fitting = models.Q(organization_id__in=scope.organization_ids(Permission.VIEW_AUDIT))
        if scope.has(Permission.MANAGE_ACCOUNTS):
            fitting |= models.Q(did__startswith="account.") | models.Q(did__startswith="grant.")
        return self.filter(fitting)


class AuditEntry(models.Model):
    """One act. `organization_id` is the organisation it concerns; empty for accounts and the system itself."""

    scope_path = "organization"

    at = models.DateTimeField("lúc")
    actor_id = models.BigIntegerField("mã người làm", null=True)
    actor_name = models.CharField("người làm", max_length=160)
    did = models.CharField("việc", max_length=60)
    said = models.TextField("nội dung")
    object_type = models.CharField("loại đối tượng", max_length=60, blank=True)
    object_id = models.CharField("mã đối tượng", max_length=40, blank=True)
    organization_id = models.BigIntegerField("mã tổ chức", null=True)
    organization_name = models.CharField("tổ chức", max_length=255, blank=True)
    before = models.JSONField("trước", null=True)
    after = models.JSONField("sau", null=True)

    search_key = SearchKeyField(source="searched")

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "nhật ký"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["organization_id", "-id"], name="audit_by_organization"),
            models.Index(fields=["object_type", "object_id", "-id"], name="audit_by_object"),
            models.Index(fields=["actor_id", "-id"], name="audit_by_actor"),
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="audit_by_search_key"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.actor_name}: {self.said}"

    @property
    def searched(self) -> str:
        """The words by which people look for the act."""
        return f"{self.actor_name} {self.said} {self.organization_name}"
