"""Real servers in folders of their own; whatever a test starts is gone afterwards, or the test fails."""

import fcntl
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from sinho.launch import database
from sinho.launch.cluster import SYSTEM_FOLDER

AS_ROOT = os.geteuid() == 0
# What the person at the terminal has not set.
NOT_GIVEN = ("DATABASE_URL", "SECRET_KEY", "PLAIN_STATIC", "DEMO", "DEMO_PASSWORD", "PORT", "VAR_DIR", "DEBUG")


def processes_about(place: Path) -> list[str]:
    """Running processes that name this place in their command or work below it."""
    found = []
    for process in psutil.process_iter():
        try:
            words = " ".join(process.cmdline())
            if process.pid != os.getpid() and str(place) in words:
                found.append(words)
        except psutil.Error:
            continue
    return found


def modes_above(folder: Path) -> dict[Path, int]:
    return {parent: parent.stat().st_mode for parent in folder.parents}


@pytest.fixture
def open_folder():
    """An empty folder that every user of the machine may enter."""
    folder = Path(tempfile.mkdtemp(prefix="sinho-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    assert processes_about(folder) == []
    shutil.rmtree(folder)


@pytest.fixture
def closed_folder(open_folder):
    """An empty folder below one that only its owner enters."""
    inner = open_folder / "closed" / "inner"
    inner.mkdir(parents=True)
    inner.parent.chmod(0o700)
    before = set(SYSTEM_FOLDER.glob("sinho-*"))
    yield inner
    for home in set(SYSTEM_FOLDER.glob("sinho-*")) - before:
        assert processes_about(home) == []
        shutil.rmtree(home)


@pytest.fixture
def bare_terminal(open_folder, monkeypatch):
    """The environment of somebody who has set nothing but where the data go, and has not started anything yet."""
    for name in NOT_GIVEN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VAR_DIR", str(open_folder))
    return open_folder


@pytest.fixture
def terminal(bare_terminal, started_once):
    """The same, some time after the first start: there is a database with its tables, and nothing in them."""
    subprocess.run(["cp", "-a", f"{started_once}/.", bare_terminal], check=True)
    return bare_terminal


@pytest.fixture(scope="session")
def started_once(databases, django_db_blocker):
    """A database with its tables in a folder of its own: made by the first process that asks, for all of them."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", os.getpid())
    shared = Path(tempfile.gettempdir(), f"sinho-once-{run}")
    shared.mkdir(mode=0o755, exist_ok=True)
    folder, users = shared / "var", shared / "users"
    users.mkdir(exist_ok=True)
    mine = users / str(os.getpid())
    mine.touch()
    with open(shared / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            with django_db_blocker.unblock(), databases.schema_to_dump() as address:
                start_once(folder, address)
    yield folder
    with open(shared / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        mine.unlink()
        if not any(users.iterdir()):
            shutil.rmtree(shared)


def start_once(folder: Path, address: str) -> None:
    """The tables of the database there, in the database of this folder; nothing stays of a start that failed."""
    folder.mkdir(mode=0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL")
        patch.setenv("VAR_DIR", str(folder))
        try:
            with database.for_work() as own:
                programs = database.client_programs()
                dump = [programs["pg_dump"], "--format=custom", "--no-owner", address]
                restore = [programs["pg_restore"], "--no-owner", "--exit-on-error", f"--dbname={own}"]
                dumped = subprocess.run(dump, stdout=subprocess.PIPE, check=True).stdout
                subprocess.run(restore, input=dumped, check=True)
        except BaseException:
            shutil.rmtree(folder)
            raise


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def eventually(question, seconds: float = 20):
    """The first true answer; False when there is none in time."""
    deadline = time.monotonic() + seconds
    while not (answer := question()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return answer
