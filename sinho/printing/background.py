"""A run is done by the process beside the web server (`manage.py work`), which shares it among several.

Everything about it stands in the database, so a run that was interrupted goes on with the parts that are not made yet.
A long run lets other work that waits have its turn, and leaves when the process is asked to end.
"""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from sinho.accounts.scope import Scope
from sinho.printing import actions, pool
from sinho.printing.enums import RunState
from sinho.printing.kinds import RunAsked, RunKind
from sinho.printing.models import KEPT, PrintRun
from sinho.printing.press import put_back
from sinho.web import clock
from sinho.web.models import demo_day

# After so many seconds a run makes room for what else waits.
TURN = 15
FAILED = "Phần mềm gặp lỗi khi in hàng loạt; những bản đã in không được giữ lại. Đồng chí báo Ban Tổ chức Huyện ủy."


def begin(*, kind: RunKind, asked: RunAsked, scope: Scope, by, reason: str = "") -> tuple[PrintRun, bool]:
    """Keep what is to be printed and leave it to the background, both or neither."""
    with transaction.atomic():
        begun, new = actions.begin(kind=kind, asked=asked, scope=scope, by=by, reason=reason)
        if new:
            run.enqueue(begun.pk)
    return begun, new


@task()
def run(run_id: int) -> None:
    """Print what is not printed yet. Why it could not be done stands at the run."""
    with clock.on_day(demo_day()), asked_to_end() as end:
        found = taken(run_id)
        if found is None:
            return
        try:
            pool.work_through(found, Turn(end))
            if PrintRun.objects.filter(pk=run_id, state=RunState.RUNNING).exists():
                go_on_or_finish(found)
        except Exception:
            actions.stop(run=found, why=FAILED, by=None)
            raise


def taken(run_id: int) -> PrintRun | None:
    """The run, now being printed; None when it is over. Nobody else is at work on it, so what was left is put back."""
    waiting = PrintRun.objects.under_way().filter(pk=run_id)
    if not waiting.update(state=RunState.RUNNING):
        return None
    found = waiting.select_related("asked_by").get()
    put_back(found.parts)
    return found


def go_on_or_finish(found: PrintRun) -> None:
    """The last part is made; or the rest waits for its next turn."""
    if found.counts().open:
        run.enqueue(found.pk)
        return
    with transaction.atomic():
        actions.finish(run=found, by=None)
        remove.using(run_after=timezone.now() + KEPT).enqueue(found.pk)


@task()
def remove(run_id: int) -> None:
    """The week is over."""
    with clock.on_day(demo_day()):
        for found in PrintRun.objects.filter(pk=run_id):
            actions.remove(run=found, by=None)


class Turn:
    """Whether the run goes on at this moment."""

    def __init__(self, end: threading.Event):
        self.end, self.began = end, time.monotonic()

    def __call__(self) -> bool:
        if self.end.is_set():
            return False
        return time.monotonic() - self.began < TURN or not others_wait()


def others_wait() -> bool:
    """Whether other work is due now."""
    return DBTaskResult.objects.ready().exists()


@contextmanager
def asked_to_end() -> Iterator[threading.Event]:
    """Set when the process is asked to end; what else listens is told as before. Signals reach the main thread."""
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked
        return
    before = signal.getsignal(signal.SIGTERM)

    def hear(number, frame) -> None:
        asked.set()
        if callable(before):
            before(number, frame)

    signal.signal(signal.SIGTERM, hear)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGTERM, before)
