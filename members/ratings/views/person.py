"""One member in a campaign: self-review, opinions of other bodies, every step; another decision."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cells.assessments.judging_forms import AnswersForm
from cells.assessments.rules.gates import questions
from cells.assessments.views.campaigns import campaign_of
from cells.organizations.models import Organization
from members.ratings.actions.answering import answer
from members.ratings.actions.deciding import decide_anew
from members.ratings.enums import CellState
from members.ratings.forms import AnewForm
from members.ratings.models import RatedCell, Rating
from members.ratings.models.reading import Line
from members.ratings.rules.fields import RATING
from members.ratings.views.asked import VIEW, CellDesk, cell_desk, with_rules
from members.ratings.views.entries import Entries, choices_of, may_fill, member_row, opinion_entries
from members.ratings.views.gates import DONE, answers_in, person_gates
from members.ratings.views.saving import save_form
from members.roll.actions.reading import note_viewed
from members.roll.models import Member, Membership
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web import clock
from sinho.web.answers import attempt
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of


def person_desk(request, year: int, pk: int) -> tuple[CellDesk, Line]:
    """The cell that rates the member, and his line in it; 404 outside the person's reach."""
    member = get_in_scope_or_404(Member.objects, request.scope, VIEW, pk=pk)
    campaign = campaign_of(request, year)
    cell_id = Rating.objects.filter(campaign=campaign, member=member).values_list("organization_id", flat=True).first()
    if cell_id is None or not decided_or_held(campaign, cell_id):
        day = campaign.reference_day(clock.today())
        now = Membership.objects.on(day).filter(member=member).values_list("organization_id", flat=True).first()
        cell_id = now or cell_id
    if cell_id is None:
        raise Http404
    desk = cell_desk(request, year, cell_id)
    line = desk.book.line(pk)
    if line is None:
        raise Http404
    return desk, line


def decided_or_held(campaign, cell_id: int) -> bool:
    """Whether that cell keeps whom it rated."""
    return RatedCell.objects.filter(
        campaign=campaign, organization=cell_id, state__in=["submitted", "decided"]
    ).exists()


@requires(VIEW)
@never_cache
@with_rules
def person(request, year, pk):
    """The words about a member; saved by the form without a script. Opening it is written down."""
    desk, line = person_desk(request, year, pk)
    if request.method != "POST":
        note_viewed(member=line.member, by=request.user)
        return page(request, desk, line, {})
    if not desk.hand.fills:
        raise PermissionDenied(Permission.FILL_SHEET)
    troubles = save_form(request, desk)
    if not troubles:
        messages.success(request, "Đã lưu.")
        return redirect("ratings:person", year, pk)
    return page(request, *person_desk(request, year, pk), troubles)


def page(request, desk: CellDesk, line: Line, troubles: dict, form=None, reasons=(), answers_form=None):
    """The page of a member in a campaign."""
    entries, rules, one = Entries(troubles), desk.book.rules, line.rating
    row = member_row(desk.book, line, entries)
    entries.given.clear()
    name = f"{RATING}:{line.member.pk}"
    fields = {
        attribute: entries.entry(f"{name}:{attribute}", one, one.version)
        for attribute in ("aimed_level", "tasks", "registered_on", "self_review", "self_level")
    }
    decided = one.decided or desk.book.rated.state == CellState.DECIDED
    may_anew = desk.hand.decides and decided and not desk.campaign.closed
    opinions = opinion_entries(rules, line, entries)
    context = {
        "desk": desk,
        "campaign": desk.campaign,
        "cell": desk.state,
        "member": line.member,
        "row": row,
        "rating": one,
        "fields": fields,
        "opinions": opinions,
        "opinions_said": [(body, rules.short(level.value), words.value) for body, level, words in opinions],
        "fills": may_fill(desk.book, desk.hand),
        "steps": steps_of(one, rules),
        "form": form or (AnewForm(rules=rules) if may_anew else None),
        "reasons": reasons,
        "seen": mark_of(Rating.objects.filter(pk=one.pk)),
        "base_values": entries.base(),
        "sees_base": desk.base_id in request.scope.organization_ids(VIEW),
        **choices_of(rules),
        **person_gates(desk, line, answers_form),
    }
    wrong = troubles or any(one is not None and one.errors for one in (form, answers_form))
    return render(request, "members/ratings/person.html", context, status=409 if reasons else 422 if wrong else 200)


def steps_of(rating: Rating, rules) -> list[dict]:
    """Every step, the newest first."""
    if rating.pk is None:
        return []
    found = []
    for step in rating.steps.select_related("by").order_by("-id"):
        reason = rules.reason(step.not_evaluated)
        said = rules.label(step.level) or f"Không đánh giá: {reason.label if reason else step.not_evaluated}"
        found.append({"step": step, "words": said, "sub": rules.sub_reason_label(step.sub_reason)})
    return found


@requires(Permission.RECORD_CELLS, Permission.DECIDE)
@never_cache
@with_rules
def anew(request, year, pk):
    """Another decision on the member, with its number and reason."""
    desk, line = person_desk(request, year, pk)
    if not desk.hand.decides:
        raise PermissionDenied(Permission.RECORD_CELLS)
    if request.method != "POST":
        return redirect("ratings:person", year, pk)
    form = AnewForm(request.POST, rules=desk.book.rules)
    rating, base = line.rating, base_organization(desk)
    if not rating.decided:
        rating.organization = desk.state.organization

    def act(data):
        return decide_anew(
            rating=rating, base=base, verdict=form.decision(), paper=form.paper(), hand=desk.hand, by=request.user
        )

    done, reasons = attempt(request, form, act, hold=lambda: held(base, rating))
    if done:
        messages.success(request, "Đã ghi quyết định lại.")
        return redirect("ratings:person", year, pk)
    return page(request, *person_desk(request, year, pk), {}, form, reasons)


def held(base: Organization, rating: Rating) -> str:
    """The mark of his row, once nobody else decides in the organisation."""
    Organization.objects.select_for_update(of=("self",)).get(pk=base.pk)
    return mark_of(Rating.objects.filter(pk=rating.pk))


def base_organization(desk: CellDesk):
    """The grassroots organisation of the cell."""
    return Organization.objects.get(pk=desk.base_id)


@requires(VIEW)
@require_POST
@with_rules
def answer_one(request, year, pk):
    """Answers on one member."""
    it, _ = person_desk(request, year, pk)
    if not (it.hand.fills or it.hand.decides):
        raise PermissionDenied(Permission.FILL_SHEET)
    form = AnswersForm(request.POST, asked=questions(it.book.gates.get(pk, ())), prefix="dk")

    def act(data):
        who = {"campaign": it.campaign, "cell": it.state.organization, "member_ids": [pk]}
        return answer(**who, answers=form.answers(), hand=it.hand, by=request.user)

    done, reasons = attempt(request, form, act, hold=lambda: mark_of(answers_in(it.book)))
    if done:
        messages.success(request, DONE)
        return redirect("ratings:person", year, pk)
    return page(request, *person_desk(request, year, pk), {}, reasons=reasons, answers_form=form)
