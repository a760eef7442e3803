"""Which member holds an office: a link from a term of an officer to his record, and what is asked through it.

The term (organisation, office, first and last day) stands in `cells` alone; the link says who that person is.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.conf import settings
from django.db import connection, models
from django.db.models import Exists, F, Func, OuterRef, Q

from cells.organizations.models import Officer
from members.roll.enums import PauseKind
from members.roll.models.life import Pause, Standing
from members.roll.models.member import Member
from members.roll.models.pairs import BARE
from members.roll.models.transfer import Transfer
from sinho.accounts.scope import ScopedQuerySet
from sinho.text.dates import format_date
from sinho.text.folding import fold

USER = settings.AUTH_USER_MODEL


class OfficeHolderQuerySet(ScopedQuerySet):
    """Limited by the organisation of the office; the record of a member shows all of his."""

    def in_force(self):
        """Those that were not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def held_on(self, day: dt.date):
        """Those in force whose term runs on the day."""
        return self.in_force().filter(officer__held__contains=day)

    def of_member(self, member: Member):
        """All offices of a member, with their terms."""
        return self.in_force().filter(member=member).select_related("officer__organization")


class OfficeHolder(models.Model):
    """The person of this term is this member. It has no days of its own: those of the term are the only ones.

    A link that was wrong is taken back and stays; nothing else of it is ever changed (trigger `office_holder_kept`).
    """

    scope_path = "officer__organization"

    officer = models.ForeignKey(Officer, verbose_name="chức vụ", on_delete=models.PROTECT, related_name="holders")
    member = models.ForeignKey(Member, verbose_name="đảng viên", on_delete=models.PROTECT, related_name="offices")
    at = models.DateTimeField("lúc gắn")
    by = models.ForeignKey(USER, verbose_name="người gắn", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField("lúc gỡ", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        USER, verbose_name="người gỡ", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = OfficeHolderQuerySet.as_manager()

    class Meta:
        verbose_name = "chức vụ đã gắn"
        verbose_name_plural = "chức vụ đã gắn"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["officer"],
                condition=Q(withdrawn_at__isnull=True),
                name="office_holder_once",
                violation_error_message="Chức vụ này đã gắn với hồ sơ của một đảng viên.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="office_holder_withdrawn_by_somebody",
                violation_error_message="Gỡ chức vụ phải ghi cả lúc và người.",
            ),
        ]

    def __str__(self) -> str:
        return said_of_term(self.officer)


def said_of_term(officer: Officer) -> str:
    """“Bí thư, Chi bộ bản Nà Tăm, từ 03/02/2004 đến trước 05/06/2008”."""
    place = officer.organization.named(officer.held.lower)[1]
    until = f" đến trước {format_date(officer.held.upper)}" if officer.held.upper else ""
    return f"{officer.get_office_display()}, {place}, từ {format_date(officer.held.lower)}{until}"


def with_office(offices: Collection[str], day: dt.date) -> Exists:
    """Whether the member of a row holds one of these offices on the day."""
    held = OfficeHolder.objects.held_on(day).filter(member=OuterRef("member"), officer__office__in=offices)
    return Exists(held.order_by())


def unlinked():
    """Terms of which nobody has said who holds them."""
    return Officer.objects.filter(~Exists(OfficeHolder.objects.in_force().filter(officer=OuterRef("pk")).order_by()))


class Bare(Func):
    """A name in small letters without marks and spaces."""

    template = BARE.format("%(expressions)s")
    output_field = models.TextField()


def named(terms, words: str):
    """Terms in whose name every word stands, with or without marks."""
    terms = terms.annotate(bare=Bare("person_name"))
    for word in fold(words).split():
        terms = terms.filter(bare__contains=word)
    return terms


def serving(organization_id: int, day: dt.date):
    """Officers of the committee who may vote on the day (S1 9.3): not those known to be on a temporary transfer
    elsewhere or suspended. Of whom no record is known is counted."""
    absent = Transfer.objects.hosted_on(day).filter(member=OuterRef("member")).order_by()
    suspended = Pause.objects.on(day).filter(member=OuterRef("member"), kind=PauseKind.SUSPENDED).order_by()
    known = OfficeHolder.objects.in_force().filter(officer=OuterRef("pk")).order_by()
    kept_away = known.filter(Exists(absent) | Exists(suspended))
    return Officer.objects.filter(~Exists(kept_away), organization=organization_id, held__contains=day)


class Place(NamedTuple):
    """A question: was the member in a cell of the organisation or below it on the day?"""

    member_id: int
    organization_id: int
    day: dt.date


# From the cell of the day upwards, until the organisation is met.
INSIDE = """
WITH RECURSIVE asked AS (
    SELECT DISTINCT * FROM unnest(%(members)s::bigint[], %(organizations)s::bigint[], %(days)s::date[])
        AS one(member_id, wanted, day)
), above(member_id, wanted, day, id, step) AS (
    SELECT asked.member_id, asked.wanted, asked.day, m.organization_id, 0
    FROM asked JOIN members_membership m ON m.member_id = asked.member_id AND m.valid @> asked.day
    UNION ALL
    SELECT above.member_id, above.wanted, above.day, s.parent_id, above.step + 1
    FROM above JOIN cells_organizationstate s ON s.organization_id = above.id AND s.valid @> above.day
    WHERE above.id <> above.wanted AND s.parent_id IS NOT NULL AND above.step < 10
)
SELECT member_id, wanted, day FROM above WHERE id = wanted
"""


def inside(asked: Iterable[Place]) -> set[Place]:
    """Those of the questions that are answered with yes: one query, however many."""
    asked = list(asked)
    if not asked:
        return set()
    members, organizations, days = (list(values) for values in zip(*asked, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(INSIDE, {"members": members, "organizations": organizations, "days": days})
        return {Place(*row) for row in cursor.fetchall()}


def days_of(officer: Officer, today: dt.date) -> list[dt.date]:
    """Days on one of which the holder was below the organisation: the first of the term, the last one, today.

    Who was sent to a commune takes part there some weeks later; of who left long ago the roll may know today alone.
    """
    last = officer.held.upper - dt.timedelta(days=1) if officer.held.upper else today
    return sorted({officer.held.lower, min(last, today), today})


def left_behind(links, day: dt.date) -> list[OfficeHolder]:
    """Of these links those whose term runs on the day and whose member is not in a cell below the organisation then."""
    held = links.held_on(day).select_related("officer__organization", "member").order_by("officer__sort_key", "pk")
    rows = list(held)
    asked = [Place(one.member_id, one.officer.organization_id, day) for one in rows]
    here = inside(asked)
    return [one for one, place in zip(rows, asked, strict=True) if place not in here]


def open_offices(member: Member, day: dt.date) -> list[OfficeHolder]:
    """Offices that he holds on the day, the first of an organisation first."""
    held = OfficeHolder.objects.of_member(member).filter(officer__held__contains=day)
    return sorted(held, key=lambda one: (one.officer.rank, one.officer.held.lower, one.pk))


def outside_the_party():
    """Links whose term begins on a day on which the member was not in the Party."""
    standings = Standing.objects.filter(member=OuterRef("member"), valid__contains=OuterRef("began"))
    links = OfficeHolder.objects.in_force().annotate(began=F("officer__held__startswith"))
    return links.filter(~Exists(standings.order_by())).select_related("officer__organization", "member")
