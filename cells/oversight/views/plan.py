"""Yearly plans of inspection and supervision: the list, a new one, one with its inspections."""

from collections import Counter

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cells.organizations.models import OrganizationState
from cells.oversight import conduct_forms as forms
from cells.oversight.actions import inspection as actions
from cells.oversight.actions.reading import note_read
from cells.oversight.conduct_words import CheckState
from cells.oversight.models import Inspection, InspectionPlan
from cells.oversight.views.conduct_asked import READ, RECORD, namer, states_for
from cells.oversight.views.inspection import COLUMNS, TAB, beside, inspections_until, rows_of
from cells.oversight.views.pages import (
    Asking,
    Case,
    Listing,
    Part,
    Row,
    case_page,
    form_page,
    list_page,
    tried,
)
from cells.oversight.views.striking import strike_url
from cells.oversight.views.watch import Watch
from sinho.accounts.gate import requires
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.answers import status_of
from sinho.web.lists import past_day_asked
from sinho.web.lookup import get_in_scope_or_404


@requires(READ)
@never_cache
def plans(request):
    """All plans by the day with how much of each is concluded."""
    as_of = past_day_asked(request)
    rows = InspectionPlan.objects.standing().in_scope(request.scope, READ).until(as_of.day)
    note_read(what="danh sách kế hoạch kiểm tra, giám sát", by=request.user)
    columns = ("Kế hoạch", "Của", "Ngày", "Số cuộc", "Đã kết luận")
    listing = Listing(
        tab=TAB,
        title="Kế hoạch kiểm tra, giám sát",
        columns=columns,
        caption="Kế hoạch năm của cấp ủy và Ủy ban Kiểm tra",
        empty="Chưa ghi kế hoạch nào.",
        beside=beside(request, "plans"),
        actions=[(reverse("oversight:record_plan"), "Ghi kế hoạch")] if request.scope.has(RECORD) else [],
    )
    return list_page(request, listing, rows.order_by("-year", "body", "pk"), as_of, lambda few: plan_rows(few, as_of))


def plan_rows(few: list[InspectionPlan], as_of) -> list[Row]:
    items = list(Inspection.objects.standing().filter(plan__in=few).with_conclusions())
    all_ = Counter(one.plan_id for one in items)
    done = Counter(one.plan_id for one in items if one.state(as_of.day) == CheckState.DONE)
    named = namer(as_of.day)
    return [
        Row(
            f"{one.number}, năm {one.year}",
            [
                ("Của", f"{one.get_body_display()}, {named(one.organization_id)}"),
                ("Ngày", format_date(one.date)),
                ("Số cuộc", str(all_[one.pk])),
                ("Đã kết luận", str(done[one.pk])),
            ],
            reverse("oversight:inspection_plan", args=[one.pk]),
        )
        for one in few
    ]


@requires(RECORD)
def record_plan(request):
    """A plan for a year."""
    states = states_for(request, RECORD, clock.today())
    form = forms.PlanForm(request.POST or None, states=states, initial={"year": clock.today().year})
    asking = Asking(
        title="Ghi kế hoạch kiểm tra, giám sát",
        button="Ghi kế hoạch",
        done="Đã ghi kế hoạch; tiếp theo ghi từng cuộc.",
        back=reverse("oversight:plans"),
        back_label="Kế hoạch kiểm tra, giám sát",
        hint="Điều đã ghi thì giữ nguyên, ghi nhầm thì gạch bỏ; cuộc bổ sung trong năm ghi thêm vào kế hoạch.",
    )

    def to(made):
        return reverse("oversight:inspection_plan", args=[made.pk])

    watch = Watch.of_latest(InspectionPlan.objects, request.scope, RECORD)

    def act(**values):
        return actions.record_plan(**values, scope=request.scope, by=request.user)

    return form_page(request, form, asking, act, to, watch)


@requires(READ)
@never_cache
def plan(request, pk):
    """One plan with its inspections; who may adds one."""
    found = get_in_scope_or_404(InspectionPlan.objects.select_related("struck_by"), request.scope, READ, pk=pk)
    may, watch = found.stands and request.scope.may(RECORD, found.organization_id), watch_of(found)
    if request.method == "POST":
        request.scope.require(RECORD, found.organization_id)
    states = states_for(request, RECORD, clock.today()) if may else OrganizationState.objects.none()
    form = forms.InspectionForm(request.POST or None, states=states)

    def act(**values):
        return actions.add_inspection(plan=found, **values, scope=request.scope, by=request.user)

    made, reasons = tried(request, form, act, watch)
    if made:
        messages.success(request, "Đã ghi vào kế hoạch.")
        return redirect("oversight:inspection_plan", pk)
    note_read(
        what=f"kế hoạch kiểm tra, giám sát {found.number} năm {found.year}",
        by=request.user,
        on=found,
        organization=found.organization.named(found.date),
    )
    part = items_of(request, found, form if may else None, reasons)
    return case_page(request, plan_case(request.scope, found, part), found, status_of(form, reasons))


def watch_of(found: InspectionPlan) -> Watch:
    return Watch.of(found, found.inspections.all())


def items_of(request, found: InspectionPlan, form, reasons) -> Part:
    today = clock.today()
    rows = inspections_until(request.scope, today).filter(plan=found)
    return Part(
        "cac-cuoc",
        "Các cuộc",
        COLUMNS,
        rows_of(list(rows), today),
        "Chưa ghi cuộc nào.",
        form,
        reasons,
        "",
        "Ghi cuộc kiểm tra",
    )


def plan_case(scope, found: InspectionPlan, part: Part) -> Case:
    url = strike_url(scope, found)
    late = sum(row.state[0] == "late" for row in part.rows)
    return Case(
        title=f"Kế hoạch {found.number} năm {found.year}",
        state=("late", f"{late} cuộc quá quý") if late else ("done", "Đúng tiến độ"),
        back=reverse("oversight:plans"),
        back_label="Kế hoạch kiểm tra, giám sát",
        pairs=[
            ("Của", f"{found.get_body_display()}, {found.organization.named(found.date)[1]}", ""),
            ("Ngày kế hoạch", format_date(found.date), ""),
        ],
        parts=[part],
        actions=[(url, "Gạch bỏ kế hoạch")] if url else [],
        struck=found.struck_words,
        seen=watch_of(found).mark,
    )
