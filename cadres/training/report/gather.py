"""Classes, people and payments of a period within reach, with how lists show them: a fixed number of queries."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Sum

from cadres.training.models import BudgetDecision, Enrolment, SupportPayment, TrainingClass
from cadres.training.models.reading import place_names
from cadres.training.report.charts import YearOfMoney
from cadres.training.rules import month_words
from cells.organizations.models import OrganizationState, subtree_ids
from sinho.accounts.scope import Ids, Scope
from sinho.documents.reports import Figure, Listed
from sinho.text.dates import format_date
from sinho.text.numbers import format_number

PEOPLE = ("Ngày sinh", "Giới tính", "Dân tộc", "Nơi cử đi", "Lớp", "Vào học", "Tình trạng", "Chứng chỉ")
CLASSES = ("Loại", "Nội dung", "Cấp mở", "Nơi học", "Khai giảng", "Kết thúc")
PAYMENTS = ("Xã, thị trấn", "Tháng", "Số tiền, đồng", "Số phiếu", "Ngày", "Ghi chú")


@dataclass(frozen=True)
class Span:
    """First and last day, how papers call it, and what keys of its figures begin with."""

    since: dt.date
    until: dt.date
    words: str
    prefix: str = ""


YEARS_OF_MONEY = 5


@dataclass(frozen=True)
class Gathered:
    """All of a period: pairs of a row and how lists show it. `budget`: given for the years of the period by its end."""

    span: Span
    classes: list[tuple[TrainingClass, Listed]]
    begun: list[tuple[Enrolment, Listed]]
    ended: list[tuple[Enrolment, Listed]]
    attending: list[tuple[Enrolment, Listed]]
    certified: list[tuple[Enrolment, Listed]]
    payments: list[tuple[SupportPayment, Listed]]
    budget: int

    @property
    def paid(self) -> int:
        """What was paid in the period, less what was taken back."""
        return sum(one.amount for one, _ in self.payments)


def gather(scope: Scope, organization_id: int, span: Span) -> Gathered:
    """What the person sees of the organisation asked for and of what is below it."""
    ids = subtree_ids(organization_id, span.until)
    rows = Enrolment.objects.in_force().in_scope(scope).filter(organization__among=Ids(ids))
    rows = rows.select_related("cadre", "member", "training_class").order_by("organization__code", "pk")
    begun = list(rows.begun_between(span.since, span.until))
    ended = list(rows.ended_between(span.since, span.until))
    attending = list(rows.attending_on(span.until))
    certified = list(rows.certified_between(span.since, span.until))
    inside = Enrolment.objects.in_force().filter(training_class=OuterRef("pk"), organization__among=Ids(ids))
    classes = TrainingClass.objects.in_force().in_scope(scope).begun_between(span.since, span.until)
    classes = classes.filter(organization__among=Ids(ids)) | classes.filter(Exists(inside.order_by()))
    payments = SupportPayment.objects.in_scope(scope).filter(award__organization__among=Ids(ids))
    payments = list(payments.paid_between(span.since, span.until).select_related("cadre", "award").order_by("pk"))
    people = {one.pk: one for one in [*begun, *ended, *attending, *certified]}
    places = {one.organization_id for one in people.values()} | {one.award.organization_id for one in payments}
    names = place_names(places, span.until)
    shown = {pk: person(one, names) for pk, one in people.items()}
    return Gathered(
        span,
        [(one, class_listed(one)) for one in classes.order_by("starts_on", "pk")],
        *([(one, shown[one.pk]) for one in found] for found in (begun, ended, attending, certified)),
        [(one, payment_listed(one, names)) for one in payments],
        budget_of(scope, ids, span),
    )


def budget_of(scope: Scope, ids: Iterable[int], span: Span) -> int:
    """What decisions up to the end of the period give for its years."""
    rows = BudgetDecision.objects.in_scope(scope).filter(budget__organization__among=Ids(ids))
    rows = rows.filter(budget__year__range=(span.since.year, span.until.year), decision_date__lte=span.until)
    return rows.aggregate(sum=Sum("amount"))["sum"] or 0


def money_of(scope: Scope, organization_id: int, until: dt.date) -> list[YearOfMoney]:
    """The year of the day and the ones before it, the oldest first, as far as anything is known: four queries."""
    ids, first = subtree_ids(organization_id, until), dt.date(until.year - YEARS_OF_MONEY + 1, 1, 1)
    given = BudgetDecision.objects.in_scope(scope).filter(budget__organization__among=Ids(ids))
    given = given.filter(budget__year__gte=first.year, decision_date__lte=until).order_by()
    budgets = dict(given.values_list("budget__year").annotate(Sum("amount")))
    rows = SupportPayment.objects.in_scope(scope).filter(award__organization__among=Ids(ids))
    rows = list(rows.paid_between(first, until).select_related("cadre", "award").order_by("pk"))
    names = place_names({one.award.organization_id for one in rows}, until)
    found = []
    for year in range(first.year, until.year + 1):
        mine = [one for one in rows if one.paid_on.year == year]
        listed = tuple(payment_listed(one, names) for one in mine)
        figure = Figure(f"money.{year}", f"Lần chi, thu hồi hỗ trợ năm {year}", listed, "lần chi", PAYMENTS)
        found.append(YearOfMoney(year, budgets.get(year, 0), figure, sum(one.amount for one in mine)))
    known = [place for place, one in enumerate(found) if one.budget or one.payments.count]
    return found[known[0] :] if known else []


def person(one: Enrolment, names: dict[int, str]) -> Listed:
    who = one.person
    facts = (str(who.birth), who.get_sex_display(), who.get_ethnicity_display(), names.get(one.organization_id, ""))
    certificate = f"{one.certificate_number}, {format_date(one.certificate_on)}" if one.certificate_number else ""
    study = (one.training_class.name, format_date(one.since), one.get_status_display(), certificate)
    return Listed(one.organization_id, who.full_name, (*facts, *study), "training:class", one.training_class_id)


def class_listed(one: TrainingClass) -> Listed:
    facts = (one.get_kind_display(), one.gives, one.get_opened_by_display(), one.get_place_display())
    days = (format_date(one.starts_on), format_date(one.ends_on))
    return Listed(one.organization_id, one.name, (*facts, *days), "training:class", one.pk)


def payment_listed(one: SupportPayment, names: dict[int, str]) -> Listed:
    place, note = names.get(one.award.organization_id, ""), one.reason or ("đã thu hồi" if one.taken_back else "")
    texts = (place, month_words(one.month), format_number(one.amount), one.voucher_number, format_date(one.paid_on))
    return Listed(one.award.organization_id, one.cadre.full_name, (*texts, note), "")


def communes(gathered: Gathered) -> list[tuple[int, str, str]]:
    """Grassroots organisations that sent somebody in the period: id of those below → (key, name)."""
    states = OrganizationState.objects.on(gathered.span.until)
    sent = {one.organization_id for one, _ in gathered.begun}
    rows = states.filter(organization__among=Ids(sent)).values_list("organization_id", "parent_id", "kind")
    above = {pk: parent if kind == "subordinate_cell" else pk for pk, parent, kind in rows}
    names = states.filter(organization__among=Ids(set(above.values()))).order_by("sort_key")
    order = {
        pk: (code, name) for pk, code, name in names.values_list("organization_id", "organization__code", "short_name")
    }
    return [(pk, *order[top]) for pk, top in above.items() if top in order]
