"""What happens before the first line of the application runs: port, system packages, environment, secrets."""

import json
import os
import re
import socket
import stat
import struct
import subprocess
import sys
from importlib import metadata

import pytest
from packaging.requirements import Requirement

from sinho.launch import __main__ as first_stage
from sinho.launch import ports, requirements, secrets_file, single, system
from sinho.launch.places import ROOT
from sinho.launch.trouble import Trouble, in_one_sentence


@pytest.fixture
def own_var(tmp_path, monkeypatch):
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    return tmp_path / "var"


@pytest.mark.parametrize(("given", "port"), [(None, 8000), ("", 8000), ("8080", 8080), ("65535", 65535)])
def test_the_port_is_8000_or_what_is_given(monkeypatch, given, port):
    monkeypatch.delenv("PORT", raising=False)
    if given is not None:
        monkeypatch.setenv("PORT", given)
    assert ports.wanted_port() == port


@pytest.mark.parametrize("given", ["0", "65536", "abc", "-1", "80.5", "8000 ", "²"])
def test_a_port_that_is_none_is_refused_by_name(monkeypatch, given):
    monkeypatch.setenv("PORT", given)
    with pytest.raises(Trouble, match=re.escape(f"PORT phải là một số từ 1 đến 65535, không phải “{given}”")):
        ports.wanted_port()


def test_a_taken_port_is_told_in_one_sentence():
    with socket.socket() as other:
        other.bind((ports.HOST, 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(Trouble, match=f"Cổng {taken} đang có chương trình khác dùng"):
            ports.check_free(taken)
    ports.check_free(taken)


def test_a_second_run_is_told_where_the_first_one_is(own_var):
    with (
        single.only_run("http://127.0.0.1:8123"),
        pytest.raises(Trouble, match=re.escape("Phần mềm đang chạy rồi ở http://127.0.0.1:8123")),
    ):
        single.refuse_second()
    single.refuse_second()


def font(revision: float, tables: int = 1) -> bytes:
    """The beginning of a TrueType file with nothing but a head table."""
    head = struct.pack(">i", 0x10000) + struct.pack(">i", round(revision * 65536))
    return struct.pack(">IHHHH", 0x10000, tables, 0, 0, 0) + struct.pack(">4sIII", b"head", 0, 28, len(head)) + head


@pytest.mark.parametrize(
    ("content", "present"),
    [(font(2.1), True), (font(2.0), True), (font(1.07), False), (b"", False), (b"no font", False)],
)
def test_only_the_second_version_of_the_typeface_counts(tmp_path, content, present):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "LiberationSerif-Regular.ttf").write_bytes(content)
    assert system.has_typeface([str(tmp_path)]) is present


def test_without_font_files_there_is_no_typeface(tmp_path):
    assert not system.has_typeface([str(tmp_path), str(tmp_path / "missing")])


@pytest.mark.parametrize(
    ("system_name", "number", "package"),
    [
        ("debian", "12", "fonts-liberation2"),
        ("debian", "13", "fonts-liberation"),
        ("ubuntu", "22.04", "fonts-liberation2"),
        ("ubuntu", "24.04", "fonts-liberation"),
        ("debian", "", "fonts-liberation"),
        ("other", "1", "fonts-liberation"),
    ],
)
def test_the_package_of_the_typeface_is_that_of_the_system(system_name, number, package):
    assert system.typeface_packages({"ID": system_name, "VERSION_ID": number})[0] == package
    assert system.typeface_packages({})[0] == "fonts-liberation"


def test_a_library_that_is_not_there_is_noticed():
    assert system.loads("libc.so.6")
    assert not system.loads("libsinho-that-nobody-has.so.0")


@pytest.fixture
def bare_path(tmp_path, monkeypatch):
    """A PATH with nothing on it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def program(folder, name: str, text: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(0o755)


NEVER = system.Need("Pango", ("libpango-1.0-0",), lambda: False)


def test_what_is_there_is_not_installed_again(bare_path):
    system.require([system.Need("đủ", ("x",), lambda: True)])


def test_a_system_without_apt_is_told_what_it_lacks(bare_path):
    with pytest.raises(Trouble, match="Máy còn thiếu Pango; hãy cài bằng trình quản lý gói"):
        system.require([NEVER])


def test_who_may_not_install_gets_the_line_to_type(bare_path, monkeypatch):
    program(bare_path, "apt-get", "exit 0")
    program(bare_path, "apt-cache", "echo '  Candidate: 1.0'")
    program(bare_path, "sudo", "exit 1")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Trouble) as trouble:
        system.require([NEVER])
    assert str(trouble.value).splitlines() == [
        "Máy còn thiếu Pango; hãy gõ dòng sau rồi chạy lại:",
        "sudo apt-get update && sudo apt-get install -y libpango-1.0-0",
    ]


def test_an_installation_that_fails_names_the_reason_and_the_line(bare_path, monkeypatch):
    program(bare_path, "env", 'shift; exec "$@"')
    program(bare_path, "apt-get", 'echo "E: no network" >&2; exit 100')
    program(bare_path, "apt-cache", "echo '  Candidate: 1.0'")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(Trouble, match=r"\(E: no network\); hãy gõ dòng sau.*\napt-get update"):
        system.require([NEVER])


def test_root_installs_and_goes_on(bare_path, monkeypatch, tmp_path):
    program(bare_path, "env", 'shift; exec "$@"')
    program(bare_path, "apt-get", f'echo "$@" >> {tmp_path}/said')
    program(bare_path, "apt-cache", "echo '  Candidate: 1.0'")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    system.require([system.Need("Pango", ("libpango-1.0-0",), (tmp_path / "said").exists)])
    assert (tmp_path / "said").read_text().splitlines()[-1] == "-q install -y --no-install-recommends libpango-1.0-0"


def test_of_alternative_packages_the_one_that_the_machine_knows_is_taken(bare_path):
    program(bare_path, "apt-cache", '[ "$2" = new ] && echo "  Candidate: 2" || echo "  Candidate: (none)"')
    needs = [system.Need("chữ", names, lambda: False) for names in (("old", "new"), ("one", "two"))]
    assert system.chosen_packages(needs) == ["new", "one"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], True),
        (["-x"], True),
        (["tests"], True),
        (["tests/"], True),
        (["tests/browser"], True),
        (["tests/browser/test_a.py::test_b"], True),
        (["tests/cells", "tests/browser/"], True),
        (["tests/sinho/launch"], False),
        (["-q", "tests/cells/"], False),
    ],
)
def test_a_browser_is_needed_only_for_parts_that_drive_one(monkeypatch, words, expected):
    monkeypatch.chdir(ROOT)
    assert first_stage.covers(first_stage.BROWSER, words) is expected
    assert first_stage.BROWSER.is_dir() and first_stage.PAPERS.is_dir()


def environment(folder):
    """Something that looks like a finished virtual environment."""
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(sys.executable)
    return folder


def test_a_finished_environment_remembers_its_lists(tmp_path):
    venv = environment(tmp_path / "venv")
    requirements.write_stamp(venv, {"run": "a", "dev": "b"})
    assert requirements.read_stamp(venv) == {"run": "a", "dev": "b"}


@pytest.mark.parametrize("content", ["", "{", "[]", "null"])
def test_a_broken_stamp_counts_as_none(tmp_path, content):
    venv = environment(tmp_path / "venv")
    (venv / requirements.STAMP_NAME).write_text(content)
    assert requirements.read_stamp(venv) == {}


def test_an_environment_whose_python_is_gone_counts_as_none(tmp_path):
    venv = environment(tmp_path / "venv")
    requirements.write_stamp(venv, {"run": "a"})
    (venv / "bin" / "python").unlink()
    (venv / "bin" / "python").symlink_to(tmp_path / "removed")
    assert requirements.read_stamp(venv) == {}


def test_nothing_is_installed_while_the_lists_are_the_same(tmp_path, monkeypatch, own_var):
    venv, listed = environment(tmp_path / "venv"), tmp_path / "list.txt"
    listed.write_text("# nothing\n")
    monkeypatch.setattr(requirements, "VENV", venv)
    monkeypatch.setattr(requirements, "LISTS", {"run": listed, "dev": listed})
    requirements.write_stamp(venv, {"run": requirements.fingerprint(listed)})
    before = (venv / requirements.STAMP_NAME).stat().st_mtime_ns
    requirements.ensure(dev=False)
    assert (venv / requirements.STAMP_NAME).stat().st_mtime_ns == before
    requirements.ensure(dev=True)
    assert json.loads((venv / requirements.STAMP_NAME).read_text()).keys() == {"run", "dev"}


def test_a_package_that_cannot_be_had_is_told_in_one_sentence(tmp_path):
    listed = tmp_path / "list.txt"
    listed.write_text("no-such-package @ file:///no/such/place.whl\n")
    with pytest.raises(Trouble, match="Không cài được thư viện Python") as trouble:
        requirements.install(environment(tmp_path / "venv"), [listed])
    assert "\n" not in str(trouble.value)


def pins(name: str) -> dict[str, str]:
    lines = [line for line in (ROOT / name).read_text().splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][0-9a-z.]*", line) for line in lines)
    return {re.sub(r"[-_.]+", "-", line.split("==")[0]).lower(): line.split("==")[1] for line in lines}


def test_the_lists_are_complete_and_every_version_is_exact():
    run = pins("requirements.txt")
    both = run | pins("requirements-dev.txt")
    for group in (run, both):
        for name in group:
            for text in metadata.requires(name) or []:
                wanted = Requirement(text)
                if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                    needed = re.sub(r"[-_.]+", "-", wanted.name).lower()
                    assert needed in group, f"{name} needs {needed}"
    assert {name: metadata.version(name) for name in both} == both


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(own_var, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    first = secrets_file.secret_key()
    assert len(first) >= 50
    assert secrets_file.secret_key() == first
    assert stat.S_IMODE((own_var / "secret-key").stat().st_mode) == 0o600
    assert sorted(path.name for path in own_var.iterdir()) == ["secret-key"]


def test_a_given_secret_key_is_taken_and_not_written_down(own_var, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "given")
    assert secrets_file.secret_key() == "given"
    assert not (own_var / "secret-key").exists()


def test_the_demo_password_is_kept_and_a_given_one_wins(own_var, monkeypatch):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    made = secrets_file.demo_password()
    assert len(made) == secrets_file.DEMO_LENGTH
    assert secrets_file.demo_password() == made
    monkeypatch.setenv("DEMO_PASSWORD", "của-tôi-2009")
    assert secrets_file.demo_password() == "của-tôi-2009"
    assert secrets_file.demo_password_file().read_text() == "của-tôi-2009\n"
    assert stat.S_IMODE(secrets_file.demo_password_file().stat().st_mode) == 0o600


def test_what_the_system_refuses_is_said_with_the_name_of_the_file(tmp_path):
    with pytest.raises(OSError, match="No such file") as caught:
        (tmp_path / "missing").read_text()
    assert in_one_sentence(caught.value) == (
        f"Hệ thống không cho đọc hoặc ghi “{tmp_path / 'missing'}”: No such file or directory."
    )


def test_without_a_new_enough_python_the_commands_say_so(tmp_path):
    """An old machine: its python3 is 3.9, it has no other."""
    for name in ("dirname", "readlink", "bash", "env"):
        (tmp_path / name).symlink_to(f"/usr/bin/{name}")
    program(tmp_path, "python3", "exit 1")
    done = subprocess.run([ROOT / "bin" / "run"], env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Máy chưa có Python 3.11 trở lên; hãy cài")
    assert len(done.stderr.splitlines()) == 1
