"""In which cell a member is: one cell on any day, never overwritten."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from cells.organizations.models import Organization
from members.roll.enums import Entry, Exit
from members.roll.models.life import LivingPlace, Pause, Standing
from members.roll.models.member import Card, Member
from members.roll.models.office import with_office
from members.roll.models.schooling import Schooling
from members.roll.models.transfer import Transfer
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope, ScopedQuerySet
from sinho.web.lists import holding_words


class MembershipQuerySet(ScopedQuerySet):
    """Memberships; on one day there is one row for each member on the roll, limited by the cell of that day."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_MEMBERS):
        return super().in_scope(scope, permission)

    def on(self, day: dt.date):
        """Who is on the roll on the day."""
        return self.filter(valid__contains=day)

    def standing(self, kind: str, day: dt.date):
        """Those who are probationary or official on the day."""
        return self.filter(Exists(Standing.objects.on(day).filter(member=OuterRef("member"), kind=kind)))

    def paused(self, kind: str, day: dt.date):
        """Those who are exempted or suspended on the day."""
        return self.filter(Exists(Pause.objects.on(day).filter(member=OuterRef("member"), kind=kind)))

    def taking_part(self, day: dt.date):
        """Those who are neither exempted nor suspended on the day."""
        return self.filter(~Exists(Pause.objects.on(day).filter(member=OuterRef("member"))))

    def away(self, day: dt.date):
        """Those who are on a temporary transfer elsewhere on the day."""
        return self.filter(Exists(Transfer.objects.hosted_on(day).filter(member=OuterRef("member"))))

    def at_home(self, day: dt.date):
        """Those who are not: only they are summoned and vote (S1 6.3.1)."""
        return self.filter(~Exists(Transfer.objects.hosted_on(day).filter(member=OuterRef("member"))))

    def in_office(self, offices, day: dt.date):
        """Those known to hold one of these offices on the day."""
        return self.filter(with_office(offices, day))

    def with_level(self, subject: str, level: str, day: dt.date):
        """Those whose last level in the subject is this one on the day."""
        known = Schooling.objects.known_on(day).filter(member=OuterRef("member"), subject=subject)
        return self.annotate(**{f"{subject}_level": known.values("level")[:1]}).filter(**{f"{subject}_level": level})

    def living_in(self, village_id: int, day: dt.date):
        """Those who live in the village on the day."""
        return self.filter(Exists(LivingPlace.objects.on(day).filter(member=OuterRef("member"), village=village_id)))

    def born_between(self, first: dt.date, last: dt.date):
        """Those born on one of these days; of whom only the year is known counts as born on its first day."""
        born = models.F("member__birth_year") * 10000
        born += models.functions.Coalesce("member__birth_month", 1) * 100
        born += models.functions.Coalesce("member__birth_day", 1)
        bounds = [day.year * 10000 + day.month * 100 + day.day for day in (first, last)]
        return self.annotate(born=born).filter(born__range=bounds)

    def people(self, day: dt.date):
        """The members themselves, each with `cell_id` on the day: all are found before the first is sorted.

        For some of a long roll; otherwise the database may walk all of it in order until it has met enough of them.
        """
        cell = Membership.objects.on(day).filter(member=OuterRef("pk")).order_by().values("organization")
        found = Member.objects.filter(pk__among=ArraySubquery(self.order_by().values("member_id")))
        return found.annotate(cell_id=Subquery(cell))

    def holding(self, words: str, day: dt.date):
        """Those whose names hold every word, with or without marks; or whose number this is."""
        number = "".join(words.split())
        if number.isdecimal() and len(number) >= 6:
            return self.filter(member__in=numbered(number))
        return holding_words(self, words, "member__search_key")


def numbered(number: str):
    """Members whose identity number, card or file number this is; each number is looked up by its own index."""
    people = Member.objects.order_by()
    found = [people.filter(identity_number=number).values("pk"), Card.objects.filter(number=number).order_by()]
    found[1] = found[1].values("member_id")
    if len(number) == 6:
        found.append(people.filter(file_number__startswith=number).values("pk"))
    return found[0].union(*found[1:], all=True)


class Membership(models.Model):
    """A member's time in a cell: how he came, how he left, by which decision he left the roll.

    `valid.lower` is the first day in the cell, `valid.upper` the first day no longer in it.
    """

    scope_path = "organization"

    member = models.ForeignKey(
        Member, verbose_name="đảng viên", on_delete=models.PROTECT, related_name="memberships", db_index=False
    )
    organization = models.ForeignKey(
        Organization, verbose_name="chi bộ", on_delete=models.PROTECT, related_name="memberships", db_index=False
    )
    valid = DateRangeField("thời gian sinh hoạt")
    entry = models.CharField("đến do", max_length=16, choices=Entry.choices)
    exit = models.CharField("rời do", max_length=16, choices=Exit.choices, blank=True)
    exit_number = models.CharField("số quyết định", max_length=40, blank=True)
    exit_date = models.DateField("ngày quyết định", null=True, blank=True)
    exit_reason = models.TextField("lý do rời", blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "thời gian sinh hoạt ở chi bộ"
        verbose_name_plural = "thời gian sinh hoạt ở chi bộ"
        ordering = ["member_id", "valid"]
        constraints = [
            ExclusionConstraint(
                name="membership_one_cell_a_day",
                expressions=[("member", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                violation_error_message="Một ngày đảng viên chỉ sinh hoạt ở một chi bộ.",
            ),
            models.CheckConstraint(
                condition=Q(valid__isempty=False) & Q(valid__lower_inf=False),
                name="membership_has_start",
                violation_error_message="Phải có ngày bắt đầu sinh hoạt, trước ngày rời chi bộ.",
            ),
            models.CheckConstraint(
                condition=Q(exit="", valid__upper_inf=True) | (~Q(exit="") & Q(valid__upper_inf=False)),
                name="membership_exit_with_day",
                violation_error_message="Rời chi bộ phải ghi cả ngày và lý do; đang sinh hoạt thì để trống cả hai.",
            ),
            models.CheckConstraint(
                condition=Q(entry__in=Entry.values) & Q(exit__in=["", *Exit.values]),
                name="membership_known_ways",
                violation_error_message="Cách đến hoặc rời chi bộ không có trong danh mục.",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "member"], name="membership_by_cell"),
            models.Index(fields=["member"], include=["organization", "valid"], name="membership_by_member"),
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.since:%d/%m/%Y}"

    @property
    def since(self) -> dt.date:
        return self.valid.lower

    @property
    def last_day(self) -> dt.date | None:
        """Last day in the cell; None while it goes on."""
        return None if self.valid.upper is None else self.valid.upper - dt.timedelta(days=1)
