"""Rows behind a figure that are not told before somebody reads them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sinho.documents.reports import Listed


class Rows(Sequence[Listed]):
    """Rows behind a figure that are told when somebody reads them: to count thousands of people, none is described."""

    __slots__ = ("tell", "things")

    def __init__(self, things: Sequence[Any], tell: Callable[[Any], Listed]):
        self.things, self.tell = things, tell

    def __len__(self) -> int:
        return len(self.things)

    def __iter__(self) -> Iterator[Listed]:
        return map(self.tell, self.things)

    def __getitem__(self, place):
        if isinstance(place, slice):
            return tuple(map(self.tell, self.things[place]))
        return self.tell(self.things[place])

    def __eq__(self, other) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))
