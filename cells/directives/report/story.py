"""What this theme tells in the life of an organisation."""

import datetime as dt

from django.urls import reverse

from cells.directives.models import ActionProgramme, Briefing, Regulation
from cells.organizations.life import Moment
from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope


def tell(organization: Organization, day: dt.date, scope: Scope) -> list[Moment]:
    """Its briefings, programmes and regulations up to the day."""
    if not scope.may(Permission.VIEW, organization.pk):
        return []
    held = Briefing.objects.standing().held_until(day).filter(organization=organization).with_members()
    found = [briefing_told(one) for one in held.prefetch_related("directives")]
    programmes = ActionProgramme.objects.standing().issued_until(day).filter(organization=organization)
    for one in programmes.select_related("directive"):
        lines = (f"{one.number}: {one.title}", f"Thực hiện {one.directive}")
        url = reverse("directives:programme", args=[one.pk])
        found.append(Moment(one.issued_on, "Ban hành chương trình hành động", lines, about="Văn bản", url=url))
    for one in Regulation.objects.standing().filter(organization=organization, issued_on__lte=day):
        url, lines = reverse("directives:regulation", args=[one.pk]), (f"{one.number}: {one.title}",)
        found.append(Moment(one.issued_on, "Ban hành quy chế làm việc", lines, about="Quy chế", url=url))
    return found


def briefing_told(one: Briefing) -> Moment:
    lines = (
        ", ".join(str(document) for document in one.directives.all()),
        f"{one.present_all} người dự, mời {one.invited_all}; {one.speaker} truyền đạt",
    )
    url = reverse("directives:briefing", args=[one.pk])
    return Moment(one.held_on, "Quán triệt văn bản", lines, about="Văn bản", url=url)
