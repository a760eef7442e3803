"""The embedded database: who may reach it, who it runs as, when it stops, and a PostgreSQL of one's own."""

import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psutil
import psycopg2
import pytest

from sinho.launch import cluster as clusters
from sinho.launch import database
from sinho.launch.places import ROOT
from sinho.launch.trouble import Trouble
from tests.sinho.launch.conftest import AS_ROOT, eventually, modes_above, processes_about

HOLD = "import sys\nfrom sinho.launch import database\nwith database.for_work() as url:\n    print(url, flush=True)\n"


def ask(url: str, question: str):
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone() if cursor.description else None
    finally:
        connection.close()


def another_user() -> subprocess.Popen:
    """A process that uses the database until its input ends; it has it when its first line came."""
    code = HOLD + "    sys.stdin.read()\n"
    user = subprocess.Popen(
        [sys.executable, "-P", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert user.stdout.readline().startswith("postgres://")
    return user


def leave(user: subprocess.Popen) -> None:
    user.communicate()
    assert user.returncode == 0


def socket_folder(url: str) -> Path:
    return Path(unquote(urlsplit(url).netloc.split("@")[1].removesuffix(":5432")))


def server_of(home: Path) -> psutil.Process:
    return psutil.Process(int((home / "data" / "postmaster.pid").read_text().split()[0]))


def test_the_server_listens_on_a_socket_only_that_nobody_else_reaches(bare_terminal):
    with database.for_work() as url:
        assert ask(url, "SHOW listen_addresses") == ("",)
        home = bare_terminal / "postgres"
        server = server_of(home)
        assert [link for link in server.net_connections() if link.family.name.startswith("AF_INET")] == []
        for folder in (home, home / "data", home / "socket"):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert home.stat().st_uid == server.uids().effective
        assert not AS_ROOT or server.uids().effective != 0
    assert not server.is_running()
    assert not (home / "data" / "postmaster.pid").exists()


def test_the_application_is_an_ordinary_role_that_owns_its_database(terminal):
    rights = "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
    with database.for_work() as url:
        assert ask(url, rights) == ("sinho", False, False, False)
        assert ask(url, owner) == ("sinho",)


def test_no_folder_above_changes_its_permissions(closed_folder, bare_terminal, monkeypatch):
    monkeypatch.setenv("VAR_DIR", str(closed_folder / "var"))
    before = modes_above(closed_folder) | modes_above(ROOT / "x") | modes_above(Path(sys.prefix))
    with database.for_work() as url:
        ask(url, "CREATE TABLE kept (n int)")
    with database.for_work() as url:
        assert ask(url, "SELECT count(*) FROM kept") == (0,)
    assert modes_above(closed_folder) | modes_above(ROOT / "x") | modes_above(Path(sys.prefix)) == before


@pytest.mark.skipif(not AS_ROOT, reason="an ordinary user enters his own folders")
def test_data_that_the_unprivileged_user_could_not_reach_lie_elsewhere(closed_folder, bare_terminal, monkeypatch):
    monkeypatch.setenv("VAR_DIR", str(closed_folder))
    with database.for_work():
        home = Path((closed_folder / "postgres").read_text().strip())
        assert home.parent == clusters.SYSTEM_FOLDER
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
        assert server_of(home).is_running()


@pytest.mark.skipif(not AS_ROOT, reason="only root keeps data elsewhere")
def test_a_copied_checkout_does_not_take_the_data_of_the_first(closed_folder, bare_terminal, monkeypatch):
    monkeypatch.setenv("VAR_DIR", str(closed_folder))
    with database.for_work():
        pass
    copy = closed_folder / "copy"
    copy.mkdir()
    (copy / "postgres").write_text((closed_folder / "postgres").read_text())
    monkeypatch.setenv("VAR_DIR", str(copy))
    with pytest.raises(Trouble, match="thuộc bản cài đặt ở"), database.for_work():
        pass
    (closed_folder / "postgres").unlink()
    with database.for_work() as url:
        assert ask(url, "SELECT 1") == (1,)


@pytest.mark.parametrize("name", ["a" * 90, "dấu phẩy, và dấu cách", "dấu 'nháy' đơn"])
def test_the_path_of_the_checkout_may_be_long_or_strange(bare_terminal, monkeypatch, name):
    monkeypatch.setenv("VAR_DIR", str(bare_terminal / name))
    with database.for_work() as url:
        assert ask(url, "SELECT 1") == (1,)
        folder = socket_folder(url)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not (folder / ".s.PGSQL.5432").exists()


def test_who_leaves_last_stops_the_server(terminal):
    first, second = another_user(), another_user()
    server = server_of(terminal / "postgres")
    leave(first)
    assert server.is_running()
    with database.for_work() as url:
        assert ask(url, "SELECT 1") == (1,)
        leave(second)
        assert server.is_running()
    assert not server.is_running()


def test_a_user_that_is_killed_leaves_no_server_behind(terminal):
    user = another_user()
    server = server_of(terminal / "postgres")
    user.kill()
    user.communicate()
    assert eventually(lambda: not server.is_running())
    assert eventually(lambda: processes_about(terminal) == [])


def test_a_keeper_that_is_killed_takes_the_server_with_it_and_the_next_start_works(terminal):
    user = another_user()
    server = server_of(terminal / "postgres")
    server.parent().kill()
    assert eventually(lambda: not server.is_running() or server.status() == psutil.STATUS_ZOMBIE)
    with database.for_work() as url:
        assert ask(url, "SELECT 1") == (1,)
    leave(user)


def test_the_note_of_a_server_that_a_power_cut_ended_is_no_obstacle(terminal):
    note = terminal / "postgres" / "data" / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n{note.parent}\n1\n5432\n/nowhere\n\n1 1\nready\n")
    with database.for_work() as url:
        assert ask(url, "SELECT count(*) > 20 FROM django_migrations") == (True,)


def test_an_interrupted_first_start_is_begun_anew(bare_terminal):
    (bare_terminal / "postgres" / "data-new" / "base").mkdir(parents=True)
    (bare_terminal / "postgres" / "data-new" / "PG_VERSION").write_text("18\n")
    with database.for_work() as url:
        assert ask(url, "SELECT 1") == (1,)
    assert not (bare_terminal / "postgres" / "data-new").exists()


def test_two_at_once_start_one_server(bare_terminal):
    urls = []

    def use():
        user = another_user()
        urls.append(server_of(bare_terminal / "postgres").pid)
        leave(user)

    threads = [threading.Thread(target=use) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(urls) == 2


def test_data_of_another_version_are_not_touched(terminal):
    (terminal / "postgres" / "data" / "PG_VERSION").write_text("17\n")
    with pytest.raises(Trouble, match=r"do PostgreSQL 17 tạo, gói hiện cài là PostgreSQL 18"), database.for_work():
        pass


def test_a_server_that_cannot_start_says_why_in_one_sentence(terminal):
    with (terminal / "postgres" / "data" / "postgresql.conf").open("a") as settings:
        settings.write("shared_buffers = 'nonsense'\n")
    with pytest.raises(Trouble, match="Máy chủ cơ sở dữ liệu không khởi động được") as trouble, database.for_work():
        pass
    assert "\n" not in str(trouble.value)


def test_a_scratch_server_leaves_nothing(bare_terminal):
    with database.for_tests() as url:
        home = socket_folder(url).parent
        assert server_of(home).is_running()
    assert not home.exists()
    assert processes_about(home) == []


OWN = "postgres://nobody:secret@127.0.0.1:1/none"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (OWN, "Không kết nối được cơ sở dữ liệu ghi trong DATABASE_URL"),
        ("postgres://nobody@%2Fno%2Fsuch%2Ffolder/none", "Không kết nối được cơ sở dữ liệu ghi trong DATABASE_URL"),
        ("mysql://me@here/db", "DATABASE_URL phải có dạng postgres://"),
        ("nonsense", "DATABASE_URL phải có dạng postgres://"),
        ("postgres://me@here:port/db", "DATABASE_URL phải có dạng postgres://"),
    ],
)
def test_a_database_of_ones_own_that_cannot_be_used_is_told_in_one_sentence(bare_terminal, monkeypatch, url, said):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(Trouble, match=said) as trouble, database.for_work():
        pass
    assert "\n" not in str(trouble.value)
    assert "secret" not in str(trouble.value)


def test_a_database_of_ones_own_is_used_and_left_running(bare_terminal, monkeypatch):
    with database.for_tests() as own:
        monkeypatch.setenv("DATABASE_URL", own)
        with database.for_work() as url:
            assert url == own
        assert ask(own, "SELECT 1") == (1,)
        assert not (bare_terminal / "postgres").exists()
        monkeypatch.setattr(database, "OLDEST_SERVER", 99)
        with pytest.raises(Trouble, match="trỏ tới PostgreSQL 18; cần bản 99 trở lên"), database.for_work():
            pass


def test_the_keeper_ends_its_server_when_it_is_asked_to_end(terminal):
    user = another_user()
    server = server_of(terminal / "postgres")
    server.parent().send_signal(signal.SIGTERM)
    assert eventually(lambda: not server.is_running())
    leave(user)
