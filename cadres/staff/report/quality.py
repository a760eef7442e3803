"""The quality of the staff on a day (A23): each indicator is nothing but the people behind it, and out of whom."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from cadres.staff.enums import Measure
from cadres.staff.models import Post
from cadres.staff.models.reading import reaching
from cadres.staff.rules import STAFF, Growth, growth
from cells.organizations.models import subtree_ids
from sinho.accounts.scope import Scope
from sinho.text.numbers import percent


@dataclass(frozen=True)
class Indicator:
    """Ids of those who reach it, and of all of whom it is asked."""

    measure: Measure
    reached: frozenset[int]
    asked: frozenset[int]

    @property
    def number(self) -> int:
        return len(self.reached)

    @property
    def whole(self) -> int:
        return len(self.asked)

    @property
    def missing(self) -> frozenset[int]:
        return self.asked - self.reached

    @property
    def share(self) -> Decimal | None:
        """In per cent, one decimal; None without anybody."""
        return percent(self.number, self.whole)

    @property
    def pair(self) -> tuple[int, int]:
        return self.number, self.whole


@dataclass(frozen=True)
class Quality:
    """All indicators of a day. `intermediate_of_trained`: the other reading of “trong đó có 32 %”."""

    day: dt.date
    staff: frozenset[int]
    indicators: dict[str, Indicator]

    def of(self, measure: str) -> Indicator:
        return self.indicators[measure]

    @property
    def intermediate_of_trained(self) -> tuple[int, int]:
        """Of those who are trained for their title, how many reached intermediate or more."""
        return self.of(Measure.INTERMEDIATE).number, self.of(Measure.TRAINED).number


def build(scope: Scope, day: dt.date, organization_id: int | None = None) -> Quality:
    """Of the elected cadres and civil servants within reach, or of those below one organisation: one query, or two.

    Part-time workers are left out: the article speaks of “cán bộ, công chức xã”.
    """
    posts = Post.objects.on(day).in_scope(scope).in_groups(*STAFF)
    if organization_id:
        posts = posts.filter(organization_id__among=subtree_ids(organization_id, day))
    rows = list(reaching(posts, day).values_list("cadre_id", *Measure.values))
    everybody = frozenset(row[0] for row in rows)
    indicators = {
        measure: Indicator(measure, frozenset(row[0] for row in rows if row[place]), everybody)
        for place, measure in enumerate(Measure, 1)
    }
    return Quality(day, everybody, indicators)


@dataclass(frozen=True)
class Compared:
    """An indicator on two days, with the growth in points and relative to the earlier day."""

    now: Indicator
    before: Indicator
    growth: Growth


def compare(now: Quality, before: Quality) -> list[Compared]:
    """Every indicator of the day beside the earlier one."""
    pairs = [(now.of(measure), before.of(measure)) for measure in Measure]
    return [Compared(one, other, growth(one.pair, other.pair)) for one, other in pairs]
