"""What stands around every page: the name of the district, for whom one works, the themes one may open."""

from dataclasses import dataclass, field
from functools import cache

from django.urls import resolve, reverse

from sinho.accounts.roles import Permission, Role
from sinho.accounts.scope import Scope
from sinho.text.dates import format_date

P = Permission
# Theme of the article → (label, address, permissions of which one is enough).
THEMES = (
    ("home", "Việc của tôi", "home:index", ()),
    ("organizations", "Tổ chức", "organizations:tree", (P.VIEW,)),
    ("places", "Bản", "places:list", (P.VIEW,)),
    ("assessments", "Đánh giá năm", "assessments:years", (P.VIEW,)),
    ("leading", "Lãnh đạo cơ sở", "leading", (P.VIEW,)),
    ("members", "Đảng viên", "members:list", (P.VIEW_MEMBERS,)),
    ("admissions", "Kết nạp", "admissions:list", (P.VIEW_MEMBERS,)),
    ("staff", "Cán bộ xã", "staff:list", (P.VIEW_STAFF,)),
    ("reports", "Báo cáo", "reports:list", (P.EXPORT,)),
    ("imports", "Nhập dữ liệu", "imports:index", (P.IMPORT,)),
    ("audit", "Nhật ký", "audit:list", (P.VIEW_AUDIT, P.MANAGE_ACCOUNTS)),
    ("access", "Tài khoản", "access:list", (P.MANAGE_ACCOUNTS,)),
)
# Themes that are reached from the page of another one.
PART_OF = (
    {"assignments": "members", "ratings": "assessments", "printing": "reports", "filings": "reports"}
    | dict.fromkeys(("movements", "planning", "reviews", "training"), "staff")
    | dict.fromkeys(("directives", "meetings", "oversight", "conduct"), "leading")
)


@dataclass(frozen=True)
class NavigationItem:
    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Shell:
    """Read by `templates/base.html`."""

    system_name: str = "Công tác tổ chức Sìn Hồ"
    working_for: str = ""
    role_label: str = ""
    nav: tuple[NavigationItem, ...] = field(default=())
    is_demo: bool = False
    demo_day_text: str = ""
    can_search: bool = False


@cache
def address_of(name: str) -> str:
    """The address of a theme, which every page shows: it is the same as long as the server runs."""
    return reverse(name)


def working_for(scope: Scope) -> tuple[str, str]:
    """Name of the organisation of the first grant (and how many more), and the role there."""
    if not scope.reaches:
        return "", ""
    first = scope.reaches[0]
    name = first.name or "Tổ chức đã kết thúc"
    if first.role == Role.SYSTEM_ADMINISTRATOR:
        name = "Quản trị hệ thống"
    more = len({reach.organization_id for reach in scope.reaches}) - 1
    return f"{name} và {more} tổ chức khác" if more else name, Role(first.role).label


def current_theme(request) -> str:
    """The theme of the page that is open; empty on pages that belong to none."""
    match = getattr(request, "resolver_match", None) or resolve("/")
    return PART_OF.get(match.namespace, match.namespace)


def shell(request) -> dict:
    """Context processor."""
    demo_day = getattr(request, "demo_day", None)
    demo = {"is_demo": demo_day is not None, "demo_day_text": format_date(demo_day) if demo_day else ""}
    user = getattr(request, "user", None)
    scope = getattr(request, "scope", None)
    if user is None or scope is None or not user.is_authenticated:
        return {"shell": Shell(**demo)}
    theme = current_theme(request)
    items = tuple(
        NavigationItem(label, address_of(address), current=theme == key)
        for key, label, address, permissions in THEMES
        if not permissions or any(scope.has(permission) for permission in permissions)
    )
    name, role = working_for(scope)
    return {
        "shell": Shell(working_for=name, role_label=role, nav=items, can_search=scope.has(P.VIEW), **demo),
    }
