"""The register as a tree: what carries out another document stands below it."""

from collections import defaultdict

from cells.directives.models import Directive
from cells.directives.report.pairs import Pair, chosen

DEEPEST = 4


class Branch:
    """A document, how deep it stands, and how far the units are with it."""

    def __init__(self, one: Directive, level: int):
        self.one, self.level = one, min(level, DEEPEST)
        self.units = self.briefed = self.overdue = 0

    @property
    def css(self) -> str:
        """How far it is set in."""
        return ("in0", "in2", "in3")[min(self.level, 2)]

    def count(self, pairs: list[Pair]) -> None:
        """Units told, those that have briefed, those that are overdue."""
        self.units, self.briefed = len(pairs), len(chosen(pairs, "xong"))
        self.overdue = len(chosen(pairs, "qua-han"))


def branches(found) -> list[Branch]:
    """The newest first; below each what carries it out. What carries out nothing that was found stands at the top."""
    rows = list(found.order_by("-issued_on", "-pk"))
    known, below = {one.pk for one in rows}, defaultdict(list)
    for one in rows:
        below[one.parent_id if one.parent_id in known else None].append(one)

    def walk(one: Directive, level: int):
        yield Branch(one, level)
        for child in reversed(below[one.pk]):
            yield from walk(child, level + 1)

    return [branch for top in below[None] for branch in walk(top, 0)]
