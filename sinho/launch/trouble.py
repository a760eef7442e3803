"""How the launcher speaks to the person at the terminal."""

import contextlib
import sys

# Exit code of a part that has told the person itself why it could not go on.
ALREADY_SAID = 3


class Trouble(Exception):
    """The command cannot go on. The text is one Vietnamese sentence that says what to do."""


def say(text: str) -> None:
    """One line to the terminal; a terminal that is gone is no reason to fail."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


def complain(text: str) -> None:
    """One line to the error output."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def in_one_sentence(error: OSError) -> str:
    """What the system refused, with the file it is about."""
    about = f" “{error.filename}”" if error.filename else ""
    return f"Hệ thống không cho đọc hoặc ghi{about}: {error.strerror or error}."
