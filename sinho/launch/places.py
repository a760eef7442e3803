"""Where things stand on the disk."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from sinho.launch.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"


def var() -> Path:
    """Folder of everything that is made while running; made on first use."""
    folder = Path(os.environ.get("VAR_DIR") or ROOT / "var").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextlib.contextmanager
def only_one(lock: Path, *, otherwise: str | None = None) -> Iterator[int]:
    """Hold the lock file; when somebody else does, wait, or raise `otherwise` as Trouble. Yields its descriptor."""
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (fcntl.LOCK_NB if otherwise else 0))
    except BlockingIOError:
        os.close(descriptor)
        raise Trouble(otherwise) from None
    try:
        yield descriptor
    finally:
        os.close(descriptor)
