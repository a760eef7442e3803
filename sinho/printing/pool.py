"""Several processes at the parts of one run, one for each core.

Each is started anew (never a copy of a process with an open connection), sets Django up, opens its own connection to
the same database, and is replaced after so many papers, since each paper leaves a little behind in memory. They run
with a lower priority than the web server. One that dies or hangs loses its part, not the run.
"""

import datetime as dt
import multiprocessing
import os
import time
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.utils import timezone

from sinho.printing.child import at_work
from sinho.printing.enums import PartState, RunState
from sinho.printing.models import PrintPart, PrintRun
from sinho.printing.press import make_parts, put_back

SECONDS_BETWEEN_LOOKS = 0.25
LONGEST_PAPER = dt.timedelta(minutes=5)
# Processes that ended badly, one after the other, without a paper coming to its end.
MOST_DEATHS = 8


class NobodyPrints(Exception):
    """Processes end as soon as they are started: a defect of the installation, not of a paper."""


def work_through(run: PrintRun, goes_on: Callable[[], bool]) -> None:
    """Make the parts of the run until none is open, the run is ended, or the work is to stop."""
    if settings.PRINT_PROCESSES:
        Pool(run).work(goes_on)
    else:
        make_parts(run.pk, goes_on=goes_on)


class Pool:
    """The processes at work on one run."""

    def __init__(self, run: PrintRun):
        self.run, self.children, self.deaths, self.done = run, [], 0, 0
        self.context = multiprocessing.get_context("spawn")
        self.enough = self.context.Event()

    def work(self, goes_on: Callable[[], bool]) -> None:
        try:
            while self.has_work() and goes_on():
                time.sleep(SECONDS_BETWEEN_LOOKS)
        finally:
            self.end()

    def has_work(self) -> bool:
        """Replace who has gone, end who hangs; False when nothing is left to do."""
        for child in [one for one in self.children if one.exitcode is not None]:
            self.children.remove(child)
            self.deaths += child.exitcode != 0
            self.put_back(child)
        counts = self.run.counts()
        if counts.done > self.done:
            self.done, self.deaths = counts.done, 0
        if self.deaths > MOST_DEATHS:
            raise NobodyPrints(self.run.pk)
        if not counts.open or not PrintRun.objects.filter(pk=self.run.pk, state=RunState.RUNNING).exists():
            return False
        self.end_hanging()
        for _ in range(min(settings.PRINT_PROCESSES, counts.open) - len(self.children)):
            self.start()
        return True

    def start(self) -> None:
        """One process more, on the database of this one: tests and measurements have their own."""
        facts = (connection.settings_dict["NAME"], self.run.pk, self.enough, os.getpid())
        child = self.context.Process(target=at_work, args=facts, daemon=True)
        child.start()
        self.children.append(child)

    def end_hanging(self) -> None:
        """A paper that takes for ever costs its process."""
        under_way = self.run.parts.filter(state=PartState.UNDER_WAY, begun_at__lt=timezone.now() - LONGEST_PAPER)
        hanging = set(under_way.values_list("holder", flat=True))
        for child in self.children:
            if child.pid in hanging:
                child.kill()

    def end(self) -> None:
        """Everybody ends the paper in hand and leaves."""
        self.enough.set()
        for child in self.children:
            child.join(LONGEST_PAPER.total_seconds())
            child.kill()
            child.join()
            self.put_back(child)

    def put_back(self, child) -> None:
        put_back(PrintPart.objects.filter(run=self.run, holder=child.pid))
