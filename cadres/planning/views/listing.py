"""Plans of all communes on a day: how far they cover the posts, where nobody is, who is in them."""

from dataclasses import dataclass

from django.shortcuts import render

from cadres.planning import catalogue
from cadres.planning.enums import Standing
from cadres.planning.models.reading import Person
from cadres.planning.report.coverage import Coverage, View, coverage, fuller_term, mark_openable, terms
from cadres.staff.views.changing import communes_managed
from cells.organizations.models import subtree_ids
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.text.folding import fold
from sinho.web.lists import AsOf, page_asked, past_day_asked, query_without, row_asked, words_asked

VIEW, MANAGE = Permission.VIEW_STAFF, Permission.MANAGE_STAFF
# Word of the address → which people of plans are asked for.
GROUPS = {
    "nu": "Nữ",
    "tre": "Trẻ",
    "thieu-so": "Dân tộc thiểu số",
    "nhieu": "Nhiều chức danh hơn mức",
    "tuoi": "Cần xem lại tuổi",
}
# The same for where they stand to the standard of a post that they are planned for.
STANDINGS = {
    "dat": Standing.MEETS,
    "se-dat": Standing.WILL_MEET,
    "con-thieu": Standing.LACKS,
    "khong-the": Standing.NEVER,
    "chua-co-tieu-chuan": Standing.UNKNOWN,
}


@dataclass(frozen=True)
class PlansAsked:
    """Day, term and commune that the address asks for."""

    as_of: AsOf
    first_year: int | None
    organization_id: int | None

    @classmethod
    def of(cls, request) -> "PlansAsked":
        return cls(past_day_asked(request), row_asked(request, "nhiem-ky"), row_asked(request, "don-vi"))

    def coverage(self, scope) -> Coverage:
        among = subtree_ids(self.organization_id, self.as_of.day) if self.organization_id else None
        return coverage(scope, self.as_of.day, self.first_year, among)

    @property
    def query(self) -> str:
        """What links to neighbouring pages keep, with `&` at its end."""
        parts = {"ngay": self.as_of.text if self.as_of.given else "", "nhiem-ky": self.first_year}
        parts["don-vi"] = self.organization_id
        return "".join(f"{name}={value}&" for name, value in parts.items() if value)


def frame(request, asked: PlansAsked, found: Coverage) -> dict:
    """What the three pages share."""
    return {
        "asked": asked,
        "as_of": asked.as_of,
        "coverage": found,
        "terms": terms(request.scope, asked.as_of.day),
        "limits_source": catalogue.said(found.limits),
        "may_manage": request.scope.has(MANAGE),
    }


@requires(VIEW)
def overview(request):
    """Posts and communes: seats, people, where nobody is."""
    asked = PlansAsked.of(request)
    found = asked.coverage(request.scope)
    planned = {view.round.organization_id for view in found.views}
    missing = communes_managed(request).exclude(organization__in=planned).filter(commune__isnull=False)
    words = {standing: word for word, standing in STANDINGS.items()}
    context = frame(request, asked, found) | {"without": [], "fuller": None}
    if not asked.first_year and not asked.organization_id:
        context["fuller"] = fuller_term(request.scope, asked.as_of.day, found)
    context["standings"] = [(words[one], one.label, number) for one, number in found.standings]
    if context["may_manage"] and not asked.organization_id:
        context["without"] = list(missing.order_by("sort_key"))
    return render(request, "cadres/planning/overview.html", context)


@requires(VIEW)
def gaps(request):
    """Posts without a successor, with who holds them now."""
    asked = PlansAsked.of(request)
    found = asked.coverage(request.scope)
    post = request.GET.get("chuc-danh", "")
    rows = [(view, line) for view, line in found.gaps if post in ("", line.spec.code)]
    context = frame(request, asked, found)
    context |= {"rows": rows, "post": post, "posts": posts_of(asked)}
    return render(request, "cadres/planning/gaps.html", context)


@requires(VIEW)
def people(request):
    """Who is in the plans: each person once."""
    asked, words, post = PlansAsked.of(request), words_asked(request), request.GET.get("chuc-danh", "")
    found, group = asked.coverage(request.scope), request.GET.get("nhom", "")
    pairs = [(view, one) for view in found.views for one in view.plan.people]
    pairs = [pair for pair in pairs if fits(*pair, group, post, fold(words).split())]
    page = page_asked(request, pairs)
    mark_openable(request.scope, [one for _, one in page])
    context = frame(request, asked, found)
    context |= {
        "page": page,
        "words": words,
        "group": group if group in GROUPS or group in STANDINGS else "",
        "groups": [*GROUPS.items(), *((word, one.label) for word, one in STANDINGS.items())],
        "post": post,
        "posts": posts_of(asked),
        "query": query_without(request, "trang"),
    }
    return render(request, "cadres/planning/people.html", context)


def posts_of(asked: PlansAsked) -> list[tuple[str, str]]:
    return [(code, catalogue.named(code, asked.as_of.day)) for code in catalogue.posts()]


def fits(view: View, person: Person, group: str, post: str, words: list[str]) -> bool:
    """Whether somebody is asked for."""
    if post and post in catalogue.posts() and post not in {one.post for one in person.entries}:
        return False
    if words and not all(word in person.who.search_key for word in words):
        return False
    limits, first_year, face = view.limits, view.round.first_year, person.face
    standings = {view.met[entry.pk].standing for entry in person.entries}
    asked = {
        "nu": lambda: face.is_woman,
        "tre": lambda: face.is_young(limits, first_year),
        "thieu-so": lambda: face.is_minority,
        "nhieu": lambda: len(person.entries) > limits.posts_per_person,
        "tuoi": lambda: bool(view.age_words(person)),
        **{word: lambda one=one: one in standings for word, one in STANDINGS.items()},
    }
    return asked[group]() if group in asked else True
