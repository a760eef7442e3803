"""Protects the truth of docs/access.md: its table of roles and permissions says what `sinho/accounts/roles.py` says.

The table stands in the page between two comments; a cell that differs, a missing role or permission fails here.
"""

import re

from cells.access.rules import ROLE_STANDS_ON
from cells.organizations.enums import OrganizationKind
from sinho.accounts.roles import RIGHTS, Permission, Role
from tests.guards.source import ROOT

PAGE = ROOT / "docs" / "access.md"


def table(text: str, name: str) -> list[list[str]]:
    """Rows of the table between `<!-- name -->` and `<!-- /name -->`: cells without spaces and code marks."""
    match = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.DOTALL)
    lines = [line for line in match[1].splitlines() if line.startswith("|")] if match else []
    rows = [[cell.strip().replace("`", "") for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in rows if not set("".join(row)) <= set("-: ")]


def faults_of(text: str) -> list[str]:
    """Where the two tables differ from the code."""
    found = []
    header, *rows = table(text, "roles") or [[]]
    roles = header[1:]
    found += [f"role {role} is not in the table" for role in Role.values if role not in roles]
    found += [f"permission {one} is not in the table" for one in Permission if one not in [row[0] for row in rows]]
    for permission, *marks in rows:
        for role, mark in zip(roles, marks, strict=True):
            given = role in Role.values and permission in RIGHTS[role].permissions
            if (mark == "yes") != given:
                found.append(f"{role}, {permission}: the table says {mark or 'no'}")
    places = {row[0]: row[1:] for row in table(text, "places")}
    for role, kinds in ROLE_STANDS_ON.items():
        name, where = places.get(role, ["", ""])
        if name != Role(role).label or where != ", ".join(OrganizationKind(kind) for kind in kinds):
            found.append(f"{role} stands on other organisations, or is called differently")
    return found


def test_the_page_says_what_the_code_says():
    assert faults_of(PAGE.read_text(encoding="utf-8")) == []


def test_a_planted_fault_is_found():
    text = PAGE.read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if one.startswith("| `decide`"))
    assert faults_of(text.replace(line, line.replace("yes", ""))) == ["district_leader, decide: the table says no"]
    assert "permission decide is not in the table" in faults_of(text.replace(line + "\n", ""))
    assert faults_of(text.replace("Bí thư chi bộ trực thuộc", "Bí thư")) != []
    assert len(faults_of("")) == 2 * len(Role) + len(Permission)
