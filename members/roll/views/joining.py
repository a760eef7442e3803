"""Joining two records of one person: choose, look at the outcome, write; and undo."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from members.roll.actions import joining
from members.roll.actions.join_plan import Plan, plan_of
from members.roll.alike import Side, alike, sides_of
from members.roll.asking import JoinForm
from members.roll.joined import aside_of, outcome_of
from members.roll.models import Join, Member
from members.roll.models.pairs import Pairs
from members.roll.views.changing import last_act, managed
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web import clock
from sinho.web.answers import attempt
from sinho.web.lists import holding_words, row_asked, words_asked
from sinho.web.lookup import get_in_scope_or_404

MANAGE = Permission.MANAGE_MEMBERS
MOST_OFFERED = 20
LOOK, WRITE = "xem", "gop"


@requires(MANAGE)
@never_cache
def join(request, pk):
    """`pk` stays; `voi` in the address is the record that goes. Without it, whom to choose from."""
    kept, key = managed(request, pk), row_asked(request, "voi")
    if key is None or key == pk:
        return offer(request, kept)
    gone = managed(request, key)
    plan = plan_of(kept, gone)
    form = JoinForm(request.POST or None, plan=plan)
    step = request.POST.get("buoc", LOOK)
    if step not in (LOOK, WRITE):
        return join_page(request, plan, form)
    done, reasons = attempt(
        request, form, act_of(plan, form, request.user, step), hold=holder(plan), stale=last_act(kept)
    )
    if done and step == WRITE:
        messages.success(request, f"Đã gộp hồ sơ của {kept.full_name}.")
        return redirect("members:joined", done.pk)
    return join_page(request, plan, form, reasons=reasons, outcome=done)


def act_of(plan: Plan, form: JoinForm, by, step: str):
    """Write the join, or try it and say what would come of it."""

    def act(data):
        asked = {"kept": plan.kept, "gone": plan.gone, "chosen": form.chosen(), "reason": data["reason"], "by": by}
        if step == WRITE:
            return joining.join(**asked)
        return joining.try_join(look=lambda made: outcome_of(made, clock.today()), **asked)

    return act


def holder(plan: Plan):
    """Holds both records and gives the mark of all that is written on them."""

    def hold() -> str:
        joining.hold(plan.kept, plan.gone)
        return plan.mark()

    return hold


def join_page(request, plan: Plan, form: JoinForm, *, reasons=(), outcome=None):
    """The choices; with an outcome, what would come of them, to be confirmed."""
    sides = sides_of([plan.kept.pk, plan.gone.pk])
    context = {
        "plan": plan,
        "form": form,
        "kept": sides[plan.kept.pk],
        "gone": sides[plan.gone.pk],
        "reasons": reasons,
        "seen": plan.mark(),
        "swap": f"{reverse('members:join', args=[plan.gone.pk])}?voi={plan.kept.pk}",
        "outcome": outcome,
        "chosen": [(name, form.data.get(name, "")) for name in form.fields],
    }
    editing = request.POST.get("buoc") not in (LOOK, WRITE)
    status = 409 if reasons else 200 if outcome or editing or not form.is_bound else 422
    template = "members/roll/join_outcome.html" if outcome else "members/roll/join.html"
    return render(request, template, context, status=status)


def offer(request, kept: Member):
    """Records that may be the same person's, and others by words."""
    reach, words = request.scope.organization_ids(MANAGE), words_asked(request)
    found: list[Side] = []
    if words:
        others = Member.objects.in_scope(request.scope, MANAGE).exclude(pk=kept.pk)
        others = holding_words(others, words).order_by("sort_key", "pk")[:MOST_OFFERED]
        keys = [one.pk for one in others]
        sides = sides_of(keys)
        found = [sides[key] for key in keys]
    pairs = alike(Pairs(reach, kept.pk)[:MOST_OFFERED])
    likely = [pair.second if pair.first.member == kept else pair.first for pair in pairs]
    context = {"member": kept, "words": words, "found": found, "likely": likely, "most": MOST_OFFERED}
    return render(request, "members/roll/offer.html", context)


@requires(MANAGE)
@never_cache
def joined(request, pk, reasons=()):
    """What a join did; whether it can be undone is found out by trying."""
    made = get_in_scope_or_404(
        Join.objects.select_related("kept", "gone", "by", "undone_by"), request.scope, MANAGE, pk=pk
    )
    context = {
        "made": made,
        "outcome": outcome_of(made, clock.today()) if not made.undone_at else None,
        "aside": aside_of(made),
        "may_undo": not made.undone_at,
        "reasons": reasons,
    }
    return render(request, "members/roll/joined.html", context, status=409 if reasons else 200)


@requires(MANAGE)
@require_POST
def undo(request, pk):
    """Both records as they were."""
    made = get_in_scope_or_404(Join.objects.select_related("kept", "gone"), request.scope, MANAGE, pk=pk)
    request.scope.require(MANAGE, joining.former_cell(made))
    done, reasons = attempt(request, None, lambda _: joining.undo_join(made=made, by=request.user) or True)
    if done:
        messages.success(request, "Đã hoàn tác; hai hồ sơ trở lại như trước khi gộp.")
        return redirect("members:member", made.kept_id)
    return joined(request, pk, reasons=reasons)
