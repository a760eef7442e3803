"""Somebody comes into a plan, from his record, from the list of gaps or from the plan; what is written about him."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from cadres.planning import catalogue, forms
from cadres.planning.actions import entering, training, voting
from cadres.planning.models import PlannedPerson, PlanningEntry, PlanningRound
from cadres.planning.models.reading import newest_rounds
from cadres.planning.report.coverage import mark_openable, view_of
from cadres.planning.report.story import story_of
from cadres.planning.views.rounds import MANAGE, VIEW, form_page, managed_round, try_it
from cadres.staff.models import Cadre
from cadres.staff.models.reading import read_rows
from members.roll.models import Member
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.web import clock
from sinho.web.lists import holding_words, past_day_asked, row_asked, words_asked
from sinho.web.lookup import get_in_scope_or_404

MOST_FOUND = 20


@requires(VIEW)
def of_cadre(request, pk):
    """What plans say of somebody on the staff, and the way into one."""
    found = get_in_scope_or_404(Cadre.objects, request.scope, VIEW, pk=pk)
    as_of = past_day_asked(request)
    rows = PlannedPerson.objects.in_scope(request.scope).filter(cadre=found).select_related("round__organization")
    open_rounds = PlanningRound.objects.in_scope(request.scope, MANAGE)
    rounds = newest_rounds(open_rounds, clock.today())
    context = {
        "cadre": found,
        "as_of": as_of,
        "planned": [one for one in rows if one.round.decided_on <= as_of.day],
        "entries": PlanningEntry.objects.on(as_of.day).filter(person__in=rows).select_related("person__round"),
        "story": story_of(list(rows), as_of.day),
        "into": [one for one in rounds if one.organization_id == found.last_organization],
        "others": [(one.pk, one.organization.named(as_of.day)[1]) for one in rounds],
        "may_manage": request.scope.has(MANAGE),
        "day_query": f"?ngay={as_of.text}" if as_of.given else "",
    }
    return render(request, "cadres/planning/cadre.html", context)


@requires(MANAGE)
def enter(request, pk):
    """Find somebody, then say for which posts by which decision."""
    found = managed_round(request, pk)
    chosen = chosen_of(request)
    if chosen is None:
        return find(request, found)
    taken = taken_by(found, chosen)
    form = forms.EnterForm(
        request.POST or None, round=found, day=clock.today(), taken=taken, initial=asked_post(request)
    )

    def act(_):
        return entering.enter(round=found, **chosen.records, **form.values(), by=request.user)

    done, reasons = try_it(request, found, form, act)
    if done:
        messages.success(request, f"Đã đưa {done} vào quy hoạch.")
        return redirect("planning:person", done.pk)
    title = f"Đưa vào quy hoạch: {chosen.who.full_name}"
    hint = f"{chosen.told}. Một người có thể quy hoạch nhiều chức danh."
    return form_page(request, form, title=title, button="Đưa vào quy hoạch", round=found, reasons=reasons, hint=hint)


@dataclass(frozen=True)
class Chosen:
    """Who is to be planned: one of two records."""

    cadre: Cadre | None = None
    member: Member | None = None

    @property
    def who(self) -> Cadre | Member:
        return self.cadre or self.member

    @property
    def told(self) -> str:
        """Who it is, so that nobody of the same name is taken."""
        parts = [self.who.get_sex_display(), f"sinh {self.who.birth}"]
        if self.cadre:
            [row] = read_rows([self.cadre], clock.today())
            parts += [", ".join(row.titles), row.commune]
        return ", ".join(part for part in parts if part)

    @property
    def records(self) -> dict:
        return {"cadre": self.cadre, "member": self.member}


def chosen_of(request) -> Chosen | None:
    """The record that the address names, within reach; 404 when it names one outside."""
    if pk := row_asked(request, "can-bo"):
        return Chosen(cadre=get_in_scope_or_404(Cadre.objects, request.scope, VIEW, pk=pk))
    if pk := row_asked(request, "dang-vien"):
        return Chosen(member=get_in_scope_or_404(Member.objects, request.scope, Permission.VIEW_MEMBERS, pk=pk))
    if request.method == "POST":
        raise Http404
    return None


def taken_by(round: PlanningRound, chosen: Chosen) -> set[str]:
    """Posts for which he is planned already."""
    rows = PlanningEntry.objects.written().filter(person__round=round, valid__endswith=None)
    mine = {"person__cadre": chosen.cadre} if chosen.cadre else {"person__member": chosen.member}
    return set(rows.filter(**mine).values_list("post", flat=True))


def asked_post(request) -> dict:
    code = request.GET.get("chuc-danh", "")
    return {"posts": [code]} if code in catalogue.posts() else {}


def find(request, round: PlanningRound):
    """Cadres of the district and members who are not on a staff, by words of their names."""
    words, today = words_asked(request), clock.today()
    cadres, members = [], []
    if words:
        staff = Cadre.objects.in_scope(request.scope).filter(posts__valid__contains=today).distinct()
        cadres = read_rows(holding_words(staff, words).order_by("sort_key", "pk")[:MOST_FOUND], today)
        roll = Member.objects.in_scope(request.scope, Permission.VIEW_MEMBERS)
        roll = roll.filter(joined_into__isnull=True, memberships__valid__contains=today, cadre_records__isnull=True)
        members = holding_words(roll, words).order_by("sort_key", "pk").distinct()[:MOST_FOUND]
    context = {"round": round, "commune": round.organization.named(today)[1], "words": words, "cadres": cadres}
    context |= {"members": members, "most": MOST_FOUND, "post": request.GET.get("chuc-danh", "")}
    return render(request, "cadres/planning/find.html", context)


def planned_or_404(request, pk, model=PlannedPerson):
    path = "round__organization" if model is PlannedPerson else "person__round__organization"
    return get_in_scope_or_404(model.objects.select_related(path), request.scope, VIEW, pk=pk)


@requires(VIEW)
def person(request, pk):
    """Somebody in a plan: posts with their votes, what is still to be learned, what reviews said."""
    found, as_of = planned_or_404(request, pk), past_day_asked(request)
    view = view_of(found.round, as_of.day)
    described = next((one for one in view.plan.people if one.planned.pk == found.pk), None)
    mark_openable(request.scope, [described] if described else [])
    entries = found.entries.written().filter(valid__startswith__lte=as_of.day).prefetch_related("votes")
    context = {
        "planned": found,
        "view": view,
        "described": described,
        "may_open": bool(described and described.may_open),
        "remarks": view.words_on(described) if described else (),
        "entries": [(one, view.met.get(one.pk), one.votes_by(as_of.day)) for one in entries],
        "as_of": as_of,
        "story": story_of([found], as_of.day),
        "needs": found.needs.on(as_of.day),
        "may_manage": request.scope.may(MANAGE, found.round.organization_id),
        "steps_source": catalogue.said(catalogue.steps_on(as_of.day)),
        "day_query": f"?ngay={as_of.text}" if as_of.given else "",
    }
    return render(request, "cadres/planning/person.html", context)


def change(request, planned: PlannedPerson, form, act, *, title, button, done, hint=""):
    """A form about somebody in a plan: the page again with the reasons, or his page with a message."""
    ok, reasons = try_it(request, planned.round, form, lambda _: act() or True)
    if ok:
        messages.success(request, done)
        return redirect("planning:person", planned.pk)
    back = reverse("planning:person", args=[planned.pk])
    more = {"round": planned.round, "reasons": reasons, "hint": hint, "back": back}
    return form_page(request, form, title=f"{title}: {planned}", button=button, **more)


def managed_entry(request, pk) -> PlanningEntry:
    entry = planned_or_404(request, pk, PlanningEntry)
    request.scope.require(MANAGE, entry.person.round.organization_id)
    return entry


@requires(MANAGE)
def needs(request, pk):
    """What somebody in a plan is still to learn."""
    found = planned_or_404(request, pk)
    request.scope.require(MANAGE, found.round.organization_id)
    rows = list(found.needs.on(clock.today()))
    years = {one.due_year for one in rows} - {None}
    initial = {"subjects": [one.subject for one in rows], "due_year": max(years, default=None)}
    form = forms.NeedsForm(request.POST or None, initial=initial)

    def act():
        return training.set_needs(person=found, **form.values(), by=request.user)

    return change(
        request,
        found,
        form,
        act,
        title="Nội dung cần đào tạo",
        button="Ghi nội dung",
        done="Đã ghi nội dung cần đào tạo.",
        hint="Người còn thiếu tiêu chuẩn mà mọi nội dung thiếu đều ghi ở đây thì tính là đạt sau đào tạo.",
    )


@requires(MANAGE)
def vote(request, pk):
    """The votes of a step for a post."""
    entry = managed_entry(request, pk)
    form = forms.VoteForm(request.POST or None, day=clock.today(), initial={"held_on": entry.since})

    def act():
        return voting.record_votes(entry=entry, **form.values(), by=request.user)

    title, done = f"Phiếu quy hoạch {entry}", "Đã ghi phiếu."
    return change(request, entry.person, form, act, title=title, button="Ghi phiếu", done=done)


@requires(MANAGE)
def remove(request, pk):
    """Out of the plan outside a review, or never in it."""
    entry = managed_entry(request, pk)
    form = forms.RemoveForm(request.POST or None, initial={"on": clock.today()})

    def act():
        data = dict(form.values())
        if data.pop("how") == form.MISTAKEN:
            return entering.mark_mistaken(entry=entry, reason=data["reason"], by=request.user)
        return entering.remove(entry=entry, **data, by=request.user)

    hint = "Ngày, lý do được giữ; quy hoạch của ngày trước vẫn như cũ. Đưa ra khi rà soát thì ghi ở trang rà soát."
    title, done = f"Đưa ra khỏi quy hoạch {entry}", "Đã ghi."
    return change(request, entry.person, form, act, title=title, button="Ghi", done=done, hint=hint)
