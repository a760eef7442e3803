"""Plans of inspection and supervision: what is planned, concluded, late; one inspection with its recommendations."""

from collections import Counter

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cells.organizations.models import OrganizationState
from cells.oversight import conduct_forms as forms
from cells.oversight.actions import inspection as actions
from cells.oversight.actions.reading import note_read
from cells.oversight.conduct_words import CheckState, RecommendationState
from cells.oversight.models import FollowUp, Inspection, InspectionPlan, Recommendation
from cells.oversight.views.asked import READ, RECORD, below_asked, namer, shown, states_for, years_to
from cells.oversight.views.pages import (
    Asking,
    Case,
    Choice,
    Listing,
    Part,
    Row,
    case_page,
    chips_of,
    form_page,
    list_page,
    status_of,
)
from sinho.accounts.gate import requires
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.answers import attempt
from sinho.web.lists import past_day_asked, year_asked
from sinho.web.lookup import get_in_scope_or_404

TAB, TITLE = "inspection", "Kiểm tra, giám sát"
FIRST_YEAR = 2000
# Word of the address → label, and which inspections.
LISTS = {
    "": ("Trong kế hoạch", lambda one, day: True),
    "qua-han": ("Quá quý chưa kết luận", lambda one, day: one.state(day) == CheckState.LATE),
    "xong": ("Đã kết luận", lambda one, day: one.state(day) == CheckState.DONE),
    "vi-pham": ("Có vi phạm", lambda one, day: one.state(day) == CheckState.DONE and one.conclusion.breach),
}
COLUMNS = ("Đối tượng", "Loại", "Nội dung", "Thực hiện", "Kết luận", "Trạng thái")
RECOMMENDATIONS = {
    "": ("Chưa xong", (RecommendationState.OPEN, RecommendationState.LATE)),
    "qua-han": ("Quá hạn", (RecommendationState.LATE,)),
    "xong": ("Đã thực hiện", (RecommendationState.DONE,)),
}


def beside(request, current: str) -> list[tuple[str, str, bool]]:
    """The lists of this work."""
    names = (
        ("oversight:inspections", "Các cuộc"),
        ("oversight:plans", "Kế hoạch năm"),
        ("oversight:recommendations", "Kiến nghị"),
    )
    return [(reverse(name), label, name.endswith(current)) for name, label in names]


def inspections_until(scope, day):
    """Inspections within reach whose plan was there by the day."""
    rows = Inspection.objects.in_scope(scope, READ).filter(plan__date__lte=day)
    return rows.select_related("plan", "conclusion").order_by("plan__year", "quarter", "pk")


@requires(READ)
@never_cache
def inspections(request):
    """The inspections of a year; those late first. Opening the list is written down."""
    as_of = past_day_asked(request)
    year, word = year_asked(request, FIRST_YEAR, as_of.day.year + 1) or as_of.day.year, request.GET.get("xem", "")
    word = word if word in LISTS else ""
    rows = below_asked(request, inspections_until(request.scope, as_of.day).filter(plan__year=year), as_of.day)
    rows = sorted(rows, key=lambda one: (one.state(as_of.day) != CheckState.LATE, one.quarter, one.pk))
    numbers = {key: sum(fits(one, as_of.day) for one in rows) for key, (_, fits) in LISTS.items()}
    kept = [one for one in rows if LISTS[word][1](one, as_of.day)]
    note_read(what=f"danh sách kiểm tra, giám sát năm {year}", by=request.user)
    listing = Listing(
        tab=TAB,
        title=TITLE,
        columns=COLUMNS,
        caption=f"Các cuộc kiểm tra, giám sát trong kế hoạch năm {year}",
        empty=f"Không có cuộc kiểm tra, giám sát nào năm {year}.",
        hint="Mỗi lần mở danh sách hoặc một cuộc đều ghi vào nhật ký.",
        chips=chips_of(request, word, [(key, label) for key, (label, _) in LISTS.items()], numbers),
        choices=[Choice("nam", "Năm", str(as_of.day.year), years_to(as_of.day), str(year))],
        beside=beside(request, "inspections"),
        actions=[(reverse("oversight:record_plan"), "Ghi kế hoạch")] if request.scope.has(RECORD) else [],
        kept=[("xem", word)] if word else [],
    )
    return list_page(request, listing, kept, as_of, lambda few: rows_of(few, as_of.day))


def rows_of(few: list[Inspection], day) -> list[Row]:
    """Inspections as lists show them."""
    named = namer(day)
    return [
        Row(
            named(one.organization_id),
            [
                ("Loại", one.get_kind_display()),
                ("Nội dung", one.content),
                ("Thực hiện", f"Quý {one.quarter}/{one.plan.year}"),
                ("Kết luận", conclusion_words(one, day)),
            ],
            reverse("oversight:inspection", args=[one.pk]),
            one.person_name and f"đồng chí {one.person_name}",
            shown(one.state(day)),
        )
        for one in few
    ]


def conclusion_words(one: Inspection, day) -> str:
    found = one.concluded if one.concluded and one.concluded.date <= day else None
    if found is None:
        return ""
    return f"{found.number}, {format_date(found.date)}\n{'Có vi phạm' if found.breach else 'Không có vi phạm'}"


@requires(READ)
@never_cache
def plans(request):
    """All plans by the day with how much of each is concluded."""
    as_of = past_day_asked(request)
    rows = InspectionPlan.objects.in_scope(request.scope, READ).filter(date__lte=as_of.day)
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
    items = Inspection.objects.filter(plan__in=few).values_list("plan_id", "conclusion__date")
    items = list(items)
    all_, done = Counter(pk for pk, _ in items), Counter(pk for pk, on in items if on and on <= as_of.day)
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
            reverse("oversight:plan", args=[one.pk]),
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
        hint="Điều đã ghi thì giữ nguyên; cuộc bổ sung trong năm ghi thêm vào kế hoạch.",
    )

    def act(_):
        return actions.record_plan(**form.values(), scope=request.scope, by=request.user)

    return form_page(request, form, asking, act, lambda made: reverse("oversight:plan", args=[made.pk]))


@requires(READ)
@never_cache
def plan(request, pk):
    """One plan with its inspections; who may adds one."""
    found = get_in_scope_or_404(InspectionPlan.objects, request.scope, READ, pk=pk)
    may = request.scope.may(RECORD, found.organization_id)
    if request.method == "POST":
        request.scope.require(RECORD, found.organization_id)
    states = states_for(request, RECORD, clock.today()) if may else OrganizationState.objects.none()
    form = forms.InspectionForm(request.POST or None, states=states)

    def act(_):
        return actions.add_inspection(plan=found, **form.values(), scope=request.scope, by=request.user)

    made, reasons = attempt(request, form, act)
    if made:
        messages.success(request, "Đã ghi vào kế hoạch.")
        return redirect("oversight:plan", pk)
    note_read(what=str(found).lower(), by=request.user, on=found, organization=found.organization.named(found.date))
    part = items_of(request, found, form if may else None, reasons)
    return case_page(request, plan_case(found, part), found, status_of(form, reasons))


def items_of(request, found: InspectionPlan, form, reasons) -> Part:
    today = clock.today()
    rows = inspections_until(request.scope, today).filter(plan=found)
    return Part(
        "cac-cuoc", "Các cuộc", COLUMNS, rows_of(list(rows), today), "Chưa ghi cuộc nào.", form, reasons, "", "Ghi"
    )


def plan_case(found: InspectionPlan, part: Part) -> Case:
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
    )


def found_inspection(request, pk) -> Inspection:
    rows = Inspection.objects.select_related("plan", "conclusion", "organization")
    return get_in_scope_or_404(rows, request.scope, READ, pk=pk)


@requires(READ)
@never_cache
def inspection(request, pk):
    """One inspection. Opening it is written down."""
    return show(request, found_inspection(request, pk))


def show(request, one: Inspection, form=None, reasons=()):
    """The page of an inspection, with the form that was refused."""
    where = one.organization.named(one.due_on)
    note_read(what=f"cuộc {str(one).lower()}, {where[1]}", by=request.user, on=one, organization=where)
    may = request.scope.may(RECORD, one.organization_id)
    rows = list(one.recommendations.prefetch_related("follow_ups"))
    parts = [conclusion_part(one, form, reasons)] if may and one.concluded is None else []
    parts += [recommendation_part(one, rows, may, form, reasons)] if one.concluded else []
    case = Case(
        title=f"{one.get_kind_display()}: {where[1]}",
        state=shown(one.state(clock.today())),
        back=reverse("oversight:inspections") + f"?nam={one.plan.year}",
        back_label=TITLE,
        pairs=pairs_of(one),
        facts=[f"Quý {one.quarter}/{one.plan.year}"],
        parts=parts,
    )
    return case_page(request, case, one, status_of(form, reasons))


def pairs_of(one: Inspection) -> list[tuple[str, str, str]]:
    """What is known of it; empty parts are left out."""
    found, days = one.concluded, [format_date(day) for day in (one.scope_from, one.scope_to) if day]
    pairs = [
        ("Kế hoạch", str(one.plan), reverse("oversight:plan", args=[one.plan_id])),
        ("Đảng viên", ", ".join(filter(None, (one.person_name, one.person_office))), ""),
        ("Nội dung", one.content, ""),
        ("Mốc kiểm tra", " đến ".join(days), ""),
    ]
    if found:
        pairs += [
            ("Kết luận", f"{found.number}, ngày {format_date(found.date)}", ""),
            ("Nội dung kết luận", found.text, ""),
            ("Vi phạm", "Có vi phạm" if found.breach else "Không có vi phạm", ""),
        ]
    return [pair for pair in pairs if pair[1]]


def conclusion_part(one: Inspection, form, reasons) -> Part:
    form = form or forms.ConclusionForm(initial={"date": clock.today()})
    action = reverse("oversight:conclude", args=[one.pk])
    return Part("ket-luan", "Ghi kết luận", empty="", form=form, reasons=reasons, action=action, button="Ghi kết luận")


def recommendation_part(one: Inspection, rows, may, form, reasons) -> Part:
    columns = ("Kiến nghị", "Hạn", "Theo dõi", "Trạng thái")
    form = (form or forms.RecommendationForm()) if may else None
    return Part(
        "kien-nghi",
        "Kiến nghị",
        columns,
        [recommendation_row(row, may) for row in rows],
        "Không có kiến nghị nào.",
        form,
        reasons,
        reverse("oversight:recommend", args=[one.pk]),
        "Ghi kiến nghị",
    )


def recommendation_row(one: Recommendation, may: bool, name: str = "", day=None) -> Row:
    """A recommendation with what was done about it by the day."""
    day = day or clock.today()
    done = [row for row in one.follow_ups.all() if row.on <= day]
    followed = "\n".join(f"{format_date(row.on)}: {row.text}" for row in done)
    state = one.state(day)
    url = reverse("oversight:follow_up", args=[one.pk]) if may and state != RecommendationState.DONE else ""
    cells = [("Hạn", format_date(one.due_on)), ("Theo dõi", followed)]
    if name:
        return Row(
            name,
            [("Kiến nghị", one.content), *cells],
            url or reverse("oversight:inspection", args=[one.inspection_id]),
            "",
            shown(state),
        )
    return Row(one.content, cells, url, "", shown(state))


def added(request, pk, form, action, done: str):
    """Something is added to an inspection, or its page says why not."""
    one = found_inspection(request, pk)
    request.scope.require(RECORD, one.organization_id)

    def act(_):
        return action(inspection=one, **form.values(), scope=request.scope, by=request.user)

    made, reasons = attempt(request, form, act)
    if not made:
        return show(request, one, form, reasons)
    messages.success(request, done)
    return redirect("oversight:inspection", pk)


@requires(RECORD)
@require_POST
def conclude(request, pk):
    return added(request, pk, forms.ConclusionForm(request.POST), actions.conclude, "Đã ghi kết luận.")


@requires(RECORD)
@require_POST
def recommend(request, pk):
    return added(request, pk, forms.RecommendationForm(request.POST), actions.recommend, "Đã ghi kiến nghị.")


@requires(READ)
@never_cache
def recommendations(request):
    """Recommendations until they are done, the overdue ones first."""
    as_of, word = past_day_asked(request), request.GET.get("xem", "")
    word = word if word in RECOMMENDATIONS else ""
    rows = Recommendation.objects.in_scope(request.scope, READ).filter(inspection__conclusion__date__lte=as_of.day)
    rows = below_asked(request, rows, as_of.day, "inspection__organization_id")
    rows = list(rows.select_related("inspection").prefetch_related("follow_ups").order_by("due_on", "pk"))
    states = {one.pk: one.state(as_of.day) for one in rows}
    numbers = {key: sum(state in few for state in states.values()) for key, (_, few) in RECOMMENDATIONS.items()}
    kept = [one for one in rows if states[one.pk] in RECOMMENDATIONS[word][1]]
    note_read(what="danh sách kiến nghị sau kiểm tra, giám sát", by=request.user)
    listing = Listing(
        tab=TAB,
        title="Kiến nghị sau kiểm tra, giám sát",
        columns=("Tổ chức", "Kiến nghị", "Hạn", "Theo dõi", "Trạng thái"),
        caption="Kiến nghị được theo dõi đến khi thực hiện xong",
        empty="Không có kiến nghị nào.",
        chips=chips_of(request, word, [(key, label) for key, (label, _) in RECOMMENDATIONS.items()], numbers),
        beside=beside(request, "recommendations"),
        kept=[("xem", word)] if word else [],
    )
    return list_page(request, listing, kept, as_of, lambda few: named_rows(request, few, as_of.day))


def named_rows(request, few: list[Recommendation], day) -> list[Row]:
    named, may = namer(day), request.scope.has(RECORD)
    return [recommendation_row(one, may, named(one.inspection.organization_id), day) for one in few]


@requires(RECORD)
def follow_up(request, pk):
    """How far a recommendation was carried out."""
    rows = Recommendation.objects.select_related("inspection__plan", "inspection__organization")
    one = get_in_scope_or_404(rows, request.scope, RECORD, pk=pk)
    form = forms.FollowUpForm(request.POST or None, initial={"on": clock.today()})
    back = reverse("oversight:inspection", args=[one.inspection_id])
    asking = Asking(
        title="Theo dõi kiến nghị",
        button="Ghi kết quả",
        done="Đã ghi kết quả thực hiện kiến nghị.",
        back=back,
        back_label=TITLE,
        hint=f"{one.content} Hạn {format_date(one.due_on)}.",
        before=[
            Row(format_date(row.on), [("Kết quả", row.text)]) for row in FollowUp.objects.filter(recommendation=one)
        ],
        columns=("Ngày", "Kết quả"),
    )

    def act(_):
        return actions.follow_up(recommendation=one, **form.values(), scope=request.scope, by=request.user)

    return form_page(request, form, asking, act, lambda _: back)
