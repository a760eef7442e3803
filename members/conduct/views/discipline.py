"""Discipline of members: the list, a decision, a case with complaints. Every opening is written down."""

from django.urls import reverse
from django.views.decorators.cache import never_cache

from cells.oversight.conduct_words import Side
from cells.oversight.views.conduct_asked import READ, RECORD, below_asked, namer
from cells.oversight.views.discipline import case, listed
from cells.oversight.views.pages import Asking, form_page
from cells.oversight.views.watch import Watch
from members.conduct.actions import discipline as actions
from members.conduct.forms import MemberDisciplineForm
from members.conduct.models import MemberDiscipline
from members.roll.models import Member
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web import clock
from sinho.web.lists import past_day_asked
from sinho.web.lookup import get_in_scope_or_404

TITLE = "Kỷ luật đảng viên"


@requires(READ)
@never_cache
def disciplines(request):
    """Disciplined members by the day."""
    as_of = past_day_asked(request)
    rows = MemberDiscipline.objects.standing().in_scope(request.scope, READ).until(as_of.day)
    rows = below_asked(request, rows, as_of.day).select_related("member").prefetch_related("steps")
    name = namer(as_of.day)

    def named(one):
        sub = f"{name(one.organization_id)}; {one.get_side_display().lower()}"
        return one.member.full_name, reverse("conduct:discipline", args=[one.pk]), sub

    add = (reverse("members:list"), "Chọn đảng viên để ghi kỷ luật")
    return listed(request, list(rows), as_of, TITLE, "conduct:disciplines", add, named)


def member_to_record(request, pk, permission: Permission) -> Member:
    """The member, if the person may write about him there; else 404 outside his reach, 403 inside."""
    member = get_in_scope_or_404(Member.objects, request.scope, Permission.VIEW_MEMBERS, pk=pk)
    request.scope.require(permission, member.memberships.order_by("-valid").first().organization_id)
    return member


def held_member(pk):
    """Nobody else writes about him meanwhile."""
    return Member.objects.filter(pk=pk)


@requires(RECORD)
def discipline_member(request, pk):
    """A decision on a member."""
    member = member_to_record(request, pk, RECORD)
    subject = actions.subject_of(member, Side.PARTY, clock.today())
    form = MemberDisciplineForm(request.POST or None, subject=subject)
    asking = Asking(
        title=f"Ghi kỷ luật: {member.full_name}",
        button="Ghi kỷ luật",
        done="Đã ghi quyết định kỷ luật.",
        back=reverse("conduct:member", args=[member.pk]),
        back_label=member.full_name,
        hint="Khai trừ thì đồng chí ấy rời danh sách đảng viên từ ngày có hiệu lực, không phải ghi lần nữa. "
        "Đảng viên dự bị chỉ có khiển trách, cảnh cáo.",
    )

    def act(**values):
        return actions.discipline_member(member=member, **values, scope=request.scope, by=request.user)

    def to(made):
        return reverse("conduct:discipline", args=[made.pk])

    return form_page(request, form, asking, act, to, Watch(held_member(pk), (member.disciplines.all(),)))


@requires(READ)
@never_cache
def discipline(request, pk):
    """One discipline with its complaints. Opening it is written down."""
    rows = MemberDiscipline.objects.select_related("organization", "member", "struck_by").prefetch_related("steps")
    one = get_in_scope_or_404(rows, request.scope, READ, pk=pk)
    where = one.organization.named(one.decision_date)
    subject = actions.subject_of(one.member, one.side, one.decision_date)

    def follow(**said):
        return actions.follow_member_discipline(discipline=one, **said, scope=request.scope, by=request.user)

    seen = Member.objects.in_scope(request.scope, Permission.VIEW_MEMBERS).filter(pk=one.member_id).exists()
    page = reverse("conduct:member", args=[one.member_id]) if seen else ""
    pairs = [
        ("Đảng viên", one.member.full_name, page),
        ("Chi bộ", where[1], ""),
        ("Loại", one.get_side_display(), ""),
    ]
    back = (reverse("conduct:disciplines"), TITLE)
    return case(request, one, f"Kỷ luật đồng chí {one.member.full_name}", where, back, subject, follow, pairs)
