"""Two people at the same instant, in real transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from sinho.refusal import Refused
from sinho.web import clock
from tests.conftest import TODAY


def at_once(*acts):
    """Run the acts at the same instant, each on a connection of its own; what each returned, or that it was refused."""
    start = Barrier(len(acts))

    def run(act):
        with clock.on_day(TODAY):
            start.wait()
            try:
                return act()
            except Refused as told:
                return told
            finally:
                connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
