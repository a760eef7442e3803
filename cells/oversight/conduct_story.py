"""Praise, inspections and discipline in the life of an organisation; what is sensitive only for who may see it."""

import datetime as dt

from django.urls import reverse

from cells.organizations.life import Moment
from cells.organizations.models import Organization
from cells.oversight.actions.reading import note_read
from cells.oversight.models import Commendation, Discipline, InspectionConclusion, Practice
from sinho.accounts.models import User
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.text.dates import format_date

PRAISE, INSPECTION, DISCIPLINE = "Khen thưởng", "Kiểm tra, giám sát", "Kỷ luật"


def tell(organization: Organization, day: dt.date, scope: Scope) -> list[Moment]:
    """What happened by the day: five queries at most."""
    url = reverse("oversight:organization_praise", args=[organization.pk])
    found = [
        Moment(
            one.decision_date,
            f"{one.kind_label}: {one.achievement}",
            (f"{one.decision_number}, {one.issuer}",),
            about=PRAISE,
            url=url,
        )
        for one in Commendation.objects.standing().filter(organization=organization).until(day)
    ]
    found += [
        Moment(one.on, f"Cách làm hay: {one.title}", about=PRAISE, url=url)
        for one in Practice.objects.filter(organization=organization).until(day)
    ]
    return found + (sensitive(organization, day, scope) if scope.may(Permission.VIEW_CONDUCT, organization.pk) else [])


def sensitive(organization: Organization, day: dt.date, scope: Scope) -> list[Moment]:
    """Inspections and discipline; where there are any, that somebody read them is written down."""
    found = [one for one in conduct(organization, day) if one.day <= day]
    if found:
        where = organization.named(day)
        reader = User.objects.get(pk=scope.user_id)
        note_read(
            what=f"kiểm tra, kỷ luật trong quá trình của {where[1]}", by=reader, on=organization, organization=where
        )
    return found


def conduct(organization: Organization, day: dt.date) -> list[Moment]:
    """Conclusions and decisions on discipline."""
    concluded = InspectionConclusion.objects.standing().filter(inspection__organization=organization).until(day)
    found = [
        Moment(
            one.date,
            f"Kết luận: {one.inspection.get_kind_display().lower()}",
            (one.number, "Có vi phạm" if one.breach else "Không có vi phạm"),
            about=INSPECTION,
            url=reverse("oversight:inspection", args=[one.inspection_id]),
        )
        for one in concluded.select_related("inspection")
    ]
    rows = Discipline.objects.standing().filter(organization=organization).until(day).prefetch_related("steps")
    for one in rows:
        url = reverse("oversight:discipline", args=[one.pk])
        paper = f"Quyết định {one.decision_number} ngày {format_date(one.decision_date)}, {one.issuer}"
        found.append(
            Moment(one.decision_date, f"Kỷ luật {one.form_label.lower()}", (paper,), about=DISCIPLINE, url=url)
        )
        found += [
            Moment(
                step.on,
                step.get_outcome_display() or step.get_kind_display(),
                (step.number,) if step.number else (),
                about=DISCIPLINE,
                url=url,
            )
            for step in one.steps.all()
        ]
    return found
