"""What every request needs: nothing typed is lost, refusals become a page."""

from http import HTTPStatus

from django.core import signing
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from sinho.accounts.forms import LoginForm
from sinho.accounts.views import KEPT_SALT
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.models import demo_day

# Neither the token of the old log-in nor a password is written into a page.
NEVER_KEPT = {"csrfmiddlewaretoken", "password", "old_password", "new_password1", "new_password2"}


def wants_json(request) -> bool:
    """Whether a script asked for one field, not a person for a page."""
    return request.headers.get("X-Requested-With") == "fetch"


class WorkingDayMiddleware:
    """Lets the request take place on the day of the demo data, when these are demo data."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path == "/healthz":
            return self.get_response(request)
        request.demo_day = demo_day()
        with clock.on_day(request.demo_day):
            return self.get_response(request)


class IdleMiddleware:
    """Lets a session end after the idle time of the settings: work keeps it alive, written at most once a minute."""

    SEEN, EVERY = "seen", 60

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        now = int(timezone.now().timestamp())
        if request.user.is_authenticated and now - request.session.get(self.SEEN, 0) >= self.EVERY:
            request.session[self.SEEN] = now
        return self.get_response(request)


class NotStoredMiddleware:
    """What somebody sees after his log-in stays in no cache: others use the same machine."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class KeepTypedMiddleware:
    """A form sent after the log-in had expired comes back as a log-in page that carries what was typed.

    The CSRF check has passed before (it stands earlier in the list), so the data come from a page of ours.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST" or request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        if wants_json(request):
            return JsonResponse(
                {"login": True, "errors": ["Phiên làm việc đã hết, đồng chí đăng nhập lại."]}, status=401
            )
        pairs = [(k, v) for k, vs in request.POST.lists() for v in vs if k not in NEVER_KEPT]
        context = {
            "form": LoginForm(request),
            "next": "",
            "kept_data": signing.dumps(pairs, salt=KEPT_SALT, compress=True),
            "kept_path": request.get_full_path(),
            "kept_count": len([value for _, value in pairs if value]),
        }
        response = render(request, "accounts/login.html", context, status=401)
        add_never_cache_headers(response)
        return response


class FirstPasswordMiddleware:
    """Who still has the password that somebody else gave him changes it before anything else."""

    OPEN = ("accounts:password", "accounts:logout", "home:session")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        must = request.user.is_authenticated and request.user.must_change_password
        return redirect("accounts:password") if must and request.resolver_match.view_name not in self.OPEN else None


class RefusalMiddleware:
    """A refusal nobody caught becomes page 409 with its reasons; the address of a button, opened as a page, 405."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method not in ("GET", "HEAD"):
            return response
        page = render(request, "405.html", status=response.status_code)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    def process_exception(self, request, exception):
        if not isinstance(exception, Refused):
            return None
        if wants_json(request):
            return JsonResponse({"errors": exception.reasons}, status=409)
        return render(request, "409.html", {"reasons": exception.reasons}, status=409)
