"""`set_up`: a real district begins with the organisation at the top of its tree and its first two accounts."""

import datetime as dt

from django.core.management.base import BaseCommand, CommandError

from cells.access import actions as access
from cells.organizations.actions import StateData, put_state
from cells.organizations.enums import OrganizationKind
from cells.organizations.models import Organization
from sinho.accounts.roles import Role
from sinho.refusal import Refused
from sinho.text.dates import parse_date
from sinho.web.integrity import atomic_or_refused


class Command(BaseCommand):
    help = (
        "Bắt đầu một đảng bộ thật: lập tổ chức đứng đầu, tài khoản quản trị và tài khoản Ban Tổ chức đầu tiên. "
        "Chạy một lần, trên cơ sở dữ liệu chưa có tổ chức nào."
    )

    def add_arguments(self, parser):
        parser.add_argument("--code", required=True, help="mã tổ chức, ví dụ SH")
        parser.add_argument("--name", required=True, help="tên đầy đủ, ví dụ Đảng bộ huyện Sìn Hồ")
        parser.add_argument("--short-name", required=True, help="tên gọi tắt, ví dụ Sìn Hồ")
        parser.add_argument("--since", required=True, help="có từ ngày, ví dụ 02/01/2004")
        parser.add_argument("--admin", default="quantri", help="tên đăng nhập của người quản trị hệ thống")
        parser.add_argument("--admin-name", default="Quản trị hệ thống", help="họ và tên người quản trị")
        parser.add_argument("--staff", default="bantochuc", help="tên đăng nhập của cán bộ Ban Tổ chức")
        parser.add_argument("--staff-name", default="Cán bộ Ban Tổ chức", help="họ và tên cán bộ Ban Tổ chức")

    def handle(self, *args, **options):
        if Organization.objects.exists():
            raise CommandError("Cơ sở dữ liệu đã có tổ chức đảng; lệnh này chỉ dùng cho cơ sở dữ liệu trống.")
        try:
            since = parse_date(options["since"])
        except ValueError as error:
            raise CommandError(str(error)) from error
        try:
            with atomic_or_refused():
                passwords = self.begin(since, options)
        except Refused as refused:
            raise CommandError("\n".join(refused.reasons)) from refused
        self.stdout.write(f"Đã lập {options['name']}. Mật khẩu đầu tiên, phải đổi khi đăng nhập:")
        for username, password in passwords:
            self.stdout.write(f"  {username}: {password}")

    def begin(self, since: dt.date, options: dict) -> list[tuple[str, str]]:
        """The organisation, the accounts and what is granted to them; returns the first passwords."""
        top = Organization.objects.create(code=options["code"])
        data = StateData(options["name"], options["short_name"], OrganizationKind.DISTRICT_COMMITTEE)
        put_state(organization=top, since=since, data=data, by=None)
        passwords = []
        for who, role in (("admin", Role.SYSTEM_ADMINISTRATOR), ("staff", Role.DISTRICT_STAFF)):
            user, password = access.create_account(
                username=options[who], full_name=options[f"{who}_name"], position=role.label, by=None
            )
            access.give(user=user, organization=top, role=role, since=since, by=None)
            passwords.append((user.username, password))
        return passwords
