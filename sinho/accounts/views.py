"""Log-in, log-out, password."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.core import signing
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from sinho.accounts.forms import ChangePasswordForm, LoginForm
from sinho.accounts.gate import any_user, open_to_all
from sinho.accounts.signals import password_changed

KEPT_SALT = "sinho.kept"


def safe_path(request, path: str) -> str:
    """A path of this site, or the first page."""
    allowed = url_has_allowed_host_and_scheme(path, {request.get_host()}, require_https=request.is_secure())
    return path if path and allowed else ""


@open_to_all
@never_cache
@sensitive_post_parameters("password")
def log_in(request):
    """Log-in page. What was typed into a form after the log-in had expired is carried along and sent on."""
    if request.user.is_authenticated and request.method == "GET":
        return redirect(settings.LOGIN_REDIRECT_URL)
    sent = request.method == "POST" and "username" in request.POST
    form = LoginForm(request, request.POST if sent else None)
    kept_data = request.POST.get("kept_data", "")
    kept_path = safe_path(request, request.POST.get("kept_path", ""))
    if sent and form.is_valid():
        login(request, form.get_user())
        if kept_data and kept_path:
            return resend(request, kept_data, kept_path)
        following = safe_path(request, request.POST.get("next", ""))
        return HttpResponseRedirect(following) if following else redirect(settings.LOGIN_REDIRECT_URL)
    following = safe_path(request, request.POST.get("next", request.GET.get("next", "")))
    return render(
        request,
        "accounts/login.html",
        {"form": form, "next": following, "kept_data": kept_data, "kept_path": kept_path, "kept_count": 0},
        status=422 if sent else 200,
    )


def locked_out(request, original_response=None, credentials=None):
    """Answer to a log-in that is closed for a while (django-axes); what was kept stays on the page."""
    context = {
        "minutes": round(settings.AXES_COOLOFF_TIME * 60),
        "kept_data": request.POST.get("kept_data", ""),
        "kept_path": safe_path(request, request.POST.get("kept_path", "")),
    }
    return render(request, "accounts/locked.html", context, status=429)


def resend(request, kept_data: str, kept_path: str):
    """Show what was kept with one button that sends it again under the new log-in."""
    try:
        pairs = signing.loads(kept_data, salt=KEPT_SALT, max_age=24 * 3600)
    except signing.BadSignature:
        messages.error(request, "Không đọc lại được những gì đã giữ. Đồng chí kiểm tra lại trang vừa nhập.")
        return redirect(kept_path)
    return render(request, "accounts/resend.html", {"pairs": pairs, "kept_path": kept_path})


@any_user
@require_POST
def log_out(request):
    logout(request)
    return redirect("accounts:login")


@any_user
@never_cache
@sensitive_post_parameters()
def change_password(request):
    form = ChangePasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = form.save()
        user.must_change_password = False
        user.save(update_fields=["must_change_password"])
        update_session_auth_hash(request, user)
        password_changed.send(sender=type(user), user=user)
        messages.success(request, "Đã đổi mật khẩu.")
        return redirect("home:index")
    return render(
        request, "accounts/password_change.html", {"form": form}, status=422 if request.method == "POST" else 200
    )
