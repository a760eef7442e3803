"""Recommendations after inspections until they are done."""

from django.urls import reverse
from django.views.decorators.cache import never_cache

from cells.oversight import conduct_forms as forms
from cells.oversight.actions import inspection as actions
from cells.oversight.actions.reading import note_read
from cells.oversight.conduct_words import RecommendationState
from cells.oversight.models import FollowUp, Inspection, Recommendation
from cells.oversight.views.conduct_asked import READ, RECORD, below_asked, namer
from cells.oversight.views.inspection import TAB, TITLE, beside, recommendation_row
from cells.oversight.views.pages import (
    Asking,
    Listing,
    Row,
    chips_of,
    form_page,
    list_page,
)
from cells.oversight.views.watch import Watch
from sinho.accounts.gate import requires
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.lists import past_day_asked
from sinho.web.lookup import get_in_scope_or_404

RECOMMENDATIONS = {
    "": ("Chưa xong", (RecommendationState.OPEN, RecommendationState.LATE)),
    "qua-han": ("Quá hạn", (RecommendationState.LATE,)),
    "xong": ("Đã thực hiện", (RecommendationState.DONE,)),
}


@requires(READ)
@never_cache
def recommendations(request):
    """Recommendations until they are done, the overdue ones first."""
    as_of, word = past_day_asked(request), request.GET.get("xem", "")
    word = word if word in RECOMMENDATIONS else ""
    rows = Recommendation.objects.standing().in_scope(request.scope, READ).concluded_by(as_of.day)
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
    one = get_in_scope_or_404(rows, request.scope, READ, pk=pk)
    request.scope.require(RECORD, one.inspection.organization_id)
    form = forms.FollowUpForm(request.POST or None, initial={"on": clock.today()})

    def act(**values):
        return actions.follow_up(recommendation=one, **values, scope=request.scope, by=request.user)

    inspections = Inspection.objects.filter(pk=one.inspection_id)
    return form_page(request, form, asking_of(one), act, watch=Watch.of(one, one.follow_ups.all(), inspections))


def asking_of(one: Recommendation) -> Asking:
    """What was written about it stands above the form."""
    followed = FollowUp.objects.filter(recommendation=one)
    return Asking(
        title=f"Theo dõi kiến nghị: {namer(clock.today())(one.inspection.organization_id)}",
        button="Ghi kết quả",
        done="Đã ghi kết quả thực hiện kiến nghị.",
        back=reverse("oversight:inspection", args=[one.inspection_id]),
        back_label=TITLE,
        hint=f"{one.content} Hạn {format_date(one.due_on)}.",
        before=[Row(format_date(row.on), [("Kết quả", row.text)]) for row in followed],
        columns=("Ngày", "Kết quả"),
    )
