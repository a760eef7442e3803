"""What the addresses of reviews ask for: the year, the commune, the day; who may write there."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.http import urlencode

from cadres.reviews.models import Rating
from cadres.reviews.report.year import RatingYear, build
from cadres.reviews.rules.hands import writes_from_above
from cadres.reviews.rules.rating import FIRST_YEAR, LAST_YEAR, why_no_year
from cadres.staff.actions.facts import COMMUNES
from cells.organizations.models import OrganizationState
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.lists import AsOf, past_day_asked, row_asked, year_asked
from sinho.web.lookup import get_in_scope_or_404

VIEW, MANAGE = Permission.VIEW_STAFF, Permission.MANAGE_STAFF


def rated_year_asked(request) -> tuple[int | None, str]:
    """The year in the address and what is wrong with it."""
    if not request.GET.get("nam", "").strip():
        return None, ""
    year = year_asked(request, FIRST_YEAR, LAST_YEAR) or 0
    problems = why_no_year(year, clock.today())
    return (None, problems[0]) if problems else (year, "")


@dataclass(frozen=True)
class YearAsked:
    """The year, the day as of which it answers, and one commune."""

    year: int
    as_of: AsOf
    organization_id: int | None
    problem: str = ""

    @classmethod
    def of(cls, request) -> "YearAsked":
        as_of = past_day_asked(request)
        year, problem = rated_year_asked(request)
        return cls(year or last_rated(request.scope, as_of), as_of, row_asked(request, "don-vi"), problem)

    def table(self, scope: Scope, organization_id: int | None = None) -> RatingYear:
        return build(scope, self.year, self.as_of.day, organization_id)

    @property
    def query(self) -> str:
        """Year and day for links."""
        day = {"ngay": self.as_of.text} if self.as_of.given else {}
        return urlencode({"nam": self.year, **day})

    @property
    def years(self) -> tuple[int | None, int | None]:
        """The year before and the year after, where there are any."""
        before = self.year - 1 if self.year > FIRST_YEAR else None
        return before, self.year + 1 if self.year < clock.today().year else None


def last_rated(scope: Scope, as_of: AsOf) -> int:
    """Without a year: the last one that was rated, until the end of the year comes near."""
    last = Rating.objects.in_scope(scope).filter(decision_date__lte=as_of.day).order_by("-year").first()
    return last.year if last else as_of.day.year


def communes_to_write(request) -> list[tuple[str, str]]:
    """Communes of today whose staff the person reviews."""
    states = OrganizationState.objects.on(clock.today()).in_scope(request.scope, MANAGE).filter(type__in=COMMUNES)
    rows = states.order_by("sort_key").values_list("organization_id", "short_name")
    return [(str(pk), name) for pk, name in rows if writes_from_above(request.scope, pk)]


def commune_asked(request) -> OrganizationState | None:
    """The commune in the address as it stands today: outside one's reach 404, without the right 403."""
    pk = row_asked(request, "don-vi")
    if pk is None and request.GET.get("don-vi", "").strip():
        raise Refused("Xã trong địa chỉ không đọc được; đồng chí chọn lại.")
    if pk is None:
        return None
    states = OrganizationState.objects.on(clock.today()).filter(type__in=COMMUNES).select_related("organization")
    state = get_in_scope_or_404(states, request.scope, VIEW, organization_id=pk)
    require_writer(request, pk)
    return state


def require_writer(request, organization_id: int) -> None:
    """403 unless the person reviews the staff of this commune from above."""
    if not writes_from_above(request.scope, organization_id):
        raise PermissionDenied(MANAGE)
