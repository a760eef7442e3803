"""The papers of a run, made one after the other: in this process, or in several that share the work.

The parts in the database are the queue: a process takes the next one that waits, makes it, writes it back, so no
paper passes from one process to the other and memory stays flat. Before each paper it is asked anew whether the run
goes on and whether he who asked for it may still have it.
"""

import logging
import os
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from sinho.accounts.scope import Scope
from sinho.documents.paper import Printout, styles_kept
from sinho.imports.background import scope_on
from sinho.printing import actions
from sinho.printing.enums import PartState, RunState
from sinho.printing.models import PrintPart, PrintRun
from sinho.refusal import Refused
from sinho.web import clock

# A paper that breaks its process is tried again, in case something else broke it.
MOST_TRIES = 3
FAILED = "Phần mềm gặp lỗi khi in bản này. Đồng chí báo Ban Tổ chức Huyện ủy."
BROKEN = "Bản này nhiều lần làm dừng tiến trình in, hoặc in quá lâu. Đồng chí báo Ban Tổ chức Huyện ủy."
logger = logging.getLogger(__name__)


def make_parts(run_id: int, *, most: int | None = None, goes_on: Callable[[], bool] = lambda: True) -> int:
    """Take parts of the run and make them until none waits, `most` are made, or the work is to stop. How many."""
    made = 0
    with styles_kept():
        while goes_on() and (most is None or made < most) and make_next(run_id):
            made += 1
    return made


def make_next(run_id: int) -> bool:
    """Take the next part and make it; False when there is none, or the run may not go on."""
    run = PrintRun.objects.select_related("asked_by").filter(pk=run_id, state=RunState.RUNNING).first()
    scope = scope_of_asker(run) if run else None
    part = take(run) if scope else None
    if part is None:
        return False
    make(run, part, scope)
    return True


def scope_of_asker(run: PrintRun) -> Scope | None:
    """What he who asked for the run may reach today; None, and the run is stopped, when he may not have it any more."""
    user = run.asked_by
    scope = scope_on(user, clock.today()) if user.is_active else Scope(user_id=user.pk)
    if run.run_kind.may(scope, run.organization_id):
        return scope
    actions.stop(run=run, why=actions.NO_LONGER.format(name=user.full_name), by=None)
    return None


def take(run: PrintRun) -> PrintPart | None:
    """The next part that waits, taken by this process; None when none does."""
    with transaction.atomic():
        waiting = run.parts.filter(state=PartState.WAITING).order_by("position").defer("content")
        part = waiting.select_for_update(skip_locked=True).first()
        if part is not None:
            part.state, part.holder, part.tries = PartState.UNDER_WAY, os.getpid(), part.tries + 1
            # How long a paper takes is a matter of the machine's clock, not of the working day.
            part.begun_at = timezone.now()
            part.save(update_fields=["state", "holder", "tries", "begun_at"])
        return part


def make(run: PrintRun, part: PrintPart, scope: Scope) -> None:
    """Print one part and keep it, or why it could not be printed. What somebody else took meanwhile is left alone."""
    mine = PrintPart.objects.filter(pk=part.pk, state=PartState.UNDER_WAY, holder=os.getpid())
    try:
        content = content_of(run.run_kind.printed(scope, run.question, part.key))
    except Refused as refused:
        mine.update(state=PartState.FAILED, error=" ".join(refused.reasons))
    except Exception:
        logger.exception("Part %s of print run %s", part.key, run.pk)
        mine.update(state=PartState.FAILED, error=FAILED)
    else:
        mine.update(state=PartState.MADE, content=content, size=len(content))


def content_of(printed: Printout | bytes) -> bytes:
    return printed.pdf() if isinstance(printed, Printout) else printed


def put_back(parts) -> None:
    """Parts whose process has gone wait again; one that was begun too often has failed."""
    parts = parts.filter(state=PartState.UNDER_WAY)
    parts.filter(tries__gte=MOST_TRIES).update(state=PartState.FAILED, error=BROKEN)
    parts.update(state=PartState.WAITING, holder=None, begun_at=None)
