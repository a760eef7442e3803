"""Writing about the staff: new people, posts, what was learned, corrections, the link to the roll."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cadres.staff import forms
from cadres.staff.actions import correcting, learning, linking, posting
from cadres.staff.actions.facts import COMMUNES
from cadres.staff.models import Cadre, Post, Qualification
from cells.organizations.forms import suggestion
from cells.organizations.models import OrganizationState
from members.roll.models import Member
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from sinho.web import clock
from sinho.web.answers import STALE, attempt, status_of
from sinho.web.lists import holding_words, words_asked
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of

VIEW, MANAGE = Permission.VIEW_STAFF, Permission.MANAGE_STAFF
MOST_FOUND = 20


def communes_managed(request):
    """Communes of today whose staff the person may write down."""
    return OrganizationState.objects.on(clock.today()).in_scope(request.scope, MANAGE).filter(type__in=COMMUNES)


def managed(request, pk) -> Cadre:
    """The record, if the person may write in it; else 404 outside his reach, 403 inside."""
    cadre = get_in_scope_or_404(Cadre.objects, request.scope, VIEW, pk=pk)
    request.scope.require(MANAGE, cadre.last_organization)
    return cadre


def managed_post(request, pk) -> tuple[Post, Cadre]:
    """The post and the record, if the person may write in the record and about the staff of that commune."""
    post = get_in_scope_or_404(Post.objects.select_related("cadre"), request.scope, VIEW, pk=pk)
    request.scope.require(MANAGE, post.organization_id)
    return post, managed(request, post.cadre_id)


def mark(cadre: Cadre) -> str:
    """The mark of all that is written about somebody."""
    rows = (model.objects.filter(cadre=cadre) for model in (Post, Qualification))
    return mark_of(Cadre.objects.filter(pk=cadre.pk), *rows)


def form_page(request, form, *, title, button, cadre=None, reasons=(), hint=""):
    """A form of this theme, with the reasons of a refusal."""
    back = reverse("staff:cadre", args=[cadre.pk]) if cadre else reverse("staff:list")
    context = {"form": form, "title": title, "button": button, "cadre": cadre, "back": back, "reasons": reasons}
    context |= {"hint": hint, "seen": mark(cadre) if cadre else ""}
    return render(request, "cadres/staff/form.html", context, status=status_of(form, reasons))


def try_it(request, cadre: Cadre, form, act):
    """Let the action try what the form holds, from a page that shows the record as it is now."""

    def hold() -> str:
        Cadre.objects.select_for_update(no_key=True).get(pk=cadre.pk)
        return mark(cadre)

    written = AuditEntry.objects.about(Cadre._meta.label_lower, [cadre.pk])
    return attempt(request, form, act, hold=hold, stale=f"{STALE} {written.last_words()}".strip())


def change(request, cadre: Cadre, form, action, *, title, button, done, hint=""):
    """A form about somebody: the page again with the reasons, or the record with a message."""
    ok, reasons = try_it(request, cadre, form, lambda _: action(**form.values(), by=request.user) or True)
    if ok:
        messages.success(request, done)
        seen = Cadre.objects.in_scope(request.scope, VIEW).filter(pk=cadre.pk).exists()
        return redirect("staff:cadre", cadre.pk) if seen else redirect("staff:list")
    title = f"{title}: {cadre.full_name}"
    return form_page(request, form, title=title, button=button, cadre=cadre, reasons=reasons, hint=hint)


@requires(MANAGE)
def receive(request):
    """Somebody new with the first post."""
    initial = {"since": clock.today()}
    form = forms.ReceiveForm(request.POST or None, communes=communes_managed(request), initial=initial)
    done, reasons = attempt(request, form, lambda _: posting.receive(**form.values(), by=request.user))
    if done:
        messages.success(request, f"Đã ghi {done.full_name} vào danh sách.")
        return redirect("staff:cadre", done.pk)
    hint = "Người đã có hồ sơ ở xã thì mở hồ sơ và giao thêm chức danh."
    title = "Ghi cán bộ, công chức mới"
    return form_page(request, form, title=title, button="Ghi vào danh sách", reasons=reasons, hint=hint)


@requires(MANAGE)
def appoint(request, pk):
    """Another post."""
    cadre, communes = managed(request, pk), communes_managed(request)
    where = suggestion(communes.filter(organization=cadre.last_organization).first())
    initial = {"since": clock.today(), "organization": where}
    form = forms.AppointForm(request.POST or None, communes=communes, initial=initial)

    def act(**values):
        return posting.appoint(cadre=cadre, **values)

    hint = "Chức danh đang giữ vẫn còn; thôi giữ thì ghi riêng."
    title, done = "Giao chức danh", "Đã ghi chức danh."
    return change(request, cadre, form, act, title=title, button="Ghi chức danh", done=done, hint=hint)


@requires(MANAGE)
def end(request, pk):
    """A post is left."""
    post, cadre = managed_post(request, pk)
    form = forms.EndForm(request.POST or None, initial={"on": clock.today()})

    def act(**values):
        return posting.end_post(post=post, **values)

    return change(
        request,
        cadre,
        form,
        act,
        title=f"Thôi chức danh {post}",
        button="Ghi thôi chức danh",
        done="Đã ghi thôi chức danh.",
        hint="Buộc thôi việc, cách chức, nghỉ trước tuổi phải có số và ngày của quyết định. Hồ sơ vẫn được giữ.",
    )


@requires(MANAGE)
def learn(request, pk):
    """A level in a subject, or training for a title."""
    cadre, form = managed(request, pk), forms.LearnForm(request.POST or None)

    def act(**values):
        return learning.learn(cadre=cadre, **values)

    hint = "Trình độ cũ được giữ; danh sách và chỉ tiêu của ngày nào lấy trình độ của ngày ấy."
    title, done = "Ghi trình độ", "Đã ghi trình độ."
    return change(request, cadre, form, act, title=title, button="Ghi trình độ", done=done, hint=hint)


@requires(MANAGE)
def correct(request, pk):
    """Who somebody is, mended by a decision."""
    cadre = managed(request, pk)
    names = ("full_name", "sex", "birth", "ethnicity", "religion", "home_place")
    form = forms.CorrectForm(request.POST or None, initial={name: getattr(cadre, name) for name in names})

    def act(**values):
        return correcting.correct(cadre=cadre, **values)

    hint = "Chỉ sửa khi cấp có thẩm quyền quyết định. Nội dung trước và sau khi sửa được giữ trong nhật ký."
    title, button, done = "Sửa lý lịch", "Sửa theo quyết định", "Đã sửa lý lịch."
    return change(request, cadre, form, act, title=title, button=button, done=done, hint=hint)


@requires(MANAGE)
def correct_post(request, pk):
    """A post that was written down wrongly."""
    (post, cadre), communes = managed_post(request, pk), communes_managed(request)
    state = communes.filter(organization=post.organization_id).first()
    names = ("title", "since", "entry", "decision_number", "decision_date")
    initial = {name: getattr(post, name) for name in names}
    initial |= {"organization": suggestion(state), "on": post.until, "how": post.exit}
    form = forms.CorrectPostForm(request.POST or None, communes=communes, initial=initial)

    def act(**values):
        return correcting.correct_post(post=post, **values)

    hint = "Chỉ đính chính khi ghi nhầm và có giấy cho sửa; đổi chức danh thật thì ghi thôi rồi giao chức danh mới."
    title, button, done = f"Đính chính {post}", "Đính chính chức danh", "Đã đính chính chức danh."
    return change(request, cadre, form, act, title=title, button=button, done=done, hint=hint)


@requires(MANAGE)
def link(request, pk):
    """Look for the record on the roll, and say that it is the same person."""
    cadre = managed(request, pk)
    visible = Member.objects.in_scope(request.scope, Permission.VIEW_MEMBERS).filter(joined_into__isnull=True)
    words = words_asked(request) or cadre.full_name
    chosen = request.POST.get("member", "")

    def act(_):
        member = get_in_scope_or_404(Member.objects, request.scope, Permission.VIEW_MEMBERS, pk=chosen)
        return linking.link(cadre=cadre, member=member, by=request.user) or True

    done, reasons = try_it(request, cadre, None, act)
    if done:
        messages.success(request, "Đã gắn với hồ sơ đảng viên.")
        return redirect("staff:cadre", cadre.pk)
    found = holding_words(visible, words).order_by("sort_key", "pk")[:MOST_FOUND]
    context = {"cadre": cadre, "words": words, "found": found, "most": MOST_FOUND, "reasons": reasons}
    context |= {"seen": mark(cadre)}
    return render(request, "cadres/staff/link.html", context, status=409 if reasons else 200)


@requires(MANAGE)
@require_POST
def unlink(request, pk):
    """It was another person."""
    cadre = managed(request, pk)
    _, reasons = attempt(request, None, lambda _: linking.unlink(cadre=cadre, by=request.user) or True)
    if reasons:
        messages.error(request, " ".join(reasons))
    else:
        messages.success(request, "Đã gỡ hồ sơ đảng viên.")
    return redirect("staff:cadre", cadre.pk)
