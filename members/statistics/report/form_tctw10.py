"""Form 10 of the older set: member business of a period, from organisations to discipline."""

import datetime as dt

from django.db.models import F
from django.db.models.functions import Coalesce

from cells.organizations.enums import GRASSROOTS, OrganizationKind
from cells.organizations.models import OrganizationState
from members.admissions.models import Case, CaseStep
from members.coverage.models import lives_of, states_seen
from members.roll.enums import Entry, StandingKind
from members.roll.models import Membership, Standing
from members.statistics.report.form import FormReport, head_of
from members.statistics.report.form1 import Changes, changes_in
from members.statistics.report.form7 import DONE, Business
from members.statistics.report.form_tctw9 import left
from members.statistics.report.gather import Sight
from members.statistics.report.lines import Given, Period, comparison
from members.statistics.report.periods import period_words, span_before, span_of
from members.statistics.sets import sets_with
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope
from sinho.documents.reports import Asked, Listed
from sinho.text.dates import format_date

CODE = "form-tctw-10"
ORGANIZATIONS = ("Hình thức",)
VILLAGES = ("Xã, thị trấn",)
CASES = ("Ngày", "Việc", "Chi bộ", "Số giấy")
CLASS = "awareness_class"


class Work(Business):
    """What was done in one period, and what stood at its end."""

    @property
    def organizations(self) -> dict[str, Given]:
        """Committees of districts and grassroots organisations of the last day: one query."""
        states = OrganizationState.objects.on(self.until).in_scope(self.scope, Permission.VIEW_MEMBERS)
        states = states.filter(organization_id__among=self.below).order_by("sort_key", "organization_id")
        found: dict[str, list[Listed]] = {"districts": [], "bases": []}
        for pk, name, kind in states.values_list("organization_id", "name", "kind"):
            row = Listed(pk, name, (OrganizationKind(kind).label,))
            if kind == OrganizationKind.DISTRICT_COMMITTEE:
                found["districts"].append(row)
            elif kind in GRASSROOTS:
                found["bases"].append(row)
        return {key: Given(tuple(rows), "tổ chức", ORGANIZATIONS) for key, rows in found.items()}

    def idle(self, bases: Given, changes: Changes) -> Given:
        """Grassroots organisations in which nobody was admitted."""
        tree = self.sight.tree
        admitted = ((one.stay.cell, one.on) for one in changes.found if one.inward and one.kind == Entry.ADMITTED)
        busy = {tree.base(tree.at(cell, day), day).organization_id for cell, day in admitted}
        rows = tuple(row for row in bases.rows if row.organization_id not in busy)
        return Given(rows, bases.thing, bases.columns)

    @property
    def villages(self) -> Given:
        """Villages without a member on the last day: four queries."""
        states = list(states_seen(self.scope, self.until).filter(committee_id__among=self.below))
        empty = {
            one.village_id
            for one in lives_of([state.village_id for state in states])
            if not one.has_members(self.until)
        }
        rows = (
            Listed(one.committee_id, one.name, (str(one.commune),), "coverage:village", one.village_id)
            for one in states
            if one.village_id in empty
        )
        return Given(tuple(rows), "bản", VILLAGES)

    @property
    def sympathisers(self) -> Given:
        """Who is being prepared on the last day, with the day on which the case was opened."""
        cases = Case.objects.preparing(self.until).in_scope(self.scope).placed(self.until)
        cases = cases.filter(cell_id__among=self.below).order_by("sort_key", "pk")
        return self.of_cases((one, one.opened_on, "Mở hồ sơ", "") for one in cases)

    @property
    def classes(self) -> Given:
        """Who took the class of awareness in the period, with his certificate."""
        cases = Case.objects.in_scope(self.scope).placed(self.until).filter(cell_id__among=self.below)
        known = {one.pk: one for one in cases.order_by("sort_key", "pk")}
        steps = CaseStep.objects.in_force().filter(
            step=CLASS, passed=True, on__range=(self.since, self.until), case__in=Ids(known).ids
        )
        taken = {step.case_id: step for step in steps.order_by("pk")}
        done = ((one, taken[pk].on, "Học lớp", taken[pk].number) for pk, one in known.items() if pk in taken)
        return self.of_cases(done)

    def of_cases(self, found) -> Given:
        rows = (
            Listed(
                one.cell_id,
                one.full_name,
                (format_date(day), what, self.named(one.cell_id), number),
                "admissions:case",
                one.pk,
            )
            for one, day, what, number in found
        )
        return Given(tuple(rows), "người", CASES)

    @property
    def recognised(self) -> Given:
        """Who was recognised by a decision of the period, in the cell of that day: two queries."""
        standings = Standing.objects.annotate(known_on=Coalesce("decision_date", F("valid__startswith")))
        standings = standings.filter(kind=StandingKind.OFFICIAL, known_on__range=(self.since, self.until))
        rows = list(standings.select_related("member").order_by("member__sort_key", "member_id"))
        stays = Membership.objects.in_scope(self.scope).filter(organization_id__among=self.below)
        cells: dict[int, list[Membership]] = {}
        for stay in stays.filter(member__in=[one.member_id for one in rows]):
            cells.setdefault(stay.member_id, []).append(stay)
        found = []
        for one in rows:
            stay = next((stay for stay in cells.get(one.member_id, ()) if one.known_on in stay.valid), None)
            if stay:
                what = one.get_kind_display()
                found.append(self.listed(one.member, stay.organization_id, one.known_on, what, one.decision_number))
        return Given(tuple(found), "người", DONE)

    def all(self, changes: Changes) -> dict[str, Given]:
        """Key of a line → what it counts."""
        found = self.badges | self.cards | self.moves | self.stays | self.given_punished | self.given_praise
        found |= self.organizations | left(changes)
        found["bases.idle"] = self.idle(found["bases"], changes)
        found["villages.without"], found["sympathisers"] = self.villages, self.sympathisers
        found["classes"], found["recognised"] = self.classes, self.recognised
        return found


class FormOfWork(FormReport):
    """Its rows are organisations, villages and people."""

    unit = "Tổ chức, bản, người"


def period_of(scope: Scope, sight: Sight, asked: Asked, prefix: str, span: tuple[dt.date, dt.date]) -> Period:
    work = Work(scope, sight, asked.organization_id, span)
    return Period(prefix, period_words(*span), given=work.all(changes_in(sight, asked, span)))


def build(scope: Scope, asked: Asked) -> FormReport:
    """The form; the same number of queries however many rows."""
    head, sight = head_of(CODE, asked, sets_with(CODE)), Sight(scope)
    spans = (("", span_of(asked)), ("before.", span_before(asked)))
    periods = [period_of(scope, sight, asked, prefix, span) if span else None for prefix, span in spans]
    return FormOfWork(
        **vars(head),
        period=period_words(*span_of(asked)),
        sheets=(comparison(head.spec, *periods),),
        columns=DONE,
    )
