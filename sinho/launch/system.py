"""What the operating system has to bring along: libraries for printing, the typeface, a browser for the tests.

Missing packages are installed when this is allowed (root, or sudo that asks no password); otherwise the one line to
type is shown.
"""

import ctypes
import importlib.util
import os
import platform
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sinho.launch.trouble import Trouble, say

# First Chromium without windows: the same pages for a third of the processor time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
FIRST_WITH_ONE_TYPEFACE = {"debian": 13, "ubuntu": 24}
APT_TIMEOUT = 900


@dataclass(frozen=True)
class Need:
    """Something the machine must have; `packages` are alternatives, the first that the machine knows is taken."""

    name: str
    packages: tuple[str, ...]
    present: Callable[[], bool]


def library(soname: str, package: str) -> Need:
    return Need(soname, (package,), lambda: loads(soname))


def loads(soname: str) -> bool:
    """Whether the shared library can be loaded."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_typeface(folders: Iterable[str] = FONT_FOLDERS) -> bool:
    """Whether Liberation Serif 2 is there; version 1 lacks Vietnamese letters."""
    files = (path for folder in folders for path in Path(folder).expanduser().rglob("LiberationSerif-Regular.ttf"))
    return any(font_revision(path) >= 2 for path in files)


def font_revision(path: Path) -> float:
    """Revision in the `head` table of a TrueType file; 0 when the file is none."""
    try:
        data = path.read_bytes()
        tables = struct.unpack_from(">H", data, 4)[0]
        for number in range(tables):
            tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * number)
            if tag == b"head":
                return struct.unpack_from(">i", data, offset + 4)[0] / 65536
    except (OSError, struct.error):
        return 0.0
    return 0.0


def browser() -> str | None:
    """Path of Chromium, from CHROMIUM or found on the machine."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def can_make_environments() -> bool:
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def running_needs() -> list[Need]:
    """For bin/run and bin/manage."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    return [
        Need("venv", (version, "python3-venv"), can_make_environments),
        library("libpango-1.0.so.0", "libpango-1.0-0"),
        library("libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
        library("libfontconfig.so.1", "libfontconfig1"),
        library("libharfbuzz-subset.so.0", "libharfbuzz-subset0"),
        Need("Liberation Serif 2", typeface_packages(), has_typeface),
    ]


def typeface_packages(release: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Version 2 has a package of its own up to Debian 12 and Ubuntu 22.04; later `fonts-liberation` is version 2."""
    names = ("fonts-liberation", "fonts-liberation2")
    release = os_release() if release is None else release
    first = FIRST_WITH_ONE_TYPEFACE.get(release.get("ID", ""), 0)
    number = release.get("VERSION_ID", "").split(".")[0]
    return names if not number.isdigit() or int(number) >= first else names[::-1]


def os_release() -> Mapping[str, str]:
    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}


def testing_needs(*, drives_browser: bool, reads_papers: bool) -> list[Need]:
    """For bin/test: Chromium with what Playwright's own program needs, and a reader of printed papers."""
    needs = []
    if drives_browser:
        needs += [Need("Chromium", BROWSERS[:3], lambda: browser() is not None)]
        needs += [library("libatomic.so.1", "libatomic1")]
    if reads_papers:
        needs += [Need("pdftotext", ("poppler-utils",), lambda: shutil.which("pdftotext") is not None)]
    return needs


def require(needs: Iterable[Need]) -> None:
    """Make sure that all are there: install what is missing, or raise Trouble with the line to type."""
    missing = [need for need in needs if not need.present()]
    if not missing:
        return
    names = ", ".join(need.name for need in missing)
    if not shutil.which("apt-get"):
        raise Trouble(f"Máy còn thiếu {names}; hãy cài bằng trình quản lý gói của hệ điều hành rồi chạy lại.")
    prefix = allowed_prefix()
    if prefix is None:
        raise Trouble(f"Máy còn thiếu {names}; hãy gõ dòng sau rồi chạy lại:\n{line_to_type(missing)}")
    say(f"Cài phần mềm hệ thống còn thiếu: {names} …")
    apt(prefix, ["update"], missing)
    apt(prefix, ["install", "-y", "--no-install-recommends", *chosen_packages(missing)], missing)
    if still := [need.name for need in missing if not need.present()]:
        raise Trouble(f"Đã cài gói hệ thống nhưng máy vẫn thiếu {', '.join(still)}.")


def allowed_prefix() -> list[str] | None:
    """What stands before apt-get; None when this person may not install."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def apt(prefix: list[str], words: list[str], missing: list[Need]) -> None:
    """One call of apt-get. An update may fail in part (a mirror that is down); the installation decides."""
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", *words]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=APT_TIMEOUT, check=False
        )
        failed = done.returncode != 0 and words[0] == "install"
        reason = next((line for line in done.stderr.splitlines() if line.startswith("E:")), "apt-get không chạy được")
    except subprocess.TimeoutExpired:
        failed, reason = True, "apt-get không trả lời"
    if failed:
        raise Trouble(f"Không cài được gói hệ thống ({reason}); hãy gõ dòng sau rồi chạy lại:\n{line_to_type(missing)}")


def line_to_type(missing: list[Need]) -> str:
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install -y {' '.join(chosen_packages(missing))}"


def chosen_packages(missing: list[Need]) -> list[str]:
    """For each need the first package that the machine can install; when it knows none, the first one."""
    return [next(filter(installable, need.packages), need.packages[0]) for need in missing]


def installable(package: str) -> bool:
    """Whether apt has a candidate of the package."""
    answer = subprocess.run(
        ["apt-cache", "policy", package],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    ).stdout
    return "Candidate:" in answer and "Candidate: (none)" not in answer
