"""What only a whole row of the workbook of transfers can tell. Each check is passed over when its cell was not read."""

from itertools import pairwise

from members.roll.enums import COMING_IN, GOING_OUT, TransferKind
from members.roll.guidance import transfers_on
from members.roll.imports.checking import refuse_future
from members.roll.imports.transfer_lines import TransferLine
from members.roll.limits import ONLY_THE_DISTRICT, why_not_ordered, why_not_so_long
from sinho.imports.findings import MISSING, ORDER, REFERENCE, SCOPE, UNKNOWN_NAME, WrongColumn
from sinho.text.folding import fold

# Days of the papers in their order.
DAYS = {
    "decided_on": "Ngày quyết định",
    "introduced_on": "Ngày giới thiệu",
    "presented_on": "Ngày nộp giấy",
    "received_on": "Ngày tiếp nhận",
    "returned_on": "Ngày trở về",
}
LOOKS_LIKE_OURS = ("chi bo ", "cb ", "dang bo xa ", "dang uy xa ", "ban ", "thon ")


def check_cell(line: TransferLine, register, note) -> None:
    """The cell that lets him go; for who comes from outside a place in words."""
    if line.kind in COMING_IN:
        if line.cell is None and line.known is None:
            raise WrongColumn("cell", "Từ ngoài huyện đến thì ghi nơi chuyển đi bằng lời.", MISSING)
    elif line.told("cell"):
        line.cell = resolved(line.cell, line.base, "cell", line.row, register)


def check_to(line: TransferLine, register, note) -> None:
    """An organisation of the district; words for a place outside, which only the district may name."""
    if not line.told("to"):
        return
    if line.kind in GOING_OUT:
        refuse_beyond(register)
    elif line.kind == TransferKind.TEMPORARY:
        code = register.find_place(line.to, line.to_base)
        if code is None and fold(line.to).startswith(LOOKS_LIKE_OURS):
            line.to = resolved(line.to, line.to_base, "to", line.row, register)
        elif code is None:
            refuse_beyond(register)
            note(line, "to", f"“{line.to}” không phải là tổ chức đảng trong huyện; ghi là nơi ngoài huyện.")
        line.to = code or line.to
    else:
        line.to = resolved(line.to, line.to_base, "to", line.row, register)


def refuse_beyond(register) -> None:
    if not register.beyond:
        raise WrongColumn("kind", ONLY_THE_DISTRICT, SCOPE)


def check_host(line: TransferLine, register, note) -> None:
    if line.told("host"):
        line.host = resolved(line.host, line.to_base, "host", line.row, register)
    elif line.received_on and line.to in register.committees and line.host is None:
        raise WrongColumn("host", "Giấy ghi đảng bộ thì ghi chi bộ đã tiếp nhận.", MISSING)


def resolved(typed: str, base: str | None, column: str, row: int, register) -> str:
    """The code of the place; a name that is not clear is asked."""
    found = register.find_place(typed, base)
    if found is None and base and register.find_place(typed):
        raise WrongColumn(column, f"“{typed}” không thuộc “{base}”; sửa một trong hai ô.", REFERENCE)
    if found is None:
        register.unclear.setdefault(typed, []).append(row)
        raise WrongColumn(column, f"Chưa rõ “{typed}” là tổ chức đảng nào.", UNKNOWN_NAME)
    return found


def check_decided(line: TransferLine, register, note) -> None:
    if line.decided_on is None and line.kind not in (None, *COMING_IN):
        raise WrongColumn("decided_on", "Ghi ngày quyết định, hoặc ngày đổi nơi ở, nơi công tác.", MISSING)
    if line.decided_on and line.kind in COMING_IN:
        raise WrongColumn("decided_on", "Từ ngoài huyện đến thì để trống ô này.", ORDER)


def check_sheet(line: TransferLine, register, note) -> None:
    """The number and the day of the sheet stand together, and before what follows it."""
    if bool(line.sheet_number) != bool(line.introduced_on):
        column = "sheet_number" if line.introduced_on else "introduced_on"
        raise WrongColumn(column, "Ghi cả số và ngày của giấy giới thiệu, hoặc để trống cả hai.", MISSING)
    later = (line.presented_on, line.received_on, line.dues_paid_until)
    if line.introduced_on is None and (any(later) or line.kind in COMING_IN):
        raise WrongColumn("introduced_on", "Thiếu số và ngày của giấy giới thiệu.", MISSING)


def check_order(line: TransferLine, register, note) -> None:
    """No day lies ahead; each paper follows the one before."""
    for column in (*DAYS, "cancelled_on"):
        refuse_future(getattr(line, column), column, register.day)
    known = [(column, getattr(line, column)) for column in DAYS if getattr(line, column)]
    for (before, first), (after, second) in pairwise(known):
        if reasons := why_not_ordered((DAYS[before], first), (DAYS[after], second)):
            raise WrongColumn(after, reasons[0], ORDER)
    if line.cancelled_on and known and line.cancelled_on < known[-1][1]:
        [reason] = why_not_ordered((DAYS[known[-1][0]], known[-1][1]), ("Ngày hủy", line.cancelled_on))
        raise WrongColumn("cancelled_on", reason, ORDER)


def check_received(line: TransferLine, register, note) -> None:
    """Who comes in has been received; a notice belongs to a reception."""
    if line.received_on is None and line.kind in COMING_IN:
        raise WrongColumn("received_on", "Từ ngoài huyện đến thì ghi ngày tiếp nhận.", MISSING)
    if line.notice_number and line.received_on is None:
        raise WrongColumn("received_on", "Có số thông báo tiếp nhận thì ghi ngày tiếp nhận.", MISSING)
    if line.notice_number and line.kind not in (*GOING_OUT, TransferKind.TEMPORARY):
        raise WrongColumn("notice_number", "Số thông báo chỉ ghi khi chuyển ra ngoài huyện.", ORDER)


def check_until(line: TransferLine, register, note) -> None:
    """A temporary transfer has an end within the limits of its day; no other has one."""
    if line.kind != TransferKind.TEMPORARY:
        for column in ("until", "study", "returned_on"):
            if getattr(line, column):
                raise WrongColumn(column, "Chỉ ghi ô này khi chuyển tạm thời.", ORDER)
        return
    if line.until is None:
        raise WrongColumn("until", "Chuyển tạm thời phải ghi đến hết ngày nào.", MISSING)
    if line.decided_on is None:
        return
    first = line.introduced_on or line.decided_on
    if reasons := why_not_so_long(transfers_on(line.decided_on), first, line.until, study=bool(line.study)):
        raise WrongColumn("until", " ".join(reasons), ORDER)
    if line.returned_on and line.received_on is None:
        raise WrongColumn("received_on", "Có ngày trở về thì ghi ngày tiếp nhận.", MISSING)


def check_cancelled(line: TransferLine, register, note) -> None:
    if bool(line.cancelled_on) != bool(line.cancel_reason):
        column = "cancel_reason" if line.cancelled_on else "cancelled_on"
        raise WrongColumn(column, "Ghi cả ngày hủy và lý do hủy, hoặc để trống cả hai.", MISSING)
    if line.cancelled_on and line.received_on:
        raise WrongColumn("cancelled_on", "Đã tiếp nhận thì không hủy được nữa.", ORDER)


# In this order: later checks rely on what earlier ones completed.
CHECKS = {
    "cell": check_cell,
    "to": check_to,
    "host": check_host,
    "decided_on": check_decided,
    "introduced_on": check_sheet,
    "presented_on": check_order,
    "received_on": check_received,
    "until": check_until,
    "cancelled_on": check_cancelled,
}
