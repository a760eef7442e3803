"""Party badges: who is due on an award day, the list as a file, a badge written down (S1 28)."""

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from cells.organizations.models import OrganizationState, subtree_ids
from cells.organizations.papers import issuer_on
from members.roll.actions.honouring import give_badge, years_reached
from members.roll.actions.reading import note_exported
from members.roll.badge_forms import GiveForm, TakeOutForm
from members.roll.badge_papers import BadgeList, pdf, workbook
from members.roll.enums import BadgeDelay
from members.roll.guidance import award, levels_on
from members.roll.models import Member, Membership
from members.roll.models.badge import BadgeRow, delays_of, fill, read_badges, read_delays
from members.roll.seniority import AwardDay
from members.roll.views.changing import change, managed
from members.roll.views.listing import offered_organizations
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.web import clock
from sinho.web.answers import attempt, file_to_keep
from sinho.web.lists import PER_PAGE, AsOf, past_day_asked, query_without, row_asked

CONDUCT = Permission.VIEW_CONDUCT
VIEW, MANAGE, EXPORT = Permission.VIEW_MEMBERS, Permission.MANAGE_MEMBERS, Permission.EXPORT_MEMBERS
FIRST_YEAR, LAST_YEAR = 1990, 2100
# Word of the address → label, whether a row belongs to the list.
LISTS = {
    "": ("Đến hạn đợt này", lambda row: row.due is not None and not row.due.missed),
    "dot-truoc": ("Đợt trước chưa ghi trao", lambda row: row.due is not None and row.due.missed),
    "da-trao": ("Đã ghi trao đợt này", lambda row: row.given is not None),
}


@dataclass(frozen=True)
class BadgesAsked:
    """The award day, the list, the organisation and the day as of which it answers."""

    as_of: AsOf
    award_day: AwardDay
    view: str
    organization_id: int | None
    problem: str = ""

    @classmethod
    def of(cls, request) -> "BadgesAsked":
        as_of, get = past_day_asked(request), request.GET.get
        typed = get("nam", "")
        right = not typed or (typed.isdecimal() and FIRST_YEAR <= int(typed[:9]) <= LAST_YEAR)
        problem = "" if right else f"Năm phải là số từ {FIRST_YEAR} đến {LAST_YEAR}, ví dụ 2010."
        following = award().next_after(as_of.day)
        year = int(typed) if typed and right else following.day.year
        days = {one.key: one for one in award().days_of(year)}
        view = get("xem", "")
        chosen = days.get(get("dot", ""), days[following.key])
        return cls(as_of, chosen, view if view in LISTS else "", row_asked(request, "don-vi"), problem)

    def rows(self, scope: Scope, permission: Permission = VIEW) -> list[BadgeRow]:
        """Members within reach who may be due by their years."""
        memberships = Membership.objects.on(self.as_of.day).in_scope(scope, permission)
        if self.organization_id:
            ids = subtree_ids(self.organization_id, self.as_of.day)
            memberships = memberships.filter(organization_id__among=ids)
        return read_badges(memberships, self.award_day, self.as_of.day)


@requires(VIEW)
def badges(request):
    """Who is due on the award day, who was passed over, to whom a badge was given."""
    asked = BadgesAsked.of(request)
    rows = asked.rows(request.scope)
    kept = sorted((row for row in rows if LISTS[asked.view][1](row)), key=by_level)
    page = Paginator(kept, PER_PAGE).get_page(request.GET.get("trang"))
    fill(list(page))
    if request.scope.has(CONDUCT):
        read_delays([row for row in page if request.scope.may(CONDUCT, row.membership.organization_id)])
    context = {
        "asked": asked,
        "as_of": asked.as_of,
        "days": award().days_of(asked.award_day.day.year),
        "levels": levels_on(asked.award_day.day),
        "award": award(),
        "chips": [(word, label, sum(map(fits, rows))) for word, (label, fits) in LISTS.items()],
        "page": page,
        "query": query_without(request, "trang"),
        "chip_query": query_without(request, "trang", "xem"),
        "organizations": offered_organizations(request, asked.as_of.day, asked.organization_id),
        "may_export": request.scope.has(EXPORT),
        "may_manage": request.scope.has(MANAGE),
    }
    return render(request, "members/roll/badges.html", context)


def by_level(row: BadgeRow) -> tuple:
    """The highest badge first, then by name."""
    level = row.due.years if row.due else row.given.level
    return (-level, row.member.sort_key, row.member.pk)


@requires(EXPORT)
def take_out(request):
    """The list as a paper to be signed or as a workbook: a reason is asked and kept in the log."""
    asked, form = BadgesAsked.of(request), TakeOutForm(request.POST or None)
    rows = sorted((row for row in asked.rows(request.scope, EXPORT) if row.due), key=by_level)
    listed = BadgeList(asked.award_day, rows, award().windows_source)

    def act(data):
        fill(rows)
        read_delays(rows if request.scope.has(CONDUCT) else [])
        file = f"đến hạn Huy hiệu Đảng, tệp {'PDF' if data['dang'] == 'pdf' else 'Excel'}"
        day, reason = asked.as_of.day, data["reason"]
        note_exported(rows=len(rows), day=day, reason=reason, by=request.user, scope=request.scope, form=file)
        return file_of(request, asked, listed, form)

    answer, reasons = attempt(request, form, act)
    if answer:
        return answer
    context = {"form": form, "reasons": reasons, "asked": asked, "listed": listed}
    context |= {"query": query_without(request, "trang", "xem")}
    return render(request, "members/roll/badges_out.html", context, status=422 if form.is_bound else 200)


def file_of(request, asked: BadgesAsked, listed: BadgeList, form: TakeOutForm) -> HttpResponse:
    """The file that was asked for."""
    name = f"huy-hieu-dang-{asked.award_day.day:%Y-%m-%d}.{form.cleaned_data['dang']}"
    if form.cleaned_data["dang"] == "pdf":
        content = pdf(listed, issuer_on(issuing(request, asked), clock.today()), form.details())
    else:
        content = workbook(listed, reason=form.cleaned_data["reason"], by=request.user)
    return file_to_keep(content, name)


def issuing(request, asked: BadgesAsked) -> int:
    """In whose name the paper goes out: the organisation asked for, if it is within reach, else one's own."""
    root = request.scope.roots(EXPORT)[0]
    if not asked.organization_id or not request.scope.may(EXPORT, asked.organization_id):
        return root
    alive = OrganizationState.objects.on(clock.today()).filter(organization=asked.organization_id)
    return asked.organization_id if alive.exists() else root


@requires(MANAGE)
def give(request, pk):
    """A badge was awarded."""
    member = managed(request, pk)
    years = levels_on(clock.today()).years
    level = request.GET.get("muc", "")
    initial = {"level": level, "awarded_on": day_typed(request)}
    delay, said = delay_of(request, member, level, years)
    initial |= {"delay": delay}
    form = GiveForm(request.POST or None, years=years, initial=initial)
    hint = f"Tuổi đảng tính từ ngày quyết định kết nạp, trừ thời gian ngoài Đảng. {said}"
    title, done = "Huy hiệu Đảng", "Đã ghi Huy hiệu Đảng."
    return change(request, member, form, give_badge, title=title, button="Ghi Huy hiệu", done=done, hint=hint)


def delay_of(request, member: Member, level: str, years) -> tuple[str, str]:
    """The delay that follows from the book of discipline, and the sentence that says so; for who may see it."""
    cell = member.memberships.order_by("-valid").first().organization_id
    if not request.scope.may(CONDUCT, cell):
        return "", "Có kỷ luật thì chọn thời gian lùi."
    reached = years_reached(member, int(level), early=False) if level in map(str, years) else None
    found = delays_of({member.pk: reached}) if reached else {}
    if member.pk not in found:
        return "", "Sổ kỷ luật không có quyết định nào còn hiệu lực vào ngày đủ tuổi đảng." if reached else ""
    delay, words = found[member.pk]
    return delay, f"Theo sổ kỷ luật: {words}. Đề nghị lùi: {BadgeDelay(delay).label.lower()}."


def day_typed(request) -> dt.date | str:
    """The award day that the list leads here from, if it has come."""
    asked = BadgesAsked.of(request)
    return asked.award_day.day if request.GET.get("dot") and asked.award_day.day <= clock.today() else ""
