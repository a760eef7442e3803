"""The money of a year as pages show it: budgets with their sums, awards with what was paid of them."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Exists, Max, OuterRef, QuerySet, Sum

from cadres.training.models.reading import place_names
from cadres.training.models.support import SupportAward, SupportBudget, SupportPayment, paid_months
from cadres.training.rules import month_words
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope


@dataclass(frozen=True)
class YearOfMoney:
    """A budget with its sums. `promised`: what the awards of the year come to, paid or not."""

    budget: SupportBudget
    amount: int
    paid: int
    promised: int

    @property
    def balance(self) -> int:
        return self.amount - self.paid

    @property
    def is_short(self) -> bool:
        """Whether more was promised than the year has."""
        return self.promised > self.amount


def budgets_of(scope: Scope, year: int) -> list[YearOfMoney]:
    """Budgets of the year that the person sees: four queries."""
    rows = list(SupportBudget.objects.in_scope(scope).filter(year=year).select_related("organization"))
    given, paid = (dict(sums(model, rows)) for model in ("decisions", "payments"))
    promised: dict[int, int] = {}
    for one in awards_in(year).filter(payer__in=[row.organization_id for row in rows]):
        months = sum(month.year == year for month in one.all_months)
        promised[one.payer_id] = promised.get(one.payer_id, 0) + months * one.monthly_amount
    return [
        YearOfMoney(row, given.get(row.pk, 0), paid.get(row.pk, 0), promised.get(row.organization_id, 0))
        for row in rows
    ]


def sums(name: str, rows):
    """Budget → sum of its decisions or payments."""
    model = getattr(SupportBudget, name).rel.related_model
    return model.objects.filter(budget__in=rows).order_by().values_list("budget").annotate(Sum("amount"))


def awards_in(year: int):
    """Awards with a month in the year."""
    return SupportAward.objects.filter(months__overlap=(dt.date(year, 1, 1), dt.date(year + 1, 1, 1)))


def awards_due(scope: Scope, permission: Permission, month: dt.date):
    """Awards that cover the month and were not paid for it yet, by those who pay."""
    paid = SupportPayment.objects.standing().filter(cadre=OuterRef("cadre"), month=month).order_by()
    rows = SupportAward.objects.in_scope(scope, permission)
    rows = rows.filter(months__contains=month, payer__among=scope.organization_ids(permission))
    rows = rows.exclude(Exists(paid)).exclude(enrolment__ended_on__lt=month)
    return in_order(rows.select_related("cadre", "organization", "enrolment__training_class"))


def in_order(awards: QuerySet) -> QuerySet:
    """By commune, then by name."""
    return awards.order_by("organization__code", "cadre__sort_key", "pk")


def by_day(payments: QuerySet) -> QuerySet:
    """The newest first."""
    return payments.select_related("cadre", "award__organization").order_by("-paid_on", "-pk")


def last_paid(payments: QuerySet) -> dt.date | None:
    """The last month that somebody got."""
    return payments.standing().aggregate(last=Max("month"))["last"]


@dataclass
class AwardRow:
    """An award as the page shows it, with the months that were paid."""

    award: SupportAward
    number: int
    place: str
    paid: set[dt.date] = field(default_factory=set)

    @property
    def months_words(self) -> str:
        return f"{month_words(self.award.first_month)} – {month_words(self.award.last_month)}"

    @property
    def n_months(self) -> int:
        return len(self.award.all_months)

    @property
    def may_end(self) -> bool:
        """Whether a month is left that it could end before."""
        return self.award.last_month not in self.paid and self.n_months > 1

    @property
    def paid_sum(self) -> int:
        return len(self.paid) * self.award.monthly_amount


def award_rows(awards, day: dt.date, first: int = 1) -> list[AwardRow]:
    """Three queries, however many."""
    awards = list(awards)
    names, paid = place_names({one.organization_id for one in awards}, day), paid_months(awards)
    return [
        AwardRow(one, number, names.get(one.organization_id, ""), paid[one.pk])
        for number, one in enumerate(awards, first)
    ]
