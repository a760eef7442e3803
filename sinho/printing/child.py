"""What a process of its own does for a run. It is imported before Django is set up, so it imports nothing of ours."""

import os

import django
from django.conf import settings
from django.db import connections

PAPERS_EACH = 200
NICE = 5


def at_work(database: str, run_id: int, enough, parent: int) -> None:
    """Make parts of the run on that database until none waits, this process has made enough of them, or the event
    `enough` says so, or whoever started it is gone."""
    os.nice(NICE)
    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    # These need the applications, which are there only now.
    from sinho.printing.press import make_parts  # noqa: PLC0415
    from sinho.web import clock  # noqa: PLC0415
    from sinho.web.models import demo_day  # noqa: PLC0415

    def goes_on() -> bool:
        return not enough.is_set() and os.getppid() == parent

    try:
        with clock.on_day(demo_day()):
            make_parts(run_id, most=PAPERS_EACH, goes_on=goes_on)
    finally:
        connections.close_all()
