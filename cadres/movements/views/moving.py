"""Movements: who is away where on any day, whose return is due; sending, mending, ending."""

import datetime as dt

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cadres.movements.actions import moving
from cadres.movements.enums import MovementKind
from cadres.movements.forms.moving import EndForm, MendForm, SendForm, SendNewForm
from cadres.movements.models import Movement
from cadres.movements.report.away import counts_on, read_away, visible_movements
from cadres.movements.rules.moving import SOON
from cadres.movements.views.pages import form_page, held_by
from cadres.staff.actions.facts import COMMUNES
from cadres.staff.models import Post
from cadres.staff.views.changing import communes_managed, managed
from cadres.staff.views.listing import communes_of
from cells.organizations.forms import suggestion
from cells.organizations.models import Organization, OrganizationState, subtree_ids
from cells.organizations.papers import TERRITORIAL
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from sinho.web import clock
from sinho.web.answers import attempt
from sinho.web.lists import holding_words, page_asked, past_day_asked, query_without, row_asked, words_asked
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of

VIEW, MANAGE = Permission.VIEW_STAFF, Permission.MANAGE_STAFF
AWAY, LATE, NEAR, ENDED, EVERY = "dang", "qua-han", "sap-het", "da-ve", "tat-ca"
STATES = {AWAY: "Đang điều động", LATE: "Quá hạn", NEAR: "Sắp hết hạn", ENDED: "Kết thúc trong năm", EVERY: "Tất cả"}


@requires(VIEW)
def movements(request):
    """Who is away on the day; other states by the address."""
    as_of, state = past_day_asked(request), request.GET.get("tinh-trang", AWAY)
    state = state if state in STATES else AWAY
    rows = narrowed(request, visible_movements(request.scope), as_of.day)
    counts = counts_on(rows, as_of.day)
    page = page_asked(request, in_state(rows, state, as_of.day).order_by("planned_until", "cadre__sort_key", "pk"))
    context = {
        "as_of": as_of,
        "state": state,
        "states": list(STATES.items()),
        "counts": counts,
        "near_days": SOON,
        "page": page,
        "rows": read_away(list(page), request.scope, as_of.day, page.start_index()),
        "query": query_without(request, "trang"),
        "state_query": query_without(request, "trang", "tinh-trang"),
        "words": words_asked(request),
        "kinds": MovementKind.choices,
        "kind": request.GET.get("hinh-thuc", ""),
        "communes": communes_of(request, as_of.day),
        "organization_id": row_asked(request, "don-vi"),
        "may_manage": request.scope.has(MANAGE),
    }
    return render(request, "cadres/movements/list.html", context)


def narrowed(request, rows, day: dt.date):
    """Begun by the day, and what the address asks of commune, kind and name."""
    rows = rows.begun_by(day)
    if organization_id := row_asked(request, "don-vi"):
        rows = rows.filter(organization_id__among=subtree_ids(organization_id, day))
    if (kind := request.GET.get("hinh-thuc", "")) in MovementKind.values:
        rows = rows.filter(kind=kind)
    words = words_asked(request)
    return holding_words(rows, words, "cadre__search_key") if words else rows


def in_state(rows, state: str, day: dt.date):
    """Of these movements those that stand so on the day."""
    if state == ENDED:
        return rows.filter(valid__endswith__range=(dt.date(day.year, 1, 1), day))
    if state == LATE:
        return rows.overdue(day)
    if state == NEAR:
        return rows.on(day).filter(planned_until__range=(day, day + dt.timedelta(days=SOON)))
    return rows if state == EVERY else rows.on(day)


@requires(VIEW)
@never_cache
def movement(request, pk):
    """One movement."""
    found = get_in_scope_or_404(Movement.objects.select_related("cadre"), request.scope, VIEW, pk=pk)
    as_of = past_day_asked(request)
    [row] = read_away([found], request.scope, as_of.day)
    context = {
        "movement": found,
        "row": row,
        "as_of": as_of,
        "may_manage": request.scope.may(MANAGE, found.organization_id),
        "log": AuditEntry.objects.about(Movement._meta.label_lower, [found.pk])[:12],
    }
    return render(request, "cadres/movements/movement.html", context)


def bodies(request):
    """Organisations of the district that are no commune and not below one."""
    states = OrganizationState.objects.on(clock.today()).in_scope(request.scope)
    communes = OrganizationState.objects.on(clock.today()).filter(type__in=COMMUNES).values("organization")
    return states.exclude(type__in=COMMUNES).exclude(parent__in=communes).exclude(kind__in=TERRITORIAL)


def choices(request) -> dict:
    return {"communes": communes_managed(request), "bodies": bodies(request)}


@requires(MANAGE)
def send_new(request):
    """Somebody of the district who has no record yet."""
    form = SendNewForm(request.POST or None, **choices(request), initial={"since": clock.today()})
    done, reasons = attempt(request, form, lambda _: moving.send_new(**form.values(), by=request.user))
    if done:
        messages.success(request, f"Đã ghi điều động {done.cadre.full_name}.")
        return redirect("movements:movement", done.pk)
    hint = "Người đã có hồ sơ cán bộ xã thì mở hồ sơ rồi chọn Điều động ở Ghi thay đổi."
    page = {"title": "Điều động cán bộ huyện về xã", "button": "Ghi điều động", "hint": hint}
    return form_page(request, form, where=[("Điều động", reverse("movements:list"))], reasons=reasons, **page)


@requires(MANAGE)
def send(request, pk):
    """Somebody with a record."""
    cadre = managed(request, pk)
    post = Post.objects.on(clock.today()).filter(cadre=cadre).select_related("organization").first()
    home = post.organization if post else None
    form = SendForm(request.POST or None, home=home, **choices(request), initial={"since": clock.today()})

    def act(_):
        return moving.send(cadre=cadre, **form.values(), by=request.user)

    done, reasons = attempt(request, form, act, **held_by(cadre))
    if done:
        messages.success(request, f"Đã ghi điều động {cadre.full_name}.")
        return redirect("movements:movement", done.pk)
    hint = "Từ xã đi thì các chức danh ở xã ghi thôi cùng ngày; về xã thì chức danh mới được ghi vào hồ sơ."
    page = {"title": f"Điều động: {cadre.full_name}", "button": "Ghi điều động", "hint": hint, "reasons": reasons}
    return form_page(request, form, where=[(cadre.full_name, reverse("staff:cadre", args=[pk]))], cadre=cadre, **page)


def change(request, pk, make_form, act, *, title, button, done, hint=""):
    """A form about a movement: the page again with the reasons, or the movement with a message."""
    found = get_in_scope_or_404(Movement.objects.select_related("cadre"), request.scope, VIEW, pk=pk)
    request.scope.require(MANAGE, found.organization_id)
    form = make_form(found)
    mark = mark_of(Movement.objects.filter(pk=pk))

    def hold() -> str:
        moving.held(found)
        return mark_of(Movement.objects.filter(pk=pk))

    did, reasons = attempt(request, form, lambda _: act(found, form) or True, hold=hold)
    if did:
        messages.success(request, done)
        return redirect("movements:movement", pk)
    where = [
        ("Điều động", reverse("movements:list")),
        (found.cadre.full_name, reverse("movements:movement", args=[pk])),
    ]
    page = {"title": f"{title}: {found.cadre.full_name}", "button": button, "hint": hint, "reasons": reasons}
    return form_page(request, form, where=where, seen=mark, **page)


@requires(MANAGE)
def end(request, pk):
    """He comes back."""

    def act(found, form):
        moving.come_back(movement=found, **form.values(), by=request.user)

    def make(found):
        return EndForm(request.POST or None, initial={"on": clock.today()})

    hint = "Chức danh ở xã được ghi thôi cùng ngày. Chức danh mới ở xã, nếu có, giao ở hồ sơ cán bộ."
    title, done = "Kết thúc điều động", "Đã ghi kết thúc điều động."
    return change(request, pk, make, act, title=title, button="Ghi kết thúc", done=done, hint=hint)


@requires(MANAGE)
def mend(request, pk):
    """An extension, or what was written wrongly."""

    def act(found, form):
        moving.mend(movement=found, **form.values(), by=request.user)

    def make(found):
        names = ("kind", "agency", "duty", "planned_until", "decision_number", "decision_date", "allowance", "added")
        initial = {name: getattr(found, name) for name in (*names, "reason")}
        initial["other"] = suggestion(state_of(found.other))
        return MendForm(request.POST or None, movement=found, bodies=bodies(request), initial=initial)

    hint = "Xã, chức danh và ngày bắt đầu ghi sai thì đính chính chức danh ở hồ sơ cán bộ. Nội dung cũ ở nhật ký."
    title, done = "Gia hạn, sửa điều động", "Đã sửa lần điều động."
    return change(request, pk, make, act, title=title, button="Ghi sửa", done=done, hint=hint)


def state_of(organization: Organization | None):
    """The state of today, for the field that shows the organisation."""
    if organization is None:
        return None
    rows = OrganizationState.objects.on(clock.today()).filter(organization=organization)
    return rows.select_related("organization", "commune").first()
