"""The staff on any day: filtered, searched without marks; the indicators above it; the comparison of two days."""

import datetime as dt
from dataclasses import dataclass, replace

from django.shortcuts import render

from cadres.staff import titles
from cadres.staff.enums import Measure
from cadres.staff.forms import title_choices
from cadres.staff.lacking import lacking_of
from cadres.staff.models import Post
from cadres.staff.models.reading import Row, read_rows
from cadres.staff.report.gaps import words_of
from cadres.staff.report.quality import Indicator, build, compare
from cadres.staff.rules import LEVELS, STAFF
from cadres.staff.views.asked import ENTRIES, GROUPS, MEASURES, StaffAsked
from cells.organizations.enums import GRASSROOTS
from cells.organizations.models import OrganizationState
from members.roll.enums import Ethnicity, Sex, Subject
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids
from sinho.text.dates import format_date
from sinho.text.numbers import format_percent
from sinho.web.lists import day_asked, order_asked, page_asked, past_day_asked, query_without, row_asked

VIEW = Permission.VIEW_STAFF
ORDERS = {"ten": ("sort_key", "id"), "ngay-sinh": ("birth_year", "birth_month", "birth_day", "id")}
WORDS = {measure: word for word, (measure, reached) in MEASURES.items() if reached}


@dataclass(frozen=True)
class Shown:
    """An indicator above the list, with the words of the address that open its people."""

    indicator: Indicator
    word: str
    also: str = ""

    @property
    def label(self) -> str:
        return self.indicator.measure.label

    @property
    def missing(self) -> int:
        return len(self.indicator.missing)


def shown(quality) -> list[Shown]:
    """All indicators; of the third one also as a share of those who are trained."""
    part, whole = quality.intermediate_of_trained
    of_trained = f"{format_percent(part, whole, 1)} của số được đào tạo theo chức danh" if whole else ""
    also = {Measure.INTERMEDIATE: of_trained}
    return [Shown(quality.of(measure), WORDS[measure], also.get(measure, "")) for measure in Measure]


def communes_of(request, day: dt.date) -> list[tuple[str, str]]:
    """Grassroots organisations of the day within reach that have a commune's staff or may have one."""
    states = OrganizationState.objects.on(day).in_scope(request.scope, VIEW).filter(kind__in=GRASSROOTS)
    states = states.filter(commune__isnull=False).order_by("sort_key")
    return [(str(pk), name) for pk, name in states.values_list("organization_id", "short_name")]


@requires(VIEW)
def staff(request):
    """Who is on the staff on the day."""
    asked, order = StaffAsked.of(request), order_asked(request, ORDERS, "ten")
    quality = build(request.scope, asked.day, asked.organization_id)
    page = page_asked(request, order.apply(asked.fitting(request.scope, quality)))
    rows = rows_of(request, page, asked.day)
    communes = communes_of(request, asked.day)
    context = {
        "asked": asked,
        "as_of": asked.as_of,
        "quality": quality,
        "indicators": shown(quality),
        "page": page,
        "rows": rows,
        "order": order,
        "organization_name": dict(communes).get(str(asked.organization_id), ""),
        **choices(request, asked, communes),
    }
    return render(request, "cadres/staff/list.html", context)


def rows_of(request, page, day: dt.date) -> list[Row]:
    """The people of the page on the day, with what they lack of the standards of their titles."""
    rows, open_ids = read_rows(list(page), day, page.start_index()), request.scope.organization_ids(VIEW)
    posts = Post.objects.on(day).in_groups(*STAFF).filter(cadre__among=Ids([row.cadre.pk for row in rows]))
    missing = lacking_of(posts, day)
    for row in rows:
        row.may_open = row.cadre.last_organization in open_ids
        row.missing = words_of(missing.get(row.cadre.pk, {}), day)
    return rows


def choices(request, asked: StaffAsked, communes) -> dict:
    """What the filters offer, what the person may do, and the links that keep the filters."""
    return {
        "communes": communes,
        "groups": [(word, label) for word, (label, _) in GROUPS.items()],
        "titles": title_choices(),
        "titles_source": titles.source_on(asked.day),
        "entries": [(word, entry.label) for word, entry in ENTRIES.items()],
        "sexes": Sex.choices,
        "ethnicities": Ethnicity.choices,
        "levels": LEVELS[Subject.GENERAL],
        "day_query": f"?ngay={asked.as_of.text}" if asked.as_of.given else "",
        "query": query_without(request, "trang"),
        "measure_query": query_of(asked),
        "may_manage": request.scope.has(Permission.MANAGE_STAFF),
    }


def query_of(asked: StaffAsked) -> str:
    """The part of the address that the indicators depend on: the day and the organisation."""
    day = f"ngay={asked.as_of.text}&" if asked.as_of.given and not asked.as_of.problem else ""
    return day + (f"don-vi={asked.organization_id}&" if asked.organization_id else "")


@requires(VIEW)
def quality(request):
    """The indicators of two days beside each other, in points and relative."""
    as_of = past_day_asked(request)
    earlier = day_asked(request, "so-voi", default=dt.date(as_of.day.year - 2, 12, 31))
    if not earlier.problem and earlier.day > as_of.day:
        earlier = replace(earlier, problem=f"Ngày so sánh {earlier.text} sau ngày {format_date(as_of.day)}.")
    organization_id, communes = row_asked(request, "don-vi"), communes_of(request, as_of.day)
    now, before = (build(request.scope, day, organization_id) for day in (as_of.day, earlier.day))
    context = {
        "as_of": as_of,
        "earlier": earlier,
        "communes": communes,
        "organization_id": organization_id,
        "now": now,
        "before": before,
        "rows": [(WORDS[one.now.measure], one) for one in compare(now, before)],
        "of_trained": (now.intermediate_of_trained, before.intermediate_of_trained),
        "unit_query": f"don-vi={organization_id}&" if organization_id else "",
    }
    return render(request, "cadres/staff/quality.html", context)
