"""What should be seen to on the roll: records that may be one person, numbers that disagree with the record."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from members.roll.actions.two_people import find_two_people, withdraw
from members.roll.alike import alike, held_together, sides_of
from members.roll.asking import GroundsForm
from members.roll.citizen import disagreements
from members.roll.models import Join, Membership, TwoPeople
from members.roll.models.pairs import Pairs, numbers_disagreeing
from members.roll.models.reading import read_rows
from members.roll.views.changing import form_page, managed
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web import clock
from sinho.web.answers import attempt
from sinho.web.lists import page_asked, past_day_asked, query_without, row_asked
from sinho.web.lookup import get_in_scope_or_404

MANAGE = Permission.MANAGE_MEMBERS
PAIRS_PER_PAGE = 20


def review_page(request, name: str, tab: str, page, **context):
    """One of the tabs; each shows how many there are under the others."""
    scope = request.scope
    counts = {
        "pairs": page.paginator.count if tab == "pairs" else Pairs(scope.organization_ids(MANAGE)).count(),
        "numbers": wrong_numbers(scope, clock.today()).count(),
        "two": TwoPeople.objects.in_force().in_scope(scope, MANAGE).count(),
        "joins": Join.objects.in_scope(scope, MANAGE).count(),
    }
    context |= {"tab": tab, "counts": counts, "page": page, "query": query_without(request, "trang")}
    return render(request, f"members/roll/{name}.html", context)


@requires(MANAGE)
def pairs(request):
    """Pairs of records within reach that may be one person."""
    page = page_asked(request, Pairs(request.scope.organization_ids(MANAGE)), PAIRS_PER_PAGE)
    return review_page(request, "pairs", "pairs", page, pairs=alike(list(page)))


@requires(MANAGE)
def numbers(request):
    """Members of the day whose identity number disagrees with the record."""
    as_of = past_day_asked(request)
    found = wrong_numbers(request.scope, as_of.day).select_related("member")
    page = page_asked(request, found.order_by("member__sort_key", "member_id"))
    rows = read_rows(list(page), as_of.day, first=page.start_index())
    told = [(row, disagreements(row.member.identity_number, row.member.sex, row.member.birth_year)) for row in rows]
    return review_page(request, "wrong_numbers", "numbers", page, rows=told, as_of=as_of)


def wrong_numbers(scope, day):
    """Memberships of the day of people whose identity number disagrees with the record."""
    return Membership.objects.on(day).in_scope(scope, MANAGE).filter(member__in=numbers_disagreeing().values("pk"))


@requires(MANAGE)
def two_people(request):
    """Pairs that were found to be two people."""
    found = TwoPeople.objects.in_force().in_scope(request.scope, MANAGE).select_related("by")
    page = page_asked(request, found, PAIRS_PER_PAGE)
    sides = sides_of({pk for one in page for pk in (one.first_id, one.second_id)})
    rows = [(one, held_together(sides[one.first_id], sides[one.second_id])) for one in page]
    return review_page(request, "two_people", "two", page, rows=rows)


@requires(MANAGE)
def joins(request):
    """Records that were joined."""
    found = Join.objects.in_scope(request.scope, MANAGE).select_related("kept", "gone", "by", "undone_by")
    return review_page(request, "joins", "joins", page_asked(request, found))


@requires(MANAGE)
def apart(request, pk):
    """These two are two people; `voi` in the address is the other one."""
    one = managed(request, pk)
    key = row_asked(request, "voi")
    if key is None:
        return redirect("members:join", pk)
    other, form = managed(request, key), GroundsForm(request.POST or None)

    def act(data):
        return find_two_people(one=one, other=other, reason=data["reason"], by=request.user)

    done, reasons = attempt(request, form, act)
    if done:
        messages.success(request, f"Đã ghi {one.full_name} và {other.full_name} là hai người khác nhau.")
        return redirect("members:pairs")
    title = f"Hai người khác nhau: {one.full_name} và {other.full_name}"
    hint = "Hai hồ sơ không hiện trong danh sách trùng nữa; có thể bỏ ghi bất cứ lúc nào."
    return form_page(request, form, title=title, button="Ghi là hai người", member=one, reasons=reasons, hint=hint)


@requires(MANAGE)
@require_POST
def one_after_all(request, pk):
    """What was found of two people is taken back."""
    found = get_in_scope_or_404(TwoPeople.objects.in_force(), request.scope, MANAGE, pk=pk)
    done, reasons = attempt(request, None, lambda _: withdraw(found=found, by=request.user) or True)
    if done:
        messages.success(request, "Đã bỏ ghi; hai hồ sơ hiện lại trong danh sách trùng nếu còn giống nhau.")
    for reason in reasons:
        messages.error(request, reason)
    return redirect("members:two_people")
