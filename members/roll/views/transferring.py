"""Transfers of Party activity: one of them with its steps, and the form that begins it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cells.organizations.enums import OrganizationKind
from cells.organizations.models import OrganizationState, subtree_ids
from members.roll.actions import transferring
from members.roll.enums import TransferStep
from members.roll.limits import NEXT
from members.roll.models import Member, StayExtension, Transfer
from members.roll.models.transfer_reading import TransferRow, read_transfers, sends_out
from members.roll.offices import warning_of
from members.roll.transfer_forms import FORMS, BeginForm
from members.roll.views.changing import CELLS, form_page, last_act, mark
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.answers import attempt
from sinho.web.lists import past_day_asked
from sinho.web.lookup import get_in_scope_or_404
from sinho.web.seen import mark_of

VIEW, RECORD = Permission.VIEW_MEMBERS, Permission.RECORD_TRANSFERS
DESTINATIONS = (*CELLS, OrganizationKind.GRASSROOTS_COMMITTEE, OrganizationKind.SECTION_COMMITTEE)
ACTS = {
    TransferStep.INTRODUCE: (transferring.introduce, "Đã ghi giấy giới thiệu."),
    TransferStep.PRESENT: (transferring.present, "Đã ghi ngày nộp giấy."),
    TransferStep.RECEIVE: (transferring.take_in, "Đã ghi tiếp nhận."),
    TransferStep.EXTEND: (transferring.extend, "Đã ghi gia hạn."),
    TransferStep.COME_BACK: (transferring.come_back, "Đã ghi trở về."),
    TransferStep.CANCEL: (transferring.cancel, "Đã hủy việc chuyển; việc ấy được giữ trong danh sách."),
}
HINT = "Đảng viên còn trong danh sách của chi bộ cũ đến hôm trước ngày chi bộ mới tiếp nhận."
AT_DESTINATION = (TransferStep.PRESENT, TransferStep.RECEIVE)


def opened(request, pk) -> Transfer:
    """The transfer, seen from either side."""
    related = ("member", "from_organization", "to_organization", "host_cell")
    rows = Transfer.objects.select_related(*related).prefetch_related("extensions")
    return get_in_scope_or_404(rows, request.scope, VIEW, pk=pk)


def place_of_step(transfer: Transfer, step: TransferStep) -> int:
    """Whose step it is: the destination receives; the home side does the rest, and all of it for a place outside."""
    at_destination = step in AT_DESTINATION and not transfer.leaves_district
    return transfer.to_organization_id if at_destination else transfer.from_organization_id


def states_of_today(request):
    """Organisations of today about which the person may write transfers."""
    return OrganizationState.objects.on(clock.today()).in_scope(request.scope, RECORD)


def step_form(request, transfer: Transfer, step: TransferStep, data=None):
    """The form of a step; cells are those below the organisation of the sheet."""
    cells = states_of_today(request).filter(kind__in=CELLS)
    if transfer.to_organization_id:
        cells = cells.filter(organization_id__among=subtree_ids(transfer.to_organization_id, clock.today()))
    initial = {"on": clock.today(), "introduced_on": clock.today()}
    return FORMS[step](data, transfer=transfer, cells=cells, prefix=step.value, initial=initial)


def mark_of_transfer(transfer: Transfer) -> str:
    """The mark of all that is written about the transfer."""
    extensions = StayExtension.objects.filter(transfer=transfer)
    return mark_of(Transfer.objects.filter(pk=transfer.pk), extensions)


def held(transfer: Transfer) -> str:
    """The transfer, held after its member as every act on the roll does it; the mark of what is written."""
    Member.objects.select_for_update().get(pk=transfer.member_id)
    Transfer.objects.select_for_update(of=("self",)).get(pk=transfer.pk)
    return mark_of_transfer(transfer)


def transfer_page(request, transfer: Transfer, *, refused=None, step=None, reasons=(), status=200):
    """One transfer on a day, with the forms of the steps that the person may write."""
    as_of = past_day_asked(request)
    [row] = read_transfers([transfer], as_of.day)
    may = request.scope.may
    steps = NEXT.get(row.state, ()) if as_of.day == clock.today() else ()
    own = [one for one in steps if may(RECORD, place_of_step(transfer, one))]
    forms = [(one, refused if one == step else step_form(request, transfer, one)) for one in own]
    context = {
        "transfer": transfer,
        "row": row,
        "as_of": as_of,
        "steps": steps_of(row),
        "forms": forms,
        "first": own[0] if own and own[0] == steps[0] else None,
        "waiting_for": waiting_for(row) if steps and steps[0] not in own else "",
        "sees_member": Member.objects.in_scope(request.scope, VIEW).filter(pk=transfer.member_id).exists(),
        "reasons": reasons,
        "refused": refused,
        "seen": mark_of_transfer(transfer),
        "warning": warning_of(transfer.member, as_of.day) if own and not transfer.is_temporary else "",
    }
    return render(request, "members/roll/transfer.html", context, status=status)


def waiting_for(row: TransferRow) -> str:
    """Who has the next word."""
    return row.goes_to if row.is_waiting and not row.transfer.leaves_district else row.came_from


def steps_of(row: TransferRow) -> list[tuple[str, object, str]]:
    """The papers in their order: what, on which day, with which number."""
    transfer, facts = row.transfer, row.facts
    dues = f"đảng phí đến hết {format_date(transfer.dues_paid_until)}" if transfer.dues_paid_until else ""
    sheet = ", ".join(part for part in (f"Giấy {transfer.boxes} ô, số {transfer.sheet_number}", dues) if part)
    notice = f"Thông báo {transfer.notice_number}" if transfer.notice_number else ""
    extended = [one for one in transfer.extensions.all() if one.on <= row.day]
    found = [
        ("Quyết định, đổi nơi ở, nơi công tác", facts.decided_on, transfer.reason),
        ("Giới thiệu", facts.introduced_on, sheet if facts.introduced_on else ""),
        ("Nộp giấy ở nơi đến", facts.presented_on, ""),
        ("Tiếp nhận", facts.received_on, notice or row.goes_to if facts.received_on else ""),
        *(("Gia hạn", one.on, f"đến hết {format_date(one.until)}: {one.reason}") for one in extended),
    ]
    if transfer.is_temporary:
        found.append(("Trở về", facts.returned_on, "" if facts.returned_on else f"hạn {format_date(facts.until)}"))
    if facts.cancelled_on:
        found.append(("Hủy", facts.cancelled_on, transfer.cancel_reason))
    return found


@requires(VIEW)
@never_cache
def transfer(request, pk):
    """The transfer on a day."""
    return transfer_page(request, opened(request, pk))


@requires(RECORD)
@require_POST
def take(request, pk, code):
    """Write down a step."""
    found = opened(request, pk)
    if code not in TransferStep.values:
        raise Http404
    step = TransferStep(code)
    if not place_of_step(found, step):
        raise Http404
    request.scope.require(RECORD, place_of_step(found, step))
    form = step_form(request, found, step, request.POST)
    action, done_words = ACTS[step]

    def act(_):
        return action(transfer=found, **form.values(), by=request.user) or True

    done, reasons = attempt(request, form, act, hold=lambda: held(found))
    if not done:
        status = 409 if reasons else 422
        return transfer_page(request, opened(request, pk), refused=form, step=step, reasons=reasons, status=status)
    messages.success(request, done_words)
    return redirect("members:transfer", pk)


def begin_form(request, home_id: int) -> BeginForm:
    """The form for a member of this cell: destinations within reach, places outside for who works for the district."""
    beyond = sends_out(request.scope, clock.today())
    organizations = states_of_today(request).filter(kind__in=DESTINATIONS).exclude(organization=home_id)
    initial = {"decided_on": clock.today()}
    return BeginForm(request.POST or None, organizations=organizations, beyond=beyond, initial=initial)


@requires(RECORD)
def begin(request, pk):
    """A member is let go to another organisation."""
    member = get_in_scope_or_404(Member.objects, request.scope, VIEW, pk=pk)
    home = member.memberships.order_by("-valid").first().organization_id
    request.scope.require(RECORD, home)
    form = begin_form(request, home)

    def hold() -> str:
        Member.objects.select_for_update().get(pk=pk)
        return mark(member)

    def act(_):
        return transferring.begin(member=member, **form.values(), scope=request.scope, by=request.user)

    done, reasons = attempt(request, form, act, hold=hold, stale=last_act(member))
    if done:
        messages.success(request, "Đã ghi việc chuyển sinh hoạt.")
        return redirect("members:transfer", done.pk)
    title = f"Giới thiệu chuyển sinh hoạt: {member.full_name}"
    more = {"reasons": reasons, "hint": HINT, "warning": warning_of(member, clock.today())}
    return form_page(request, form, title=title, button="Ghi việc chuyển", member=member, **more)
