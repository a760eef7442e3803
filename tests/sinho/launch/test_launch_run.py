"""bin/run, bin/manage and bin/test as a person starts them, from the second stage on."""

import http.cookiejar
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

import psutil
import pytest

from sinho.launch import database, serve
from sinho.launch.fill import DEMO_ACCOUNTS
from sinho.launch.places import ROOT
from sinho.launch.trouble import Trouble
from tests.sinho.launch.conftest import AS_ROOT, eventually, modes_above, processes_about
from tests.structure import STRUCTURE

PASSWORD = "mật khẩu của huyện 2009"


class Started:
    """A command of the launcher at a terminal of its own."""

    def __init__(self, *words: str, **variables: str):
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "sinho.launch.commands", *words],
            env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.said = ""

    def until(self, word: str) -> str:
        """Everything said up to the line with this word; to the end when it never comes."""
        for line in self.process.stdout:
            self.said += line
            if word in line:
                break
        return self.said

    def end(self, number: int | None = None) -> int:
        if number is not None:
            self.process.send_signal(number)
        self.said += self.process.stdout.read()
        return self.process.wait(60)


@pytest.fixture
def start(bare_terminal):
    """`start("run", PORT="8123")`; what still runs after the test is ended."""
    begun = []

    def begin(*words, **variables):
        begun.append(Started(*words, **variables))
        return begun[-1]

    yield begin
    for each in begun:
        if each.process.poll() is None:
            each.end(signal.SIGTERM)


class Visitor:
    """Somebody with a browser that keeps cookies."""

    def __init__(self, port: int):
        self.address = f"http://127.0.0.1:{port}"
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)

    def get(self, path: str) -> str:
        return self.opener.open(self.address + path, timeout=30).read().decode()

    def log_in(self, username: str, password: str) -> str:
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', self.get("/tai-khoan/dang-nhap/"))[1]
        fields = {"username": username, "password": password, "csrfmiddlewaretoken": token}
        body = urllib.parse.urlencode(fields).encode()
        return self.opener.open(f"{self.address}/tai-khoan/dang-nhap/", body, timeout=30).read().decode()


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_the_demo_district_is_served_and_everything_stops_with_ctrl_c(start, bare_terminal, free_port, tables):
    before = modes_above(bare_terminal) | modes_above(ROOT / "x")
    run = start("run", PORT=str(free_port), DEMO_PASSWORD=PASSWORD)
    tells_how_to_enter(run.until("Sẵn sàng"), free_port)
    for name in ("secret-key", "demo-password"):
        assert stat.S_IMODE((bare_terminal / name).stat().st_mode) == 0o600
    serves_pages(Visitor(free_port))
    runs_unprivileged(run)
    bears_company(start, free_port)
    has_tables(start, tables)

    assert run.end(signal.SIGINT) == 0
    assert run.said.endswith("Đã dừng.\n")
    assert processes_about(bare_terminal) == []
    assert not answers(free_port)

    again = start("run", PORT=str(free_port))
    said = again.until("Sẵn sàng")
    assert PASSWORD in said
    assert "Nạp huyện" not in said
    assert "Thoát" in Visitor(free_port).log_in("bantochuc", PASSWORD)
    assert again.end(signal.SIGHUP) == 0
    assert processes_about(bare_terminal) == []
    assert modes_above(bare_terminal) | modes_above(ROOT / "x") == before


@pytest.fixture
def tables(databases, django_db_blocker):
    """What stands in the database that all other tests begin with."""
    with django_db_blocker.unblock(), databases.schema_to_dump() as address:
        command = [database.client_programs()["psql"], "-Atc", STRUCTURE, address]
        return sorted(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines())


def tells_how_to_enter(said: str, port: int) -> None:
    assert f"Sẵn sàng: http://127.0.0.1:{port}" in said
    assert PASSWORD in said
    assert "Traceback" not in said
    assert [username for username, _ in DEMO_ACCOUNTS if username not in said] == []


def serves_pages(visitor: Visitor) -> None:
    """Health, a page with the banner of the demo, static files under lasting names, no details of a fault."""
    assert visitor.get("/healthz") == "ok"
    page = visitor.log_in("bantochuc", PASSWORD)
    assert "Thoát" in page
    assert "trình diễn" in page
    style = re.search(r'href="(/static/css/app\.[0-9a-f]{12}\.css)"', page)[1]
    assert "{" in visitor.get(style)
    with pytest.raises(urllib.error.HTTPError) as missing:
        visitor.get("/khong-co/")
    assert missing.value.code == 404
    assert "Traceback" not in missing.value.read().decode()


def runs_unprivileged(run: Started) -> None:
    children = psutil.Process(run.process.pid).children(recursive=True)
    ours = ("gunicorn", "work")
    servers = [child for child in children if child.name() == "postgres" or set(ours) & set(child.cmdline())]
    assert len(servers) > 4 and any("work" in server.cmdline() for server in servers)
    assert not AS_ROOT or all(server.uids().effective != 0 for server in servers)


def bears_company(start, port: int) -> None:
    """A second run is refused, a command beside it works on the same database and leaves it running."""
    second = start("run", PORT=str(port))
    assert second.end() == 1
    assert second.said == (
        f"Phần mềm đang chạy rồi ở http://127.0.0.1:{port}; chỉ chạy một lần cho mỗi thư mục cài đặt.\n"
    )
    count = "from sinho.accounts.models import User; print('accounts:', User.objects.count())"
    beside = start("manage", "shell", "-v", "0", "-c", count)
    assert beside.end() == 0
    assert int(re.search(r"accounts: (\d+)", beside.said)[1]) >= len(DEMO_ACCOUNTS)
    assert Visitor(port).get("/healthz") == "ok"


def has_tables(start, tables: list[str]) -> None:
    asked = start("database", "psql", "-Atc", STRUCTURE)
    assert asked.end() == 0
    assert sorted(asked.said.splitlines()) == tables and len(tables) > 1000


def test_run_that_is_killed_leaves_neither_web_server_nor_database(start, terminal, free_port):
    run = start("run", PORT=str(free_port), DEMO="0")
    assert "Tài khoản trình diễn" not in run.until("Sẵn sàng")
    children = psutil.Process(run.process.pid).children(recursive=True)
    assert children
    run.process.kill()
    assert eventually(lambda: not any(child.is_running() for child in children))
    assert eventually(lambda: processes_about(terminal) == [])
    assert not answers(free_port)


def test_a_process_that_dies_ends_the_run_with_a_sentence(start, terminal, free_port):
    run = start("run", PORT=str(free_port), DEMO="0")
    run.until("Sẵn sàng")
    for child in psutil.Process(run.process.pid).children():
        if "gunicorn" in child.cmdline():
            child.kill()
    assert run.end() == 1
    assert "Máy chủ web đã dừng ngoài ý muốn" in run.said
    assert "Traceback" not in run.said
    assert processes_about(terminal) == []


@pytest.mark.parametrize("number", [0, 1], ids=["server", "worker"])
def test_whichever_process_dies_it_is_seen_and_named(monkeypatch, number):
    monkeypatch.setattr(serve, "LOOK_SECONDS", 0.05)
    watched = [subprocess.Popen(["sleep", "60"]) for _ in range(2)]
    threading.Timer(0.2, watched[number].kill).start()
    said = ("Máy chủ web", "Tiến trình làm việc lâu")[number]
    with pytest.raises(Trouble, match=f"^{said} đã dừng ngoài ý muốn"):
        serve.watch(*watched)
    assert watched[1 - number].poll() is None
    watched[1 - number].kill()
    watched[1 - number].wait()


def test_ctrl_c_during_the_start_stops_everything_too(start, bare_terminal, free_port):
    run = start("run", PORT=str(free_port))
    run.until("Chuẩn bị cơ sở dữ liệu")
    time.sleep(0.3)
    assert run.end(signal.SIGINT) == 0
    assert "Traceback" not in run.said
    assert eventually(lambda: processes_about(bare_terminal) == [])


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"PORT": "abc"}, "PORT phải là một số từ 1 đến 65535, không phải “abc”.\n"),
        ({"DATABASE_URL": "postgres://me@127.0.0.1:1/db"}, "Không kết nối được cơ sở dữ liệu ghi trong DATABASE_URL"),
        ({"IDLE_MINUTES": "lâu"}, "Biến IDLE_MINUTES phải là số nguyên, không phải “lâu”.\n"),
        ({"VAR_DIR": "/proc/nowhere"}, "Hệ thống không cho đọc hoặc ghi “/proc/nowhere”"),
    ],
)
def test_what_is_set_wrongly_is_answered_with_one_sentence(start, free_port, variables, sentence):
    run = start("run", **{"PORT": str(free_port), **variables})
    assert run.end() == 1
    assert sentence in run.said
    assert "Traceback" not in run.said
    assert len(run.said.splitlines()) == 1


def test_a_taken_port_is_told_before_anything_is_started(start, bare_terminal):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        run = start("run", PORT=str(other.getsockname()[1]))
        assert run.end() == 1
    assert "đang có chương trình khác dùng" in run.said
    assert len(run.said.splitlines()) == 1
    assert not (bare_terminal / "postgres").exists()


def test_manage_works_where_it_is_called_gives_back_the_code_and_stops_its_server(
    start, terminal, tmp_path, monkeypatch
):
    assert start("manage", "no_such_command").end() == 1
    monkeypatch.chdir(tmp_path)
    here = start("manage", "shell", "-v", "0", "-c", "import os; print(os.getcwd())")
    assert here.end() == 0
    assert str(tmp_path) in here.said
    assert processes_about(terminal) == []


def test_a_backup_is_restored_with_the_programs_of_the_package(start, terminal, tmp_path):
    saved = str(tmp_path / "saved.dump")
    assert start("database", "pg_dump", "-Fc", "-f", saved).end() == 0
    question = ("database", "psql", "-Atc", "SELECT count(*) FROM django_migrations")
    before = start(*question)
    assert before.end() == 0
    (terminal / "postgres").rename(terminal / "lost")
    assert start("database", "pg_restore", "--no-owner", "-d", "sinho", saved).end() == 0
    after = start(*question)
    assert after.end() == 0
    assert int(after.said) == int(before.said) > 20


def test_database_takes_the_programs_it_knows_only(start):
    done = start("database", "rm", "-rf", "x")
    assert done.end() == 1
    assert "psql, pg_dump, pg_restore" in done.said


def test_a_part_of_the_tests_ends_with_the_summary_of_pytest(start, tmp_path):
    (tmp_path / "test_nothing.py").write_text("def test_nothing():\n    pass\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\nDJANGO_SETTINGS_MODULE = sinho.settings\n")
    part = start("test", str(tmp_path / "test_nothing.py"), "-q")
    assert part.end() == 0
    assert re.match(r"1 passed in [\d.]+s", part.said.splitlines()[-1])
    failing = start("test", str(tmp_path / "test_missing.py"), "-q")
    assert failing.end() != 0
