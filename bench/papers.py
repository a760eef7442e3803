"""Papers: a print run beside WeasyPrint alone on one core, its memory, and every report beside the SQL it asks."""

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

from django.db import connection
from django.test.utils import override_settings
from pypdf import PdfReader
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from bench.district import TODAY, District
from bench.lists import FEW, MANY, districts
from bench.measure import Measured, ms
from bench.paper import handed_to_weasyprint
from bench.scratch import Scratch
from cells.access.models import scope_of
from sinho.documents import reports
from sinho.printing import background
from sinho.printing.enums import RunState
from sinho.printing.kinds import RunAsked, kind_of
from sinho.printing.models import PrintRun
from sinho.refusal import Refused
from sinho.web.models import Installation

# Two processes on two cores: at least 1.7 times the pages of WeasyPrint alone, so at most so much of its time.
TO_WEASYPRINT, MEMORY = 1 / 1.7, 1.25
PROCESSES, CELLS_EACH = 2, 6
SHORT, LONG, SMALL = 9, 84, 4  # committees: sheets of 54, 504 and 24 cells
SAMPLE = 40
LOOK = 0.1


@dataclass
class Printed:
    """A run that has ended: how long it took, how many pages it has, the most memory of all its processes at once."""

    seconds: float
    pages: int
    papers: int
    memory: float
    largest_child: float


def measured(small: bool = False) -> Iterator[Measured]:
    """All measures of papers; `small`: a short run, and reports on the short roll alone."""
    yield from runs(small)
    yield from all_reports(small)


def runs(small: bool) -> Iterator[Measured]:
    """A short run and a long one; WeasyPrint alone before and after the long one, so that a busy machine slows both."""
    short = one_run(SMALL if small else SHORT)
    with filled(SMALL if small else LONG) as district:
        before = alone(district)
        long = printed(district)
        taken = (before + alone(district)) / 2
    name = f"print run of {long.papers} papers"
    rate = f"{long.pages / long.seconds:.1f} / {1 / taken:.1f} pages a second"
    yield Measured(f"{name}: time of a page to WeasyPrint", long.seconds / long.pages / taken, TO_WEASYPRINT, "×", rate)
    note = f"{long.memory:.0f} / {short.memory:.0f} MB, largest child {long.largest_child:.0f} MB"
    limit = None if small else MEMORY
    yield Measured(f"{name}: memory to {short.papers} papers", long.memory / short.memory, limit, "×", note)
    yield Measured(f"{name}: seconds", long.seconds, unit="s", note=f"{long.pages} pages, {PROCESSES} processes")


@contextlib.contextmanager
def filled(grassroots: int) -> Iterator[District]:
    """A district in a database of its own: other processes see only what is committed."""
    scratch = Scratch(f"papers_{grassroots}")
    scratch.make()
    try:
        with scratch.used():
            Installation.objects.create(demo_day=TODAY)
            yield District(grassroots, CELLS_EACH).fill()
    finally:
        scratch.drop()


def one_run(grassroots: int) -> Printed:
    with filled(grassroots) as district:
        return printed(district)


def asked_of(district: District) -> RunAsked:
    return RunAsked(district.top.pk, TODAY, 2009)


def printed(district: District) -> Printed:
    """The sheets of all cells, as the background makes them."""
    kind, scope = kind_of("cell-sheets"), scope_of(district.staff, TODAY)
    run, _ = background.begin(kind=kind, asked=asked_of(district), scope=scope, by=district.staff)
    with override_settings(PRINT_PROCESSES=PROCESSES), Watched() as watched:
        began = time.perf_counter()
        while PrintRun.objects.under_way().filter(pk=run.pk).exists():
            background.run.call(run.pk)
        taken = time.perf_counter() - began
    run = PrintRun.objects.get(pk=run.pk)
    counts = run.counts()
    if run.state != RunState.DONE or counts.failed:
        raise SystemExit(f"the run is {run.state}, {counts.failed} papers failed: {run.why}")
    contents = run.parts.values_list("content", flat=True).iterator(chunk_size=20)
    pages = sum(len(PdfReader(BytesIO(content)).pages) for content in contents)
    return Printed(taken, pages, counts.made, watched.most, watched.largest)


def alone(district: District) -> float:
    """Seconds that WeasyPrint takes for a page of the same HTML and styles, in this process, one after another."""
    kind, scope, asked = kind_of("cell-sheets"), scope_of(district.staff, TODAY), asked_of(district)
    papers = []
    for part in list(kind.parts(scope, asked))[:SAMPLE]:
        one = kind.printed(scope, asked, part.key)
        papers.append(handed_with_options(one.pdf))
    began, made = time.perf_counter(), []
    for html, css, options in papers:
        fonts = FontConfiguration()
        sheet = CSS(string=css, font_config=fonts)
        made.append(HTML(string=html).write_pdf(stylesheets=[sheet], font_config=fonts, **options))
    taken = time.perf_counter() - began
    return taken / sum(len(PdfReader(BytesIO(content)).pages) for content in made)


def handed_with_options(work) -> tuple[str, str, dict]:
    """HTML, styles and options that the work hands to WeasyPrint."""
    seen, write = {}, HTML.write_pdf

    def noting(page, **options):
        seen.update(options)
        return write(page, **options)

    with patch.object(HTML, "write_pdf", noting):
        html, css = handed_to_weasyprint(work)
    return html, css, {name: value for name, value in seen.items() if name not in ("stylesheets", "font_config")}


class Watched:
    """The memory of this process and its children, looked at again and again (MB, as Linux tells it)."""

    def __enter__(self) -> "Watched":
        self.most = self.largest = 0.0
        self.end = threading.Event()
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *args) -> None:
        self.end.set()
        self.thread.join()

    def look(self) -> None:
        while not self.end.wait(LOOK):
            children = [resident(pid) for pid in children_of(os.getpid())]
            self.most = max(self.most, resident(os.getpid()) + sum(children))
            self.largest = max([self.largest, *children])


def children_of(parent: int) -> list[int]:
    tasks = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(pid) for task in tasks for pid in task.read_text().split()]


def resident(pid: int) -> float:
    """Resident memory in MB; 0 of a process that has gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    return 0.0


def all_reports(small: bool) -> Iterator[Measured]:
    """Every kind of report on the short and on the long roll, with the time that its SQL takes of it."""
    with districts((FEW,) if small else (FEW, MANY)) as made:
        for kind in reports.all_kinds():
            times = [time_of(kind, one) for one in made]
            if None in times:
                continue
            for one, (whole, asked, queries) in zip(made, times, strict=True):
                name = f"report {kind.code}, {one.size.members:,}: to its SQL"
                note = f"{ms(whole)} / {ms(asked)}, {queries} queries"
                yield Measured(name, whole / max(asked, 1e-6), unit="×", note=note)


def time_of(kind: reports.ReportKind, district) -> tuple[float, float, int] | None:
    """Seconds of building the report, seconds of its SQL within, its queries; None when there is nothing to report."""
    with district.scratch.used():
        scope = scope_of(district.filled.staff, TODAY)
        asked = reports.asked_for(kind, organization_id=scope.roots()[0], today=TODAY, year=2009)
        try:
            kind.build(scope, asked)
        except Refused:
            return None
        sql = Sql()
        with connection.execute_wrapper(sql):
            began = time.perf_counter()
            kind.build(scope, asked)
            return time.perf_counter() - began, sql.seconds, sql.queries


class Sql:
    """How long the database takes for what it is asked."""

    def __init__(self):
        self.seconds, self.queries = 0.0, 0

    def __call__(self, execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - began
            self.queries += 1
