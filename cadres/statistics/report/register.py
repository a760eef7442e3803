"""What the register of statistical forms is told by the cadres' part: its forms, and checks between them."""

from pathlib import Path

from cadres.statistics import sets
from sinho.documents import checks, statistics
from sinho.documents.statistics_files import read_checks, read_forms

FOLDER = Path(sets.__file__).parent


def register() -> None:
    """Once, when the application starts."""
    statistics.register_forms(read_forms(FOLDER / "forms.yaml"))
    checks.register_checks(read_checks(FOLDER / "checks.yaml"))
