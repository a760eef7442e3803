"""The tree of a day, from its rows, and what is counted in it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cells.organizations.enums import OrganizationKind

# What the tree counts below an organisation, in this order.
COUNTED = (
    (OrganizationKind.GRASSROOTS_COMMITTEE, "đảng bộ cơ sở"),
    (OrganizationKind.GRASSROOTS_CELL, "chi bộ cơ sở"),
    (OrganizationKind.SECTION_COMMITTEE, "đảng bộ bộ phận"),
    (OrganizationKind.SUBORDINATE_CELL, "chi bộ trực thuộc"),
)
OPEN_AT_MOST = 3
ENTER, LEAF, LEAVE = "enter", "leaf", "leave"


@dataclass(slots=True)
class Node:
    """An organisation (a row of `StateQuerySet.outline`) with what stands directly under it."""

    row: object
    children: list["Node"] = field(default_factory=list)
    below: Counter = field(default_factory=Counter)
    opened: bool = False

    @property
    def counts(self) -> list[tuple[int, str, str]]:
        """How many organisations of each kind stand below (number, words, kind), zero left out."""
        return counted(self.below)


def counted(numbers: Counter) -> list[tuple[int, str, str]]:
    """Numbers with the words for them and the code of the kind, zero left out."""
    return [(numbers[kind], label, kind.value) for kind, label in COUNTED if numbers[kind]]


def grow(rows: Iterable) -> list[Node]:
    """Nodes of the rows that have no parent among the rows; the others hang under them.

    Takes rows of one day in the order in which children should stand. The way down is open as long as it does not
    fork: a secretary sees his cells at once, the district its committees.
    """
    nodes = {row.organization_id: Node(row) for row in rows}
    roots: list[Node] = []
    for node in nodes.values():
        parent = nodes.get(node.row.parent_id)
        (parent.children if parent else roots).append(node)
    for root in roots:
        count(root)
    way = roots if len(roots) <= OPEN_AT_MOST else []
    while way:
        for node in way:
            node.opened = True
        way = way[0].children if len(way) == 1 and len(way[0].children) == 1 else []
    return roots


def count(node: Node) -> Counter:
    """Fill `below` of the node and of everything under it; returns the counts including the node itself."""
    for child in node.children:
        node.below.update(count(child))
    return node.below + Counter((node.row.kind,))


def steps(nodes: Iterable[Node]) -> Iterator[tuple[str, str, str, Node]]:
    """The way through the tree, top down: what to write (ENTER, LEAF, LEAVE), key and name of the row, the node.

    Flat and of texts, so that a template writes hundreds of rows in one loop.
    """
    for node in nodes:
        pk, name = str(node.row.organization_id), node.row.name
        if not node.children:
            yield LEAF, pk, name, node
            continue
        yield ENTER, pk, name, node
        yield from steps(node.children)
        yield LEAVE, pk, name, node
