"""Processes of their own at a real run: they share the parts, and one that is killed loses its paper, not the run."""

import os
import signal
import threading
import time

import pytest
from django.core.management import call_command
from django.db import connections
from django_tasks_db.models import DBTaskResult

from sinho.management.commands.work import begin_anew
from sinho.printing import background
from sinho.printing.enums import PartState, RunState
from sinho.printing.kinds import RunAsked, kind_of
from sinho.printing.models import PrintPart, PrintRun
from sinho.web import clock
from sinho.web.models import Installation
from tests.factories import members, people


@pytest.fixture
def run(transactional_db, settings, district, nam_tam_cells, ta_phin_cells, staff):
    """Lists of two communes and nothing else, asked for and waiting."""
    settings.PRINT_PROCESSES = 2
    Installation.objects.create(demo_day=clock.today())
    members.member(nam_tam_cells[0], "Vàng Thị Ún")
    asked, scope = RunAsked(district.pk, clock.today()), people.scope(staff)
    return background.begin(kind=kind_of("cell-lists"), asked=asked, scope=scope, by=staff)[0]


def test_a_killed_process_loses_its_paper_and_the_run_ends_all_the_same(run):
    killed = []

    def kill_the_first():
        """As soon as a process has taken a part."""
        deadline = time.monotonic() + 300
        while not killed and time.monotonic() < deadline:
            holder = PrintPart.objects.filter(state=PartState.UNDER_WAY).values_list("holder", flat=True).first()
            if holder:
                os.kill(holder, signal.SIGKILL)
                killed.append(holder)
            time.sleep(0.01)
        connections.close_all()

    DBTaskResult.objects.update(status="RUNNING")  # as a worker leaves it that was stopped
    assert begin_anew() == 1
    killer = threading.Thread(target=kill_the_first)
    killer.start()
    call_command("work", once=True)
    killer.join()
    run = PrintRun.objects.get(pk=run.pk)
    assert (run.state, run.why, killed != []) == (RunState.DONE, "", True)
    parts = list(run.parts.all())
    assert {(part.state, bytes(part.content[:5])) for part in parts} == {(PartState.MADE, b"%PDF-")}
    assert max(part.tries for part in parts) == 2 and killed[0] != parts[0].holder != os.getpid()
