"""The numbers behind the figures of the leaders: each at the end of the last years and on the day, counted as its
report counts it, with queries whose number does not grow with the rows.

They count all that the person reaches: whoever leads the whole district stands above everything there is.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, Q, QuerySet, Sum

from cadres.staff.enums import Measure
from cadres.staff.report.quality import Quality
from cadres.staff.report.quality import build as quality_of
from cadres.staff.rules import growth
from cadres.training.models import Enrolment, SupportPayment
from cells.assessments.enums import SheetState
from cells.assessments.models import Campaign, Sheet
from cells.assessments.models.past import uncorrect
from cells.assessments.report.gather import DECISION
from cells.assessments.rules.scheme import Scheme
from cells.directives.enums import MEMBERS
from cells.directives.models import Briefing, BriefingAudience
from cells.meetings.enums import MeetingKind
from cells.meetings.models import Meeting
from cells.organizations.enums import GRASSROOTS, EventKind
from cells.organizations.models import OrganizationEvent, OrganizationState, subtree_ids
from cells.oversight.report.weak_list import read_weak
from members.admissions.report.build import period_before
from members.admissions.report.gather import memberships_of
from members.coverage.models import lives_of, states_seen
from members.coverage.rules import numbers_on
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope
from sinho.text.numbers import percent
from sinho.web import clock

YEARS = 5
MILLION = Decimal(1_000_000)
Value = int | Decimal | None


@dataclass(frozen=True)
class Numbers:
    """One value for each end of a year, the last one that of the day; `before`: what the last one is held against.

    `points`: the change where it is not simply the difference; `label`: where the words of the figure hang on what was
    found; `note`: out of whom.
    """

    values: tuple[Value, ...]
    before: Value
    label: str = ""
    note: str = ""
    points: Value = None

    @property
    def now(self) -> Value:
        return self.values[-1]

    @property
    def change(self) -> Value:
        """Of the last value that is known, against `before`."""
        if self.points is not None:
            return self.points
        return next(value for value in reversed(self.values) if value is not None) - self.before


@dataclass(frozen=True)
class Frame:
    """Who asks, from which organisation, as of which day."""

    scope: Scope
    root: int
    day: dt.date

    @cached_property
    def years(self) -> range:
        return range(self.day.year - YEARS + 1, self.day.year + 1)

    @cached_property
    def ends(self) -> tuple[dt.date, ...]:
        """31/12 of the years before, and the day."""
        return (*(dt.date(year, 12, 31) for year in self.years[:-1]), self.day)

    @cached_property
    def spans(self) -> tuple[tuple[dt.date, dt.date], ...]:
        """The years up to their ends, and behind them the part of the year before that is as long as this one's."""
        first = dt.date(self.day.year, 1, 1)
        return (*((dt.date(end.year, 1, 1), end) for end in self.ends), period_before(first, self.day, 1))

    @cached_property
    def below(self) -> tuple[frozenset[int], ...]:
        """What stands at and below the organisation at the end of each span."""
        return tuple(subtree_ids(self.root, last) for _, last in self.spans)

    @cached_property
    def qualities(self) -> tuple[Quality, ...]:
        return tuple(quality_of(self.scope, end) for end in self.ends)

    @cached_property
    def campaigns(self) -> list[Campaign]:
        """Campaigns of the organisation in these years: above it there is none."""
        return list(Campaign.objects.filter(organization=self.root, year__in=self.years).order_by("year"))

    @cached_property
    def schemes(self) -> dict[int, Scheme]:
        return {one.year: one.rules for one in self.campaigns}

    @cached_property
    def grassroots_levels(self) -> list[tuple[int, list[str]]]:
        """For each year how many existed at its end, and their levels decided by the day: three queries."""
        states = OrganizationState.objects.in_scope(self.scope, Permission.EXPORT).filter(kind__in=GRASSROOTS)
        lives: dict[int, list] = {}
        for pk, valid in states.order_by().values_list("organization_id", "valid"):
            lives.setdefault(pk, []).append(valid)
        sheets = Sheet.objects.filter(campaign__in=self.campaigns, organization__among=Ids(lives))
        sheets = sheets.filter(state=SheetState.DECIDED, decided_at__lt=clock.end_of(self.day))
        rows = list(sheets.only("campaign__year", "organization", *DECISION).select_related("campaign"))
        uncorrect(rows, clock.end_of(self.day))
        found = []
        for end in self.ends:
            there = {pk for pk, periods in lives.items() if any(end in valid for valid in periods)}
            levels = [
                one.decided_level for one in rows if one.campaign.year == end.year and one.organization_id in there
            ]
            found.append((len(there), [level for level in levels if level]))
        return found

    def by_span(self, rows: QuerySet, path: str, counted=None, within: str = "") -> Numbers:
        """Rows by the span in which their day lies: one query. `within`: their organisation must stand below then."""
        asked = {}
        for place, span in enumerate(self.spans):
            fits = Q(**{f"{path}__range": span})
            fits &= Q(**{f"{within}__among": Ids(self.below[place])}) if within else Q()
            asked[f"s{place}"] = counted(fits) if counted else Count("pk", filter=fits)
        first = min(span[0] for span in self.spans)
        found = rows.filter(**{f"{path}__range": (first, self.day)}).order_by().aggregate(**asked)
        values = [found[f"s{place}"] or 0 for place in range(len(self.spans))]
        return Numbers(tuple(values[:-1]), values[-1])


def held_against_the_year_before(values: Sequence[Value]) -> Numbers:
    return Numbers(tuple(values), values[-2])


def admitted(frame: Frame) -> Numbers:
    """Figure `total` of the report `admission`."""
    first = frame.spans[0][0]
    rows = memberships_of(frame.scope, first, frame.day).select_related(None)
    return frame.by_span(rows, "valid__startswith")


def without_members(frame: Frame) -> Numbers:
    """Villages without a member, as the page on them counts."""
    found = []
    seen = [set(states_seen(frame.scope, end).order_by().values_list("village_id", flat=True)) for end in frame.ends]
    lives = {life.village_id: life for life in lives_of(sorted(set().union(*seen)))}
    for end, villages in zip(frame.ends, seen, strict=True):
        number = numbers_on([lives[pk] for pk in villages], end)
        found.append(number.without_members if number.villages else None)
    return held_against_the_year_before(found)


def founded(frame: Frame) -> Numbers:
    """All of the report `organizations-founded`."""
    return frame.by_span(OrganizationEvent.objects.in_scope(frame.scope).filter(kind=EventKind.ESTABLISH), "on")


def at_the_top(frame: Frame) -> Numbers:
    """Share of the best level in the grassroots organisations that were evaluated, of the report `cell-quality`."""
    found: list[Value] = []
    label = note = ""
    before = None
    for year, (there, levels) in zip(frame.years, frame.grassroots_levels, strict=True):
        top = frame.schemes[year].levels[0] if year in frame.schemes else None
        found.append(percent(levels.count(top.code), len(levels)) if top and levels else None)
        if found[-1] is not None:
            label = f"Tổ chức cơ sở đảng {top.label.lower()} năm {year}"
            note = f"đã đánh giá {len(levels)} trên {there}"
            before = found[-2] if len(found) > 1 else None
    return Numbers(tuple(found), before, label, note)


def weak(frame: Frame) -> Numbers:
    """Organisations that are weak for long, as their page counts."""
    listed = read_weak(frame.scope.organization_ids(), frame.day)
    by_year = dict(listed.years)
    return held_against_the_year_before([*(by_year.get(year, 0) for year in frame.years[:-1]), len(listed.on)])


def meetings(frame: Frame) -> Numbers:
    """Regular meetings of the report `meetings`."""
    rows = Meeting.objects.in_force().in_scope(frame.scope).filter(kind=MeetingKind.REGULAR)
    return frame.by_span(rows, "held_on")


def briefed(frame: Frame) -> Numbers:
    """Members who were there when documents were briefed on, once for each session, of the report `directives`."""
    rows = BriefingAudience.objects.in_scope(frame.scope).filter(kind__in=MEMBERS)
    rows = rows.filter(briefing__in=Briefing.objects.standing())
    return frame.by_span(
        rows, "briefing__held_on", lambda fits: Sum("present", filter=fits), within="briefing__organization"
    )


def staff_reaching(measure: Measure):
    """Share of the staff that reaches an indicator of the report `cadre-quality`."""

    def numbers(frame: Frame) -> Numbers:
        reached = [one.of(measure) for one in frame.qualities]
        numbers = held_against_the_year_before([one.share for one in reached])
        return replace(numbers, points=growth(reached[-1].pair, reached[-2].pair).points)

    return numbers


def sent_to_study(frame: Frame) -> Numbers:
    """Turns of people who began to study, of the report `training`."""
    return frame.by_span(Enrolment.objects.in_force().in_scope(frame.scope), "since", within="organization")


def support_paid(frame: Frame) -> Numbers:
    """Million đồng paid to who studies, less what was taken back, of the report `training`."""
    rows = SupportPayment.objects.in_scope(frame.scope)
    found = frame.by_span(rows, "paid_on", lambda fits: Sum("amount", filter=fits), within="award__organization")
    return Numbers(tuple(value / MILLION for value in found.values), found.before / MILLION)
