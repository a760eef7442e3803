"""The scheme of a year: levels, criteria per kind of organisation, who proposes and decides (A10, A11).

Schemes are data (`schemes/*.yaml`), one file per guidance. A campaign keeps a copy of the scheme that it was opened
with; what is read here is that copy, so an old year is shown by its own rules for ever.
"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from cells.assessments.enums import Body
from cells.assessments.rules.caps import Cap, check_caps, read_cap
from cells.assessments.rules.criteria import BadScheme, Frame, check_frame, read_frame
from cells.assessments.rules.gates import Gate, check_gates, read_gate
from cells.organizations.enums import OrganizationKind, OrganizationType

GRASSROOTS, CELL = "grassroots", "cell"
GRASSROOTS_KINDS = (OrganizationKind.GRASSROOTS_COMMITTEE, OrganizationKind.GRASSROOTS_CELL)
CELL_KINDS = (OrganizationKind.SECTION_COMMITTEE, OrganizationKind.SUBORDINATE_CELL)
EVALUATED_KINDS = GRASSROOTS_KINDS + CELL_KINDS
SELF = "self"


@dataclass(frozen=True)
class Level:
    """A grade, best first. `min_points`: from how many points on it is suggested; None where points do not decide."""

    code: str
    label: str
    short: str
    min_points: Decimal | None
    verified: bool
    points_verified: bool
    lowest: bool


@dataclass(frozen=True)
class Exemplary:
    """The flag inside one level (tiêu biểu): counted within that level, never beside it."""

    level: str
    label: str
    short: str


@dataclass(frozen=True)
class Procedure:
    """Who proposes, and whose opinions stand beside (codes of `enums.Body`)."""

    proposes: str
    opinions: tuple[str, ...]
    verified: bool

    @property
    def bodies(self) -> tuple[str, ...]:
        """All bodies in the order of the columns, the organisation itself first, who proposes last."""
        return (SELF, *self.opinions, self.proposes)


@dataclass(frozen=True)
class Scheme:
    """The rules of one year.

    `reasons`: why an organisation is not evaluated, code → label; some must be told in words, some are only for an
    organisation founded within the year.
    """

    code: str
    title: str
    source: str
    levels: tuple[Level, ...]
    exemplary: Exemplary | None
    reasons: dict[str, str]
    reasons_in_words: frozenset[str]
    reasons_of_the_new: frozenset[str]
    procedures: dict[str, Procedure]
    frames: tuple[Frame, ...]
    gates: tuple[Gate, ...] = ()
    caps: tuple[Cap, ...] = ()

    def level(self, code: str) -> Level:
        return next(level for level in self.levels if level.code == code)

    def has_level(self, code: str) -> bool:
        return any(level.code == code for level in self.levels)

    def rank(self, code: str) -> int:
        """0 for the best level."""
        return [level.code for level in self.levels].index(code)

    def label(self, code: str, exemplary: bool = False) -> str:
        """Full words for forms and papers; "" for no level."""
        if not code:
            return ""
        return self.exemplary.label if exemplary and self.exemplary else self.level(code).label

    def short(self, code: str, exemplary: bool = False) -> str:
        """Abbreviation for tables; "" for no level."""
        if not code:
            return ""
        return self.exemplary.short if exemplary and self.exemplary else self.level(code).short

    def may_be_exemplary(self, code: str) -> bool:
        return self.exemplary is not None and self.exemplary.level == code

    def frame_for(self, kind: str, type: str, above: Collection[int] = ()) -> Frame:
        """The criteria for an organisation of this kind and type; `above`: the committees that it stands under."""
        return next(frame for frame in self.frames if frame.fits(kind, type, above))

    @property
    def lowest(self) -> Level:
        return self.levels[-1]

    def level_for_points(self, points: Decimal) -> Level | None:
        """The level that so many points suggest; None where the scheme knows no points."""
        scored = [level for level in self.levels if level.min_points is not None]
        return next((level for level in scored if points >= level.min_points), None)

    def unverified(self) -> list[str]:
        """What has not been compared with the text of the guidance, in words for who opens a campaign."""
        found = [f"Thang điểm của mức “{level.label}”" for level in self.levels if not level.points_verified]
        found += [f"Tên mức “{level.label}”" for level in self.levels if not level.verified]
        found += [f"Tiêu chí và điểm tối đa: {frame.label}" for frame in self.frames if not frame.verified]
        if not all(procedure.verified for procedure in self.procedures.values()):
            found.append("Quy trình thẩm định, thẩm quyền quyết định")
        found += [f"Điều kiện xếp loại theo {gate.source}" for gate in self.gates if not gate.verified]
        found += [f"Tỷ lệ tối đa của mức “{self.level(cap.level).label}”" for cap in self.caps if not cap.verified]
        return found


def _level(data: dict) -> Level:
    points = data.get("min_points")
    return Level(
        data["code"],
        data["label"],
        data["short"],
        None if points is None else Decimal(str(points)),
        data["verified"],
        data.get("points_verified", data["verified"]),
        data.get("lowest", False),
    )


def _reasons_with(data: dict, mark: str) -> frozenset[str]:
    return frozenset(reason["code"] for reason in data["not_evaluated_reasons"] if reason.get(mark))


def read(data: dict) -> Scheme:
    """Scheme from the content of a file or of a campaign. BadScheme when it contradicts itself."""
    flag = data.get("exemplary")
    procedures = {
        name: Procedure(part["proposes"], tuple(part["opinions"]), part["verified"])
        for name, part in data["procedure"].items()
    }
    scheme = Scheme(
        data["code"],
        data["title"],
        data["source"],
        tuple(_level(level) for level in data["levels"]),
        Exemplary(flag["level"], flag["label"], flag["short"]) if flag else None,
        {reason["code"]: reason["label"] for reason in data["not_evaluated_reasons"]},
        _reasons_with(data, "words"),
        _reasons_with(data, "founded_in_year"),
        procedures,
        tuple(read_frame(frame) for frame in data["frames"]),
        tuple(read_gate(gate) for gate in data.get("gates", ())),
        tuple(read_cap(cap) for cap in data.get("caps", ())),
    )
    _check(scheme)
    return scheme


def _check(scheme: Scheme) -> None:
    codes = [level.code for level in scheme.levels]
    points = [level.min_points for level in scheme.levels if level.min_points is not None]
    if len(set(codes)) != len(codes) or points != sorted(points, reverse=True):
        raise BadScheme(f"{scheme.code}: levels must be unique and stand from the best down")
    if scheme.exemplary and scheme.exemplary.level not in codes:
        raise BadScheme(f"{scheme.code}: the exemplary flag names an unknown level")
    if set(scheme.procedures) != {GRASSROOTS, CELL}:
        raise BadScheme(f"{scheme.code}: procedure needs {GRASSROOTS} and {CELL}")
    for name, procedure in scheme.procedures.items():
        if strange := [body for body in procedure.bodies if body not in Body]:
            raise BadScheme(f"{scheme.code}/{name}: unknown body {', '.join(strange)}")
    for kind, type in product(EVALUATED_KINDS, ("", *OrganizationType.values)):
        if not any(frame.under is None and frame.fits(kind, type) for frame in scheme.frames):
            raise BadScheme(f"{scheme.code}: no frame of criteria for {kind} {type or 'of unknown type'}")
    for frame in scheme.frames:
        check_frame(scheme.code, frame)
    check_gates(scheme.code, scheme.gates, codes, scheme.frames)
    check_caps(scheme.code, scheme.caps, codes)
