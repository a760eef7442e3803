"""Many people enter a class at once, ticked in a list by commune."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from cadres.training.actions import enrolling
from cadres.training.forms import SentForm
from cadres.training.models.reading import Wanted, cadres_for, candidates, inside, members_for
from cadres.training.views.asked import MANAGE, managed, mark, try_it
from cells.organizations.enums import GRASSROOTS
from cells.organizations.models import OrganizationState
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.answers import status_of
from sinho.web.lists import page_asked, query_without, row_asked, words_asked

PER_PAGE = 100
GONE = "Có người đã chọn không còn trong danh sách được chọn; đồng chí mở lại trang này."


def wanted_of(request, one) -> Wanted:
    """The filters; without VIEW_MEMBERS only the staff may be picked."""
    of_members = request.GET.get("ai") == "cap-uy" and request.scope.has(Permission.VIEW_MEMBERS)
    day = max(one.starts_on, min(clock.today(), one.ends_on))
    lacking = request.GET.get("chua") == "1"
    return Wanted(day, of_members, row_asked(request, "don-vi"), words_asked(request), lacking)


@requires(MANAGE)
def enrol(request, pk):
    """Tick, say since when, write."""
    one = managed(request, pk)
    wanted = wanted_of(request, one)
    form = SentForm(request.POST or None, initial={"since": first_day(one, wanted)})
    ticked = (request.POST if request.method == "POST" else request.GET).getlist("nguoi")
    made, reasons = try_it(request, one, form, lambda _: write(request, one, ticked, form.sent()))
    if made:
        messages.success(request, f"Đã ghi {len(made)} người vào lớp.")
        return redirect("training:class", one.pk)
    find = members_for if wanted.of_members else cadres_for
    page = page_asked(request, find(one, request.scope, wanted), PER_PAGE)
    communes = OrganizationState.objects.on(wanted.day).in_scope(request.scope, MANAGE).filter(kind__in=GRASSROOTS)
    context = {"one": one, "form": form, "wanted": wanted, "page": page, "people": candidates(page, wanted)}
    context |= {"ticked": ticked, "reasons": reasons, "seen": mark(one), "query": query_without(request, "trang")}
    context["communes"] = communes.order_by("sort_key").values_list("organization_id", "short_name")
    context["may_members"] = request.scope.has(Permission.VIEW_MEMBERS)
    status = status_of(form, reasons)
    return render(request, "cadres/training/enrol.html", context, status=status)


def first_day(one, wanted: Wanted):
    """The first list enters on the opening day; who comes later, on the day he is written down."""
    return wanted.day if inside(one).exists() else one.starts_on


def write(request, one, ticked: list[str], sent):
    """Whoever was ticked, if the person may pick him."""
    picked = {kind: {key[1:] for key in ticked if key[:1] == kind} for kind in "cm"}
    everybody = Wanted(sent.since)
    cadres = rows_of(cadres_for(one, request.scope, everybody), picked["c"])
    may_members = request.scope.has(Permission.VIEW_MEMBERS)
    members = rows_of(members_for(one, request.scope, everybody), picked["m"]) if may_members else []
    if len(cadres) + len(members) != len(set(ticked)):
        raise Refused(GONE)
    return enrolling.enrol(training_class=one, cadres=cadres, members=members, sent=sent, by=request.user)


def rows_of(rows, keys: set[str]) -> list:
    """The rows of these keys; a key that is no number belongs to nothing."""
    if not all(key.isascii() and key.isdecimal() and len(key) <= 18 for key in keys):
        raise Http404
    return list(rows.filter(pk__in=keys)) if keys else []
