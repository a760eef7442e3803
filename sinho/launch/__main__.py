"""First stage: under any Python, make the environment and go on inside it."""

import os
import signal
import sys
from pathlib import Path

from sinho.launch import requirements, system
from sinho.launch.places import ROOT, VENV_PYTHON, var
from sinho.launch.ports import check_free, wanted_port
from sinho.launch.single import refuse_second
from sinho.launch.trouble import Trouble, complain, in_one_sentence

BROWSER, PAPERS = ROOT / "tests" / "browser", ROOT / "tests" / "sinho" / "documents"
WRITES_FOR_THE_PERSON = {"manage", "database"}
WITH_TOOLS = {"test", "check", "fix", "bench"}


def prepare(command: str, words: list[str]) -> None:
    """Everything that the command needs before it can run inside the environment."""
    if command == "run":
        refuse_second()
        check_free(wanted_port())
    needs = system.running_needs()
    if command == "test":
        needs += system.testing_needs(drives_browser=covers(BROWSER, words), reads_papers=covers(PAPERS, words))
    system.require(needs)
    requirements.ensure(dev=command in WITH_TOOLS)


def covers(folder: Path, words: list[str]) -> bool:
    """Whether this part of the tests contains tests of the folder."""
    paths = [Path(word.split("::")[0]).resolve() for word in words if not word.startswith("-")]
    return not paths or any(path == folder or path in folder.parents or folder in path.parents for path in paths)


def main() -> None:
    # What the launcher makes may be read by the user of the servers; secrets have their own modes.
    umask = os.umask(0o022)
    command, *words = sys.argv[1:]
    try:
        # Written as it is from the root of the disk: the parts work in different folders.
        os.environ["VAR_DIR"] = str(var())
        prepare(command, words)
    except Trouble as trouble:
        complain(str(trouble))
        sys.exit(1)
    except OSError as error:
        complain(in_one_sentence(error))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    # A Ctrl-C in the moment of the change waits until the second stage can answer it.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    if command in WRITES_FOR_THE_PERSON:
        os.umask(umask)
    inside = [str(VENV_PYTHON), "-P", "-m", "sinho.launch.commands", command, *words]
    os.execv(VENV_PYTHON, inside)  # noqa: S606 (the same process goes on, so that signals reach it)


if __name__ == "__main__":
    main()
