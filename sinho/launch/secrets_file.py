"""The two secrets of an installation, each in a file that only its owner reads."""

import contextlib
import os
import secrets
from pathlib import Path

from sinho.launch.places import var

# Letters and digits that nobody mistakes for one another when he types them from a sheet of paper.
PLAIN_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
DEMO_LENGTH = 14


def secret_key() -> str:
    """SECRET_KEY, or the key of this installation, made on first use."""
    if given := os.environ.get("SECRET_KEY"):
        return given
    return kept(var() / "secret-key", secrets.token_urlsafe(50))


def demo_password_file() -> Path:
    return var() / "demo-password"


def demo_password() -> str:
    """The password that the demo accounts get: DEMO_PASSWORD, or one made at random. It is kept."""
    path = demo_password_file()
    if given := os.environ.get("DEMO_PASSWORD"):
        path.unlink(missing_ok=True)
        return kept(path, given)
    return kept(path, "".join(secrets.choice(PLAIN_LETTERS) for _ in range(DEMO_LENGTH)))


def kept(path: Path, new: str) -> str:
    """The text of the file; `new` is written when there is none. Two at once agree on one text."""
    if not path.exists():
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(f"{new}\n")
        with contextlib.suppress(FileExistsError):
            os.link(unfinished, path)
        unfinished.unlink()
    return path.read_text(encoding="utf-8").strip()
