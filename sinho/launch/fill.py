"""Runs inside Django before the web server: brings the database and the static files up to date.

A process of its own, so that nothing of it stays in memory while the web server runs.
"""

import contextlib
import hashlib
import io
import os
import shutil
import sys
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from sinho.launch.places import ROOT, var
from sinho.launch.quick_states import quick_states
from sinho.launch.requirements import LISTS
from sinho.launch.secrets_file import demo_password, demo_password_file
from sinho.launch.trouble import ALREADY_SAID, Trouble, complain, in_one_sentence, say

DEMO_ACCOUNTS = (
    ("bantochuc", "cán bộ Ban Tổ chức Huyện ủy"),
    ("lanhdao", "lãnh đạo Huyện ủy"),
    ("kiemtra", "cán bộ Ủy ban Kiểm tra Huyện ủy"),
    ("phutrach", "huyện ủy viên phụ trách xã Nậm Tăm"),
    ("bithu.namtam", "bí thư Đảng ủy xã Nậm Tăm"),
    ("bithu.taphin", "bí thư Đảng ủy xã Tả Phìn"),
    ("bithu.chibo", "bí thư chi bộ"),
    ("canbo", "cán bộ phụ trách công tác cán bộ"),
    ("quantri", "quản trị hệ thống"),
)


LATER_ACCOUNTS = (
    ("bithu.2025", "bí thư Đảng ủy xã Mẫu 2025"),
    ("tochuc.2025", "cán bộ Ban Tổ chức cấp trên"),
    ("lanhdao.2025", "lãnh đạo cấp trên"),
)


def fill() -> None:
    """Schema, reference data, the demo district in an empty database, static files."""
    say("Chuẩn bị cơ sở dữ liệu …")
    make_tables()
    call_command("load_reference", verbosity=0, stdout=io.StringIO())
    if is_empty() and os.environ.get("DEMO") != "0":
        say("Nạp huyện trình diễn với số liệu hư cấu (chỉ lần đầu) …")
        later = os.environ.get("DEMO") == "2025"
        call_command("load_demo", password=demo_password(), later=later, verbosity=0, stdout=io.StringIO())
    collect_static()
    tell_accounts()


def make_tables() -> None:
    """A database that is in use is brought up to date by Django alone; one without tables gets them quicker."""
    with contextlib.nullcontext() if connection.introspection.table_names() else quick_states():
        call_command("migrate", interactive=False, verbosity=0)


def is_empty() -> bool:
    """Whether nobody has begun to work with this database."""
    user, organization = apps.get_model("accounts.User"), apps.get_model("cells.Organization")
    return not user.objects.exists() and not organization.objects.exists()


def tell_accounts() -> None:
    """The demo accounts with their password; nothing for a real district."""
    if not apps.get_model("web.Installation").objects.exists():
        return
    say("\nTài khoản trình diễn:")
    known = set(apps.get_model("accounts.User").objects.values_list("username", flat=True))
    accounts = [one for one in DEMO_ACCOUNTS + LATER_ACCOUNTS if one[0] in known] or DEMO_ACCOUNTS
    for username, what in accounts:
        say(f"  {username:<14}{what}")
    path = demo_password_file()
    password = path.read_text(encoding="utf-8").strip() if path.exists() else None
    first = apps.get_model("accounts.User").objects.filter(username=accounts[0][0]).first()
    if password and first and first.check_password(password):
        say(f"Mật khẩu chung:  {password}   (giữ trong {path})\n")
    else:
        say("Mật khẩu: như đã hiện khi nạp huyện trình diễn; nếu quên, quản trị đặt lại ở mục Tài khoản.\n")


def collect_static() -> None:
    """Into STATIC_ROOT, only when a source has changed since the last time."""
    stamp, wanted = var() / "static.stamp", static_fingerprint()
    target = Path(settings.STATIC_ROOT)
    if target.is_dir() and stamp.exists() and stamp.read_text() == wanted:
        return
    stamp.unlink(missing_ok=True)
    if target == var() / "static":
        shutil.rmtree(target, ignore_errors=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted)


def static_fingerprint() -> str:
    """Of our static files and of the packages that bring some along."""
    digest = hashlib.sha256(f"{settings.STATIC_ROOT}\0".encode())
    sources = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    for path in (*sources, LISTS["run"]):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinho.settings")
    try:
        django.setup()
        fill()
    except (Trouble, CommandError, ImproperlyConfigured) as trouble:
        complain(str(trouble))
    except DatabaseError as error:
        reason = (str(error).strip().splitlines() or ["không rõ lý do"])[0]
        complain(f"Cơ sở dữ liệu không nhận bước chuẩn bị ({reason}).")
    except OSError as error:
        complain(in_one_sentence(error))
    else:
        return 0
    return ALREADY_SAID


if __name__ == "__main__":
    sys.exit(main())
