"""Rounds of votes of confidence as people read them: totals, shares, what follows by the rule of their day (A15)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from cadres.reviews.models import ConfidenceResult, ConfidenceRound
from cadres.reviews.rules.voting import Outcome, VoteRule, mostly_low, outcome_of, share_of
from cadres.staff import titles
from cells.organizations.models import OrganizationState
from sinho.accounts.scope import Ids


@dataclass(frozen=True)
class Share:
    """The slips for an option: how many, and in per cent of what the rule says."""

    label: str
    number: int
    percent: Decimal | None


@dataclass(frozen=True)
class ResultRow:
    """The result of one post. `low_before`: the vote before on the same person had more than half low."""

    result: ConfidenceResult
    low_before: bool = False

    @property
    def cadre(self):
        return self.result.post.cadre

    @property
    def held(self) -> ConfidenceRound:
        return self.result.round

    @property
    def rule(self) -> VoteRule:
        return self.held.rule_set

    @property
    def title(self) -> str:
        return titles.named(self.result.post.title, self.held.held_on)

    @property
    def shares(self) -> list[Share]:
        rule, slips, count = self.rule, self.held.slips, self.result.count
        return [Share(rule.label(one), count.of(one), share_of(rule, slips, count, one)) for one in rule.options]

    @property
    def mostly_low(self) -> bool:
        return mostly_low(self.rule, self.held.slips, self.result.count)

    @property
    def outcome(self) -> Outcome | None:
        return outcome_of(self.rule, self.held.slips, self.result.count, self.low_before)


@dataclass(frozen=True)
class RoundRow:
    """A round with its results."""

    held: ConfidenceRound
    commune: str
    results: tuple[ResultRow, ...]

    @property
    def rule(self) -> VoteRule:
        return self.held.rule_set

    @property
    def with_outcome(self) -> list[ResultRow]:
        return [one for one in self.results if one.outcome]

    @property
    def whole(self) -> int:
        """Of what shares are taken."""
        return self.held.slips.whole(self.rule)


def read_results(results: Iterable[ConfidenceResult]) -> list[ResultRow]:
    """These results, each with whether the vote before was mostly low: one query more."""
    wanted = list(results)
    before: dict[int, list[ConfidenceResult]] = {}
    people = {one.post.cadre_id for one in wanted}
    earlier = ConfidenceResult.objects.filter(post__cadre__among=Ids(people)).select_related("round", "post")
    for one in earlier.order_by("round__held_on", "pk"):
        before.setdefault(one.post.cadre_id, []).append(one)
    return [ResultRow(one, low_before(one, before[one.post.cadre_id])) for one in wanted]


def low_before(result: ConfidenceResult, of_person: list[ConfidenceResult]) -> bool:
    """Whether the last vote before on the same person, under the same rule, had more than half low."""
    held = result.round
    earlier = [one for one in of_person if one.round.held_on < held.held_on and one.round.rule == held.rule]
    last = [one for one in earlier if one.round.held_on == earlier[-1].round.held_on]
    return any(ResultRow(one).mostly_low for one in last)


def read_rounds(rounds: Collection[ConfidenceRound]) -> list[RoundRow]:
    """These rounds with commune and results: three queries."""
    keys = [one.pk for one in rounds]
    results = ConfidenceResult.objects.filter(round__among=Ids(keys)).select_related("round", "post__cadre")
    of: dict[int, list[ResultRow]] = {pk: [] for pk in keys}
    for row in read_results(results):
        of[row.result.round_id].append(row)
    names: dict[int, list[OrganizationState]] = {}
    places = {one.organization_id for one in rounds}
    for state in OrganizationState.objects.filter(organization__among=Ids(places)).order_by("valid"):
        names.setdefault(state.organization_id, []).append(state)
    return [RoundRow(one, name_on(names[one.organization_id], one.held_on), ordered(of[one.pk])) for one in rounds]


def name_on(states: list[OrganizationState], day) -> str:
    """The name of the day, or the first one after it."""
    return next((one.short_name for one in reversed(states) if one.valid.lower <= day), states[0].short_name)


def ordered(rows: list[ResultRow]) -> tuple[ResultRow, ...]:
    """In the order of the titles of the rule, then by name."""
    return tuple(sorted(rows, key=lambda row: (row.rule.titles.index(row.result.post.title), row.cadre.sort_key)))
