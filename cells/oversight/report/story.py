"""What this theme tells in the life of an organisation."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from cells.organizations.life import Moment
from cells.organizations.models import Organization
from cells.oversight.models import Difficulty, InCharge, PeopleOpinion, StrengtheningPlan, Visit
from cells.oversight.models.dated import ONE, shortened
from cells.oversight.models.grades import spells_until
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.text.dates import format_date

CHARGE, WEAK, OPINION = "Phụ trách", "Yếu kém kéo dài", "Ý kiến của nhân dân"


def tell(organization: Organization, day: dt.date, scope: Scope) -> list[Moment]:
    """Who was in charge, visits and difficulties, times on the list of the weak with their plans, opinions."""
    if not scope.may(Permission.VIEW, organization.pk):
        return []
    parts = (charges, visits, difficulties, weak, plans, opinions)
    return [moment for part in parts for moment in part(organization, day)]


def charges(organization: Organization, day: dt.date) -> Iterator[Moment]:
    url = reverse("oversight:organization", args=[organization.pk])
    for one in InCharge.objects.right().filter(organization=organization):
        lines = (f"{one.office}, {one.get_role_display().lower()}; Quyết định {one.decision_number}",)
        yield Moment(one.since, f"Đồng chí {one.person_name} phụ trách", lines, about=CHARGE, url=url)
        if one.last_day:
            title = f"Đồng chí {one.person_name} thôi phụ trách"
            yield Moment(one.last_day + ONE, title, (one.end_reason,), about=CHARGE, url=url)


def visits(organization: Organization, day: dt.date) -> Iterator[Moment]:
    url = f"{reverse('oversight:visits')}?don-vi={organization.pk}"
    for one in Visit.objects.standing().filter(organization=organization).until(day):
        yield Moment(one.on, f"{one.visitors} xuống làm việc", (shortened(one.content, 200),), about=CHARGE, url=url)


def difficulties(organization: Organization, day: dt.date) -> Iterator[Moment]:
    found = Difficulty.objects.raised_until(day).filter(organization=organization).with_entries()
    for one in found:
        now, url = one.stand(day), reverse("oversight:difficulty", args=[one.pk])
        yield Moment(one.raised_on, f"Nêu khó khăn: {one}", (f"Chuyển {one.passed_to}",), about=CHARGE, url=url)
        if now.closed_on:
            yield Moment(now.closed_on, f"{now.standing.label}: {one}", about=CHARGE, url=url)


def weak(organization: Organization, day: dt.date) -> Iterator[Moment]:
    url = reverse("oversight:weak")
    for one in spells_until(day, [organization.pk]).get(organization.pk, []):
        yield Moment(one.since, "Vào danh sách yếu kém kéo dài", (one.reason,), about=WEAK, url=url)
        if one.risen:
            yield Moment(one.risen.on, "Ra khỏi danh sách yếu kém kéo dài", (one.left_words,), about=WEAK, url=url)


def plans(organization: Organization, day: dt.date) -> Iterator[Moment]:
    rows = StrengtheningPlan.objects.standing().issued_until(day).filter(organization=organization)
    for plan in rows.with_parts():
        url = reverse("oversight:plan", args=[plan.pk])
        title = f"Nghị quyết chuyên đề {plan.resolution_number} của {plan.issuer}"
        yield Moment(plan.resolution_date, title, (plan.subject,), about=WEAK, url=url)
        for one in plan.checks.all():
            lines = (f"{one.get_judgement_display()}: {shortened(one.findings, 200)}",)
            yield Moment(one.checked_on, f"Kiểm tra quý {one.quarter}/{one.year}", lines, about=WEAK, url=url)
        if hasattr(plan, "outcome"):
            lines = (shortened(plan.outcome.words, 200),)
            yield Moment(plan.outcome.on, f"Kết thúc kế hoạch củng cố: {plan.outcome}", lines, about=WEAK, url=url)


def opinions(organization: Organization, day: dt.date) -> Iterator[Moment]:
    rows = PeopleOpinion.objects.standing().received_until(day).filter(organization=organization).with_answers()
    for one in rows:
        url = reverse("oversight:opinion", args=[one.pk])
        lines = (shortened(one.content, 200), f"Hạn trả lời {format_date(one.due_on)}")
        yield Moment(one.received_on, f"Ý kiến qua {one.source_words}", lines, about=OPINION, url=url)
        if one.answered_on:
            yield Moment(one.answered_on, f"Trả lời ý kiến qua {one.source_words}", about=OPINION, url=url)
