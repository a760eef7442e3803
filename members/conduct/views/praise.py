"""Praise of members: the list, one decision, candidates by a rule and many of them at once (A12)."""

from django.urls import reverse
from django.views.decorators.cache import never_cache

from cells.oversight.views.conduct_asked import PRAISE, below_asked, namer
from cells.oversight.views.pages import Asking, form_page
from cells.oversight.views.praise import Candidate, CandidatesAsked, candidates_page, listed
from cells.oversight.views.watch import Watch
from members.conduct.actions.commendation import commend_members
from members.conduct.forms import MemberPraiseForm
from members.conduct.models import MemberCommendation, excellent
from members.conduct.views.discipline import held_member, member_to_record
from members.roll.models import Member, Membership
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web import clock
from sinho.web.lists import past_day_asked

VIEW = Permission.VIEW_MEMBERS
TITLE = "Khen thưởng đảng viên"


@requires(VIEW)
@never_cache
def commendations(request):
    """Praised members by the day."""
    as_of = past_day_asked(request)
    rows = below_asked(request, MemberCommendation.objects.standing().in_scope(request.scope, VIEW), as_of.day)

    def named(few):
        name = namer(as_of.day)
        seen = Member.objects.in_scope(request.scope, VIEW).filter(pk__in=[one.member_id for one in few])
        seen = set(seen.values_list("pk", flat=True))
        pages = {pk: reverse("conduct:member", args=[pk]) for pk in seen}
        return [(one, (one.member.full_name, pages.get(one.member_id, ""), name(one.organization_id))) for one in few]

    rows = rows.select_related("member")
    return listed(request, rows, as_of, TITLE, "conduct:commendations", None, named)


@requires(PRAISE)
def commend(request, pk):
    """One member is praised."""
    member = member_to_record(request, pk, PRAISE)
    form = MemberPraiseForm(request.POST or None, initial={"year": clock.today().year})
    back = reverse("conduct:member", args=[member.pk])
    asking = Asking(
        title=f"Ghi khen thưởng: {member.full_name}",
        button="Ghi khen thưởng",
        done="Đã ghi khen thưởng.",
        back=back,
        back_label=member.full_name,
        hint="Nhiều đồng chí cùng một quyết định thì ghi ở trang Gợi ý khen đảng viên.",
    )

    def act(**values):
        return commend_members(members=[member], **values, scope=request.scope, by=request.user)

    return form_page(request, form, asking, act, watch=Watch(held_member(pk), (member.commendations.all(),)))


def candidates_of(request, asked: CandidatesAsked) -> list[Candidate]:
    """Members within reach who fit the rule."""
    day = asked.as_of.day
    found = excellent(asked.year, asked.rule.years, clock.end_of(day))
    rows = Membership.objects.on(day).in_scope(request.scope, VIEW).filter(member__in=found)
    given = MemberCommendation.objects.standing().until(day).filter(year=asked.year, kind=asked.rule.kind)
    praised, name = set(given.values_list("member_id", flat=True)), namer(day)
    return [
        Candidate(
            one.member_id,
            f"{one.member.full_name}, {name(one.organization_id)}",
            found[one.member_id],
            one.member_id in praised,
            request.scope.may(PRAISE, one.organization_id),
        )
        for one in rows.select_related("member").order_by("member__sort_key", "member_id")
    ]


@requires(VIEW)
@never_cache
def candidates(request):
    """Who fits the rule on the day; who may praises the chosen ones by one decision, after a preview."""
    asked = CandidatesAsked.of(request, "member")

    def give(chosen, given):
        rows = list(Member.objects.filter(pk__in=chosen))
        return commend_members(members=rows, given=given, scope=request.scope, by=request.user)

    words = ("Gợi ý khen thưởng đảng viên", "conduct:candidates", "conduct:commendations", "member")
    given = MemberCommendation.objects.filter(year=asked.year, kind=asked.rule.kind)
    return candidates_page(request, asked, candidates_of(request, asked), give, words, given)
