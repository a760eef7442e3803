"""`workbook_template KIND -o FILE`: the empty workbook, as the page gives it."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cells.organizations.models import Organization
from sinho.imports.kinds import all_kinds, kind_of
from sinho.imports.workbooks import template_bytes
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.models import demo_day


class Command(BaseCommand):
    help = "Làm tệp mẫu trống có danh sách chọn và trang hướng dẫn: workbook_template MẪU -o TỆP"

    def add_arguments(self, parser):
        parser.add_argument("kind", nargs="?", help="mã của mẫu")
        parser.add_argument("-o", "--output", help="tên tệp .xlsx")
        parser.add_argument("--list", action="store_true", help="các mẫu có")

    def handle(self, *args, **options):
        if options["list"] or not options["kind"]:
            for kind in all_kinds():
                self.stdout.write(f"{kind.code}\t{kind.title}")
            return
        try:
            kind = kind_of(options["kind"])
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        if not options["output"]:
            raise CommandError("Ghi tên tệp sau -o, ví dụ -o mau.xlsx.")
        clock.fix_day(demo_day())
        reach = frozenset(Organization.objects.values_list("pk", flat=True))
        content = template_bytes(kind, reach=reach, day=clock.today())
        try:
            Path(options["output"]).write_bytes(content)
        except OSError as error:
            raise CommandError(f"Không ghi được vào “{options['output']}”.") from error
        self.stdout.write(f"Đã ghi mẫu “{kind.title}” vào {options['output']}.")
