"""Votes of confidence: the rounds, one with its table and what follows, the form, the paper."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from cadres.reviews import forms, vote_rules
from cadres.reviews.actions import voting as actions
from cadres.reviews.actions.facts import hold_commune
from cadres.reviews.models import ConfidenceResult, ConfidenceRound
from cadres.reviews.models.vote import posts_covered
from cadres.reviews.papers import pdf
from cadres.reviews.report.rounds import read_rounds
from cadres.reviews.rules.hands import writes_from_above
from cadres.reviews.views.asked import MANAGE, VIEW, commune_asked, communes_to_write, require_writer
from cells.organizations.papers import issuer_on
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from sinho.documents.forms import PaperForm
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.answers import STALE, attempt, file_to_keep, status_of
from sinho.web.lists import day_asked, page_asked, past_day_asked, query_without, row_asked
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of


@requires(VIEW)
def rounds(request):
    """Rounds up to the day, the newest first."""
    as_of, commune = past_day_asked(request), row_asked(request, "don-vi")
    found = ConfidenceRound.objects.in_scope(request.scope, VIEW).filter(held_on__lte=as_of.day)
    found = found.filter(organization=commune) if commune else found
    page = page_asked(request, found.order_by("-held_on", "-pk"))
    context = {
        "as_of": as_of,
        "page": page,
        "rows": read_rounds(list(page)),
        "query": query_without(request, "trang"),
        "may_record": bool(communes_to_write(request)),
        "rule": vote_rules.of_day(as_of.day),
    }
    return render(request, "cadres/reviews/rounds.html", context)


@requires(VIEW)
def held(request, pk):
    """A round: its table, what follows by the rule, how it was mended."""
    found = get_in_scope_or_404(ConfidenceRound.objects, request.scope, VIEW, pk=pk)
    [row] = read_rounds([found])
    written = AuditEntry.objects.about(ConfidenceRound._meta.label_lower, [found.pk]).order_by("-at", "-pk")
    context = {
        "row": row,
        "source": vote_rules.source_words(row.rule),
        "visible": request.scope.organization_ids(VIEW),
        "may_correct": writes_from_above(request.scope, found.organization_id),
        "paper_form": PaperForm() if request.scope.may(Permission.EXPORT, found.organization_id) else None,
        "entries": written.exclude(did="vote.printed"),
    }
    return render(request, "cadres/reviews/round.html", context)


@requires(VIEW)
@never_cache
def paper(request, pk):
    """The result as a paper to be signed; that it was taken out stays in the log."""
    found = get_in_scope_or_404(ConfidenceRound.objects, request.scope, VIEW, pk=pk)
    request.scope.require(Permission.EXPORT, found.organization_id)
    form = PaperForm(request.GET)
    if not form.is_valid():
        raise Refused([f"{form[name].label}: {error}" for name, errors in form.errors.items() for error in errors])
    issuer = issuer_on(found.organization_id, found.held_on)
    if issuer is None:
        raise Refused(f"Đảng bộ xã không tồn tại vào ngày {format_date(found.held_on)}.")
    actions.note_printed(held=found, by=request.user)
    [row] = read_rounds([found])
    return file_to_keep(pdf(row, issuer, form.details()), f"lay-phieu-{found.held_on:%Y-%m-%d}-{found.pk}.pdf")


def round_page(request, form, *, commune: str, held_on, rule, reasons, seen: str, back: str):
    """The form of a round, with the reasons of a refusal."""
    context = {
        "form": form,
        "commune": commune,
        "held_on": held_on,
        "rule": rule,
        "source": vote_rules.source_words(rule),
        "reasons": reasons,
        "seen": seen,
        "back": back,
    }
    status = status_of(form, reasons)
    return render(request, "cadres/reviews/round_form.html", context, status=status)


@requires(MANAGE)
def record(request):
    """A round of a commune on a day; without both the choice of them."""
    commune, day = commune_asked(request), day_asked(request)
    rule = vote_rules.of_day(day.day)
    problem = day.problem or problem_of(day.day, rule)
    if commune is None or not day.given or problem:
        return choose(request, day, problem if day.typed or day.given else "")
    posts = posts_covered(commune.organization_id, day.day, rule)
    initial = {"legal_basis": rule.source}
    form = forms.RoundForm(request.POST or None, rule=rule, posts=posts, initial=initial)

    def act(_):
        facts = {"organization": commune.organization, "held_on": day.day, "scope": request.scope}
        return actions.record_round(**facts, **form.values(), by=request.user)

    done, reasons = attempt(request, form, act)
    if done:
        messages.success(request, "Đã ghi cuộc lấy phiếu.")
        return redirect("reviews:round", done.pk)
    facts = {"commune": commune.name, "held_on": day.day, "rule": rule, "reasons": reasons, "seen": "", "back": ""}
    return round_page(request, form, **facts)


def problem_of(day, rule) -> str:
    """Why there can be no round on the day."""
    if day > clock.today():
        return f"Ngày {format_date(day)} chưa đến."
    return "" if rule else f"Ngày {format_date(day)} chưa có quy định lấy phiếu tín nhiệm trong danh mục."


def choose(request, day, problem: str):
    """Which commune, which day."""
    communes, chosen = communes_to_write(request), row_asked(request, "don-vi")
    if not communes:
        raise PermissionDenied(MANAGE)
    context = {"communes": communes, "chosen": chosen, "day": day, "problem": problem}
    return render(request, "cadres/reviews/choose_round.html", context, status=422 if problem else 200)


@requires(MANAGE)
def correct(request, pk):
    """Numbers that were written down wrongly."""
    found = get_in_scope_or_404(ConfidenceRound.objects.select_related("organization"), request.scope, VIEW, pk=pk)
    require_writer(request, found.organization_id)
    form = forms.RoundForm(
        request.POST or None,
        rule=found.rule_set,
        posts=posts_covered(found.organization_id, found.held_on, found.rule_set),
        correcting=True,
        initial=written_down(found),
    )

    def act(_):
        return actions.correct_round(held=found, **form.values(), scope=request.scope, by=request.user) or True

    done, reasons = attempt(request, form, act, hold=lambda: held_mark(found), stale=stale(found))
    if done:
        messages.success(request, "Đã sửa kết quả.")
        return redirect("reviews:round", found.pk)
    name = found.organization.named(found.held_on)[1]
    facts = {"rule": found.rule_set, "reasons": reasons, "seen": mark(found), "back": found.pk}
    return round_page(request, form, commune=name, held_on=found.held_on, **facts)


def written_down(found: ConfidenceRound) -> dict:
    """What the form of a correction holds at first."""
    names = ("legal_basis", "convened_by", "invited", "present")
    values = {name: getattr(found, name) for name in names} | {"valid": found.valid_slips}
    for one in found.results.all():
        values |= {f"{option}-{one.post_id}": getattr(one, option) for option in found.rule_set.options}
    return values


def mark(found: ConfidenceRound) -> str:
    """The mark of the round and its results."""
    rows = ConfidenceRound.objects.filter(pk=found.pk), ConfidenceResult.objects.filter(round=found.pk)
    return mark_of(*rows)


def held_mark(found: ConfidenceRound) -> str:
    hold_commune(found.organization_id)
    return mark(found)


def stale(found: ConfidenceRound) -> str:
    """The sentence for a page that somebody overtook."""
    written = AuditEntry.objects.about(ConfidenceRound._meta.label_lower, [found.pk])
    return f"{STALE} {written.last_words()}".strip()
