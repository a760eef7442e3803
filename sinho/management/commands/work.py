"""`work`: does what the web server left for later, until it is stopped. `bin/run` starts it."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

SECONDS_BETWEEN_LOOKS = 0.5


class Command(BaseCommand):
    help = "Làm những việc lâu mà máy chủ web để lại: thử và nhập tệp lớn. bin/run tự chạy lệnh này."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="làm hết việc đang chờ rồi dừng")

    def handle(self, *args, **options):
        begin_anew()
        how = {"interval": SECONDS_BETWEEN_LOOKS, "reload": False, "startup_delay": False, "verbosity": 0}
        call_command("db_worker", batch=options["once"], **how)


def begin_anew() -> int:
    """What was under way when the process was stopped waits again; one process works at a time. How many."""
    stopped = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    return stopped.update(status=TaskResultStatus.READY, started_at=None)
