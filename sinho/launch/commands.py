"""Second stage, inside the virtual environment: what each of bin/* does."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator

from sinho.launch import database, serve
from sinho.launch.places import ROOT, var
from sinho.launch.secrets_file import secret_key
from sinho.launch.trouble import Trouble, complain, in_one_sentence, say

# Variables that the tests must not inherit from the person who starts them.
PRIVATE = (
    "ALLOWED_HOSTS",
    "DEBUG",
    "DEMO",
    "DEMO_PASSWORD",
    "HTTPS",
    "IDLE_MINUTES",
    "LOGIN_FAILURES",
    "PORT",
    "PRINT_PROCESSES",
    "PROVINCE_NAME",
    # Every process of a test would compile everything anew, and pytest rewrite all tests.
    "PYTHONDONTWRITEBYTECODE",
    "STATIC_ROOT",
    "TRUSTED_ORIGINS",
    "VAR_DIR",
)
TO_STOP = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
TEST_KEY = "only-for-tests-and-of-no-worth-anywhere-else-0123456789"
WORKERS = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


class Stopped(BaseException):
    """A signal asked for the end."""


def stop(*_) -> None:
    raise Stopped


def stop_once(*_) -> None:
    """What is being stopped is stopped in order, however often the person presses Ctrl-C meanwhile."""
    answer_signals(signal.SIG_IGN, TO_STOP)
    raise Stopped


def answer_signals(answer, numbers: Iterable[signal.Signals]) -> None:
    """Except the end of the terminal when who started us wants it ignored (nohup)."""
    for number in numbers:
        if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, answer)


def run(words: list[str]) -> int:
    """bin/run."""
    if words:
        raise Trouble("bin/run không nhận tham số; PORT và DATABASE_URL đặt bằng biến môi trường.")
    answer_signals(stop_once, TO_STOP)
    try:
        return serve.until_stopped()
    except Stopped:
        say("\nĐã dừng.")
        return 0


def manage(words: list[str]) -> int:
    """bin/manage …, with the code of the command."""
    with database.for_work() as url:
        os.environ |= {"SECRET_KEY": secret_key(), "DATABASE_URL": url}
        os.environ.setdefault("STATIC_ROOT", str(var() / "static"))
        return call([ROOT / "manage.py", *words], cwd=None)


def client(words: list[str]) -> int:
    """bin/database PROGRAM …: psql, pg_dump, pg_restore of the package, already told which database."""
    programs = database.client_programs()
    if not words or words[0] not in programs:
        raise Trouble(f"Cách dùng: bin/database CHƯƠNG-TRÌNH …, trong đó chương trình là {', '.join(programs)}.")
    with database.for_work() as url:
        os.environ |= database.client_variables(url)
        return wait_for(subprocess.Popen([programs[words[0]], *words[1:]]))


def check(words: list[str]) -> int:
    """bin/check."""
    with on_scratch():
        return checks()


def fix(words: list[str]) -> int:
    """bin/fix."""
    return call(["-m", "ruff", "check", "--fix", "."]) | call(["-m", "ruff", "format", "."])


def test(words: list[str]) -> int:
    """bin/test: everything, or the tests of some paths only. A missing migration is found by a test."""
    with on_scratch():
        if not any(not word.startswith("-") for word in words):
            failed = lint()
            if failed:
                say("Mã nguồn chưa đạt kiểm tra ở trên; vẫn chạy tiếp các bài kiểm thử.")
            return call(["-m", "pytest", *WORKERS, *words]) or failed
        several = any(os.path.isdir(word) for word in words)
        return call(["-m", "pytest", *(WORKERS if several else []), *words], cwd=None)


def bench(words: list[str]) -> int:
    """bin/bench."""
    with on_scratch():
        return call(["-m", "bench", *words])


def checks() -> int:
    """Lint, format, missing migrations; all three, whichever fails."""
    return max(lint(), call(["manage.py", "makemigrations", "--check", "--dry-run"]))


def lint() -> int:
    """Both, whichever fails."""
    return max([call(["-m", "ruff", *words, "."]) for words in (["check"], ["format", "--check"])])


@contextlib.contextmanager
def on_scratch() -> Iterator[None]:
    """The environment of the tests: a server of their own, fixed settings."""
    for name in PRIVATE:
        os.environ.pop(name, None)
    with database.for_tests() as url:
        os.environ |= {"SECRET_KEY": TEST_KEY, "DATABASE_URL": url, "PLAIN_STATIC": "1"}
        yield


def call(words: list, cwd=ROOT) -> int:
    """Run Python with these words to its end."""
    return wait_for(subprocess.Popen([sys.executable, "-P", *words], cwd=cwd))


def wait_for(child: subprocess.Popen) -> int:
    """The code of a command at the terminal; a Ctrl-C is for it to answer."""
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue
        except Stopped:
            child.terminate()


def main() -> int:
    command, *words = sys.argv[1:]
    commands: dict[str, Callable[[list[str]], int]] = {
        each.__name__: each for each in (run, manage, check, fix, test, bench)
    } | {"database": client}
    answer_signals(stop, TO_STOP - {signal.SIGINT})
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, TO_STOP)
        return commands[command](words)
    except Trouble as trouble:
        complain(str(trouble))
        return 1
    except OSError as error:
        complain(in_one_sentence(error))
        return 1
    except (KeyboardInterrupt, Stopped):
        return 130


if __name__ == "__main__":
    sys.exit(main())
