"""Bodies that issue papers, their symbols and how they sign, as data with its source: `bodies.yaml` beside this file.

Pure rules: from the committee that leads an organisation follow its bodies and the capacities of those who sign.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

ON_BEHALF, FOR_HEAD, BY_ORDER, ACTING = "T/M", "K/T", "T/L", "Q."
COMMITTEE = ""


@dataclass(frozen=True)
class Board:
    """A board or office of a committee: Ban Tổ chức, BTC, Trưởng ban, Phó Trưởng ban."""

    code: str
    name: str
    symbol: str
    head: str
    deputy: str
    collective: bool = False


@dataclass(frozen=True)
class Capacity:
    """In what capacity one signs: the lines above the title, and the title."""

    code: str
    lines: tuple[str, ...]
    position: str

    @property
    def label(self) -> str:
        """T/M BAN THƯỜNG VỤ, Phó Bí thư."""
        return ", ".join([*self.lines, *([self.position] if self.position else [])])


@cache
def _data() -> dict:
    return yaml.safe_load((Path(__file__).parent / "bodies.yaml").read_text(encoding="utf-8"))


@cache
def boards() -> tuple[Board, ...]:
    """The boards of a district or a province, in the order of the choice."""
    return tuple(Board(**data) for data in _data()["boards"])


def boards_verified() -> bool:
    """Whether the symbols of boards and how they sign were compared with the text."""
    return _data()["boards_verified"]


def symbol_of(committee: str) -> str:
    """HU of Huyện ủy."""
    return _data()["symbols"][committee]["symbol"]


def is_verified(committee: str) -> bool:
    """Whether its symbol was compared with the text."""
    return _data()["symbols"][committee]["verified"]


def is_certified(committee: str) -> bool:
    """Its papers go to the committee above to be certified, as it has no seal."""
    return committee in _data()["certified_by_superior"]


def level_of(committee: str) -> str:
    """Which collectives a committee signs for."""
    return {"Chi bộ": "cell", "Đảng ủy": "committee"}.get(committee, "territorial")


def committee_capacities(committee: str) -> tuple[Capacity, ...]:
    """How papers of a committee are signed: always on behalf of a collective, and by order where there is an office."""
    data, level = _data(), level_of(committee)
    found = [
        Capacity(
            f"{collective['code']}.{leader['code']}",
            (f"{ON_BEHALF} {collective['name'].format(committee=committee).upper()}",),
            f"{ACTING} {leader['name']}" if leader.get("acting") else leader["name"],
        )
        for collective in data["collective"][level]
        for leader in data["leaders"]
    ]
    if level == "territorial":
        order = data["by_order"]
        found.append(Capacity(order["code"], (f"{BY_ORDER} {order['of'].upper()}",), order["name"]))
    return tuple(found)


def board_capacities(board: Board) -> tuple[Capacity, ...]:
    """How papers of a board are signed: the head directly, a deputy in his place; a collective one on its behalf."""
    if board.collective:
        on_behalf = (f"{ON_BEHALF} {board.name.upper()}",)
        return tuple(
            Capacity(f"{board.code}.{code}", on_behalf, position)
            for code, position in (("truong", board.head), ("pho", board.deputy))
        )
    head = board.head.upper()
    return (
        Capacity(f"{board.code}.truong", (head,), ""),
        Capacity(f"{board.code}.pho", (f"{FOR_HEAD} {head}",), board.deputy),
        Capacity(f"{board.code}.quyen", (f"{ACTING} {head}",), ""),
        Capacity(f"{board.code}.thua-lenh", (f"{BY_ORDER} {head}",), ""),
    )


def board_recipients(board: Board, organ: str, above: str) -> tuple[str, ...]:
    """Who gets a report of a board; the file copy last."""
    lines = [line for line in _data()["recipients"]["board"] if above or "{above}" not in line]
    return tuple(line.format(board=board.name, organ=organ, above=above) for line in lines)
