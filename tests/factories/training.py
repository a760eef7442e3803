"""Classes for tests, who attends them, the money that supports them."""

import datetime as dt

from cadres.staff.models import Cadre
from cadres.training.models import BudgetDecision, Enrolment, SupportAward, SupportBudget, SupportPayment, TrainingClass
from cadres.training.rules import ClassFacts, next_month
from cells.organizations.models import Organization
from tests.factories.organizations import period

D = dt.date
FIRST_DAY, FEBRUARY, JUNE = D(2009, 1, 5), D(2009, 2, 1), D(2009, 6, 1)
FACTS = ClassFacts(
    name="Trung cấp Hành chính khóa 1",
    kind="training",
    field="professional",
    level="intermediate",
    specialty="Trung cấp Hành chính",
    title="",
    mode="part_time",
    place="on_site",
    opened_by="district",
    organiser="Trung tâm Giáo dục thường xuyên huyện",
    partner="Trường Cao đẳng Cộng đồng Lai Châu",
    starts_on=D(2009, 1, 5),
    ends_on=D(2009, 12, 31),
    decision_number="12-QĐ/HU",
    decision_date=D(2008, 12, 20),
    cost=90_000_000,
)


def training_class(district: Organization, **facts) -> TrainingClass:
    return TrainingClass.objects.create(organization=district, **{**vars(FACTS), **facts})


def enrolment(
    training_class: TrainingClass, organization: Organization, *, since: dt.date = FIRST_DAY, **facts
) -> Enrolment:
    """Of a cadre or a member, sent by the organisation."""
    return Enrolment.objects.create(training_class=training_class, organization=organization, since=since, **facts)


def budget(district: Organization, year: int = 2009, amount: int = 10_000_000) -> SupportBudget:
    made = SupportBudget.objects.create(organization=district, year=year)
    if amount:
        decision = {"decision_number": "5-QĐ/HU", "decision_date": D(2009, 1, 2)}
        BudgetDecision.objects.create(budget=made, amount=amount, **decision)
    return made


def award(row: Enrolment, first: dt.date = FEBRUARY, last: dt.date = JUNE, amount: int = 300_000) -> SupportAward:
    return SupportAward.objects.create(
        enrolment=row,
        cadre=row.cadre,
        organization=row.organization,
        payer=row.training_class.organization,
        monthly_amount=amount,
        months=period(first, next_month(last) - dt.timedelta(days=1)),
        decision_number="7-QĐ/HU",
        decision_date=D(2009, 1, 5),
    )


def payment(award: SupportAward, budget: SupportBudget, month: dt.date, **more) -> SupportPayment:
    facts = {"amount": award.monthly_amount, "voucher_number": "PC 1", "paid_on": month, **more}
    return SupportPayment.objects.create(award=award, cadre=award.cadre, budget=budget, month=month, **facts)


def student(training_class: TrainingClass, commune: Organization, who: Cadre, **facts) -> Enrolment:
    return enrolment(training_class, commune, cadre=who, **facts)
