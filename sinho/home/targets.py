"""Targets of admissions on the first page: who has none while others have, and how far the year has come (A4)."""

import datetime as dt

from django.urls import reverse
from django.utils.http import urlencode

from cells.organizations.models import OrganizationState
from members.admissions.models import AdmissionTarget
from members.admissions.models.target import GIVING, in_force, units_under
from members.admissions.report.targets import build_targets, only_unit
from sinho.accounts.scope import Scope
from sinho.home.desk import Task
from sinho.home.figures import HeadFigure
from sinho.web import clock


def target_tasks(scope: Scope) -> list[Task]:
    """One task for each organisation that gave targets for this year to some of its units and not to all."""
    today, found = clock.today(), []
    own = OrganizationState.objects.on(today).in_scope(scope).filter(organization__in=scope.own_organization_ids())
    for giver in own.filter(kind__in=GIVING):
        given = (
            in_force(giver.organization_id, today.year) if scope.may(GIVING[giver.kind], giver.organization_id) else {}
        )
        left = units_under(giver, today).exclude(organization__in=given).count() if given else 0
        if left:
            query = urlencode({"nam": today.year, "don-vi": giver.organization_id})
            title = f"Giao chỉ tiêu kết nạp năm {today.year} cho {left} đơn vị chưa có"
            found.append(Task(title, f"{reverse('admissions:give_targets')}?{query}", None, today, giver.name))
    return found


def target_figure(scope: Scope, day: dt.date) -> list[HeadFigure]:
    """Admitted this year beside the target, once there is one: the number opens the people."""
    if not AdmissionTarget.objects.in_scope(scope).known(day.year, day).exists():
        return []
    whole = build_targets(scope, day.year, day, only_unit(scope, day)).whole
    if whole.number is None:
        return []
    url = f"{reverse('admissions:target_people')}?{urlencode({'nam': day.year, 'so': whole.admitted.key})}"
    than = f"chỉ tiêu {whole.number}"
    return [HeadFigure(f"Kết nạp năm {day.year}", whole.admitted.count, url, whole.number, than)]
