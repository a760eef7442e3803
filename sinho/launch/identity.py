"""Who the servers run as. Started by an ordinary user: as that user. Started by root: as an unprivileged user.

PostgreSQL refuses to run as root. The web server needs no rights of root either; it keeps, where the application lies
in a folder that nobody else may enter, the one right to read files, and can write nothing.
"""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from sinho.launch.trouble import Trouble

NAME = "sinho"
FALLBACK = "nobody"
READ_ONLY_RIGHT, READ_ONLY_BIT = "dac_read_search", 2


@dataclass(frozen=True)
class Identity:
    """An unprivileged user of the machine."""

    name: str
    uid: int
    gid: int

    def started_as(self) -> dict:
        """Arguments of subprocess that make the new process this user's."""
        return {"user": self.uid, "group": self.gid, "extra_groups": [], "umask": 0o077}

    def may(self, what: str, path: Path) -> bool:
        """Whether this user could read (`r`) the file or enter (`x`) the folder, asked of the system itself."""
        command = ["test", f"-{what}", str(path)]
        return subprocess.run(command, cwd="/", check=False, **self.started_as()).returncode == 0


def unprivileged(owner_of: Path | None = None) -> Identity | None:
    """Whom to become. None for an ordinary user. Data that are there already decide: their owner goes on."""
    if os.geteuid() != 0:
        return None
    if owner_of and owner_of.exists() and (uid := owner_of.stat().st_uid) != 0:
        try:
            return of(pwd.getpwuid(uid))
        except KeyError:
            raise Trouble(f"Chủ của {owner_of} (uid {uid}) không còn là người dùng của máy này.") from None
    return system_user()


def of(entry: pwd.struct_passwd) -> Identity:
    return Identity(entry.pw_name, entry.pw_uid, entry.pw_gid)


def system_user() -> Identity:
    """The user `sinho`, made when the machine has none; `nobody` when it cannot be made."""
    if not known(NAME) and (useradd := shutil.which("useradd")):
        words = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
        subprocess.run(
            [useradd, *words, "--shell", "/usr/sbin/nologin", NAME], capture_output=True, check=False, timeout=30
        )
    for name in (NAME, FALLBACK):
        if entry := known(name):
            return of(entry)
    raise Trouble(f"Máy không có người dùng thường nào để chạy máy chủ; hãy tạo: useradd --system {NAME}")


def known(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def server_prefix(identity: Identity | None, *, reads: list[Path]) -> list[str]:
    """What stands before the command of the web server: it becomes this user and ends with the process that started it.

    `reads` are files that it must be able to read; where it could not, it keeps the right to read any file.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None and identity is None:
        return []
    if setpriv is None:
        raise Trouble("Máy thiếu lệnh setpriv (gói util-linux), không chạy được máy chủ từ tài khoản root.")
    words = [setpriv, "--pdeathsig", "TERM"]
    if identity is None:
        return words
    words += [f"--reuid={identity.uid}", f"--regid={identity.gid}", "--clear-groups", "--no-new-privs"]
    if all(identity.may("r", path) for path in reads):
        return words
    if not may_hand_on_reading():
        raise Trouble(
            f"Người dùng {identity.name} không đọc được {reads[0].parent}, và hệ thống không cho giao quyền đọc; "
            f"hãy đặt phần mềm vào thư mục mọi người đọc được, ví dụ /opt, hoặc chạy bằng người dùng thường."
        )
    right = f"-all,+{READ_ONLY_RIGHT}"
    return [*words, f"--inh-caps={right}", f"--ambient-caps={right}", f"--bounding-set={right}"]


def may_hand_on_reading() -> bool:
    """Whether the bounding set of this process has CAP_DAC_READ_SEARCH (some containers take it away)."""
    status = Path("/proc/self/status").read_text()
    bounding = next(line for line in status.splitlines() if line.startswith("CapBnd:"))
    return bool(int(bounding.split()[1], 16) >> READ_ONLY_BIT & 1)
