"""`check_data`: what no constraint can say and an officer should know. It reads only.

Each finding is one sentence with its code. Findings leave the exit code 0: real districts have a cell without a
secretary. Contradictions (an organisation under one that does not exist) give 1: they must never be there.
"""

from django.core.management.base import BaseCommand, CommandError

from sinho.management.data_checks import CONTRADICTIONS, FINDINGS
from sinho.text.dates import format_date, parse_date
from sinho.web import clock
from sinho.web.models import demo_day


class Command(BaseCommand):
    help = "Rà soát số liệu: nêu việc cần xem lại (mã R…) và mâu thuẫn (mã M…). Chỉ đọc, không sửa."

    def add_arguments(self, parser):
        parser.add_argument("--on", help="tính đến ngày, ví dụ 18/12/2009; không ghi: hôm nay")

    def handle(self, *args, **options):
        day = self.day(options["on"])
        contradictions = self.tell(CONTRADICTIONS, day)
        findings = self.tell(FINDINGS, day)
        self.stdout.write(
            f"Rà soát đến ngày {format_date(day)}: {contradictions} mâu thuẫn, {findings} việc cần xem lại."
        )
        if contradictions:
            raise CommandError("Số liệu có mâu thuẫn, xem các dòng có mã M ở trên.")

    @staticmethod
    def day(text):
        if not text:
            return demo_day() or clock.today()
        try:
            return parse_date(text)
        except ValueError as error:
            raise CommandError(str(error)) from error

    def tell(self, checks: dict, day) -> int:
        """Print what the checks find; returns how many sentences."""
        told = 0
        for code, check in checks.items():
            for sentence in check(day):
                self.stdout.write(f"{code}: {sentence}")
                told += 1
        return told
