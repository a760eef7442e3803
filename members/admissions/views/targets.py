"""Targets of a year beside their results, the people behind each number, the page on which they are given (A4)."""

import datetime as dt
from dataclasses import dataclass, replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from cells.organizations.models import OrganizationState, path_to
from members.admissions.actions.giving import give_targets, hold_targets
from members.admissions.models import AdmissionTarget
from members.admissions.models.target import GIVING, in_force, units_under
from members.admissions.report.targets import TargetTable, build_targets, only_unit
from members.admissions.rules.targets import FIRST_YEAR, LAST_YEAR, counted_to
from members.admissions.target_forms import TargetsForm
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.answers import STALE, attempt, status_of
from sinho.web.lists import AsOf, page_asked, past_day_asked, query_without, row_asked, year_asked
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of

VIEW, RECORD, DECIDE = Permission.VIEW_MEMBERS, Permission.RECORD_ADMISSIONS, Permission.DECIDE_ADMISSIONS
NO_YEAR = f"Năm phải là số từ {FIRST_YEAR} đến {LAST_YEAR}, ví dụ 2009."


@dataclass(frozen=True)
class TargetsAsked:
    """The year, the day as of which it answers, and the organisation whose units are shown."""

    year: int
    as_of: AsOf
    unit_id: int | None
    problem: str = ""

    @classmethod
    def of(cls, request) -> "TargetsAsked":
        as_of, year = past_day_asked(request), year_asked(request, FIRST_YEAR, LAST_YEAR)
        wrong = request.GET.get("nam", "").strip() and year is None
        return cls(year or as_of.day.year, as_of, row_asked(request, "don-vi"), NO_YEAR if wrong else "")

    @property
    def day(self) -> dt.date:
        return counted_to(self.year, self.as_of.day)

    @property
    def query(self) -> str:
        """Year and day for links; the organisation is added by each link."""
        day = {"ngay": format_date(self.as_of.day)} if self.as_of.given else {}
        return urlencode({"nam": self.year, **day})

    @property
    def rows_query(self) -> str:
        """The same with the organisation of the page."""
        return self.query if self.unit_id is None else f"{self.query}&don-vi={self.unit_id}"

    def unit(self, scope) -> OrganizationState | None:
        """The organisation asked for as it stood on the day, or the only one that there is; None for the district."""
        if self.unit_id is None:
            return only_unit(scope, self.day)
        states = OrganizationState.objects.in_scope(scope, VIEW).filter(organization=self.unit_id)
        state = states.filter(valid__startswith__lte=self.day).order_by("valid").last()
        if state is None:
            raise Http404
        return None if GIVING.get(state.kind) == DECIDE else state

    def table(self, scope) -> TargetTable:
        return build_targets(scope, self.year, self.day, self.unit(scope))


@requires(VIEW)
def targets(request):
    """The table of a year; of one organisation with what is below it and the decisions on its own target."""
    asked = TargetsAsked.of(request)
    table = asked.table(request.scope)
    unit = table.unit
    context = {
        "asked": asked,
        "as_of": replace(asked.as_of, day=asked.day),
        "table": table,
        "path": path_to(unit.organization_id, asked.day) if unit else [],
        "visible": request.scope.organization_ids(VIEW),
        "give_url": give_url(request, asked, unit),
    }
    return render(request, "members/admissions/targets.html", context)


def give_url(request, asked: TargetsAsked, unit: OrganizationState | None) -> str:
    """Where the targets of the units on the page are given; "" for who may not."""
    giver = unit if unit else default_giver(request)
    if giver is None or asked.year > clock.today().year + 1 or not may_give(request.scope, giver):
        return ""
    return f"{reverse('admissions:give_targets')}?{urlencode({'nam': asked.year, 'don-vi': giver.organization_id})}"


@requires(VIEW)
def target_people(request):
    """The people behind one number of the table (`?so=`)."""
    asked = TargetsAsked.of(request)
    table = asked.table(request.scope)
    try:
        figure = table.figure(request.GET.get("so", ""))
    except KeyError as error:
        raise Http404 from error
    page = page_asked(request, figure.rows)
    context = {
        "asked": asked,
        "table": table,
        "figure": figure,
        "page": page,
        "lines": [(row, zip(figure.columns, row.texts, strict=True)) for row in page],
        "query": query_without(request, "trang"),
    }
    return render(request, "members/admissions/target_people.html", context)


def default_giver(request) -> OrganizationState | None:
    """The organisation from which the person gives targets: the first one on which he may."""
    scope = request.scope
    roots = [pk for right in (DECIDE, RECORD) for pk in scope.roots(right)]
    today = OrganizationState.objects.on(clock.today()).in_scope(scope, VIEW)
    states = {state.organization_id: state for state in today.filter(organization__in=roots)}
    fitting = (states[pk] for pk in roots if pk in states)
    return next((one for one in fitting if may_give(scope, one)), None)


def may_give(scope, giver: OrganizationState) -> bool:
    """Whether the person gives targets for this organisation."""
    right = GIVING.get(giver.kind)
    return right is not None and scope.may(right, giver.organization_id)


def giver_asked(request, day: dt.date) -> OrganizationState:
    """Who gives: outside one's reach 404, without the right 403."""
    pk = row_asked(request, "don-vi")
    if pk is None:
        giver = default_giver(request)
    else:
        states = OrganizationState.objects.on(day)
        giver = get_in_scope_or_404(states, request.scope, VIEW, organization_id=pk)
    if giver is None or not may_give(request.scope, giver):
        raise PermissionDenied(DECIDE)
    return giver


@requires(DECIDE, RECORD)
def give(request):
    """The targets of a document for all units of an organisation, on one page."""
    year = year_to_give(request)
    day = counted_to(year, clock.today())
    giver = giver_asked(request, day)
    units = list(units_under(giver, day).in_scope(request.scope, VIEW).order_by("sort_key", "organization_id"))
    form = TargetsForm(request.POST or None, units=[(one.organization_id, one.name) for one in units])

    def act(_):
        return give_targets(giver=giver, year=year, **form.values(), scope=request.scope, by=request.user)

    done, reasons = attempt(request, form, act, hold=lambda: held(giver, year), stale=stale(giver, year))
    back = f"{reverse('admissions:targets')}?{urlencode({'nam': year, 'don-vi': giver.organization_id})}"
    if done:
        messages.success(request, f"Đã ghi chỉ tiêu năm {year} của {done} đơn vị.")
        return redirect(back)
    context = {"form": form, "reasons": reasons, "giver": giver, "year": year, "back": back}
    context |= {"rows": rows_to_give(request, giver, year, units, form), "seen": mark(giver, year)}
    status = status_of(form, reasons)
    return render(request, "members/admissions/give_targets.html", context, status=status)


def year_to_give(request) -> int:
    """The year in the address; one that cannot be read is refused, so that nothing goes to another year."""
    year = year_asked(request, FIRST_YEAR, LAST_YEAR)
    if year is None and request.GET.get("nam", "").strip():
        raise Refused(NO_YEAR)
    return year or clock.today().year


def rows_to_give(request, giver: OrganizationState, year: int, units, form) -> list[tuple]:
    """Each unit with its field, the decision that counts now, and the year before."""
    now = in_force(giver.organization_id, year)
    unit = None if GIVING[giver.kind] == DECIDE else giver
    before = build_targets(request.scope, year - 1, clock.today(), unit) if year > FIRST_YEAR else None
    past = {row.organization_id: row for row in before.rows} if before else {}
    return [(pk, form[f"unit-{pk}"], now.get(pk), past.get(pk)) for pk in (one.organization_id for one in units)]


def decisions(giver: OrganizationState, year: int):
    return AdmissionTarget.objects.filter(giver=giver.organization_id, year=year)


def mark(giver: OrganizationState, year: int) -> str:
    """The mark of all that is decided for the year."""
    return mark_of(decisions(giver, year))


def held(giver: OrganizationState, year: int) -> str:
    """One person at a time gives targets; the mark of what is given."""
    hold_targets(giver.organization_id)
    return mark(giver, year)


def stale(giver: OrganizationState, year: int) -> str:
    """The sentence on a page that somebody overtook, with the last act."""
    keys = decisions(giver, year).values_list("pk", flat=True)
    return f"{STALE} {AuditEntry.objects.about(AdmissionTarget._meta.label_lower, keys).last_words()}".strip()
