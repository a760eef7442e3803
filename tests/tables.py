"""A table of inputs in one test: what the fixtures make is made once, for tests whose inputs write nothing."""

import functools
import inspect
from collections.abc import Callable, Sequence


def each(names: str | tuple[str, ...], rows: Sequence) -> Callable:
    """Like `parametrize`, but one test that goes through all rows; the row that fails is named."""
    words = [one.strip() for one in names.split(",")] if isinstance(names, str) else list(names)

    def over(test: Callable) -> Callable:
        @functools.wraps(test)
        def run(*self, **fixtures):
            for row in rows:
                values = row if len(words) > 1 else (row,)
                try:
                    test(*self, **dict(zip(words, values, strict=True)), **fixtures)
                except Exception as error:
                    error.add_note(f"with {row!r}")
                    raise

        asked = inspect.signature(test).parameters.values()
        run.__signature__ = inspect.Signature([one for one in asked if one.name not in words])
        return run

    return over
