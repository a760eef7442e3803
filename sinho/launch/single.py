"""One bin/run for one checkout."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from sinho.launch.places import only_one, var


def lock_file() -> Path:
    return var() / "run.lock"


@contextlib.contextmanager
def only_run(address: str) -> Iterator[None]:
    """Hold the place of the one running; Trouble when another has it."""
    with only_one(lock_file(), otherwise=sentence()) as descriptor:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, address.encode())
        yield


def refuse_second() -> None:
    """The same question, asked early, before anything is installed."""
    with only_one(lock_file(), otherwise=sentence()):
        pass


def sentence() -> str:
    path = lock_file()
    address = path.read_text().strip() if path.exists() else ""
    return f"Phần mềm đang chạy rồi{f' ở {address}' if address else ''}; chỉ chạy một lần cho mỗi thư mục cài đặt."
