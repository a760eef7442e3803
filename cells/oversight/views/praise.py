"""Praise of organisations: the list, one decision, candidates by a rule and many of them at once (A12)."""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse

from cells.organizations.enums import CELLS, GRASSROOTS
from cells.organizations.models import Organization
from cells.oversight import conduct_forms as forms
from cells.oversight import conduct_lists
from cells.oversight.actions import commendation as actions
from cells.oversight.conduct_rules import PraiseRule
from cells.oversight.models import Commendation
from cells.oversight.models.streaks import best_in_a_row
from cells.oversight.views.conduct_asked import FIRST_YEAR, PRAISE, VIEW, below_asked, namer, states_for, years_to
from cells.oversight.views.pages import Asking, Choice, Listing, Row, form_page, list_page
from cells.oversight.views.striking import page_of, strike_url
from cells.oversight.views.watch import Watch
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.answers import attempt, status_of
from sinho.web.lists import AsOf, past_day_asked, year_asked

TAB = "praise"
COLUMNS = ("Tên", "Hình thức", "Quyết định", "Cơ quan khen", "Năm", "Thành tích")


def beside(request, current: str) -> list[tuple[str, str, bool]]:
    """All lists of praise."""
    names = (
        ("oversight:commendations", "Tổ chức đảng"),
        ("conduct:commendations", "Đảng viên"),
        ("oversight:candidates", "Gợi ý khen tổ chức"),
        ("conduct:candidates", "Gợi ý khen đảng viên"),
        ("oversight:practices", "Điển hình, cách làm hay"),
    )
    if not request.scope.has(Permission.VIEW_MEMBERS):
        names = [one for one in names if not one[0].startswith("conduct:")]
    return [(reverse(name), label, name == current) for name, label in names]


def choices_of(year: int | None, kind: str, day) -> list[Choice]:
    kinds = list(conduct_lists.praise().kinds.items())
    return [
        Choice("nam", "Thành tích năm", "Tất cả", years_to(day), str(year or "")),
        Choice("hinh-thuc", "Hình thức", "Tất cả", kinds, kind),
    ]


def listed(request, rows, as_of: AsOf, title: str, current: str, add, named):
    """A list of praise, of organisations or members: `named` gives name, page and second line of those of a page."""
    year, kind = year_asked(request, FIRST_YEAR, as_of.day.year), request.GET.get("hinh-thuc", "")
    kind = kind if kind in conduct_lists.praise().kinds else ""
    rows = rows.until(as_of.day)
    rows = rows.filter(year=year) if year else rows
    rows = rows.filter(kind=kind) if kind else rows
    known = conduct_lists.praise()
    listing = Listing(
        tab=TAB,
        title=title,
        columns=COLUMNS,
        caption="Quyết định khen thưởng, mới nhất đứng trước",
        empty="Không có quyết định khen thưởng nào.",
        hint=f"Thẩm quyền khen: {known.source}{'' if known.verified else ', chưa đối chiếu văn bản'}.",
        choices=choices_of(year, kind, as_of.day),
        beside=beside(request, current),
        actions=[add] if request.scope.has(PRAISE) and add else [],
    )
    return list_page(request, listing, rows, as_of, lambda few: [row_of(one, *name) for one, name in named(few)])


def row_of(one, name: str, url: str, sub: str = "") -> Row:
    """A commendation as lists show it."""
    cells = [
        ("Hình thức", one.kind_label),
        ("Quyết định", f"{one.decision_number}, {format_date(one.decision_date)}"),
        ("Cơ quan khen", one.issuer),
        ("Năm", str(one.year)),
        ("Thành tích", one.achievement),
    ]
    return Row(name, cells, url, sub)


def row_on_tab(one, scope) -> Row:
    """On the page of whom it praises: who may strikes it there; struck ones lead to why."""
    seen = not one.stands and scope.may(one.reads, one.place_id)
    found = row_of(one, one.level_label, page_of(one) if seen else "")
    return replace(found, struck=one.struck_words, strike=strike_url(scope, one))


@requires(VIEW)
def commendations(request):
    """Praised organisations by the day."""
    as_of = past_day_asked(request)
    rows = below_asked(request, Commendation.objects.standing().in_scope(request.scope, VIEW), as_of.day)

    def named(few):
        name = namer(as_of.day)
        pages = [reverse("oversight:organization_praise", args=[one.organization_id]) for one in few]
        return [(one, (name(one.organization_id), url)) for one, url in zip(few, pages, strict=True)]

    add = (reverse("oversight:commend"), "Ghi khen thưởng")
    return listed(request, rows, as_of, "Khen thưởng tổ chức đảng", "oversight:commendations", add, named)


@requires(PRAISE)
def commend(request):
    """One organisation is praised."""
    today = clock.today()
    form = forms.CommendForm(
        request.POST or None, states=states_for(request, PRAISE, today), initial={"year": today.year}
    )
    back = reverse("oversight:commendations")
    asking = Asking(
        title="Ghi khen thưởng tổ chức đảng",
        button="Ghi khen thưởng",
        done="Đã ghi khen thưởng.",
        back=back,
        back_label="Khen thưởng tổ chức đảng",
        hint="Nhiều tổ chức cùng một quyết định thì ghi ở trang Gợi ý khen tổ chức.",
    )

    def act(**values):
        return actions.commend(**values, scope=request.scope, by=request.user)

    watch = Watch.of_latest(Commendation.objects, request.scope, PRAISE)
    return form_page(request, form, asking, act, watch=watch)


@dataclass(frozen=True)
class CandidatesAsked:
    """The rule, the year and the day as of which decisions count."""

    as_of: AsOf
    rule: PraiseRule
    year: int

    @classmethod
    def of(cls, request, subject: str) -> "CandidatesAsked":
        as_of, rules = past_day_asked(request), conduct_lists.praise().rules_of(subject)
        chosen = next((one for one in rules if one.code == request.GET.get("quy-tac")), rules[0])
        year = year_asked(request, FIRST_YEAR, as_of.day.year) or as_of.day.year - 1
        return cls(as_of, chosen, year)

    @property
    def initial(self) -> dict:
        """What the decision is, by the rule."""
        years = f"{self.rule.years} năm liền đến năm {self.year}" if self.rule.years > 1 else f"năm {self.year}"
        return {
            "kind": self.rule.kind,
            "level": self.rule.level,
            "year": self.year,
            "achievement": f"Xếp mức cao nhất {years}",
        }


@dataclass(frozen=True)
class Candidate:
    """Who is proposed: for how many years running, and whether praised for the year already."""

    pk: int
    name: str
    years: int
    praised: bool
    may: bool


def candidates_of(request, asked: CandidatesAsked) -> list[Candidate]:
    """Organisations within reach that fit the rule: six queries."""
    found = best_in_a_row(asked.year, asked.rule.years, clock.end_of(asked.as_of.day))
    kinds = GRASSROOTS if asked.rule.base else [kind for kind in CELLS if kind not in GRASSROOTS]
    states = states_for(request, VIEW, asked.as_of.day).filter(organization__in=found, kind__in=kinds)
    given = Commendation.objects.standing().until(asked.as_of.day).filter(year=asked.year, kind=asked.rule.kind)
    praised, name = set(given.values_list("organization_id", flat=True)), namer(asked.as_of.day)
    return [
        Candidate(pk, name(pk), found[pk], pk in praised, request.scope.may(PRAISE, pk))
        for pk in states.in_order().values_list("organization_id", flat=True)
    ]


@requires(VIEW)
def candidates(request):
    """Who fits the rule on the day; who may praises the chosen ones by one decision, after a preview."""
    asked = CandidatesAsked.of(request, "organization")

    def give(chosen, given):
        rows = list(Organization.objects.filter(pk__in=chosen))
        return actions.commend(organizations=rows, given=given, scope=request.scope, by=request.user)

    words = ("Gợi ý khen thưởng tổ chức đảng", "oversight:candidates", "oversight:commendations", "organization")
    given = Commendation.objects.filter(year=asked.year, kind=asked.rule.kind)
    return candidates_page(request, asked, candidates_of(request, asked), give, words, given)


def candidates_page(request, asked: CandidatesAsked, found: list[Candidate], give, words, given):
    """Choose, look at what will be written, write. `given`: praise of this year and kind, which the page shows."""
    title, current, after, subject = words
    free = [one for one in found if one.may and not one.praised]
    if request.method == "POST" and not request.scope.has(PRAISE):
        raise PermissionDenied(PRAISE)
    form = forms.ManyForm(request.POST or None, candidates=[(one.pk, one.name) for one in free], initial=asked.initial)
    watch = Watch(Organization.objects.filter(pk__in=request.scope.roots(PRAISE)), (given,))
    writes = request.POST.get("buoc") == "ghi"
    done, reasons = attempt(
        request,
        form,
        lambda data: give(data["chosen"], form.given()) if writes else check(form, subject),
        hold=watch.hold,
        stale=watch.changed,
    )
    if done and writes:
        messages.success(request, f"Đã ghi khen thưởng cho {done}.")
        return redirect(after)
    context = {
        "asked": asked,
        "as_of": asked.as_of,
        "title": title,
        "tab": TAB,
        "beside": beside(request, current),
        "rules": [(one.code, one.label) for one in conduct_lists.praise().rules_of(subject)],
        "years": years_to(asked.as_of.day),
        "found": found,
        "free": len(free),
        "form": form,
        "reasons": reasons,
        "seen": watch.mark,
        "preview": [one for one in free if done and one.pk in form.cleaned_data["chosen"]],
        "decision": said_of(form),
        "chosen": set(request.POST.getlist("chosen")),
    }
    return render(request, "cells/oversight/candidates.html", context, status=200 if done else status_of(form, reasons))


def said_of(form) -> list[tuple[str, str, str, str]]:
    """Label, words, name and value of each part of the decision, as the preview carries them."""
    labels = conduct_lists.praise().kinds | conduct_lists.praise().levels
    found = [(field.label, field.value() or "", field.name) for field in form.decision]
    return [(label, labels.get(value, value), name, value) for label, value, name in found]


def check(form, subject: str) -> bool:
    """Whether the decision can be one, before anything is written."""
    form.given().refuse_wrong(subject)
    return True
