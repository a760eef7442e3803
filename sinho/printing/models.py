"""Print runs: many papers asked for at once, made in the background, kept for a week and then emptied."""

import datetime as dt
from collections import Counter

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sinho.accounts.scope import ScopedQuerySet
from sinho.printing.enums import SHAPES, UNDER_WAY, PartState, RunState
from sinho.printing.kinds import RunAsked, RunKind, kind_of

MOST_PARTS = 2_000
KEPT = dt.timedelta(days=7)


class PrintRunQuerySet(ScopedQuerySet):
    def under_way(self):
        """What waits or is being printed."""
        return self.filter(state__in=UNDER_WAY)


class PrintRun(models.Model):
    """Papers of one kind for an organisation and all below it, asked for by one person.

    `organization_id` is a number without a foreign key, because this package stands below the organisations. Size and
    SHA-256 are those of the file that is handed out.
    """

    scope_path = "organization"

    kind = models.CharField("loại", max_length=40)
    title = models.CharField("tên", max_length=300)
    organization_id = models.BigIntegerField("mã tổ chức")
    organization_name = models.CharField("tổ chức", max_length=200)
    on = models.DateField("tính đến ngày")
    year = models.PositiveSmallIntegerField("năm", null=True, blank=True)
    reason = models.CharField("lý do", max_length=300, blank=True)
    state = models.CharField("trạng thái", max_length=12, choices=RunState.choices, default=RunState.WAITING)
    asked_at = models.DateTimeField("yêu cầu lúc")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người yêu cầu", on_delete=models.PROTECT, related_name="print_runs"
    )
    ended_at = models.DateTimeField("xong lúc", null=True, blank=True)
    kept_until = models.DateTimeField("giữ đến", null=True, blank=True)
    why = models.TextField("vì sao dừng", blank=True)
    size = models.PositiveBigIntegerField("kích thước", null=True, blank=True)
    sha256 = models.CharField("mã băm", max_length=64, blank=True)

    objects = PrintRunQuerySet.as_manager()

    class Meta:
        verbose_name = "lần in hàng loạt"
        verbose_name_plural = "lần in hàng loạt"
        ordering = ["-id"]
        indexes = [models.Index(fields=["asked_by", "-id"], name="print_run_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by", "kind", "organization_id", "on", "year"],
                condition=Q(state__in=UNDER_WAY),
                nulls_distinct=False,
                name="print_run_once_under_way",
                violation_error_message="Đồng chí đã yêu cầu in đúng như vậy; lần in đó đang làm.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNDER_WAY, ended_at__isnull=True)
                | (~Q(state__in=UNDER_WAY) & Q(ended_at__isnull=False)),
                name="print_run_ended_with_time",
                violation_error_message="Lần in đã kết thúc phải ghi lúc kết thúc.",
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.DONE) | Q(kept_until__isnull=False, size__isnull=False) & ~Q(sha256=""),
                name="print_run_done_whole",
                violation_error_message="Lần in đã xong phải ghi kích thước, mã băm và hạn giữ.",
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.STOPPED) | ~Q(why=""),
                name="print_run_stopped_with_reason",
                violation_error_message="Lần in bị dừng phải ghi vì sao.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def question(self) -> RunAsked:
        """What was asked for, as the kind takes it."""
        return RunAsked(self.organization_id, self.on, self.year)

    @property
    def run_kind(self) -> RunKind:
        return kind_of(self.kind)

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def is_done(self) -> bool:
        return self.state == RunState.DONE

    @property
    def shape(self) -> str:
        """Shape of the state."""
        return SHAPES[self.state]

    def is_kept(self, now: dt.datetime) -> bool:
        """Whether its file can still be handed out."""
        return self.is_done and now < self.kept_until

    def counts(self) -> "Counts":
        """How many parts are in which state: one query."""
        return counts_of([self])[self.pk]


class Counts:
    """Parts of a run by state."""

    def __init__(self, by_state: Counter):
        self.total = sum(by_state.values())
        self.made = by_state[PartState.MADE]
        self.failed = by_state[PartState.FAILED]
        self.waiting = by_state[PartState.WAITING]
        self.under_way = by_state[PartState.UNDER_WAY]

    @property
    def done(self) -> int:
        """Parts that have come to their end, one way or the other."""
        return self.made + self.failed

    @property
    def open(self) -> int:
        return self.waiting + self.under_way

    @property
    def percent(self) -> int:
        return self.done * 100 // self.total if self.total else 0


def counts_of(runs) -> dict[int, Counts]:
    """The same for several runs: one query, however many."""
    found = {run.pk: Counter() for run in runs}
    rows = PrintPart.objects.filter(run__in=found).order_by().values_list("run_id", "state")
    for pk, state, number in rows.annotate(number=models.Count("pk")):
        found[pk][state] = number
    return {pk: Counts(by_state) for pk, by_state in found.items()}


class PrintPart(models.Model):
    """One paper of a run. `holder` is the process that makes it, `tries` how often one has begun with it."""

    run = models.ForeignKey(PrintRun, verbose_name="lần in", on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveIntegerField("thứ tự")
    key = models.CharField("mã bản in", max_length=60)
    title = models.CharField("bản in", max_length=300)
    file_name = models.CharField("tên tệp", max_length=150)
    state = models.CharField("trạng thái", max_length=12, choices=PartState.choices, default=PartState.WAITING)
    holder = models.PositiveIntegerField("tiến trình", null=True, blank=True)
    begun_at = models.DateTimeField("bắt đầu lúc", null=True, blank=True)
    tries = models.PositiveSmallIntegerField("lần thử", default=0)
    content = models.BinaryField("bản in", null=True, blank=True)
    size = models.PositiveIntegerField("kích thước", null=True, blank=True)
    error = models.TextField("vì sao không in được", blank=True)

    class Meta:
        verbose_name = "bản in"
        verbose_name_plural = "bản in"
        ordering = ["run_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "position"],
                name="print_part_place_once",
                violation_error_message="Thứ tự bản in bị trùng.",
            ),
            models.UniqueConstraint(
                fields=["run", "file_name"],
                name="print_part_name_once",
                violation_error_message="Hai bản in trùng tên tệp.",
            ),
            models.CheckConstraint(
                condition=Q(state=PartState.MADE, content__isnull=False, size__isnull=False)
                | (~Q(state=PartState.MADE) & Q(content__isnull=True)),
                name="print_part_made_whole",
                violation_error_message="Bản in đã xong phải có nội dung.",
            ),
            models.CheckConstraint(
                condition=~Q(state=PartState.FAILED) | ~Q(error=""),
                name="print_part_failed_with_reason",
                violation_error_message="Bản không in được phải ghi vì sao.",
            ),
            models.CheckConstraint(
                condition=~Q(state=PartState.UNDER_WAY) | Q(holder__isnull=False, begun_at__isnull=False),
                name="print_part_under_way_by_somebody",
                violation_error_message="Bản đang in phải ghi tiến trình và lúc bắt đầu.",
            ),
        ]
        indexes = [models.Index(F("run"), F("state"), F("position"), name="print_part_next")]

    def __str__(self) -> str:
        return self.title
