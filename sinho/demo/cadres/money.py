"""Support of the demo for who studies at evening school: budgets of both years, awards, payments month by month."""

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.training.enums import Status
from cadres.training.models import BudgetDecision, Enrolment, SupportAward, SupportBudget, SupportPayment, TrainingClass
from cadres.training.rules import month_of, months_between, next_month
from cells.organizations.models import Organization
from sinho.demo.plan import DEMO_DAY, content, working_day


class Money:
    """Writes it: everything up to the month before the demo day is paid."""

    def __init__(self, payer: Organization):
        self.payer, self.plan = payer, content("training")["support"]
        self.budgets: dict[int, SupportBudget] = {}
        self.vouchers: dict[dt.date, str] = {}

    def write(self, classes: list[TrainingClass]) -> None:
        for year, decisions in self.plan["budgets"].items():
            self.budgets[year] = SupportBudget.objects.create(organization=self.payer, year=year)
            for amount, number, day, note in decisions:
                decision = {"decision_number": number, "decision_date": day, "note": note}
                BudgetDecision.objects.create(budget=self.budgets[year], amount=amount, **decision)
        awards = [self.award(row) for one in classes for row in self.students(one)]
        SupportAward.objects.bulk_create(awards)
        self.pay(awards)

    def students(self, one: TrainingClass):
        """Who stayed to the end, or is still there."""
        rows = Enrolment.objects.filter(training_class=one, cadre__isnull=False)
        return rows.filter(status__in=(Status.ATTENDING, Status.FINISHED)).order_by("pk")

    def award(self, row: Enrolment) -> SupportAward:
        one = row.training_class
        first = max(month_of(one.starts_on), dt.date(min(self.budgets), 1, 1))
        number, day = self.plan["decision"]
        return SupportAward(
            enrolment=row,
            cadre_id=row.cadre_id,
            organization_id=row.organization_id,
            payer=self.payer,
            monthly_amount=self.plan["monthly"][first.year],
            months=DateRange(first, next_month(month_of(one.ends_on))),
            decision_number=number if first.year == min(self.budgets) else one.decision_number,
            decision_date=day if first.year == min(self.budgets) else one.decision_date,
        )

    def pay(self, awards: list[SupportAward]) -> None:
        last = month_of(month_of(DEMO_DAY) - dt.timedelta(days=1))
        paid = []
        for month in months_between(dt.date(min(self.budgets), 1, 1), last):
            day, number = working_day(month.replace(day=20)), f"PC {month.month * 7}/{month.year}"
            facts = {"month": month, "paid_on": day, "voucher_number": number, "budget": self.budgets[month.year]}
            for one in awards:
                if month in one.months:
                    paid.append(SupportPayment(award=one, cadre_id=one.cadre_id, amount=one.monthly_amount, **facts))
        SupportPayment.objects.bulk_create(paid)
