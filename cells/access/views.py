"""Accounts and grants: the system administrator's pages. They show no Party data beyond names of organisations."""

from functools import partial

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cells.access import actions
from cells.access.forms import AccountForm, GrantForm, PhoneForm
from cells.access.models import Grant
from cells.organizations.models import OrganizationState
from sinho.accounts.gate import any_user, requires
from sinho.accounts.models import User
from sinho.accounts.roles import RIGHTS, Permission, Role
from sinho.audit.models import AuditEntry
from sinho.web import clock
from sinho.web.answers import attempt, status_of
from sinho.web.lists import holding_words, order_asked, page_asked, query_without, words_asked
from sinho.web.lookup import get_in_scope_or_404

MANAGE = Permission.MANAGE_ACCOUNTS


ORDERS = {"ten": ("sort_key", "id"), "dang-nhap": ("username",), "lan-cuoi": ("last_login", "sort_key")}


def names_today(ids: set[int]) -> dict[int, str]:
    """Organisation id → name today."""
    states = OrganizationState.objects.on(clock.today()).filter(organization__in=ids)
    return dict(states.values_list("organization_id", "name"))


def kinds_of_accounts() -> dict[str, tuple[str, Q]]:
    """Filters of the list: code in the address → words, condition."""
    granted = Exists(Grant.objects.on(clock.today()).filter(user=OuterRef("pk")))
    return {
        "": ("Đang dùng", Q(is_active=True)),
        "chua-quyen": ("Chưa có quyền", Q(is_active=True) & ~Q(granted)),
        "mat-khau-cap": ("Chưa đổi mật khẩu được cấp", Q(is_active=True, must_change_password=True)),
        "dong": ("Đã đóng", Q(is_active=False)),
    }


@requires(MANAGE)
def accounts(request):
    """All accounts with their grants in force."""
    words, kinds = words_asked(request), kinds_of_accounts()
    asked = request.GET.get("xem", "")
    kind = asked if asked in kinds else ""
    users = holding_words(User.objects.all(), words) | User.objects.filter(username__icontains=words)
    order = order_asked(request, ORDERS, "ten")
    in_force = Prefetch("grants", Grant.objects.on(clock.today()), to_attr="in_force")
    page = page_asked(request, order.apply(users.filter(kinds[kind][1])).prefetch_related(in_force))
    names = names_today({grant.organization_id for user in page for grant in user.in_force})
    numbers = users.aggregate(**{f"n{i}": Count("pk", filter=q) for i, (_, q) in enumerate(kinds.values())})
    context = {
        "page": page,
        "rows": [
            (user, [(g.get_role_display(), names.get(g.organization_id, "")) for g in user.in_force]) for user in page
        ],
        "words": words,
        "kind": kind,
        "kinds": [(code, label, numbers[f"n{i}"]) for i, (code, (label, _)) in enumerate(kinds.items())],
        "order": order,
        "query": query_without(request, "trang"),
        "chip_query": query_without(request, "trang", "xem"),
    }
    return render(request, "cells/access/list.html", context)


@requires(MANAGE)
@never_cache
def new_account(request):
    """Open an account; the first password is shown once."""
    form = AccountForm(request.POST or None)
    done, reasons = attempt(request, form, lambda data: actions.create_account(**data, by=request.user))
    if done:
        user, password = done
        messages.success(request, f"Đã lập tài khoản {user.username}. {first_password_words(password)}")
        return redirect("access:account", user.pk)
    status = status_of(form, reasons)
    return render(request, "cells/access/new.html", {"form": form, "reasons": reasons}, status=status)


def first_password_words(password: str) -> str:
    """What the administrator reads out to the owner of the account."""
    return f"Mật khẩu đầu tiên: {password}. Đồng chí ghi lại, chỉ hiện một lần; người dùng đổi khi đăng nhập lần đầu."


def account_page(request, user, form, reasons=(), status=200, phone_form=None):
    """One account: grants now and before, what was done to it."""
    names = dict(
        OrganizationState.objects.filter(organization__in=user.grants.values("organization"))
        .order_by("valid")
        .values_list("organization_id", "name")
    )
    grants = list(user.grants.order_by("-valid"))
    context = {
        "account": user,
        "own": user == request.user,
        "form": form,
        "phone_form": phone_form or PhoneForm(initial={"phone": user.phone}),
        "reasons": reasons,
        "grants": [(grant, names.get(grant.organization_id, ""), phase(grant)) for grant in grants],
        "log": AuditEntry.objects.about("accounts.user", [user.pk], "cells.grant", [grant.pk for grant in grants])[:20],
        "roles": [(Role(role).label, rights.description) for role, rights in RIGHTS.items()],
    }
    return render(request, "cells/access/account.html", context, status=status)


def phase(grant: Grant) -> str:
    """Whether a grant is to come, in force or over."""
    if grant.valid.lower > clock.today():
        return "later"
    return "now" if clock.today() in grant.valid else "over"


def grant_form(request, data=None) -> GrantForm:
    """The form for a new grant, over organisations below those on which one manages accounts."""
    states = OrganizationState.objects.on(clock.today()).in_scope(request.scope, MANAGE)
    return GrantForm(data, states=states, initial={"since": clock.today()})


@requires(MANAGE)
@never_cache
def account(request, pk):
    """One account."""
    return account_page(request, get_object_or_404(User, pk=pk), grant_form(request))


@requires(MANAGE)
@require_POST
def give_grant(request, pk):
    """Grant a role."""
    user = get_object_or_404(User, pk=pk)
    form = grant_form(request, request.POST)
    done, reasons = attempt(request, form, lambda data: actions.give(user=user, **data, by=request.user))
    if done:
        messages.success(request, "Đã cấp quyền.")
        return redirect("access:account", pk)
    return account_page(request, user, form, reasons, status_of(form, reasons))


@requires(MANAGE)
@require_POST
def end_grant(request, pk):
    """End a grant from today on."""
    grant = get_in_scope_or_404(Grant.objects, request.scope, MANAGE, pk=pk)
    actions.end(grant=grant, on=clock.today(), by=request.user)
    messages.success(request, "Quyền đã kết thúc.")
    return redirect("access:account", grant.user_id)


@requires(MANAGE)
@require_POST
def new_password(request, pk):
    """A new first password, shown once."""
    user = get_object_or_404(User, pk=pk)
    password = actions.reset_password(user=user, by=request.user)
    messages.success(request, f"Đã cấp lại mật khẩu và mở khóa {user.username}. {first_password_words(password)}")
    return redirect("access:account", pk)


@requires(MANAGE)
@require_POST
def phone(request, pk):
    """The telephone number of somebody's account."""
    user = get_object_or_404(User, pk=pk)
    form = PhoneForm(request.POST)
    done, reasons = attempt(request, form, lambda data: actions.set_phone(user=user, **data, by=request.user))
    if not done:
        return account_page(request, user, grant_form(request), reasons, 409 if reasons else 422, form)
    messages.success(request, "Đã ghi số điện thoại.")
    return redirect("access:account", pk)


@any_user
@never_cache
def own_phone(request):
    """One's own telephone number."""
    form = PhoneForm(request.POST or None, initial={"phone": request.user.phone})
    act = partial(set_own_phone, request.user)
    done, reasons = attempt(request, form, act)
    if done:
        messages.success(request, "Đã ghi số điện thoại.")
        return redirect("access:own_phone")
    status = 409 if reasons else 422 if form.is_bound and form.errors else 200
    return render(request, "cells/access/phone.html", {"form": form, "reasons": reasons}, status=status)


def set_own_phone(author, data) -> bool:
    actions.set_phone(user=author, phone=data["phone"], by=author)
    return True


@requires(MANAGE)
@require_POST
def toggle(request, pk):
    """Close the account or open it again, as the button said; sent twice it stays so."""
    user = get_object_or_404(User, pk=pk)
    active = {"1": True, "0": False}.get(request.POST.get("active"), user.is_active)
    actions.set_active(user=user, active=active, by=request.user)
    messages.success(request, "Tài khoản đã mở lại." if user.is_active else "Tài khoản đã đóng.")
    return redirect("access:account", pk)
