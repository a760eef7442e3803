"""`load_reference`: what the product brings along for every district, so far the communes by era."""

from django.core.management.base import BaseCommand, CommandError

from cells.places.reference import load_communes
from sinho.refusal import Refused


class Command(BaseCommand):
    help = "Nạp danh mục dùng chung: xã, thị trấn theo thời gian. Chạy lại không thay đổi gì."

    def handle(self, *args, **options):
        try:
            loaded = load_communes()
        except Refused as refused:
            raise CommandError("\n".join(refused.reasons)) from refused
        self.stdout.write(
            f"Xã, thị trấn: thêm {loaded.added}, sửa {loaded.changed}, giữ nguyên {loaded.same} dòng danh mục."
        )
