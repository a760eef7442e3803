"""Plans of inspection and supervision: what is planned, concluded, late; one inspection with its recommendations."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cells.oversight import conduct_forms as forms
from cells.oversight.actions import inspection as actions
from cells.oversight.actions.reading import note_read
from cells.oversight.conduct_words import CheckState, RecommendationState
from cells.oversight.models import Inspection, Recommendation
from cells.oversight.views.conduct_asked import READ, RECORD, below_asked, namer, shown, years_to
from cells.oversight.views.pages import (
    Case,
    Choice,
    Listing,
    Part,
    Row,
    case_page,
    chips_of,
    list_page,
    tried,
)
from cells.oversight.views.striking import strike_url
from cells.oversight.views.watch import Watch
from sinho.accounts.gate import requires
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.answers import status_of
from sinho.web.lists import past_day_asked, year_asked
from sinho.web.lookup import get_in_scope_or_404

TAB, TITLE = "inspection", "Kiểm tra, giám sát"
FIRST_YEAR = 2000
# Word of the address → label, and which inspections.
LISTS = {
    "": ("Trong kế hoạch", lambda one, day: True),
    "qua-han": ("Quá quý chưa kết luận", lambda one, day: one.state(day) == CheckState.LATE),
    "xong": ("Đã kết luận", lambda one, day: one.state(day) == CheckState.DONE),
    "vi-pham": ("Có vi phạm", lambda one, day: one.state(day) == CheckState.DONE and one.concluded.breach),
}
COLUMNS = ("Đối tượng", "Loại", "Nội dung", "Thực hiện", "Kết luận", "Trạng thái")


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
    rows = Inspection.objects.standing().in_scope(scope, READ).until(day)
    return rows.with_conclusions().order_by("plan__year", "quarter", "pk")


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


def found_inspection(request, pk) -> Inspection:
    rows = Inspection.objects.with_conclusions().select_related("organization", "struck_by")
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
    may = one.stands and request.scope.may(RECORD, one.organization_id)
    rows = list(one.recommendations.standing().prefetch_related("follow_ups"))
    parts = [conclusion_part(one, form, reasons)] if may and one.concluded is None else []
    parts += [recommendation_part(one, rows, request.scope, form, reasons)] if one.concluded else []
    case = Case(
        title=f"{one.get_kind_display()}: {where[1]}",
        state=shown(one.state(clock.today())),
        back=reverse("oversight:inspections") + f"?nam={one.plan.year}",
        back_label=TITLE,
        pairs=pairs_of(one, request.scope),
        facts=[f"Quý {one.quarter}/{one.plan.year}"],
        parts=parts,
        actions=strikes_of(request.scope, one),
        struck=one.struck_words,
        seen=watch_of(one).mark,
    )
    return case_page(request, case, one, status_of(form, reasons))


def strikes_of(scope, one: Inspection) -> list[tuple[str, str]]:
    """What of it the person may strike out."""
    found = [(strike_url(scope, one), "Gạch bỏ cuộc này")]
    found += [(strike_url(scope, one.concluded), "Gạch bỏ kết luận")] if one.concluded else []
    return [pair for pair in found if pair[0]]


def watch_of(one: Inspection) -> Watch:
    """The inspection with its conclusion, and what was recommended."""
    return Watch.of(one, one.conclusions.all(), one.recommendations.all())


def pairs_of(one: Inspection, scope) -> list[tuple[str, str, str]]:
    """What is known of it; empty parts are left out. The plan of a body above is named, not linked."""
    sees = scope.may(READ, one.plan.organization_id)
    plan_url = reverse("oversight:inspection_plan", args=[one.plan_id]) if sees else ""
    found, days = one.concluded, [format_date(day) for day in (one.scope_from, one.scope_to) if day]
    pairs = [
        ("Kế hoạch", str(one.plan), plan_url),
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


def recommendation_part(one: Inspection, rows, scope, form, reasons) -> Part:
    may = one.stands and scope.may(RECORD, one.organization_id)
    columns = ("Kiến nghị", "Hạn", "Theo dõi", "Trạng thái")
    form = (form or forms.RecommendationForm()) if may else None
    return Part(
        "kien-nghi",
        "Kiến nghị",
        columns,
        [recommendation_row(row, may, strike=strike_url(scope, row)) for row in rows],
        "Không có kiến nghị nào.",
        form,
        reasons,
        reverse("oversight:recommend", args=[one.pk]),
        "Ghi kiến nghị",
    )


def recommendation_row(one: Recommendation, may: bool, name: str = "", day=None, strike: str = "") -> Row:
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
    return Row(one.content, cells, url, "", shown(state), strike=strike)


def added(request, pk, form, action, done: str):
    """Something is added to an inspection, or its page says why not."""
    one = found_inspection(request, pk)
    request.scope.require(RECORD, one.organization_id)

    def act(**values):
        return action(inspection=one, **values, scope=request.scope, by=request.user)

    made, reasons = tried(request, form, act, watch_of(one))
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
