"""`import_workbook KIND FILE --as USER [--confirm]`: what the page does, from the command line."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cells.access.models import scope_of
from sinho.accounts.models import User
from sinho.imports.actions import uploads
from sinho.imports.enums import Verdict
from sinho.imports.files import too_large
from sinho.imports.kinds import WorkbookKind, kind_of
from sinho.imports.models import Upload
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.models import demo_day

HEADINGS = (("errors", "LỖI"), ("doubts", "CẦN XÁC NHẬN"), ("notes", "LƯU Ý"))


class Command(BaseCommand):
    help = (
        "Nhập thử một tệp Excel, báo từng lỗi, không ghi gì: import_workbook MẪU TỆP --as TÀI_KHOẢN; "
        "thêm --confirm để ghi khi không có lỗi."
    )

    def add_arguments(self, parser):
        parser.add_argument("kind", help="mã của mẫu: organizations, villages")
        parser.add_argument("file", help="tệp .xlsx")
        parser.add_argument("--as", dest="user", required=True, help="tên đăng nhập của người nhập")
        parser.add_argument("--confirm", action="store_true", help="ghi nếu không có lỗi nào")

    def handle(self, *args, **options):
        clock.fix_day(demo_day())
        try:
            self.bring_in(options)
        except Refused as refused:
            raise CommandError("\n".join(refused.reasons)) from refused

    def bring_in(self, options) -> None:
        """Try the file; write it when asked and when nothing is wrong."""
        kind = kind_of(options["kind"])
        user = self.user(options["user"])
        scope = scope_of(user, clock.today())
        path, content = self.content(options["file"])
        upload = uploads.try_file(kind=kind, file_name=path.name, content=content, scope=scope, by=user)
        self.report(kind, upload)
        if upload.trial["errors"]:
            raise CommandError("Tệp còn lỗi; chưa ghi gì.")
        if not upload.counts["rows"]:
            self.stdout.write("Dưới dòng tiêu đề không có dòng số liệu nào; không có gì để ghi.")
        elif not options["confirm"]:
            self.stdout.write("Nhập thử xong, không có lỗi; chưa ghi gì. Thêm --confirm để ghi.")
        elif not upload.right:
            self.stdout.write("Không có gì để ghi: mọi dòng đã có đúng như thế.")
        else:
            done = uploads.confirm(upload=upload, scope=scope, by=user, acknowledged=True)
            self.stdout.write(f"Đã nhập {done.right} dòng.")

    @staticmethod
    def user(name: str) -> User:
        """The account under which the file comes in."""
        user = User.objects.filter(username=name, is_active=True).first()
        if user is None:
            raise CommandError(f"Không có tài khoản “{name}” đang mở.")
        return user

    @staticmethod
    def content(name: str) -> tuple[Path, bytes]:
        """The file and its bytes."""
        path = Path(name)
        try:
            if path.stat().st_size > settings.UPLOAD_LIMIT:
                raise CommandError(too_large())
            return path, path.read_bytes()
        except FileNotFoundError as error:
            raise CommandError(f"Không có tệp “{name}”.") from error
        except OSError as error:
            raise CommandError(f"Không mở được tệp “{name}”.") from error

    def report(self, kind: WorkbookKind, upload: Upload) -> None:
        """The trial as the page shows it."""
        counts = upload.counts
        told = ", ".join(f"{counts[verdict]} {verdict.label.lower()}" for verdict in Verdict if counts[verdict])
        self.stdout.write(f"{kind.title}, tệp “{upload.file_name}”: {counts['rows']} dòng{': ' if told else ''}{told}.")
        for level, heading in HEADINGS:
            for group in upload.trial[level]:
                self.stdout.write(f"\n{heading}: {group['title']} ({group['rows']} dòng). {group['hint']}")
                for finding in group["findings"]:
                    self.stdout.write(f"  {finding['line']}")
