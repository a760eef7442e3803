"""Gates: conditions that close a level or force one, as named questions to facts (A11).

Each answers yes, no, or that it is not known; what is not known a person answers, with a note. Nothing passes unsaid.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cells.assessments.rules.criteria import BadScheme, Frame
from cells.assessments.rules.findings import FACTS, IN_POINTS, WHOLE, Condition, Finding, Known


@dataclass(frozen=True)
class Gate:
    """`level` is open only when the conditions hold; `forces` is the level when they do; `all` of them or any."""

    id: str
    level: str
    forces: str
    conditions: tuple[Condition, ...]
    all: bool
    verified: bool
    source: str

    @property
    def said_source(self) -> str:
        return self.source if self.verified else f"{self.source}, chưa đối chiếu văn bản"


@dataclass(frozen=True)
class Verdict:
    """A condition for one organisation: whether it holds (None: somebody must say), and by whom."""

    condition: Condition
    found: Finding
    answered: bool | None = None

    @property
    def open_to_people(self) -> bool:
        """Whether a person says it: the system does not know, or an exception may apply."""
        return self.found.holds is None or (self.condition.confirm and self.found.holds)

    @property
    def holds(self) -> bool | None:
        return self.answered if self.open_to_people else self.found.holds

    @property
    def words(self) -> str:
        said = [self.found.words] if self.found.words else []
        if self.open_to_people:
            said.append({None: "chưa trả lời", True: "đã trả lời: đúng", False: "đã trả lời: không"}[self.answered])
        return "; ".join(said)


@dataclass(frozen=True)
class Weighed:
    """A gate for one organisation."""

    gate: Gate
    verdicts: tuple[Verdict, ...]

    @property
    def holds(self) -> bool | None:
        """Whether its conditions hold: what is known may decide although something else is not."""
        values = [verdict.holds for verdict in self.verdicts]
        deciding = not self.gate.all
        if deciding in values:
            return deciding
        return None if None in values else not deciding

    @property
    def unanswered(self) -> list[Verdict]:
        return [one for one in self.verdicts if one.holds is None] if self.holds is None else []

    @property
    def why(self) -> str:
        """The conditions that decide, with their figures."""
        deciding = not self.gate.all if self.gate.forces else False
        rows = [one for one in self.verdicts if one.holds is deciding] or list(self.verdicts)
        return "; ".join(f"{one.condition.label} – {one.words}" for one in rows)


def weigh(gates: Sequence[Gate], known: Known, answers: Mapping[str, bool], kind: str) -> tuple[Weighed, ...]:
    """Every gate that concerns an organisation of this kind; `answers` of people by the code of the condition."""
    found = []
    for gate in gates:
        asked = [one for one in gate.conditions if not one.kinds or kind in one.kinds]
        verdicts = tuple(Verdict(one, FACTS[one.fact](known, one), answers.get(one.code)) for one in asked)
        if verdicts:
            found.append(Weighed(gate, verdicts))
    return tuple(found)


def why_not_level(weighed: Sequence[Weighed], level: str, label: Callable[[str], str]) -> list[str]:
    """Why this level cannot be proposed or decided: closed, another one forced, or questions nobody has answered."""
    for one in weighed:
        if one.gate.forces and one.gate.forces != level and one.holds:
            return [f"Phải xếp “{label(one.gate.forces)}” vì {one.why}. Theo {one.gate.said_source}."]
    for one in weighed:
        if one.gate.level == level and one.holds is False:
            return [f"Không xếp được “{label(level)}” vì không bảo đảm: {one.why}. Theo {one.gate.said_source}."]
    open_ones = [one for one in weighed if one.gate.level == level or (one.gate.forces and one.gate.forces != level)]
    left = {verdict.condition.code: verdict.condition.label for one in open_ones for verdict in one.unanswered}
    if left:
        return [f"Trả lời ở mục “Điều kiện xếp loại” trước, kèm căn cứ: {'; '.join(left.values())}."]
    return []


def needed_for(weighed: Sequence[Weighed], level: str) -> list[tuple[Condition, bool]]:
    """The open questions of a level with the answers that would leave it open."""
    found: dict[str, tuple[Condition, bool]] = {}
    for one in weighed:
        if one.gate.level == level or (one.gate.forces and one.gate.forces != level):
            for verdict in one.unanswered:
                found.setdefault(verdict.condition.code, (verdict.condition, not one.gate.forces))
    return list(found.values())


def questions(weighed: Sequence[Weighed]) -> list[Verdict]:
    """Each condition that people answer, once, in the order of the gates."""
    found = {one.condition.code: one for gate in weighed for one in gate.verdicts if one.open_to_people}
    return list(found.values())


def read_condition(data: dict) -> Condition:
    threshold = data.get("threshold")
    if threshold is not None:
        whole = Fraction(str(threshold))
        threshold = whole if "/" in str(threshold) or data["fact"] in IN_POINTS else whole / 100
    return Condition(
        data["code"],
        data["label"],
        data["fact"],
        threshold,
        data.get("level", ""),
        data.get("grade", ""),
        tuple(data.get("of", ())),
        tuple(data.get("kinds", ())),
        data.get("confirm", False),
    )


def read_gate(data: dict) -> Gate:
    conditions = tuple(read_condition(one) for one in data["conditions"])
    return Gate(
        data["id"],
        data.get("level", ""),
        data.get("forces", ""),
        conditions,
        data["all"],
        data["verified"],
        data["source"],
    )


def check_gates(where: str, gates: Sequence[Gate], levels: Collection[str], frames: Sequence[Frame]) -> None:
    """BadScheme when a gate names no level, an unknown fact, or asks two things under one code."""
    known: dict[str, Condition] = {}
    groups = {group.key for frame in frames for group in frame.groups}
    grades = {word for frame in frames for one in frame.criteria.values() for word in one.scale}
    for gate in gates:
        if bool(gate.level) == bool(gate.forces) or (gate.level or gate.forces) not in levels or not gate.conditions:
            raise BadScheme(f"{where}/{gate.id}: names no level of the scheme, or asks nothing")
        for one in gate.conditions:
            if one.fact not in FACTS or known.setdefault(one.code, one) != one:
                raise BadScheme(f"{where}/{gate.id}/{one.code}: unknown fact, or another condition of the same code")
            strange = {one.level} - {"", *levels} or {one.grade} - {"", *grades} or set(one.of) - groups
            if strange or (one.fact not in WHOLE and one.threshold is None and not one.grade):
                raise BadScheme(f"{where}/{gate.id}/{one.code}: no such level, grade or group, or no threshold")
