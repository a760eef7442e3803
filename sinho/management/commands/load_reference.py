"""`load_reference`: what the product brings along: communes by era, what titles ask, numbers of staff."""

from django.core.management.base import BaseCommand, CommandError

from cadres.staff.reference import load_staff_rules
from cells.places.reference import load_communes
from sinho.refusal import Refused


class Command(BaseCommand):
    help = "Nạp danh mục dùng chung: xã, thị trấn, tiêu chuẩn và định mức cấp xã theo thời gian. Chạy lại không đổi gì."

    def handle(self, *args, **options):
        try:
            loaded = load_communes()
            added = load_staff_rules()
        except Refused as refused:
            raise CommandError("\n".join(refused.reasons)) from refused
        self.stdout.write(
            f"Xã, thị trấn: thêm {loaded.added}, sửa {loaded.changed}, giữ nguyên {loaded.same} dòng danh mục."
        )
        self.stdout.write(f"Tiêu chuẩn chức danh, định mức biên chế: thêm {added} dòng.")
