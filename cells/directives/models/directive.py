"""The register of documents, which units are to be briefed on them, and what was corrected (A1)."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from cells.directives.enums import SYMBOLS, Direction, DocumentType
from cells.directives.rules.standing import Order
from cells.organizations.models import Organization, path_to
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope, ScopedQuerySet
from sinho.text.dates import format_date
from sinho.text.fields import SearchKeyField
from sinho.web import clock

USER = settings.AUTH_USER_MODEL
LONGEST_SUBJECT, LONGEST_REASON = 500, 1000
# From a document to those that it carries out.
ABOVE = ("parent", "parent__parent", "parent__parent__parent")


class DirectiveQuerySet(ScopedQuerySet):
    """Documents: of the registers within reach, and those that somebody within reach, or above, is briefed on.

    What carries one out and was given to nobody by itself is seen with it.
    """

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW):
        ids = Ids(scope.organization_ids(permission))
        kept = Q(organization__among=ids)
        if permission != Permission.VIEW:
            return self.filter(kept)
        above = {pk for root in scope.roots(permission) for pk, _ in path_to(root, clock.today())}
        told = DirectiveUnit.objects.filter(Q(organization__among=ids) | Q(organization__in=above))
        seen = Q(Exists(told.filter(directive=OuterRef("pk"))))
        by_itself = Exists(DirectiveUnit.objects.filter(directive=OuterRef("pk")))
        for path in ABOVE:
            seen |= Q(Exists(told.filter(directive=OuterRef(path)))) & ~Q(by_itself)
        return self.filter(kept | seen)

    def known_on(self, day: dt.date):
        """Issued, and when they came from outside received, by the day; without those written down by mistake."""
        received = Q(received_on__isnull=True, issued_on__lte=day) | Q(received_on__lte=day)
        return self.filter(received, struck=False)


class Directive(models.Model):
    """A document of the register. A correction says why, and what was written before stands in `corrections`."""

    scope_path = "organization"

    organization = models.ForeignKey(
        Organization, verbose_name="sổ văn bản của", on_delete=models.PROTECT, related_name="directives"
    )
    direction = models.CharField("chiều", max_length=8, choices=Direction.choices)
    type = models.CharField("loại văn bản", max_length=12, choices=DocumentType.choices)
    number = models.CharField("số, ký hiệu", max_length=40)
    issuer = models.CharField("cơ quan ban hành", max_length=160)
    issued_on = models.DateField("ngày ban hành")
    subject = models.CharField("trích yếu", max_length=LONGEST_SUBJECT)
    received_on = models.DateField("ngày nhận", null=True, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name="thực hiện văn bản",
        on_delete=models.PROTECT,
        related_name="children",
        null=True,
        blank=True,
    )
    struck = models.BooleanField("ghi nhầm", default=False)
    search_key = SearchKeyField(source="searched")
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản chỉ đạo"
        verbose_name_plural = "văn bản chỉ đạo"
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "number", "issued_on", "issuer"],
                condition=Q(struck=False),
                name="directive_once",
                violation_error_message="Văn bản số này, ngày này của cơ quan ấy đã có trong sổ.",
            ),
            models.CheckConstraint(
                condition=Q(type__in=DocumentType.values)
                & ~Q(number="")
                & ~Q(issuer="")
                & ~Q(subject="")
                & (
                    Q(direction=Direction.OWN, received_on__isnull=True)
                    | Q(direction=Direction.INCOMING, received_on__gte=F("issued_on"))
                ),
                name="directive_told",
                violation_error_message=(
                    "Văn bản phải có loại, số, cơ quan, trích yếu; văn bản đến có ngày nhận, từ ngày ban hành trở đi."
                ),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="directive_not_own_parent",
                violation_error_message="Văn bản không thể thực hiện chính nó.",
            ),
        ]
        indexes = [models.Index(fields=["organization", "issued_on"], name="directive_by_register")]

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.number}"

    @property
    def searched(self) -> str:
        """What words of a search are looked for in."""
        return f"{self.number} {self.issuer} {self.subject}"

    @property
    def known_since(self) -> dt.date:
        return self.received_on or self.issued_on

    @property
    def symbol(self) -> str:
        return SYMBOLS[DocumentType(self.type)]

    @property
    def named(self) -> str:
        """Nghị quyết 22-NQ/TW ngày 02/02/2008."""
        return f"{self} ngày {format_date(self.issued_on)}"


class DirectiveCorrection(models.Model):
    """What a document said before and says since, and why it was corrected."""

    scope_path = "directive__organization"

    directive = models.ForeignKey(
        Directive, verbose_name="văn bản", on_delete=models.PROTECT, related_name="corrections"
    )
    before = models.JSONField("trước khi sửa")
    after = models.JSONField("sau khi sửa")
    reason = models.CharField("lý do", max_length=LONGEST_REASON)
    by = models.ForeignKey(USER, verbose_name="người sửa", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc sửa")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "lần sửa văn bản"
        verbose_name_plural = "các lần sửa văn bản"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="directive_correction_reason",
                violation_error_message="Sửa văn bản phải có lý do.",
            )
        ]


class DirectiveUnitQuerySet(ScopedQuerySet):
    def in_force_on(self, day: dt.date):
        """The last word to each unit on each document up to the day, when it still asks for something."""
        said = self.model._default_manager.filter(given_on__lte=day)
        last = said.order_by("directive_id", "organization_id", "-given_on", "-id")
        return self.filter(pk__in=last.distinct("directive_id", "organization_id").values("pk"), released=False)


class DirectiveUnit(models.Model):
    """A unit is told to brief on a document by a day; a later row gives another day, or releases it with a reason."""

    scope_path = "organization"

    directive = models.ForeignKey(Directive, verbose_name="văn bản", on_delete=models.PROTECT, related_name="units")
    organization = models.ForeignKey(
        Organization, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="directives_to_brief"
    )
    given_on = models.DateField("ngày giao")
    brief_by = models.DateField("hạn quán triệt")
    programme_by = models.DateField("hạn ban hành chương trình", null=True, blank=True)
    released = models.BooleanField("thôi giao", default=False)
    reason = models.CharField("lý do", max_length=LONGEST_REASON, blank=True)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = DirectiveUnitQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị phải quán triệt"
        verbose_name_plural = "đơn vị phải quán triệt"
        ordering = ["directive_id", "organization_id", "given_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(brief_by__gte=F("given_on"))
                & (Q(programme_by__isnull=True) | Q(programme_by__gte=F("brief_by"))),
                name="directive_unit_in_order",
                violation_error_message="Hạn quán triệt từ ngày giao, hạn chương trình từ hạn quán triệt trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(released=False) | ~Q(reason=""),
                name="directive_unit_released_why",
                violation_error_message="Thôi giao phải có lý do.",
            ),
        ]
        indexes = [models.Index(fields=["directive", "organization", "given_on"], name="directive_unit_last")]

    def __str__(self) -> str:
        return f"{self.directive_id}: {self.organization_id}"

    @property
    def order(self) -> Order:
        return Order(self.brief_by, self.programme_by)
