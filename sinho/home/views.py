"""The first page, the search, and what the script asks after a new log-in."""

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cells.access.views import kinds_of_accounts
from cells.organizations.models import OrganizationState
from cells.places.models import VillageState
from members.admissions.models import Case, read_items
from members.admissions.views.listing import ENDED, is_due
from members.roll.models import Membership
from members.roll.models.reading import read_rows
from sinho.accounts.gate import any_user, open_to_all, requires
from sinho.accounts.models import User
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from sinho.home.conduct import conduct_tasks
from sinho.home.dashboard import dashboard, leads
from sinho.home.desk import Task, campaign_desk, cell_tasks, grouped, open_campaigns, own_sheets
from sinho.home.directives import directive_tasks
from sinho.home.figures import HeadFigure, account_figures, head_figures
from sinho.home.meetings import meeting_tasks
from sinho.home.offices import office_tasks
from sinho.home.oversight import oversight_tasks
from sinho.home.ratings import rating_tasks
from sinho.home.staff import staff_seen, staff_tasks
from sinho.home.targets import target_figure, target_tasks
from sinho.home.transfers import transfer_tasks
from sinho.home.work import work_tasks
from sinho.web import clock
from sinho.web.lists import holding_words, page_asked, past_day_asked, query_without, words_asked

P = Permission
MOST_VILLAGES = MOST_MEMBERS = 20
LAST_ACTS = 6
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@any_user
def index(request):
    """What is due for the person, then figures, then what was done last."""
    scope, today = request.scope, clock.today()
    campaigns = open_campaigns(scope) if scope.has(P.VIEW) else []
    above = [campaign_desk(request, one) for one in campaigns if scope.may(P.VIEW, one.organization_id)]
    own = [sheet for one in campaigns for sheet in own_sheets(request, one)]
    tasks = [task for part in (*above, *own) for task in part.tasks]
    tasks += [task for one in campaigns for task in (*cell_tasks(request, one), *rating_tasks(scope, one))]
    tasks += tasks_with_members(request) + staff_tasks(scope) + tasks_of_leading(scope)
    tasks += account_tasks() if scope.has(P.MANAGE_ACCOUNTS) else []
    context = {
        "today": today,
        "weekday": WEEKDAYS[today.weekday()],
        "groups": grouped(tasks),
        "tasks": len(tasks),
        **{group: sum(task.group == group for task in tasks) for group in ("late", "soon")},
        "above": above,
        "own": own,
        "staff": staff_seen(scope),
        **figures_for(request),
        "may_open": may_open(request, campaigns, today.year),
        "has_grants": bool(scope.reaches),
        **last_acts(scope),
    }
    return render(request, "home/index.html", context)


def tasks_with_members(request) -> list[Task]:
    """What is due with people: on their way into the Party, on their way into another cell, without work."""
    scope = request.scope
    tasks = [*admission_tasks(request), *target_tasks(scope)] if scope.has(P.RECORD_ADMISSIONS) else []
    tasks += transfer_tasks(request) if scope.has(P.RECORD_TRANSFERS) else []
    tasks += office_tasks(scope) if scope.has(P.RECORD_OFFICES) else []
    return tasks + (work_tasks(scope) if scope.has(P.ASSIGN_WORK) else [])


def tasks_of_leading(scope) -> list[Task]:
    """What is due in the work of leading the cells: meetings, documents, people in charge, inspections."""
    parts = (meeting_tasks, directive_tasks, oversight_tasks, conduct_tasks)
    return [task for part in parts for task in part(scope)]


def figures_for(request) -> dict:
    """What the leaders of the district see, as of any day; for everybody else the headline figures of today."""
    root = leads(request.scope)
    if root is None:
        return {"board": None, "as_of": None, "figures": headlines(request.scope)}
    as_of = past_day_asked(request)
    return {"board": dashboard(request.scope, root, as_of.day), "as_of": as_of, "figures": []}


def headlines(scope) -> list[HeadFigure]:
    """Headline figures of the Party's data, of the accounts, or of both."""
    found = head_figures(scope, clock.today()) if scope.has(P.VIEW) else []
    found += target_figure(scope, clock.today()) if scope.has(P.VIEW_MEMBERS) else []
    return found + (account_figures() if scope.has(P.MANAGE_ACCOUNTS) else [])


def last_acts(scope) -> dict:
    """What was done last, for who may read the log."""
    sees_log = scope.has(P.VIEW_AUDIT) or scope.has(P.MANAGE_ACCOUNTS)
    return {"sees_log": sees_log, "log": AuditEntry.objects.seen_by(scope)[:LAST_ACTS] if sees_log else []}


def may_open(request, campaigns: list, year: int) -> bool:
    """Whether the person should open this year's campaign: he may, and there is none."""
    return request.scope.has(P.MANAGE_CAMPAIGNS) and all(campaign.year != year for campaign in campaigns)


def admission_tasks(request) -> list[Task]:
    """Steps of admission that are late, and those that are due within a week."""
    url, today = reverse("admissions:list"), clock.today()
    items = read_items(Case.objects.going_on(today).in_scope(request.scope, P.RECORD_ADMISSIONS), today)
    found = []
    for word, sentence in (
        ("tre", "Làm {n} việc kết nạp đã quá hạn"),
        ("7", "Làm {n} việc kết nạp đến hạn trong 7 ngày"),
    ):
        due = [item.due.due for item in items if item.due and is_due(item, word)]
        if due:
            found.append(Task(sentence.format(n=len(due)), f"{url}?han={word}", min(due), today))
    if ended := sum(item.cell_ended for item in items):
        title = f"Hồ sơ của chi bộ đã kết thúc: bàn giao {ended} hồ sơ kết nạp"
        found.append(Task(title, f"{url}?han={ENDED}", None, today))
    return found


def account_tasks() -> list[Task]:
    """What the system administrator should do: accounts without a grant, first passwords still in use."""
    url, today, kinds = reverse("access:list"), clock.today(), kinds_of_accounts()
    sentences = {
        "chua-quyen": "Cấp quyền cho {n} tài khoản chưa có quyền",
        "mat-khau-cap": "Nhắc {n} người chưa đổi mật khẩu được cấp",
    }
    numbers = {code: User.objects.filter(kinds[code][1]).count() for code in sentences}
    return [
        Task(sentence.format(n=numbers[code]), f"{url}?xem={code}", None, today)
        for code, sentence in sentences.items()
        if numbers[code]
    ]


@requires(P.VIEW)
def search(request):
    """Organisations, villages and members of today by words, with or without marks."""
    words, today, scope = words_asked(request), clock.today(), request.scope
    states = OrganizationState.objects.on(today).in_scope(scope).select_related("organization")
    found = holding_words(states, words).in_order() if words else states.none()
    villages = holding_words(VillageState.objects.on(today).in_scope(scope), words).select_related("commune")
    villages = villages.order_by("sort_key", "id") if words else villages.none()
    page = page_asked(request, found)
    above = OrganizationState.objects.on(today).filter(organization__in=[state.parent_id for state in page])
    names = dict(above.values_list("organization_id", "name"))
    context = {
        "words": words,
        "page": page,
        "rows": [(state, names.get(state.parent_id, "")) for state in page],
        "villages": villages[:MOST_VILLAGES],
        "villages_count": villages.count(),
        **members_found(scope, words, today),
        "query": query_without(request, "trang"),
        "today": today,
    }
    return render(request, "home/search.html", context)


def members_found(scope, words: str, today) -> dict:
    """The first members of today by name or whole number, for who may see members, and how many there are."""
    if not words or not scope.has(P.VIEW_MEMBERS):
        return {"members": [], "members_count": 0}
    found = Membership.objects.on(today).in_scope(scope).holding(words, today)
    first = found.select_related("member").order_by("member__sort_key", "member_id")[:MOST_MEMBERS]
    return {"members": read_rows(list(first), today), "members_count": found.count()}


@open_to_all
@never_cache
def session(request):
    """Who is logged in, and the token that his forms need (`renew` in app.js). Nobody: user 0."""
    return JsonResponse({"token": get_token(request), "user": request.user.pk or 0})
