"""What happens to a print run: asked for, cancelled, ended, handed out, emptied after a week."""

import hashlib

from django.db import connection

from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.printing.enums import PartState, RunState
from sinho.printing.kinds import RunAsked, RunKind, why_no_name
from sinho.printing.models import KEPT, MOST_PARTS, PrintPart, PrintRun
from sinho.printing.zipped import pieces
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.text.numbers import format_number
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

MOST_UNDER_WAY = 3
NO_LONGER = (
    "Đồng chí {name} không còn quyền lấy những bản in này, nên lần in dừng lại; những bản đã in không được giữ lại."
)


@atomic_or_refused()
def begin(*, kind: RunKind, asked: RunAsked, scope: Scope, by, reason: str = "") -> tuple[PrintRun, bool]:
    """Keep what is to be printed. The second answer says whether it is new: what is under way is not begun twice."""
    if not kind.may(scope, asked.organization_id):
        raise Refused("Tài khoản này không được giao quyền lấy những bản in này.")
    hold_person(by)
    own = PrintRun.objects.under_way().filter(asked_by=by)
    same = {"kind": kind.code, "organization_id": asked.organization_id, "on": asked.on, "year": asked.year}
    if before := own.filter(**same).first():
        return before, False
    if own.count() >= MOST_UNDER_WAY:
        raise Refused(f"Đồng chí đang có {MOST_UNDER_WAY} lần in chưa xong; chờ xong hoặc hủy bớt rồi yêu cầu lần mới.")
    parts = list(kind.parts(scope, asked))
    refuse_number(len(parts))
    run = PrintRun.objects.create(
        title=f"{kind.title}, {asked.words}",
        organization_name=name_of(kind, asked, scope),
        reason=reason.strip(),
        asked_at=clock.now(),
        asked_by=by,
        **same,
    )
    add_parts(run, parts)
    said = f"Yêu cầu in hàng loạt “{run.title}”, {format_number(len(parts))} bản"
    note(run, "printing.asked", f"{said}: {run.reason}" if run.reason else said, by)
    return run, True


def hold_person(user) -> None:
    """Who clicks twice in one instant waits here: the second time he is led to the run that the first one began."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"printing begins {user.pk}"])


def name_of(kind: RunKind, asked: RunAsked, scope: Scope) -> str:
    """How the organisation is called on the day that is asked for; one that does not exist then is refused."""
    name = dict(kind.organizations(scope, asked.on)).get(asked.organization_id)
    if name is None:
        raise Refused(f"Vào ngày {format_date(asked.on)} không có tổ chức đã chọn; đồng chí chọn ngày khác.")
    return name


def refuse_number(number: int) -> None:
    """A run has something to print, and not too much."""
    if not number:
        raise Refused("Không có bản nào để in theo những điều đã chọn; đồng chí chọn năm, ngày hoặc phạm vi khác.")
    if number > MOST_PARTS:
        most, asked = format_number(MOST_PARTS), format_number(number)
        raise Refused(f"Một lần in không quá {most} bản, lần này có {asked} bản; đồng chí chọn từng tổ chức cơ sở.")


def add_parts(run: PrintRun, parts: list) -> None:
    """Its papers, in order; a name that cannot stand in the file is a defect of the kind."""
    if wrong := [words for words in map(why_no_name, parts) if words]:
        raise ValueError("; ".join(wrong))
    rows = [
        PrintPart(run=run, position=number, key=one.key, title=one.title[:300], file_name=one.file_name)
        for number, one in enumerate(parts, 1)
    ]
    PrintPart.objects.bulk_create(rows, batch_size=500)


def note(run: PrintRun, did: str, said: str, author) -> None:
    """A line in the log about the run."""
    record(by=author, did=did, said=said, on=run, organization=(run.organization_id, run.organization_name))


def locked(run: PrintRun) -> PrintRun:
    return PrintRun.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=run.pk)


@atomic_or_refused()
def cancel(*, run: PrintRun, by) -> PrintRun:
    """Stop printing. What was printed is not kept; the processes at work leave when they see it."""
    run = locked(run)
    if run.state == RunState.CANCELLED:
        return run
    if not run.is_under_way:
        raise Refused("Lần in này đã kết thúc, không còn gì để hủy.")
    end(run, RunState.CANCELLED)
    note(run, "printing.cancelled", f"Hủy in hàng loạt “{run.title}”", by)
    return run


@atomic_or_refused()
def stop(*, run: PrintRun, why: str, by) -> None:
    """End a run that may not or cannot go on; nothing of it is handed out."""
    run = locked(run)
    if run.is_under_way:
        run.why = why
        end(run, RunState.STOPPED)
        note(run, "printing.stopped", f"Dừng in hàng loạt “{run.title}”: {why}", by)


@atomic_or_refused()
def finish(*, run: PrintRun, by) -> None:
    """Every part has come to its end: the file is measured once, part after part, so that memory stays flat."""
    run = locked(run)
    if run.state != RunState.RUNNING:
        return
    run.ended_at, run.state = clock.now(), RunState.DONE
    run.kept_until = run.ended_at + KEPT
    digest, size = hashlib.sha256(), 0
    for piece in pieces(run):
        digest.update(piece)
        size += len(piece)
    run.size, run.sha256 = size, digest.hexdigest()
    run.save(update_fields=["state", "ended_at", "kept_until", "size", "sha256"])
    counts = run.counts()
    said = f"In hàng loạt xong “{run.title}”: {format_number(counts.made)} bản"
    note(run, "printing.done", f"{said}, {counts.failed} bản không in được" if counts.failed else said, by)


def end(run: PrintRun, state: str) -> None:
    """The run is over without a file; what was printed goes."""
    run.state, run.ended_at = state, clock.now()
    run.save(update_fields=["state", "ended_at", "why"])
    empty(run)


def empty(run: PrintRun) -> None:
    """What a run has printed is no longer kept; that it was printed stays."""
    parts = run.parts.exclude(state=PartState.FAILED)
    parts.update(state=PartState.LEFT, content=None)


@atomic_or_refused()
def remove(*, run: PrintRun, by) -> None:
    """After a week the papers go; the run stays in the list."""
    run = locked(run)
    if run.is_done:
        run.state = RunState.REMOVED
        run.save(update_fields=["state"])
        empty(run)
        note(run, "printing.removed", f"Hết hạn giữ bản in hàng loạt “{run.title}”", by)


@atomic_or_refused()
def hand_out(*, run: PrintRun, scope: Scope, by) -> PrintRun:
    """The file leaves the system, to him who asked for it, as long as he still may have it and it is kept."""
    run = locked(run)
    if run.asked_by_id != by.pk or not run.run_kind.may(scope, run.organization_id):
        raise Refused(NO_LONGER.format(name=by.full_name))
    if not run.is_done:
        raise Refused(f"Lần in này không có tệp để tải: {run.get_state_display().lower()}.")
    if not run.is_kept(clock.now()):
        raise Refused("Tệp đã hết hạn giữ một tuần; đồng chí yêu cầu in lại.")
    said = f"Tải bản in hàng loạt “{run.title}”"
    note(run, "printing.downloaded", f"{said}: {run.reason}" if run.reason else said, by)
    return run
