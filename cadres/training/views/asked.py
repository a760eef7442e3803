"""What the addresses of training ask for; the class that is open, and the mark of what its page showed."""

from dataclasses import dataclass

from cadres.training.models import Enrolment, TrainingClass
from cadres.training.rules import FIRST_YEAR, LAST_YEAR
from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from sinho.web import clock
from sinho.web.answers import STALE, attempt
from sinho.web.lists import year_asked
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of

VIEW, MANAGE, SUPPORT = Permission.VIEW_STAFF, Permission.MANAGE_STAFF, Permission.MANAGE_SUPPORT


@dataclass(frozen=True)
class YearAsked:
    """The year in the address; one that cannot be read is this year, and says so."""

    year: int
    problem: str = ""

    @classmethod
    def of(cls, request) -> "YearAsked":
        year = year_asked(request, FIRST_YEAR, LAST_YEAR)
        wrong = year is None and request.GET.get("nam", "").strip()
        problem = f"Năm phải là số từ {FIRST_YEAR} đến {LAST_YEAR}, ví dụ 2009." if wrong else ""
        return cls(year or clock.today().year, problem)

    @property
    def around(self) -> list[int]:
        """The year with two before it and the next one."""
        return [self.year - 2, self.year - 1, self.year, self.year + 1]


def keeper(request, permission: Permission = MANAGE) -> Organization:
    """The organisation in whose name the person opens classes or pays."""
    return Organization.objects.get(pk=request.scope.roots(permission)[0])


def managed(request, pk, permission: Permission = MANAGE) -> TrainingClass:
    """The class, if the person may write about it; else 404 outside his reach, 403 inside."""
    found = get_in_scope_or_404(TrainingClass.objects.select_related("organization"), request.scope, VIEW, pk=pk)
    request.scope.require(permission, found.organization_id)
    return found


def mark(training_class: TrainingClass) -> str:
    """The mark of the class and of who is in it."""
    rows = Enrolment.objects.filter(training_class=training_class)
    return mark_of(TrainingClass.objects.filter(pk=training_class.pk), rows)


def try_it(request, training_class: TrainingClass, form, act):
    """Let the action try what the form holds, from a page that shows the class as it is now."""

    def hold() -> str:
        TrainingClass.objects.select_for_update().get(pk=training_class.pk)
        return mark(training_class)

    written = AuditEntry.objects.about(TrainingClass._meta.label_lower, [training_class.pk])
    return attempt(request, form, act, hold=hold, stale=f"{STALE} {written.last_words()}".strip())
