"""A measured value with its limit, and how time is taken."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 40


@dataclass(frozen=True)
class Measured:
    """One line of the table: what, how much, at most how much (None: only to be seen)."""

    name: str
    value: float
    limit: float | None = None
    unit: str = ""
    note: str = ""

    @property
    def ok(self) -> bool:
        return self.limit is None or self.value <= self.limit

    def line(self) -> str:
        shown = f"{self.value:,.2f}" if self.unit == "×" else f"{self.value:,.0f}"
        limit = "" if self.limit is None else f"{self.limit:,.2f}" if self.unit == "×" else f"{self.limit:,.0f}"
        verdict = "" if self.limit is None else "ok" if self.ok else "EXCEEDED"
        return f"{self.name:<52}{shown:>9} {self.unit:<8}{limit:>9}  {verdict:<9} {self.note}".rstrip()


def seconds(
    *works: Callable[[], object], rounds: int = ROUNDS, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Least time of each piece of work. They take turns, so that a busy machine slows all of them alike.

    `time.process_time` as clock counts the work of this process alone, for work that waits for nobody.
    """
    taken: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for times, work in zip(taken, works, strict=True):
                start = clock()
                work()
                times.append(clock() - start)
    finally:
        gc.enable()
    return [min(times) for times in taken]


def ms(value: float) -> str:
    return f"{value * 1000:.1f} ms"
