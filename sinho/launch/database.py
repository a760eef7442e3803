"""The database for a command: the embedded server for as long as it is needed, or a PostgreSQL of one's own."""

import contextlib
import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import dj_database_url
import psycopg2

from sinho.launch import keeper
from sinho.launch.cluster import Cluster, Postmaster, installed_programs, permanent, running, scratch
from sinho.launch.places import ROOT, only_one
from sinho.launch.trouble import Trouble

NAME = "sinho"
SUPERUSER = "postgres"
OLDEST_SERVER = 15
CLIENTS = ("psql", "pg_dump", "pg_restore")
CONNECT_SECONDS = 10
# So long may a keeper need to notice that the last user left.
NOTICE_SECONDS = 0.5


@contextlib.contextmanager
def for_work() -> Iterator[str]:
    """URL of the database of this checkout; DATABASE_URL when it is given."""
    if own := os.environ.get("DATABASE_URL"):
        check_own(own)
        yield own
        return
    with embedded(permanent()) as url:
        yield url


@contextlib.contextmanager
def for_tests() -> Iterator[str]:
    """URL of a database on a server that is thrown away afterwards; its role may make more databases."""
    with embedded(scratch()) as url:
        yield url


@contextlib.contextmanager
def embedded(cluster: Cluster) -> Iterator[str]:
    """Use the server, starting it when nobody has; whoever leaves last stops it."""
    users = open_lock(cluster, cluster.users_lock)
    try:
        fcntl.flock(users, fcntl.LOCK_SH)
        os.close(open_lock(cluster, cluster.start_lock))
        with only_one(cluster.start_lock):
            server = running(cluster) or start(cluster)
            make_database(server, for_tests=cluster.scratch)
        yield server.url(NAME, NAME)
    finally:
        fcntl.flock(users, fcntl.LOCK_UN)
        wait_for_end(users)
        os.close(users)


def open_lock(cluster: Cluster, lock: os.PathLike) -> int:
    """The lock file belongs to the owner of the home, also when root makes it."""
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    if cluster.identity:
        os.fchown(descriptor, cluster.identity.uid, cluster.identity.gid)
    return descriptor


def start(cluster: Cluster) -> Postmaster:
    """Start the keeper, which starts the server."""
    hears, tells = os.pipe()
    command = [sys.executable, "-P", "-m", keeper.__name__, cluster.home, cluster.programs, str(tells)]
    if cluster.identity:
        command += ["--identity", cluster.identity.name, str(cluster.identity.uid), str(cluster.identity.gid)]
    with open(hears, encoding="utf-8") as answer:
        subprocess.Popen(
            [*command, *(["--scratch"] if cluster.scratch else [])],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[tells],
            start_new_session=True,
            cwd="/",
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        os.close(tells)
        said = answer.read()
    server = running(cluster)
    if said != keeper.READY_WORD or server is None:
        raise Trouble(said or f"Máy chủ cơ sở dữ liệu không khởi động được; xem tệp {cluster.log}.")
    return server


def wait_for_end(users: int) -> None:
    """Come back when the keeper has stopped the server, or when it does not because others go on using it."""
    deadline = time.monotonic() + NOTICE_SECONDS
    while time.monotonic() < deadline:
        try:
            fcntl.flock(users, fcntl.LOCK_SH | fcntl.LOCK_NB)
            fcntl.flock(users, fcntl.LOCK_UN)
        except BlockingIOError:
            fcntl.flock(users, fcntl.LOCK_SH)
            return
        time.sleep(0.02)


def make_database(server: Postmaster, *, for_tests: bool) -> None:
    """The application is an ordinary role that owns its database and nothing else.

    In tests it also makes copies of its database, and may put rows in that constraints and triggers would refuse.
    """
    connection = psycopg2.connect(server.url(SUPERUSER, "postgres"))
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [NAME])
            if not cursor.fetchone():
                cursor.execute(f"CREATE ROLE {NAME} LOGIN {'CREATEDB' if for_tests else ''}")
                if for_tests:
                    cursor.execute(f"GRANT SET ON PARAMETER session_replication_role TO {NAME}")
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
            if not cursor.fetchone():
                cursor.execute(f"CREATE DATABASE {NAME} OWNER {NAME}")
    finally:
        connection.close()


def check_own(url: str) -> None:
    """Trouble when the server at DATABASE_URL cannot be reached or is too old."""
    facts = parts(url)
    try:
        connection = psycopg2.connect(connect_timeout=CONNECT_SECONDS, **facts)
    except psycopg2.Error as error:
        reason = (str(error).strip().splitlines() or ["không rõ lý do"])[0]
        raise Trouble(f"Không kết nối được cơ sở dữ liệu ghi trong DATABASE_URL ({reason}).") from None
    version = connection.server_version // 10_000
    connection.close()
    if version < OLDEST_SERVER:
        raise Trouble(f"DATABASE_URL trỏ tới PostgreSQL {version}; cần bản {OLDEST_SERVER} trở lên.")


def parts(url: str) -> dict[str, str]:
    """What the client library wants to know, by its own names."""
    try:
        given = dj_database_url.parse(url, engine="django.db.backends.postgresql")
    except ValueError:
        given = None
    if given is None or not url.startswith(("postgres://", "postgresql://")):
        raise Trouble("DATABASE_URL phải có dạng postgres://tên:mật-khẩu@máy:cổng/cơ-sở-dữ-liệu.")
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    facts = {name: str(given[key]) for name, key in names.items() if given[key]}
    return facts | given.get("OPTIONS", {})


def client_programs() -> dict[str, Path]:
    """The client programs that come with the embedded server."""
    folder = installed_programs()
    return {name: folder / name for name in CLIENTS}


def client_variables(url: str) -> dict[str, str]:
    """The variables by which these programs learn of a database."""
    facts = parts(url)
    names = {"PGDATABASE": "dbname", "PGUSER": "user", "PGPASSWORD": "password", "PGHOST": "host", "PGPORT": "port"}
    return {name: facts[key] for name, key in names.items() if key in facts}
