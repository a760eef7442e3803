"""Writing about a member: received, moved, left, recognised; what the yearly update sheet brings; corrections."""

from http import HTTPStatus

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from cells.organizations.enums import CELLS
from cells.organizations.models import OrganizationState
from cells.places.models import VillageState
from members.roll import forms
from members.roll.actions import moving, updating
from members.roll.actions.arriving import arrive
from members.roll.citizen import disagreements
from members.roll.enums import StandingKind
from members.roll.models import (
    Badge,
    Card,
    LivingPlace,
    Member,
    Membership,
    OfficeHolder,
    Pause,
    Schooling,
    Standing,
    Transfer,
    Work,
)
from members.roll.offices import warning_of
from members.roll.rules import official_due
from members.roll.transfer_forms import ArrivalForm
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from sinho.web import clock
from sinho.web.answers import STALE, attempt, status_of
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of

MANAGE = Permission.MANAGE_MEMBERS
ABOUT = (Membership, Standing, Pause, Schooling, Work, LivingPlace, Card, Transfer, Badge, OfficeHolder)


def cells_managed(request):
    """Cells of today into which the person may bring members."""
    return OrganizationState.objects.on(clock.today()).in_scope(request.scope, MANAGE).filter(kind__in=CELLS)


def managed(request, pk) -> Member:
    """The member, if the person may write about him; else 404 outside his reach, 403 inside."""
    member = get_in_scope_or_404(Member.objects, request.scope, Permission.VIEW_MEMBERS, pk=pk)
    request.scope.require(MANAGE, member.memberships.order_by("-valid").first().organization_id)
    return member


def mark(member: Member) -> str:
    """The mark of all that is written about the member."""
    return mark_of(Member.objects.filter(pk=member.pk), *(model.objects.filter(member=member) for model in ABOUT))


def last_act(member: Member) -> str:
    """The sentence on a stale page: who wrote what last."""
    written = AuditEntry.objects.about(Member._meta.label_lower, [member.pk])
    return f"{STALE} {written.exclude(did__in=('member.viewed', 'member.revealed')).last_words()}".strip()


def form_page(request, form, *, title, button, member=None, reasons=(), hint="", warning=""):
    """A form of this theme, with the reasons of a refusal and what to see to above it."""
    back = reverse("members:member", args=[member.pk]) if member else reverse("members:list")
    context = {
        "form": form,
        "title": title,
        "button": button,
        "member": member,
        "back": back,
        "reasons": reasons,
        "hint": hint,
        "warning": warning,
        "seen": mark(member) if member else "",
    }
    status = status_of(form, reasons)
    return render(request, "members/roll/form.html", context, status=status)


def change(request, member: Member, form, action, *, title, button, done, hint="", warning=""):
    """Let the action try what the form holds, from a page that shows the member as he is now."""

    def hold() -> str:
        Member.objects.select_for_update().get(pk=member.pk)
        return mark(member)

    def act(_):
        return action(member=member, **form.values(), by=request.user) or True

    ok, reasons = attempt(request, form, act, hold=hold, stale=last_act(member))
    if ok:
        messages.success(request, done)
        if warning:
            messages.warning(request, warning)
        visible = Member.objects.in_scope(request.scope, Permission.VIEW_MEMBERS).filter(pk=member.pk).exists()
        return redirect("members:member", member.pk) if visible else redirect("members:list")
    title = f"{title}: {member.full_name}"
    more = {"member": member, "reasons": reasons, "hint": hint, "warning": warning}
    return form_page(request, form, title=title, button=button, **more)


@requires(MANAGE)
def receive(request):
    """A member comes onto the roll."""
    form = ArrivalForm(request.POST or None, cells=cells_managed(request), initial={"since": clock.today()})
    done, reasons = attempt(request, form, lambda _: arrive(**form.values(), by=request.user))
    if done:
        messages.success(request, f"Đã tiếp nhận {done.full_name}.")
        warn_of_number(request, done)
        return redirect("members:member", done.pk)
    hint = "Người đã là đảng viên nơi khác chuyển đến, được phục hồi, hoặc có từ trước khi lập sổ."
    title = "Tiếp nhận đảng viên"
    return form_page(request, form, title=title, button="Ghi vào danh sách", reasons=reasons, hint=hint)


@requires(MANAGE)
def move(request, pk):
    """Into another cell of the district."""
    member = managed(request, pk)
    form = forms.MoveForm(request.POST or None, cells=cells_managed(request), initial={"on": clock.today()})
    return change(
        request,
        member,
        form,
        moving.move,
        title="Chuyển sinh hoạt",
        button="Ghi chuyển sinh hoạt",
        done="Đã ghi chuyển sinh hoạt.",
        warning=warning_of(member, clock.today()),
    )


@requires(MANAGE)
def leave(request, pk):
    """Out of the district or out of the Party."""
    member, form = managed(request, pk), forms.LeaveForm(request.POST or None)
    hint = "Khai trừ, xóa tên, xin ra khỏi Đảng phải có số và ngày của quyết định. Hồ sơ vẫn được giữ."
    return change(
        request,
        member,
        form,
        moving.leave,
        title="Rời danh sách",
        button="Ghi rời danh sách",
        done="Đã ghi rời danh sách.",
        hint=hint,
        warning=warning_of(member, clock.today()),
    )


@requires(MANAGE)
def recognise(request, pk):
    """Official after probation."""
    member = managed(request, pk)
    probation = member.standings.filter(kind=StandingKind.PROBATIONARY).order_by("valid").last()
    initial = {"on": official_due(probation.valid.lower)} if probation else {}
    form = forms.RecogniseForm(request.POST or None, initial=initial)
    return change(
        request,
        member,
        form,
        moving.recognise,
        title="Công nhận đảng viên chính thức",
        button="Ghi công nhận chính thức",
        done="Đã ghi đảng viên chính thức.",
        hint="Ngày chính thức là đúng 12 tháng sau ngày kết nạp, dù cấp có thẩm quyền quyết định muộn hơn.",
    )


@requires(MANAGE)
def pause(request, pk):
    """Exempted or suspended."""
    member, form = managed(request, pk), forms.PauseForm(request.POST or None)
    title, done = "Miễn, đình chỉ sinh hoạt", "Đã ghi."
    return change(request, member, form, moving.pause, title=title, button="Ghi thời gian này", done=done)


@requires(MANAGE)
def resume(request, pk):
    """Takes part again."""
    member, form = managed(request, pk), forms.ResumeForm(request.POST or None, initial={"on": clock.today()})
    title, done = "Sinh hoạt trở lại", "Đã ghi sinh hoạt trở lại."
    return change(request, member, form, moving.resume, title=title, button="Ghi sinh hoạt trở lại", done=done)


@requires(MANAGE)
def learn(request, pk):
    """A level in a subject."""
    member, form = managed(request, pk), forms.LearnForm(request.POST or None)
    title, hint = "Ghi trình độ", "Trình độ cũ được giữ; danh sách và báo cáo của ngày nào lấy trình độ của ngày ấy."
    return change(
        request, member, form, updating.learn, title=title, button="Ghi trình độ", done="Đã ghi trình độ.", hint=hint
    )


@requires(MANAGE)
def work(request, pk):
    """Another occupation."""
    member, form = managed(request, pk), forms.WorkForm(request.POST or None)
    title, done = "Ghi nghề nghiệp", "Đã ghi nghề nghiệp."
    return change(request, member, form, updating.work_as, title=title, button="Ghi nghề nghiệp", done=done)


@requires(MANAGE)
def home(request, pk):
    """Another home."""
    member = managed(request, pk)
    villages = VillageState.objects.on(clock.today()).in_scope(request.scope, MANAGE)
    form = forms.HomeForm(request.POST or None, villages=villages)
    title, done = "Ghi nơi ở", "Đã ghi nơi ở."
    return change(request, member, form, updating.live_in, title=title, button="Ghi nơi ở", done=done)


@requires(MANAGE)
def card(request, pk):
    """A Party card is given or exchanged."""
    member, form = managed(request, pk), forms.CardForm(request.POST or None)
    title, done = "Phát, đổi thẻ đảng viên", "Đã ghi thẻ."
    return change(request, member, form, updating.give_card, title=title, button="Ghi thẻ", done=done)


@requires(MANAGE)
def correct(request, pk):
    """Who somebody is, mended by a decision."""
    member = managed(request, pk)
    names = [name for name in (*forms.CorrectForm.PERSON, "joined_union_on", "file_number") if name != "birth"]
    initial = {name: getattr(member, name) for name in names} | {"birth": member.birth}
    form = forms.CorrectForm(request.POST or None, initial=initial)
    hint = "Chỉ sửa khi cấp có thẩm quyền quyết định. Nội dung trước và sau khi sửa được giữ trong nhật ký."
    answer = change(
        request,
        member,
        form,
        updating.correct,
        title="Sửa lý lịch",
        button="Sửa theo quyết định",
        done="Đã sửa lý lịch.",
        hint=hint,
    )
    if answer.status_code == HTTPStatus.FOUND:
        warn_of_number(request, Member.objects.get(pk=pk))
    return answer


def warn_of_number(request, member: Member) -> None:
    """Say after writing that the identity number disagrees with the record; it is a finding, not a refusal."""
    if found := disagreements(member.identity_number, member.sex, member.birth_year):
        messages.warning(request, " ".join((*found, "Đã ghi; đồng chí đối chiếu lại giấy tờ.")))
