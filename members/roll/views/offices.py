"""Who holds which office: terms of officers that nobody has been linked to, offices whose holder is elsewhere."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cells.organizations.models import Officer, subtree_ids
from members.roll.actions import offices as acts
from members.roll.alike import sides_of
from members.roll.models import Member, OfficeHolder
from members.roll.models.office import left_behind, named, unlinked
from members.roll.offices import linked_rows, offices_to_end, suggest, term_rows
from members.roll.views.listing import offered_organizations
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.answers import attempt
from sinho.web.lists import AsOf, holding_words, page_asked, past_day_asked, query_without, row_asked, words_asked
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of

VIEW, RECORD = Permission.VIEW_MEMBERS, Permission.RECORD_OFFICES
MOST_OFFERED = 20
ALL = "moi"
GONE = "Có chức vụ hoặc đảng viên đã chọn không còn trong phạm vi của đồng chí; đồng chí mở lại trang này."


@dataclass(frozen=True)
class OfficesAsked:
    """What the address asks of the terms."""

    as_of: AsOf
    words: str
    organization_id: int | None
    ended_too: bool

    @classmethod
    def of(cls, request) -> "OfficesAsked":
        ended_too = request.GET.get("thoi-gian") == ALL
        return cls(past_day_asked(request), words_asked(request), row_asked(request, "don-vi"), ended_too)

    @property
    def day(self) -> dt.date:
        return self.as_of.day

    @property
    def narrowed(self) -> bool:
        return bool(self.words or self.organization_id)

    def fitting(self, terms):
        """Terms of the organisation asked for, with these words in the name, of the day unless all are asked."""
        if self.organization_id:
            terms = terms.filter(organization__among=subtree_ids(self.organization_id, self.day))
        terms = terms if self.ended_too else terms.filter(held__contains=self.day)
        return named(terms, self.words) if self.words else terms


def office_page(request, tab: str, asked: OfficesAsked, page, rows, *, reasons=()):
    """One of the tabs; each shows how many there are under the others."""
    scope, links = request.scope, OfficeHolder.objects.in_scope(request.scope, RECORD)
    counts = {
        "unlinked": unlinked().in_scope(scope, RECORD).filter(held__contains=asked.day).count(),
        "to_end": len(offices_to_end(scope, asked.day)),
        "linked": links.held_on(asked.day).count(),
    }
    organizations = offered_organizations(request, asked.day, asked.organization_id)
    context = {
        "tab": tab,
        "counts": counts,
        "asked": asked,
        "as_of": asked.as_of,
        "page": page,
        "rows": rows,
        "organizations": organizations,
        "reasons": reasons,
        "may_relieve": scope.has(Permission.MANAGE_ORGANIZATIONS),
        "all_chosen": request.GET.get("chon") == "het",
        "query": query_without(request, "trang", "chon"),
        "tab_query": query_without(request, "trang", "chon", "thoi-gian"),
    }
    return render(request, f"members/roll/offices_{tab}.html", context, status=409 if reasons else 200)


@requires(RECORD)
@never_cache
def offices(request):
    """Terms without a record, each with who it may be; those that are chosen are linked at once."""

    def act(_):
        return acts.link(pairs=pairs_sent(request), by=request.user)

    made, reasons = attempt(request, None, act)
    if made:
        messages.success(request, f"Đã gắn {len(made)} chức vụ với hồ sơ đảng viên.")
        return redirect(request.get_full_path())
    asked = OfficesAsked.of(request)
    terms = asked.fitting(unlinked().in_scope(request.scope, RECORD))
    page = page_asked(request, terms.select_related("organization").order_by("sort_key", "pk"))
    rows = term_rows(list(page), asked.day)
    suggest(rows, Member.objects.in_scope(request.scope, VIEW), clock.today())
    return office_page(request, "unlinked", asked, page, rows, reasons=reasons)


def pairs_sent(request) -> list[acts.Pair]:
    """“term:member”, of the button of a row or of everything that was ticked; both must be within reach."""
    sent = request.POST.getlist("mot") or request.POST.getlist("chuc-vu")
    keys = [pair.partition(":")[::2] for pair in sent]
    if not all(part.isascii() and part.isdecimal() and len(part) <= 18 for pair in keys for part in pair):
        raise Refused(GONE)
    keys = [(int(term), int(member)) for term, member in keys]
    terms = Officer.objects.in_scope(request.scope, RECORD).in_bulk([term for term, _ in keys])
    people = Member.objects.in_scope(request.scope, VIEW).in_bulk([member for _, member in keys])
    if any(term not in terms or member not in people for term, member in keys):
        raise Refused(GONE)
    return [(terms[term], people[member]) for term, member in keys]


@requires(RECORD)
@never_cache
def to_end(request):
    """Offices that run although their holder is in no cell of the organisation any more."""
    asked = OfficesAsked.of(request)
    links = asked_links(request, asked)
    page = page_asked(request, left_behind(links, asked.day))
    rows = linked_rows(list(page), asked.day)
    sides = sides_of({row.link.member_id for row in rows})
    for row in rows:
        row.suggested.append(sides[row.link.member_id])
    return office_page(request, "to_end", asked, page, rows)


@requires(RECORD)
@never_cache
def linked(request):
    """Terms with their holders, to look through and to take a wrong link back."""
    asked = OfficesAsked.of(request)
    links = asked_links(request, asked).select_related("officer__organization", "member")
    page = page_asked(request, links.order_by("officer__sort_key", "pk"))
    return office_page(request, "linked", asked, page, linked_rows(list(page), asked.day))


def asked_links(request, asked: OfficesAsked):
    """Links in force within reach that fit the filters."""
    links = OfficeHolder.objects.in_force().in_scope(request.scope, RECORD)
    if asked.organization_id:
        links = links.filter(officer__organization__among=subtree_ids(asked.organization_id, asked.day))
    links = links if asked.ended_too else links.held_on(asked.day)
    return holding_words(links, asked.words, "member__search_key")


def mark_of_term(officer: Officer) -> str:
    """The mark of the term and of who was linked to it."""
    return mark_of(Officer.objects.filter(pk=officer.pk), OfficeHolder.objects.filter(officer=officer))


@requires(VIEW)
@never_cache
def office(request, pk):
    """One term: who holds it, or whom one may choose."""
    terms = Officer.objects.select_related("organization")
    officer = get_in_scope_or_404(terms, request.scope, VIEW, pk=pk)
    may_record = request.scope.may(RECORD, officer.organization_id)
    if request.method == "POST":
        request.scope.require(RECORD, officer.organization_id)

    def hold() -> str:
        Officer.objects.select_for_update(of=("self",)).get(pk=pk)
        return mark_of_term(officer)

    def act(_):
        pairs = pairs_sent(request)
        if [term.pk for term, _ in pairs] != [pk]:
            raise Refused(GONE)
        return acts.link(pairs=pairs, by=request.user)

    made, reasons = attempt(request, None, act, hold=hold)
    if made:
        messages.success(request, f"Đã gắn chức vụ với hồ sơ {made[0].member.full_name}.")
        return redirect("members:office", pk)
    context = chosen_from(request, officer) | {"reasons": reasons, "may_record": may_record}
    return render(request, "members/roll/office.html", context, status=409 if reasons else 200)


def chosen_from(request, officer: Officer) -> dict:
    """The term with its holder, or with who is suggested and who is found by words."""
    today, seen = clock.today(), Member.objects.in_scope(request.scope, VIEW)
    link = OfficeHolder.objects.in_force().filter(officer=officer).select_related("member", "by").first()
    [row] = term_rows([officer], today)
    row.link, words, found = link, words_asked(request), []
    if link is None:
        suggest([row], seen, today)
        keys = list(holding_words(seen, words).filter(joined_into=None).order_by("sort_key", "pk")[:MOST_OFFERED])
        sides = sides_of([one.pk for one in keys]) if words else {}
        found = [sides[one.pk] for one in keys] if words else []
    return {
        "row": row,
        "officer": officer,
        "words": words,
        "found": found,
        "most": MOST_OFFERED,
        "sees_member": link is not None and seen.filter(pk=link.member_id).exists(),
        "seen": mark_of_term(officer),
        "list": f"{reverse('members:offices')}?don-vi={officer.organization_id}",
    }


@requires(RECORD)
@require_POST
def withdraw(request, pk):
    """The person of the term is somebody else."""
    links = OfficeHolder.objects.select_related("officer__organization", "member")
    made = get_in_scope_or_404(links, request.scope, RECORD, pk=pk)
    done, reasons = attempt(request, None, lambda _: acts.withdraw_office(made=made, by=request.user) or True)
    if done:
        messages.success(request, f"Đã gỡ chức vụ khỏi hồ sơ {made.member.full_name}; đồng chí chọn lại người giữ.")
    for reason in reasons:
        messages.error(request, reason)
    return redirect("members:office", made.officer_id)
