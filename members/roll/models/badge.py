"""Party badges that were awarded, and who is due for one on an award day (S1 28)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from members.roll.enums import BadgeDelay, StandingKind
from members.roll.guidance import award, levels_on
from members.roll.models.life import Standing
from members.roll.models.member import Member, MemberRowQuerySet
from members.roll.models.membership import Membership
from members.roll.models.reading import Row, read_rows
from members.roll.rules import party_age
from members.roll.seniority import AwardDay, DueBadge, Levels, Periods, due_badge, due_on, years_later

USER = settings.AUTH_USER_MODEL


class Badge(models.Model):
    """A badge for years in the Party. `delay`: the discipline after which it was awarded later. Append-only."""

    scope_path = "member__memberships__organization"

    member = models.ForeignKey(Member, verbose_name="đảng viên", on_delete=models.PROTECT, related_name="badges")
    level = models.PositiveSmallIntegerField("mức, năm tuổi đảng")
    awarded_on = models.DateField("ngày trao")
    decision_number = models.CharField("số quyết định", max_length=40)
    decision_date = models.DateField("ngày quyết định")
    early = models.BooleanField("trao sớm vì ốm nặng hoặc từ trần", default=False)
    delay = models.CharField("trao chậm sau kỷ luật", max_length=10, choices=BadgeDelay.choices, blank=True)
    by = models.ForeignKey(USER, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc ghi")

    objects = MemberRowQuerySet.as_manager()

    class Meta:
        verbose_name = "Huy hiệu Đảng"
        verbose_name_plural = "Huy hiệu Đảng"
        ordering = ["member_id", "level"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "level"],
                name="badge_once",
                violation_error_message="Mức Huy hiệu này đã ghi cho đảng viên.",
            ),
            models.CheckConstraint(
                condition=Q(level__range=(30, 90)) & ~Q(decision_number="") & Q(delay__in=["", *BadgeDelay.values]),
                name="badge_known",
                violation_error_message="Huy hiệu Đảng từ 30 đến 90 năm, phải có số quyết định.",
            ),
            models.CheckConstraint(
                condition=Q(decision_date__lte=F("awarded_on")),
                name="badge_decided_before",
                violation_error_message="Ngày quyết định không thể sau ngày trao.",
            ),
            models.CheckConstraint(
                condition=Q(early=False) | Q(delay=""),
                name="badge_early_or_late",
                violation_error_message="Huy hiệu không thể vừa trao sớm vừa trao chậm.",
            ),
        ]

    def __str__(self) -> str:
        return f"Huy hiệu {self.level} năm"


# Who knows of discipline says what delays a badge: member → day on which he reaches its years → member → code, words.
DelaysTold = Callable[[Mapping[int, dt.date]], dict[int, tuple[str, str]]]
_delays: list[DelaysTold] = []


def tells_delays(reader: DelaysTold) -> None:
    """A theme that keeps discipline is asked which badges it delays (S1 28.3)."""
    if reader not in _delays:
        _delays.append(reader)


def delays_of(reached: Mapping[int, dt.date]) -> dict[int, tuple[str, str]]:
    """Member → code of `BadgeDelay` and why, of those whose badge a discipline delays."""
    return {pk: said for reader in _delays for pk, said in reader(reached).items()} if reached else {}


@dataclass
class BadgeRow:
    """A member on the roll with the badge that he is due for, or was given in the period. `row` once it is shown."""

    membership: Membership
    day: dt.date
    award_day: AwardDay
    levels: Levels
    standings: list[Standing]
    badges: list[Badge]
    row: Row | None = None
    delay: str = ""

    @property
    def delayed_to(self) -> dt.date | None:
        """The day before which the badge is not awarded, when a discipline delays it beyond the period."""
        return due_on(award(), self.due.reached, delay=self.delay) if self.due and self.delay else None

    @property
    def member(self) -> Member:
        return self.membership.member

    @property
    def periods(self) -> Periods:
        """The time in the Party as it was known on the day."""
        known = [(one.valid.lower, one.valid.upper) for one in self.standings if one.valid.lower <= self.day]
        return [(since, until if until and until <= self.day else None) for since, until in known]

    @property
    def decided_on(self) -> dt.date:
        """The day from which the Party age runs."""
        first = self.standings[0]
        return first.decision_date or first.valid.lower

    @cached_property
    def due(self) -> DueBadge | None:
        return due_badge(self.levels, self.award_day, self.decided_on, self.periods, [one.level for one in self.badges])

    @property
    def is_ripe(self) -> bool:
        """Whether the award day of the badge that he is due for has come."""
        first = self.delayed_to or (award().day_for(self.due.reached).day if self.due else None)
        return first is not None and first <= self.day

    @property
    def given(self) -> Badge | None:
        """The badge that was given for this award day or in its period."""
        first = min(self.award_day.day, self.award_day.first)
        return next((one for one in self.badges if first <= one.awarded_on <= self.award_day.last), None)

    @property
    def party_age(self) -> int:
        """Full years at the end of the period, if he stays."""
        return party_age(self.decided_on, self.periods, self.award_day.last)


def read_badges(memberships, award_day: AwardDay, day: dt.date) -> list[BadgeRow]:
    """Who of these members may be due by years alone, with the badges given up to the day: three queries."""
    levels = levels_on(award_day.day)
    cutoff = years_later(award_day.last, -min(levels.years))
    long_ago = Standing.objects.filter(member=OuterRef("member"), kind=StandingKind.PROBATIONARY)
    long_ago = long_ago.filter(Q(decision_date__lte=cutoff) | Q(valid__startswith__lte=cutoff))
    found = list(memberships.filter(Exists(long_ago)).select_related("member"))
    ids = [one.member_id for one in found]
    standings, given = defaultdict(list), defaultdict(list)
    for standing in Standing.objects.of(ids).order_by("valid"):
        standings[standing.member_id].append(standing)
    for badge in Badge.objects.of(ids).filter(awarded_on__lte=day):
        given[badge.member_id].append(badge)
    return [BadgeRow(one, day, award_day, levels, standings[one.member_id], given[one.member_id]) for one in found]


def read_delays(rows: Collection[BadgeRow]) -> None:
    """Which of these badges a discipline delays."""
    delays = delays_of({one.member.pk: one.due.reached for one in rows if one.due})
    for one in rows:
        one.delay = delays.get(one.member.pk, ("", ""))[0]


def fill(rows: Collection[BadgeRow]) -> None:
    """What lists show of these members: eight queries."""
    shown = {row.member.pk: row for row in read_rows([one.membership for one in rows], rows[0].day)} if rows else {}
    for one in rows:
        one.row = shown[one.member.pk]
