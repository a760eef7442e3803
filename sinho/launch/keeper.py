"""A small process of its own that holds the database server for as long as somebody uses it.

Each user of a cluster (bin/run, bin/manage, …) holds a shared lock on one file. The keeper starts the server and then
asks for the whole lock: it gets it in the moment in which the last user is gone, however he went, and stops the server.
So no server is left behind, and none is stopped under somebody else's work.
"""

import argparse
import contextlib
import ctypes
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sinho.launch.cluster import PORT, Cluster, forget_dead_server, give, running
from sinho.launch.identity import Identity
from sinho.launch.trouble import Trouble, in_one_sentence

READY_WORD = "ready"
START_SECONDS = 60
STOP_SECONDS = 60
LOG_LIMIT = 10_000_000
C_LIBRARY, PARENT_DEATH_SIGNAL = ctypes.CDLL(None), 1
# A path of a Unix socket may have 107 bytes; this is what PostgreSQL adds to the folder.
SOCKET_NAME = f"/.s.PGSQL.{PORT}"
SOCKET_PATH_LIMIT = 107

LOCALE = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
ACCESS = ["--username=postgres", "--auth-local=trust", "--auth-host=reject"]
SOCKET_ONLY = {"listen_addresses": "", "port": str(PORT), "unix_socket_permissions": "0700"}
# What is thrown away afterwards need not survive a power cut.
CARELESS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def keep(cluster: Cluster, started: int) -> None:
    """Start the server, say so on the descriptor `started`, stop it when nobody uses it any more."""
    try:
        prepare_data(cluster)
        with socket_folder(cluster.home, cluster.identity) as folder:
            server = start(cluster, folder)
            try:
                wait_until_ready(cluster, server)
                signal.signal(signal.SIGCHLD, lambda *_: sys.exit(1))
                answer(started, READY_WORD)
                os.close(started)
                wait_for_last_user(cluster)
            finally:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                stop(server)
    finally:
        if cluster.scratch:
            shutil.rmtree(cluster.home, ignore_errors=True)


def prepare_data(cluster: Cluster) -> None:
    """A new cluster is made aside and then put in its place, so that an interrupted start leaves nothing half made."""
    forget_dead_server(cluster)
    wait_for_former_server(cluster)
    version_file = cluster.data / "PG_VERSION"
    if version_file.exists():
        check_version(cluster, version_file.read_text().strip())
        return
    unfinished = cluster.home / "data-new"
    shutil.rmtree(unfinished, ignore_errors=True)
    command = [cluster.programs / "initdb", "-D", unfinished, "--no-instructions", *LOCALE, *ACCESS]
    with log_of(cluster) as log:
        code = subprocess.run(
            [*command, *(["--no-sync"] if cluster.scratch else [])],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            check=False,
            **cluster.started_as(),
        ).returncode
    if code != 0:
        raise Trouble(f"Không tạo được cơ sở dữ liệu ({last_line(cluster)}).")
    unfinished.rename(cluster.data)


def wait_for_former_server(cluster: Cluster) -> None:
    """A server whose keeper was killed is already on its way down."""
    deadline = time.monotonic() + STOP_SECONDS
    while (cluster.data / "postmaster.pid").exists():
        if time.monotonic() > deadline:
            raise Trouble(f"Một máy chủ cơ sở dữ liệu khác đang giữ {cluster.data}; hãy dừng nó rồi chạy lại.")
        time.sleep(0.1)
        forget_dead_server(cluster)


def check_version(cluster: Cluster, made_by: str) -> None:
    answer = subprocess.run(
        [cluster.programs / "postgres", "--version"],
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
        **cluster.started_as(),
    ).stdout
    present = answer.split()[-1].split(".")[0]
    if present != made_by:
        raise Trouble(
            f"Dữ liệu trong {cluster.data} do PostgreSQL {made_by} tạo, gói hiện cài là PostgreSQL {present}; "
            f"cách chuyển dữ liệu ghi trong docs/operations.md."
        )


@contextlib.contextmanager
def socket_folder(home: Path, identity: Identity | None) -> Iterator[Path]:
    """A folder that only its owner enters and whose path is short enough for a socket."""
    folder = home / "socket"
    long = len(os.fsencode(folder)) + len(SOCKET_NAME) > SOCKET_PATH_LIMIT
    # The client library takes a comma for the end of one address of several.
    if not long and "," not in str(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        give(folder, identity)
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="sinho-", dir=short_parent()) as made:
        give(Path(made), identity)
        yield Path(made)


def short_parent() -> str:
    """Where root, or a user of a desktop, keeps sockets; otherwise the folder of temporary files."""
    choices = [os.environ.get("XDG_RUNTIME_DIR", "") if os.geteuid() else "/run", "/tmp"]  # noqa: S108
    return next(choice for choice in choices if choice and os.access(choice, os.W_OK | os.X_OK))


def start(cluster: Cluster, folder: Path) -> subprocess.Popen:
    """The server itself, as a child that does not outlive this process."""
    settings = {**SOCKET_ONLY, **(CARELESS if cluster.scratch else {})}
    settings["unix_socket_directories"] = '"' + str(folder).replace('"', '""') + '"'
    words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with log_of(cluster) as log:
        return subprocess.Popen(
            [cluster.programs / "postgres", "-D", cluster.data, *words],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,
            preexec_fn=stop_with_parent,
            **cluster.started_as(),
        )


def stop_with_parent() -> None:
    """Ask the kernel (Linux) to send a fast shutdown to this process when its parent dies."""
    if sys.platform == "linux":
        C_LIBRARY.prctl(PARENT_DEATH_SIGNAL, signal.SIGINT)


@contextlib.contextmanager
def log_of(cluster: Cluster) -> Iterator[int]:
    """The log, begun anew when it has grown long."""
    if cluster.log.exists() and cluster.log.stat().st_size > LOG_LIMIT:
        cluster.log.replace(cluster.log.with_name("log.1"))
    descriptor = os.open(cluster.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    if cluster.identity:
        os.fchown(descriptor, cluster.identity.uid, cluster.identity.gid)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def last_line(cluster: Cluster) -> str:
    """What the programs of PostgreSQL said last."""
    lines = cluster.log.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "không rõ lý do")


def wait_until_ready(cluster: Cluster, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not running(cluster):
        if server.poll() is not None or time.monotonic() > deadline:
            raise Trouble(f"Máy chủ cơ sở dữ liệu không khởi động được ({last_line(cluster)}).")
        time.sleep(0.02)


def wait_for_last_user(cluster: Cluster) -> None:
    """Returns when no user holds the shared lock, and keeps the whole lock until this process ends."""
    descriptor = os.open(cluster.users_lock, os.O_RDWR)
    fcntl.flock(descriptor, fcntl.LOCK_EX)


def stop(server: subprocess.Popen) -> None:
    """Fast shutdown: connections are closed, everything committed is kept."""
    if server.poll() is None:
        server.send_signal(signal.SIGINT)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("home", type=Path)
    parser.add_argument("programs", type=Path)
    parser.add_argument("started", type=int)
    parser.add_argument("--identity", nargs=3)
    parser.add_argument("--scratch", action="store_true")
    return parser.parse_args()


def main() -> int:
    given = arguments()
    identity = Identity(given.identity[0], *map(int, given.identity[1:])) if given.identity else None
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        keep(Cluster(given.home, given.programs, identity, given.scratch), given.started)
    except Trouble as trouble:
        answer(given.started, str(trouble))
        return 1
    except OSError as error:
        answer(given.started, in_one_sentence(error))
        return 1
    return 0


def answer(started: int, text: str) -> None:
    """To who started the keeper, if he still listens."""
    with contextlib.suppress(OSError):
        os.write(started, text.encode())


if __name__ == "__main__":
    sys.exit(main())
