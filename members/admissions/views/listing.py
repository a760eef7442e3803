"""Who is on the way into the Party, where each case stands, what is due (A4)."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.shortcuts import render

from cells.organizations.models import subtree_ids
from members.admissions.models import Case, Item, read_items
from members.admissions.paths import code_on, eras
from members.admissions.rules.limits import SOON
from members.admissions.rules.path import read
from members.roll.views.listing import offered_organizations
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web.lists import holding_words, past_day_asked, query_without, row_asked, words_asked

VIEW = Permission.VIEW_MEMBERS
PER_PAGE = 50
# What is due: word of the address → label, days left at most.
DUE = {"tre": ("Quá hạn", -1), **{f"{days}": (f"Đến hạn trong {days} ngày", days) for days in reversed(SOON)}}
ENDED = "het-chi-bo"
DUE[ENDED] = ("Hồ sơ của chi bộ đã kết thúc", 0)


@dataclass(frozen=True)
class CasesAsked:
    """The filters of the list."""

    words: str
    stage: str
    due: str
    organization_id: int | None

    @classmethod
    def of(cls, request) -> "CasesAsked":
        get = request.GET.get
        due = get("han", "")
        return cls(words_asked(request), get("giai-doan", ""), due if due in DUE else "", row_asked(request, "don-vi"))

    @property
    def narrowed(self) -> bool:
        return bool(self.words or self.stage or self.due or self.organization_id)

    def items(self, scope, day) -> list[Item]:
        """Cases of the day within reach that fit the words and, where they were on the day, the organisation."""
        items = read_items(holding_words(Case.objects.going_on(day).in_scope(scope), self.words), day)
        below = subtree_ids(self.organization_id, day) if self.organization_id else ()
        return [item for item in items if item.cell_id in below] if self.organization_id else items

    def keeps(self, item: Item) -> bool:
        """Whether the item is of the stage and as due as asked."""
        return (not self.stage or item.stage == self.stage) and (not self.due or is_due(item, self.due))


def is_due(item: Item, word: str) -> bool:
    """Late, or due within so many days and not late; or to be handed over, since its cell has ended."""
    if word == ENDED:
        return item.cell_ended
    if item.due is None:
        return False
    most = DUE[word][1]
    return item.due.late if most < 0 else 0 <= item.due.days_left <= most


@requires(VIEW)
def cases(request):
    """All cases that go on, on any day."""
    as_of, asked = past_day_asked(request), CasesAsked.of(request)
    items = asked.items(request.scope, as_of.day)
    kept = sorted((item for item in items if asked.keeps(item)), key=by_due)
    page = Paginator(kept, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "as_of": as_of,
        "asked": asked,
        "total": len(items),
        "stages": stages_of(items, as_of.day),
        "due": [(word, label, sum(is_due(item, word) for item in items)) for word, (label, _) in DUE.items()],
        "page": page,
        "query": query_without(request, "trang"),
        "stage_query": query_without(request, "trang", "giai-doan"),
        "due_query": query_without(request, "trang", "han"),
        "organizations": offered_organizations(request, as_of.day, asked.organization_id),
        "may_open": request.scope.has(Permission.RECORD_ADMISSIONS),
    }
    return render(request, "members/admissions/list.html", context)


def stages_of(items: list[Item], day) -> list[tuple[str, str, int]]:
    """Stages in order with how many cases stand there."""
    numbers = Counter(item.stage for item in items)
    labels = read(eras()[code_on(day)]).stages
    return [(code, label, numbers[code]) for code, label in labels.items()]


def by_due(item: Item) -> tuple:
    """What is due first stands first, then what has no limit, by name."""
    due = (0, item.due.due.toordinal()) if item.due else (1, 0)
    return (*due, item.case.sort_key, item.case.pk)
