"""On which organisations a role makes sense, so that a slip of the administrator does not open a whole district."""

from cells.organizations.enums import CELLS, GRASSROOTS, OrganizationKind
from sinho.accounts.roles import Role

K = OrganizationKind
UPPER = (K.PROVINCE_COMMITTEE, K.DISTRICT_COMMITTEE)

ROLE_STANDS_ON: dict[str, tuple[str, ...]] = {
    Role.SYSTEM_ADMINISTRATOR: UPPER,
    Role.DISTRICT_STAFF: UPPER,
    Role.DISTRICT_LEADER: UPPER,
    Role.INSPECTOR: UPPER,
    Role.MEMBER_IN_CHARGE: GRASSROOTS,
    Role.COMMUNE_SECRETARY: GRASSROOTS,
    Role.CELL_SECRETARY: (*CELLS, K.SECTION_COMMITTEE),
    Role.CADRE_OFFICER: (*UPPER, K.GRASSROOTS_COMMITTEE),
}


def why_not_grant(role: str, kind: str) -> str:
    """The sentence that refuses the role on an organisation of this kind; empty when it may be granted."""
    kinds = ROLE_STANDS_ON[role]
    if kind in kinds:
        return ""
    allowed = ", ".join(K(one).label.lower() for one in kinds)
    return f"Vai trò “{Role(role).label}” chỉ cấp ở: {allowed}; không cấp ở {K(kind).label.lower()}."
