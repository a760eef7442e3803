"""The record of a member: what is so on a day, how it came about, who has read it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cells.organizations.models import path_to
from members.roll.actions.reading import note_viewed, reveal
from members.roll.citizen import disagreements
from members.roll.enums import Exit
from members.roll.life import life_of
from members.roll.models import Correction, Join, Member, Membership, Transfer
from members.roll.models.member import code_of
from members.roll.models.reading import Row, read_rows
from members.roll.models.transfer_reading import TransferRow, read_transfers
from members.roll.offices import offices_of
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.models import AuditEntry
from sinho.text.dates import format_date
from sinho.web.answers import attempt
from sinho.web.fields import ReasonForm
from sinho.web.lists import AsOf, page_asked, past_day_asked, query_without
from sinho.web.lookup import get_in_scope_or_404

VIEW, REVEAL = Permission.VIEW_MEMBERS, Permission.REVEAL_NUMBERS


def opened(request, pk: int) -> tuple[Member, Row, AsOf]:
    """The member within reach and the row of the day; of the last day on the roll when he is not on it then."""
    member = get_in_scope_or_404(Member.objects, request.scope, VIEW, pk=pk)
    as_of = past_day_asked(request)
    memberships = Membership.objects.filter(member=member).select_related("member")
    now = memberships.on(as_of.day).first()
    if now is None:
        before = memberships.filter(valid__startswith__lte=as_of.day).order_by("valid").last()
        now = before or memberships.order_by("valid").first()
    if now is None:
        raise Http404
    day = as_of.day if as_of.day in now.valid else (now.last_day if now.since <= as_of.day else now.since)
    [row] = read_rows([now], day)
    return member, row, as_of


def frame(request, member: Member, row: Row, as_of: AsOf, tab: str) -> dict:
    """What every tab of the record shows above its content."""
    organization_id = row.membership.organization_id
    may = request.scope.may
    return {
        "member": member,
        "row": row,
        "as_of": as_of,
        "on_roll": as_of.day in row.membership.valid,
        "tab": tab,
        "path": path_to(organization_id, row.day),
        "visible": request.scope.organization_ids(),
        "may_reveal": may(REVEAL, organization_id),
        "may_manage": may(Permission.MANAGE_MEMBERS, organization_id) and row.membership.valid.upper is None,
        "may_take_back": may(Permission.MANAGE_MEMBERS, organization_id)
        and row.membership.exit not in ("", Exit.WITHIN),
        "may_transfer": may(Permission.RECORD_TRANSFERS, organization_id) and row.membership.valid.upper is None,
        "transfer": open_transfer(member, as_of.day),
        "may_see_log": may(Permission.VIEW_AUDIT, organization_id),
        "day_query": f"?ngay={as_of.text}" if as_of.given else "",
        "age": member.age_on(row.day),
    }


def open_transfer(member: Member, day) -> TransferRow | None:
    """The transfer that goes on on the day."""
    found = Transfer.objects.filter(member=member).open_on(day).prefetch_related("extensions")
    return next(iter(read_transfers(found, day)), None)


@requires(VIEW)
@never_cache
def member(request, pk):
    """The record on a day. Opening it is written down."""
    if made := joined_away(request, pk):
        messages.info(request, f"Hồ sơ mã {code_of(pk)} đã gộp vào hồ sơ này ngày {format_date(localdate(made.at))}.")
        return redirect("members:member", made.kept_id)
    found, row, as_of = opened(request, pk)
    note_viewed(member=found, by=request.user)
    context = frame(request, found, row, as_of, "overview") | {
        "reason_form": ReasonForm(),
        **parts(found, as_of, request.scope),
    }
    return render(request, "members/roll/overview.html", context)


def joined_away(request, pk: int) -> Join | None:
    """The join by which this record went into another one that the person sees."""
    return Join.objects.in_force().in_scope(request.scope, VIEW).filter(gone=pk).first()


def parts(found: Member, as_of: AsOf, scope: Scope) -> dict:
    """What stands on the first tab."""
    return {
        "life": life_of(found, as_of.day, scope),
        "offices": offices_of(found, as_of.day),
        "numbers": None,
        "reasons": [],
        "disagreements": disagreements(found.identity_number, found.sex, found.birth_year),
        "corrections": corrections_of(found),
        "cases": found.admission_cases.filter(opened_on__lte=as_of.day).order_by("opened_on"),
        "joins": Join.objects.in_force().filter(kept=found).select_related("gone"),
    }


def corrections_of(found: Member):
    """What was mended about the member, also while it stood on a record that was joined into this one."""
    records = [found.pk, *found.joined_from.values_list("pk", flat=True)]
    return Correction.objects.filter(member__in=records).select_related("by")


@requires(REVEAL)
@never_cache
@require_POST
def numbers(request, pk):
    """The record with identity and card number in full, shown once, for a reason."""
    found, row, as_of = opened(request, pk)
    request.scope.require(REVEAL, row.membership.organization_id)
    form = ReasonForm(request.POST)
    done, reasons = attempt(
        request,
        form,
        lambda data: reveal(member=found, reason=data["reason"], by=request.user, scope=request.scope) or True,
    )
    context = frame(request, found, row, as_of, "overview") | parts(found, as_of, request.scope)
    context |= {"reason_form": form, "reasons": reasons}
    if done:
        context["numbers"] = {"identity": found.identity_number, "card": row.card.number if row.card else ""}
    return render(request, "members/roll/overview.html", context, status=200 if done else 422)


@requires(Permission.VIEW_AUDIT)
@never_cache
def readers(request, pk):
    """Who has read or changed the record."""
    found, row, as_of = opened(request, pk)
    request.scope.require(Permission.VIEW_AUDIT, row.membership.organization_id)
    records = [found.pk, *found.joined_from.values_list("pk", flat=True)]
    entries = AuditEntry.objects.about(Member._meta.label_lower, records)
    context = frame(request, found, row, as_of, "readers")
    context |= {"page": page_asked(request, entries), "query": query_without(request, "trang")}
    return render(request, "members/roll/readers.html", context)
