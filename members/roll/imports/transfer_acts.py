"""From a row to acts: a transfer goes on from the cell of today step by step, or papers of earlier years are kept."""

from members.roll.actions import keeping, transferring
from members.roll.actions.transferring import Plan, Sheet
from members.roll.enums import COMING_IN, TransferKind
from members.roll.imports.lines import MemberUnit
from members.roll.imports.transfer_checks import DAYS
from members.roll.imports.transfer_lines import TransferLine, TransferRegister
from members.roll.models import Membership, Transfer
from sinho.imports.acting import said_at
from sinho.imports.findings import MISSING, WrongColumn, cause
from sinho.imports.lines import Author

STANDS = cause(
    "transfer_stands",
    "Khác với việc chuyển đang có",
    "Tệp này ghi tiếp những bước còn thiếu, không ghi đè điều đã ghi. Ghi sai thì hủy việc chuyển ở trang của nó.",
)
PERSON = {"code", "name", "birth", "identity", "card", "base", "to_base"}
STEPS = ("introduced_on", "presented_on", "received_on", "returned_on", "cancelled_on")
# What is written down with a step, and only then.
WITH = {
    "sheet_number": "introduced_on",
    "dues_paid_until": "introduced_on",
    "host": "received_on",
    "notice_number": "received_on",
    "cancel_reason": "cancelled_on",
}
WORDS = [(words, column) for column, words in DAYS.items()]
FROM_EARLIER = "Sổ đã ghi nơi sinh hoạt, hoặc bắt đầu sau việc này: chỉ ghi thêm giấy tờ."


def lay_transfer(line: TransferLine, said) -> set[str]:
    """The columns that the row adds; what is known is not written over. `said`: a column in words."""
    if line.known is None:
        return line.typed - PERSON
    line.study = line.study or None
    touched = set()
    for column in sorted(line.typed - PERSON):
        before, now = getattr(line.known, column), getattr(line, column)
        if column == "host" and now == line.known.to:
            continue
        if before is not None and before != now:
            raise WrongColumn(column, f"Việc chuyển này đang ghi “{said(line.known, column)}”.", STANDS)
        if before is None and now is not None:
            touched.add(column)
    for column in sorted(touched):
        if WITH.get(column, column) not in touched & set(STEPS):
            raise WrongColumn(column, "Bước ấy đã ghi và để trống ô này; tệp không ghi thêm vào được.", STANDS)
    return touched


def act_transfer(unit: MemberUnit, line: TransferLine, register: TransferRegister, author: Author, note) -> None:
    """Do what the row tells: the next steps of a known transfer, all steps of a new one, or papers that are kept."""
    known = next((one for one in unit.of(Transfer) if one.pk == line.about), None)
    if known:
        carry_on(known, line, line.typed & {c for c in STEPS if getattr(line.known, c) is None}, register, author)
        return
    stays = list(Membership.objects.filter(member=unit.root).order_by("valid"))
    if goes_on(stays[-1], line, register):
        with said_at("", WORDS):
            plan, sheet = plan_of(line, register), sheet_of(line)
            begun = transferring.begin(member=unit.root, plan=plan, sheet=sheet, scope=author.scope, by=author.user)
        carry_on(begun, line, line.typed & set(STEPS[1:]), register, author)
    else:
        with said_at("cell", [*WORDS, ("Ngày", "received_on"), ("Sổ", "received_on"), ("Chọn", "to")]):
            keeping.keep(member=unit.root, past=past_of(line, stays, register), by=author.user)
        note(line, "received_on" if line.received_on else "cancelled_on", FROM_EARLIER)


def goes_on(last: Membership, line: TransferLine, register: TransferRegister) -> bool:
    """Whether the transfer begins in the cell of today, in the time in which the member has been there."""
    if line.kind in COMING_IN or last.valid.upper is not None or line.decided_on < last.since:
        return False
    return line.cell is None or last.organization == register.organization(line.cell)


def carry_on(transfer: Transfer, line: TransferLine, steps: set[str], register, author: Author) -> None:
    """Write down these steps, each as its page does."""
    by = author.user
    if "introduced_on" in steps:
        with said_at("introduced_on", WORDS):
            transferring.introduce(transfer=transfer, sheet=sheet_of(line), by=by)
    if "received_on" in steps:
        presented = line.presented_on if "presented_on" in steps else None
        with said_at("received_on", [*WORDS, ("Chọn", "host" if line.host else "to")]):
            transferring.take_in(
                transfer=transfer,
                on=line.received_on,
                cell=register.organization(line.host or line.to),
                presented_on=presented,
                notice_number=line.notice_number or "",
                by=by,
            )
    elif "presented_on" in steps:
        with said_at("presented_on", WORDS):
            transferring.present(transfer=transfer, on=line.presented_on, by=by)
    if "returned_on" in steps:
        with said_at("returned_on"):
            transferring.come_back(transfer=transfer, on=line.returned_on, by=by)
    if "cancelled_on" in steps:
        with said_at("cancelled_on"):
            transferring.cancel(transfer=transfer, on=line.cancelled_on, reason=line.cancel_reason, by=by)


def plan_of(line: TransferLine, register: TransferRegister) -> Plan:
    to = register.organization(line.to)
    return Plan(
        kind=line.kind,
        decided_on=line.decided_on,
        to=to,
        to_words="" if to else line.to,
        reason=line.reason or "",
        until=line.until,
        study=bool(line.study),
    )


def sheet_of(line: TransferLine) -> Sheet:
    return Sheet(line.sheet_number or "", line.introduced_on, line.dues_paid_until)


def past_of(line: TransferLine, stays: list[Membership], register: TransferRegister) -> keeping.Past:
    """A transfer that is over, with all its days."""
    coming = line.kind in COMING_IN
    plan = None if coming else plan_of(line, register)
    home = None if coming else home_of(line, stays, register)
    return keeping.Past(
        kind=line.kind,
        sheet=sheet_of(line),
        plan=plan,
        home=home,
        from_words=line.cell if coming else "",
        to=register.organization(line.to),
        cell=register.organization(line.host or line.to),
        presented_on=line.presented_on,
        received_on=line.received_on,
        notice_number=line.notice_number or "",
        returned_on=line.returned_on,
        cancelled_on=line.cancelled_on,
        cancel_reason=line.cancel_reason or "",
    )


def home_of(line: TransferLine, stays: list[Membership], register: TransferRegister):
    """The cell that let him go: as the row says, or as the roll has it on the day of the decision."""
    if line.cell:
        return register.organization(line.cell)
    held = next((stay for stay in stays if line.decided_on in stay.valid), None)
    if held is None:
        raise WrongColumn("cell", "Sổ chưa có chi bộ nào vào ngày quyết định; ghi chi bộ chuyển đi.", MISSING)
    return held.organization


def summary_of(line: TransferLine, said) -> str:
    """A new transfer in one sentence for the preview."""
    parts = (
        ("", said(line, "kind")),
        ("từ ", said(line, "cell")),
        ("đến ", said(line, "to")),
        ("quyết định ", said(line, "decided_on")),
        ("giấy ", line.sheet_number),
        ("giới thiệu ", said(line, "introduced_on")),
        ("nộp giấy ", said(line, "presented_on")),
        ("tiếp nhận ", said(line, "received_on")),
        ("đến hết ngày ", said(line, "until") if line.kind == TransferKind.TEMPORARY else ""),
        ("trở về ", said(line, "returned_on")),
        ("hủy ", said(line, "cancelled_on")),
    )
    return "; ".join(f"{before}{word}" for before, word in parts if word)
