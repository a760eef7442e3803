"""The virtual environment: made once, filled again only when the lists of requirements changed."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from sinho.launch.places import ROOT, VENV, only_one, var
from sinho.launch.trouble import Trouble, say

LISTS = {"run": ROOT / "requirements.txt", "dev": ROOT / "requirements-dev.txt"}
STAMP_NAME = "requirements.json"
PIP_TIMEOUT = 1800


def ensure(*, dev: bool) -> None:
    """Afterwards the environment holds exactly the pinned packages (with `dev` those of the tests too)."""
    wanted = {name: fingerprint(LISTS[name]) for name in (("run", "dev") if dev else ("run",))}
    if wanted.items() <= read_stamp(VENV).items():
        return
    with only_one(var() / "setup.lock"):
        stamp = read_stamp(VENV)
        if wanted.items() <= stamp.items():
            return
        if not works(VENV):
            make(VENV)
            stamp = {}
        say("Cài thư viện Python theo danh sách đã định phiên bản …")
        install(VENV, [LISTS[name] for name in wanted])
        write_stamp(VENV, stamp | wanted)


def fingerprint(listed: Path) -> str:
    return hashlib.sha256(listed.read_bytes()).hexdigest()


def read_stamp(venv: Path) -> dict[str, str]:
    """What was installed to the end; nothing when the environment is new, unfinished or of a Python that is gone."""
    try:
        stamp = json.loads((venv / STAMP_NAME).read_text())
    except (OSError, ValueError):
        return {}
    alive = isinstance(stamp, dict) and os.access(venv / "bin" / "python", os.X_OK)
    return stamp if alive else {}


def write_stamp(venv: Path, stamp: dict[str, str]) -> None:
    """In one step, so that a stamp is there whole or not at all."""
    unfinished = venv / f"{STAMP_NAME}.new"
    unfinished.write_text(json.dumps(stamp))
    unfinished.replace(venv / STAMP_NAME)


def works(venv: Path) -> bool:
    """Whether the environment can install packages."""
    python = venv / "bin" / "python"
    try:
        return subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make(venv: Path) -> None:
    say("Tạo môi trường Python riêng trong .venv …")
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", venv], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        lines = (done.stdout + done.stderr).strip().splitlines()
        raise Trouble(f"Không tạo được môi trường Python trong {venv} ({lines[-1] if lines else 'không rõ lý do'}).")


def install(venv: Path, lists: list[Path]) -> None:
    words = [word for listed in lists for word in ("-r", str(listed))]
    command = [venv / "bin" / "python", "-m", "pip", "install", "--disable-pip-version-check", "-q", *words]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PIP_TIMEOUT, check=False
        )
        reasons = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        failed = done.returncode != 0
    except subprocess.TimeoutExpired:
        failed, reasons = True, []
    if failed:
        reason = reasons[-1].removeprefix("ERROR: ") if reasons else "mạng không trả lời"
        raise Trouble(f"Không cài được thư viện Python, hãy kiểm tra kết nối mạng rồi chạy lại ({reason}).")
