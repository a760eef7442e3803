"""What the yearly evaluation tells in the life of an organisation: each grade on the day it was decided."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from cells.assessments.enums import SheetState
from cells.assessments.models import Correction, Sheet
from cells.assessments.models.past import uncorrect
from cells.assessments.rules.scheme import Scheme
from cells.organizations.life import Moment
from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.text.dates import format_date

ABOUT = "Đánh giá năm"


def tell(organization: Organization, day: dt.date, scope: Scope) -> list[Moment]:
    """Grades with their decisions, and corrections of them: two queries."""
    if not scope.may(Permission.VIEW, organization.pk):
        return []
    decided = Sheet.objects.filter(organization=organization, state=SheetState.DECIDED).select_related("campaign")
    corrections = Correction.objects.filter(sheet__in=decided).select_related("sheet__campaign").order_by("id")
    return [*grades(list(decided), list(corrections)), *corrected(corrections)]


def grades(sheets: list[Sheet], corrections: list[Correction]) -> Iterator[Moment]:
    """Each as it was first decided."""
    if corrections:
        uncorrect(sheets, min(one.at for one in corrections))
    for sheet in sheets:
        rules = sheet.campaign.rules
        said = said_grade(rules, sheet.decided_level, sheet.decided_exemplary, sheet.not_evaluated_reason)
        title = f"Xếp loại năm {sheet.campaign.year}: {said}"
        yield Moment(timezone.localtime(sheet.decided_at).date(), title, paper(sheet), about=ABOUT, url=url_of(sheet))


def corrected(corrections: list[Correction]) -> Iterator[Moment]:
    for one in corrections:
        rules, after = one.sheet.campaign.rules, one.after
        said = said_grade(rules, after["level"], after["exemplary"], after["not_evaluated"])
        title = f"Sửa xếp loại năm {one.sheet.campaign.year} thành: {said}"
        yield Moment(timezone.localtime(one.at).date(), title, about=ABOUT, url=url_of(one.sheet))


def said_grade(rules: Scheme, level: str, exemplary: bool, reason: str) -> str:
    """The grade in full words, or why there is none."""
    return rules.label(level, exemplary) if level else f"chưa đánh giá, {rules.reasons[reason].lower()}"


def paper(sheet: Sheet) -> tuple[str, ...]:
    """The decision behind it, as far as it is known."""
    if not sheet.decision_number:
        return ()
    day = f" ngày {format_date(sheet.decision_date)}" if sheet.decision_date else ""
    return (f"Quyết định {sheet.decision_number}{day}",)


def url_of(sheet: Sheet) -> str:
    return reverse("assessments:sheet", args=[sheet.pk])
