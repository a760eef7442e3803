"""bin/run: database, preparation, web server, background; watches them and stops them together."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

from sinho.launch import database
from sinho.launch.identity import server_prefix, unprivileged
from sinho.launch.places import ROOT, VENV_PYTHON, var
from sinho.launch.ports import HOST, listen, wanted_port
from sinho.launch.secrets_file import secret_key
from sinho.launch.single import only_run
from sinho.launch.trouble import ALREADY_SAID, Trouble, say

START_SECONDS = 60
STOP_SECONDS = 20
LOOK_SECONDS = 1.0
THREADS = 4
REQUEST_SECONDS = 120


def until_stopped() -> int:
    """Serve until Ctrl-C, SIGTERM or the end of the terminal; it is the caller who turns these into exceptions."""
    port = wanted_port()
    address = f"http://{HOST}:{port}"
    with only_run(address), listen(port) as bound, database.for_work() as url:
        os.environ |= {"SECRET_KEY": secret_key(), "DATABASE_URL": url, "DEBUG": "0", "PLAIN_STATIC": "0"}
        os.environ.setdefault("STATIC_ROOT", str(var() / "static"))
        prepare()
        with web_server(bound) as server, background() as worker:
            wait_until_answering(server, port)
            say(f"Sẵn sàng: {address}   (dừng: Ctrl-C)")
            watch(server, worker)
    return 0


def prepare() -> None:
    """Everything Django does before the first request."""
    command = [sys.executable, "-P", "-m", "sinho.launch.fill"]
    done = subprocess.run(command, cwd=ROOT, check=False, stdin=subprocess.DEVNULL, start_new_session=True)
    if done.returncode == ALREADY_SAID:
        sys.exit(1)
    if done.returncode != 0:
        raise Trouble("Chưa chuẩn bị xong cơ sở dữ liệu nên phần mềm không chạy; lý do ở các dòng trên.")


@contextlib.contextmanager
def web_server(bound: socket.socket) -> Iterator[subprocess.Popen]:
    """gunicorn on the socket that is already ours."""
    command = [sys.executable, "-P", "-m", "gunicorn", "sinho.wsgi:application", *gunicorn_options(bound)]
    with at_work(command, bound.fileno()) as server:
        yield server


@contextlib.contextmanager
def background() -> Iterator[subprocess.Popen]:
    """The process that does what takes long; it looks for work in the database."""
    with at_work([sys.executable, "-P", ROOT / "manage.py", "work"]) as worker:
        yield worker


@contextlib.contextmanager
def at_work(command: list, *descriptors: int) -> Iterator[subprocess.Popen]:
    """A process of ours as an unprivileged user, stopped at the end."""
    prefix = server_prefix(unprivileged(), reads=[ROOT / "manage.py", ROOT / "templates" / "base.html", VENV_PYTHON])
    process = subprocess.Popen(
        [*prefix, *command],
        cwd=ROOT,
        pass_fds=descriptors,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        env={name: value for name, value in os.environ.items() if name not in {"HOME", "DEMO_PASSWORD"}},
    )
    try:
        yield process
    finally:
        stop(process)


def gunicorn_options(bound: socket.socket) -> list[str]:
    workers = os.environ.get("WEB_WORKERS") or str(min(4, os.cpu_count() or 1))
    return [
        *("--bind", f"fd://{bound.fileno()}"),
        *("--worker-class", "gthread", "--workers", workers, "--threads", str(THREADS)),
        *("--timeout", str(REQUEST_SECONDS), "--graceful-timeout", str(STOP_SECONDS // 2)),
        *("--preload", "--log-level", "error", "--no-control-socket"),
    ]


def stop(process: subprocess.Popen) -> None:
    """Requests under way are answered first; work in the background that does not end in time is begun anew later."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until_answering(server: subprocess.Popen, port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(HOST, port, timeout=START_SECONDS)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise Trouble("Máy chủ web không khởi động được; lý do ở các dòng trên.")


def watch(server: subprocess.Popen, worker: subprocess.Popen) -> None:
    """Comes back never; raises when one of them ended by itself."""
    while server.poll() is None and worker.poll() is None:
        time.sleep(LOOK_SECONDS)
    which = "Tiến trình làm việc lâu" if server.poll() is None else "Máy chủ web"
    raise Trouble(f"{which} đã dừng ngoài ý muốn; lý do ở các dòng trên.")
