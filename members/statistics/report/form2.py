"""Form 2 with 2B: who was newly admitted in a period, by the rows of the set; ethnic groups and religions."""

import datetime as dt
from collections.abc import Sequence

from cells.organizations.enums import GRASSROOTS, OrganizationKind, OrganizationType
from cells.organizations.models import OrganizationState, reach_of
from members.admissions.report.build import COLUMNS, listed
from members.admissions.report.gather import Admitted, admitted_rows, memberships_of
from members.statistics.report.form import FormReport, head_of
from members.statistics.report.lines import Given, Period, comparison, peoples_sheet, rests
from members.statistics.report.periods import period_words, span_before, span_of
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked, Listed

CODE = "form-2"
BASE_COLUMNS = ("Loại hình",)
NOTES = (
    "Tuổi, học vấn, chuyên môn, nghề nghiệp tính vào ngày kết nạp; mỗi người tính ở nơi kết nạp.",
    "Người bị hủy quyết định kết nạp không tính.",
    "Học vấn, chuyên môn tính trình độ ghi sau cùng; dân tộc thiểu số là các dân tộc trừ dân tộc Kinh.",
)


def bases_on(scope: Scope, organization_id: int, day: dt.date, rows: Sequence[Admitted]) -> dict[str, Given]:
    """Grassroots organisations of the day, and those of them in which somebody was admitted: two queries."""
    below = reach_of([organization_id], day)[organization_id]
    states = OrganizationState.objects.on(day).in_scope(scope, Permission.VIEW_MEMBERS)
    states = states.filter(kind__in=GRASSROOTS, organization_id__among=below).order_by("sort_key")
    admitting = {row.base.organization_id for row in rows}
    found: dict[str, list[Listed]] = {key: [] for key in ("bases", "bases.committees", "bases.cells")}
    found |= {f"{key}.admitting": [] for key in tuple(found)}
    for pk, name, kind, type_code in states.values_list("organization_id", "name", "kind", "type"):
        row = Listed(pk, name, (OrganizationType(type_code).label if type_code else "",))
        own = "bases.committees" if kind == OrganizationKind.GRASSROOTS_COMMITTEE else "bases.cells"
        for key in ("bases", own):
            found[key].append(row)
            if pk in admitting:
                found[f"{key}.admitting"].append(row)
    return {key: Given(tuple(rows), "tổ chức", BASE_COLUMNS) for key, rows in found.items()}


def admitted_in(scope: Scope, organization_id: int, prefix: str, span: tuple[dt.date, dt.date]) -> Period:
    """The admissions of a period, as the report on admission counts them."""
    rows = admitted_rows(list(memberships_of(scope, *span)), scope, organization_id)
    return Period(prefix, period_words(*span), rows, listed, bases_on(scope, organization_id, span[1], rows))


def build(scope: Scope, asked: Asked) -> FormReport:
    """Form 2; the same number of queries however many were admitted."""
    head, span, earlier = head_of(CODE, asked), span_of(asked), span_before(asked)
    now = admitted_in(scope, asked.organization_id, "", span)
    before = admitted_in(scope, asked.organization_id, "before.", earlier) if earlier else None
    sheets = [comparison(head.spec, now, before)]
    if head.spec.peoples:
        sheets.append(peoples_sheet(head.spec.peoples, now, "people."))
    return FormReport(
        **vars(head),
        period=now.words,
        sheets=tuple(sheets),
        columns=COLUMNS,
        rests=rests(head.spec, now),
        notes=NOTES,
    )
