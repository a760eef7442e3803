"""Recruitment: rounds, their seats and candidates, results, what a round did to the staff (A20)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cadres.movements.actions import recruiting
from cadres.movements.forms import recruiting as forms
from cadres.movements.models import RecruitmentCandidate, RecruitmentRound, RecruitmentSeat
from cadres.movements.report.rounds import LEVELS, effect_of, read_rounds, rows_behind
from cadres.movements.views.pages import form_page
from cadres.staff.models import Cadre
from cadres.staff.views.changing import communes_managed
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from sinho.web import clock
from sinho.web.answers import attempt
from sinho.web.lists import page_asked, past_day_asked, query_without
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of

VIEW, MANAGE = Permission.VIEW_STAFF, Permission.MANAGE_STAFF
SIDES = ("truoc", "sau")
WORDS = {"can-bo": "staff", "hoc-van": "schooling", "chuyen-mon": "professional"}


@requires(VIEW)
def rounds(request):
    """Rounds that were opened by the day."""
    as_of = past_day_asked(request)
    page = page_asked(request, RecruitmentRound.objects.in_scope(request.scope).opened_by(as_of.day))
    context = {
        "as_of": as_of,
        "page": page,
        "items": read_rounds(page, request.scope, as_of.day),
        "query": query_without(request, "trang"),
        "may_manage": request.scope.has(MANAGE),
    }
    return render(request, "cadres/movements/rounds.html", context)


def seen_round(request, pk) -> RecruitmentRound:
    return get_in_scope_or_404(RecruitmentRound.objects, request.scope, VIEW, pk=pk)


def managed_round(request, pk) -> RecruitmentRound:
    """The round, if the person keeps the staff of one of its communes; else 404 outside his reach, 403 inside."""
    found = seen_round(request, pk)
    seat = RecruitmentSeat.objects.in_scope(request.scope, MANAGE).filter(round=found).first()
    request.scope.require(MANAGE, seat.organization_id if seat else found.seats.first().organization_id)
    return found


def may_close(request, found: RecruitmentRound) -> bool:
    """The end of a round binds all its communes: only who keeps the staff of each of them writes it."""
    return all(request.scope.may(MANAGE, one.organization_id) for one in found.seats.all())


def mark(round: RecruitmentRound) -> str:
    rows = (RecruitmentSeat.objects.filter(round=round), RecruitmentCandidate.objects.filter(seat__round=round))
    return mark_of(RecruitmentRound.objects.filter(pk=round.pk), *rows)


@requires(VIEW)
@never_cache
def round(request, pk):
    """One round on a day: seats, candidates, its effect on age and schooling with the people behind a figure."""
    found, as_of = seen_round(request, pk), past_day_asked(request)
    [item] = read_rounds([found], request.scope, as_of.day)
    effect = effect_of(found, request.scope, as_of.day)
    people = RecruitmentCandidate.objects.in_scope(request.scope).filter(seat__round=found, applied_on__lte=as_of.day)
    people = list(people.select_related("seat__round", "seat__organization").order_by("sort_key", "pk"))
    managed = request.scope.organization_ids(MANAGE)
    log = AuditEntry.objects.about(RecruitmentRound._meta.label_lower, [found.pk])
    context = {
        "round": found,
        "item": item,
        "as_of": as_of,
        "seats": seats_of(request, found, people, as_of.day),
        "candidates": [candidate_row(request, found, one, as_of.day, managed) for one in people],
        "requirements": requirements(found),
        "effect": effect,
        "words": {key: word for word, key in WORDS.items()},
        "behind": behind(request, effect),
        "may_manage": any(one.organization_id in managed for one in found.seats.all()),
        "may_close": may_close(request, found),
        "log": log.filter(organization_id__in=managed)[:12],
    }
    return render(request, "cadres/movements/round.html", context)


def seats_of(
    request, found: RecruitmentRound, people: list[RecruitmentCandidate], day
) -> list[tuple[RecruitmentSeat, str, int, int]]:
    """Each seat that one sees with its commune, how many applied and how many were hired by the day."""
    rows = []
    for seat in (
        RecruitmentSeat.objects.in_scope(request.scope).filter(round=found).select_related("round", "organization")
    ):
        own = [one for one in people if one.seat_id == seat.pk]
        hired = [one for one in own if one.hired_by(day)]
        rows.append((seat, seat.organization.named(day)[1], len(own), len(hired)))
    return rows


def candidate_row(request, found: RecruitmentRound, one: RecruitmentCandidate, day, managed) -> dict:
    """A candidate with what he does not meet, his result by the day, and whether the person may write about him."""
    known = one.result_on is not None and one.result_on <= day
    waits = one.result_on is None and found.closed_on is None
    return {
        "candidate": one,
        "age": one.birth.age_on(one.applied_on),
        "unmet": one.unmet(found.asked),
        "result": one.get_result_display() if known else "Đang xét",
        "css": {"hired": "done", "not_hired": "none", "withdrew": "none"}[one.result] if known else "ask",
        "known": known,
        "may_open": bool(known and one.cadre_id and one.seat.organization_id in request.scope.organization_ids(VIEW)),
        "may_write": waits and one.seat.organization_id in managed,
    }


def requirements(found: RecruitmentRound) -> list[str]:
    """What the round asks, in words."""
    said = [found.get_home_display()] if found.home != "any" else []
    said += ["Người dân tộc thiểu số"] if found.minority else []
    said += [f"Học vấn từ {found.get_schooling_display().lower()}"] if found.schooling else []
    said += [f"Chuyên môn từ {found.get_professional_display().lower()}"] if found.professional else []
    said += [f"Không quá {found.oldest} tuổi"] if found.oldest else []
    return [*said, found.note] if found.note else said


def behind(request, effect):
    """The people behind the figure in the address (`?so=truoc-hoc-van`): words, rows; None when none is asked."""
    side, _, word = request.GET.get("so", "").partition("-")
    if side not in SIDES or word not in WORDS:
        return None
    key, chosen = WORDS[word], effect.side(side)
    label = "Cán bộ, công chức" if key == "staff" else LEVELS[key][0]
    return {"label": label, "day": chosen.day, "rows": rows_behind(chosen, key)}


def change(request, pk, form, act, *, title, button, done, hint="", warning=""):
    """A form about a round: the page again with the reasons, or the round with a message."""
    found = managed_round(request, pk)

    def hold() -> str:
        return mark(recruiting.hold(found))

    did, reasons = attempt(request, form, lambda _: act(found) or True, hold=hold)
    if did:
        messages.success(request, done)
        return redirect("movements:round", pk)
    where = [("Tuyển dụng", reverse("movements:rounds")), (found.name, reverse("movements:round", args=[pk]))]
    page = {"title": title, "button": button, "hint": hint, "reasons": reasons, "seen": mark(found)}
    page["warning"] = warning
    return form_page(request, form, where=where, **page)


@requires(MANAGE)
def open_round(request):
    """A round with its first seat."""
    form = forms.RoundForm(
        request.POST or None, communes=communes_managed(request), initial={"opened_on": clock.today()}
    )
    done, reasons = attempt(request, form, lambda _: recruiting.open_round(**form.values(), by=request.user))
    if done:
        messages.success(request, "Đã mở đợt tuyển dụng.")
        return redirect("movements:round", done.pk)
    hint = "Các chỗ cần tuyển khác ghi thêm ở trang của đợt."
    page = {"title": "Mở đợt tuyển dụng", "button": "Mở đợt", "hint": hint, "reasons": reasons}
    return form_page(request, form, where=[("Tuyển dụng", reverse("movements:rounds"))], **page)


@requires(MANAGE)
def add_seat(request, pk):
    """Another commune or title."""
    managed_round(request, pk)
    form = forms.SeatForm(request.POST or None, communes=communes_managed(request))

    def act(found):
        return recruiting.add_seat(round=found, **form.values(), by=request.user)

    return change(request, pk, form, act, title="Thêm chỗ cần tuyển", button="Thêm chỗ", done="Đã thêm chỗ cần tuyển.")


@requires(MANAGE)
def apply(request, pk):
    """Somebody applies."""
    found = managed_round(request, pk)
    seats = (
        RecruitmentSeat.objects.in_scope(request.scope, MANAGE)
        .filter(round=found)
        .select_related("round", "organization")
    )
    initial = {"applied_on": clock.today()}
    form = forms.ApplyForm(request.POST or None, seats=seats, communes=communes_managed(request), initial=initial)

    def act(_):
        return recruiting.apply(**form.values(), by=request.user)

    title, done = "Người dự tuyển mới", "Đã ghi người dự tuyển."
    return change(request, pk, form, act, title=title, button="Ghi dự tuyển", done=done)


@requires(MANAGE)
def close_round(request, pk):
    """The round ends."""
    if not may_close(request, managed_round(request, pk)):
        raise PermissionDenied(MANAGE)
    form = forms.CloseRoundForm(request.POST or None, initial={"on": clock.today()})

    def act(found):
        return recruiting.close_round(round=found, **form.values(), by=request.user)

    hint = "Sau khi kết thúc không ghi thêm người dự tuyển và kết quả."
    title, done = "Kết thúc đợt tuyển dụng", "Đã kết thúc đợt tuyển dụng."
    return change(request, pk, form, act, title=title, button="Kết thúc đợt", done=done, hint=hint)


def managed_candidate(request, pk) -> RecruitmentCandidate:
    """The candidate, if the person may write about him; one whose round has ended is not there to be changed."""
    rows = RecruitmentCandidate.objects.select_related("seat__round", "seat__organization")
    found = get_in_scope_or_404(rows, request.scope, VIEW, pk=pk)
    request.scope.require(MANAGE, found.seat.organization_id)
    return found


@requires(MANAGE)
def hire(request, pk):
    """The candidate comes onto the staff."""
    one = managed_candidate(request, pk)
    twins = recruiting.twins_of(one)
    mine = Cadre.objects.in_scope(request.scope, MANAGE).filter(pk__in=[twin.pk for twin in twins])
    initial = {"since": clock.today()}
    form = forms.HireForm(request.POST or None, warned=bool(twins), twins=mine, initial=initial)

    def act(_):
        return recruiting.hire(candidate=one, **form.values(), by=request.user)

    hint = "Hồ sơ cán bộ, chức danh và trình độ được ghi cùng lúc, một lần."
    unmet = "; ".join(one.unmet(one.seat.round.asked))
    page = {"button": "Ghi trúng tuyển", "hint": hint, "title": f"Trúng tuyển: {one.full_name}"}
    page["warning"] = f"Chưa đạt yêu cầu của đợt: {unmet}." if unmet else ""
    done = f"Đã ghi {one.full_name} vào danh sách cán bộ, công chức."
    return change(request, one.seat.round_id, form, act, done=done, **page)


@requires(MANAGE)
def not_hired(request, pk):
    """The candidate was not taken, or withdrew."""
    one = managed_candidate(request, pk)
    form = forms.ResultForm(request.POST or None, initial={"on": clock.today()})

    def act(_):
        return recruiting.not_hired(candidate=one, **form.values(), by=request.user)

    title, done = f"Kết quả: {one.full_name}", "Đã ghi kết quả."
    return change(request, one.seat.round_id, form, act, title=title, button="Ghi kết quả", done=done)
