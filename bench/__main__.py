"""`python -m bench`: measures, prints the table, fails when a limit is exceeded.

`year`, `open`, `import`, `members`, `cadres`, `leading`, `papers`, `saving` or `list` measure one part; `--small`
leaves out the roll of 500,000 members, lets the crowd save for some seconds only, and prints few papers.
"""

import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.test.utils import override_settings


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    os.environ["STATIC_ROOT"] = str(Path(__file__).resolve().parent.parent / "static")
    django.setup()
    from bench.run import measured  # noqa: PLC0415 - needs the applications

    name, kept = settings.DATABASES["default"]["NAME"], True
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        print(f"{'':<52}{'measured':>9} {'':<8}{'at most':>9}")  # noqa: T201
        with override_settings(ALLOWED_HOSTS=["testserver"], DEBUG=False):
            words = sys.argv[1:]
            parts = [word for word in words if not word.startswith("-")]
            for line in measured(parts, small="--small" in words):
                print(line.line(), flush=True)  # noqa: T201
                kept = kept and line.ok
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
