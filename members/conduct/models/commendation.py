"""Praise of members (A12), and who tells which members were excellent for years."""

import datetime as dt
from collections.abc import Callable

from django.db import models

from cells.organizations.models import Organization
from cells.oversight.models.commendation import IN_ITS_YEAR, PRAISED, Praised
from cells.oversight.models.struck import STANDING, StandingQuerySet, struck_whole
from members.roll.models import Member
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope

# Year, number of years, moment → member → years running in which he had the best level.
Excellent = Callable[[int, int, dt.datetime], dict[int, int]]
_readers: list[Excellent] = []


def tells_excellent(reader: Excellent) -> None:
    """The theme that rates members says who was excellent for years."""
    if reader not in _readers:
        _readers.append(reader)


def excellent(year: int, number: int, moment: dt.datetime) -> dict[int, int]:
    """Members with the best level for at least so many years up to the year, as decided by the moment."""
    return {pk: run for reader in _readers for pk, run in reader(year, number, moment).items()}


class MemberCommendationQuerySet(StandingQuerySet):
    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW_MEMBERS):
        return super().in_scope(scope, permission)


class MemberCommendation(Praised):
    """A member was praised; `organization` is his cell on the day of the decision."""

    scope_path, reads = "organization", Permission.VIEW_MEMBERS

    member = models.ForeignKey(Member, verbose_name="đảng viên", on_delete=models.PROTECT, related_name="commendations")
    organization = models.ForeignKey(
        Organization, verbose_name="chi bộ", on_delete=models.PROTECT, related_name="member_commendations"
    )

    objects = MemberCommendationQuerySet.as_manager()

    class Meta:
        verbose_name = "khen thưởng đảng viên"
        verbose_name_plural = "khen thưởng đảng viên"
        ordering = ["-decision_date", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "decision_number", "decision_date"],
                condition=STANDING,
                name="member_commendation_once",
                violation_error_message="Quyết định khen thưởng này đã ghi cho đảng viên.",
            ),
            models.CheckConstraint(
                condition=PRAISED,
                name="member_commendation_whole",
                violation_error_message="Khen thưởng phải có hình thức, cấp, cơ quan khen, số quyết định, thành tích.",
            ),
            models.CheckConstraint(
                condition=IN_ITS_YEAR,
                name="member_commendation_after_its_year",
                violation_error_message="Quyết định khen thưởng không thể có trước năm của thành tích.",
            ),
            struck_whole(),
        ]
