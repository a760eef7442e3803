"""`load_demo`: the made-up district to try the product with."""

import datetime as dt

from django.core.management.base import BaseCommand, CommandError

from cells.access.actions import readable_password
from cells.organizations.models import OrganizationState
from cells.places.models import VillageState
from sinho.accounts.models import User
from sinho.demo.later import LATER_DAY
from sinho.demo.loading import load, load_later
from sinho.demo.plan import DEMO_DAY
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock


class Command(BaseCommand):
    help = (
        "Nạp số liệu trình diễn (huyện Sìn Hồ năm 2009, hoặc với --later một xã năm 2025; người và số liệu bịa đặt) "
        "vào cơ sở dữ liệu trống."
    )

    def add_arguments(self, parser):
        parser.add_argument("--password", help="mật khẩu chung của các tài khoản trình diễn; không ghi: đặt ngẫu nhiên")

        parser.add_argument(
            "--later", action="store_true", help="một xã theo quy định năm 2025, thay cho huyện năm 2009"
        )

    def handle(self, *args, **options):
        given = options["password"]
        if given is not None and not given.strip():
            raise CommandError("Mật khẩu trình diễn không được để trống.")
        password = given or readable_password()
        day, fill = (LATER_DAY, load_later) if options["later"] else (DEMO_DAY, load)
        clock.fix_day(day)
        try:
            fill(password=password)
        except Refused as refused:
            raise CommandError("\n".join(refused.reasons)) from refused
        self.tell(password if given is None else "", day)

    def tell(self, password: str, day: dt.date) -> None:
        """What stands there now, and how to log in; a password that was given is not shown again."""
        organizations = OrganizationState.objects.on(day).count()
        villages = VillageState.objects.on(day).count()
        names = ", ".join(User.objects.filter(is_active=True).order_by("id").values_list("username", flat=True))
        self.stdout.write(f"Đã nạp {organizations} tổ chức đảng, {villages} bản đến ngày {format_date(day)}.")
        self.stdout.write(f"Tài khoản trình diễn: {names}.")
        if password:
            self.stdout.write(f"Mật khẩu chung: {password}")
