"""Villages without a member, without a cell, on any day; what is done there (A2)."""

from collections import Counter
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cells.organizations.models import OrganizationState
from cells.places.models import VillageService, VillageState
from members.admissions.models import Case
from members.coverage.actions import take_measure
from members.coverage.charts import without_members_by_month
from members.coverage.forms import MeasureForm
from members.coverage.models import Measure, lives_of, states_seen
from members.coverage.rules import VillageLife, month_ends, numbers_on, solved_on
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web import clock
from sinho.web.answers import attempt, status_of
from sinho.web.lists import page_asked, past_day_asked, query_without

VIEW, RECORD = Permission.VIEW_MEMBERS, Permission.RECORD_ADMISSIONS
MONTHS = 72
# Word of the address → label, whether the village belongs to it on the day.
KINDS = {
    "dang-vien": ("Chưa có đảng viên", lambda life, day: not life.has_members(day)),
    "chi-bo": ("Chưa có chi bộ phụ trách", lambda life, day: not life.is_served(day)),
    "rieng": ("Chưa có chi bộ của bản", lambda life, day: not life.has_own_cell(day)),
    "tat-ca": ("Tất cả các bản", lambda life, day: True),
}


@dataclass
class Row:
    """A village of the list."""

    state: VillageState
    life: VillageLife
    day: object
    cell: str = ""
    prepared: int = 0
    measures: int = 0
    money: int = 0

    @property
    def has_members(self) -> bool:
        return self.life.has_members(self.day)

    @property
    def since(self):
        """Since when without members, when there were some before."""
        return self.life.without_members_since(self.day)

    @property
    def reached(self):
        return self.life.reached_on(self.day)


@requires(VIEW)
def villages(request):
    """The villages of the day, the curve of the last six years, the day on which the last one was reached."""
    as_of = past_day_asked(request)
    kind = request.GET.get("xem", "")
    kind = kind if kind in KINDS else "dang-vien"
    states = list(states_seen(request.scope, as_of.day))
    lives = lives_of([state.village_id for state in states])
    by_village = {life.village_id: life for life in lives}
    chosen = [state for state in states if KINDS[kind][1](by_village[state.village_id], as_of.day)]
    page = page_asked(request, chosen)
    trend = [one for one in (numbers_on(lives, day) for day in month_ends(as_of.day, MONTHS)) if one.villages]
    context = {
        "as_of": as_of,
        "kind": kind,
        "chips": chips_of(lives, as_of.day),
        "page": page,
        "rows": rows_of(list(page), by_village, as_of.day),
        "curve": without_members_by_month(trend),
        "solved_on": solved_on(lives, as_of.day),
        "query": query_without(request, "trang"),
        "chip_query": query_without(request, "trang", "xem"),
    }
    return render(request, "members/coverage/list.html", context)


def chips_of(lives: list[VillageLife], day) -> list[tuple[str, str, int]]:
    """The lists with how many villages each holds."""
    return [(word, label, sum(fits(life, day) for life in lives)) for word, (label, fits) in KINDS.items()]


def rows_of(states: list[VillageState], lives: dict[int, VillageLife], day) -> list[Row]:
    """The rows of one page: cells that serve, people being prepared, measures: four queries."""
    ids = [state.village_id for state in states]
    services = dict(
        VillageService.objects.filter(village__in=ids, valid__contains=day).values_list("village_id", "cell_id")
    )
    names = dict(
        OrganizationState.objects.on(day)
        .filter(organization__in=services.values())
        .values_list("organization_id", "short_name")
    )
    prepared = Counter(Case.objects.preparing(day).filter(village__in=ids).values_list("village_id", flat=True))
    measures = Measure.objects.filter(village__in=ids, on__lte=day).values_list("village_id", "money")
    numbers, money = Counter(pk for pk, _ in measures), Counter()
    for pk, spent in measures:
        money[pk] += spent or 0
    return [
        Row(
            state,
            lives[state.village_id],
            day,
            names.get(services.get(state.village_id), ""),
            prepared[state.village_id],
            numbers[state.village_id],
            money[state.village_id],
        )
        for state in states
    ]


def opened(request, pk: int) -> VillageState:
    """The village as it is today, or was last, within reach; else 404."""
    states = VillageState.objects.in_scope(request.scope, VIEW).filter(village=pk).select_related("commune", "village")
    state = states.filter(valid__startswith__lte=clock.today()).order_by("valid").last()
    if state is None:
        raise Http404
    return state


def village_page(request, state: VillageState, form: MeasureForm, reasons=(), status=200):
    """One village: its members over time, who is being prepared, what was done."""
    day = clock.today()
    [life] = lives_of([state.village_id])
    [row] = rows_of([state], {state.village_id: life}, day)
    cases = Case.objects.preparing(day).in_scope(request.scope).filter(village=state.village_id)
    context = {
        "state": state,
        "row": row,
        "cases": cases.order_by("sort_key"),
        "measures": Measure.objects.filter(village=state.village_id).in_scope(request.scope, VIEW),
        "form": form if request.scope.may(RECORD, state.committee_id) else None,
        "reasons": reasons,
        "today": day,
    }
    return render(request, "members/coverage/village.html", context, status=status)


@requires(VIEW)
def village(request, pk):
    """One village."""
    return village_page(request, opened(request, pk), MeasureForm(initial={"on": clock.today()}))


@requires(RECORD)
@require_POST
def measure(request, pk):
    """Write down what was done for the village."""
    state = opened(request, pk)
    request.scope.require(RECORD, state.committee_id)
    form = MeasureForm(request.POST)
    done, reasons = attempt(request, form, lambda data: take_measure(village=state.village, **data, by=request.user))
    if done:
        messages.success(request, "Đã ghi biện pháp.")
        return redirect("coverage:village", pk)
    return village_page(request, state, form, reasons, status_of(form, reasons))
