"""What this theme gives to the pages of organisations and to the work of leading them, when the application starts."""

from cells.organizations.life import also_tells
from cells.organizations.tabs import Tab, leads, stands_on_organization
from cells.oversight.conduct_story import tell as conduct_tells
from cells.oversight.report.kind import KIND
from cells.oversight.report.story import tell
from sinho.accounts.roles import Permission
from sinho.documents.reports import register

VIEW, CONDUCT = Permission.VIEW, Permission.VIEW_CONDUCT


def register_oversight() -> None:
    """Tabs, the story, the report."""
    leads(Tab(25, "in_charge", "Phụ trách", "oversight:in_charge", VIEW))
    leads(Tab(30, "visits", "Xuống cơ sở", "oversight:visits", VIEW))
    leads(Tab(35, "difficulties", "Khó khăn", "oversight:difficulties", VIEW))
    leads(Tab(40, "weak", "Yếu kém kéo dài", "oversight:weak", VIEW))
    leads(Tab(70, "people_opinions", "Ý kiến nhân dân", "oversight:opinions", VIEW))
    leads(Tab(95, "struck", "Đã gạch bỏ", "oversight:struck", VIEW))
    stands_on_organization(Tab(50, "oversight", "Phụ trách, giúp đỡ", "oversight:organization", VIEW))
    also_tells(tell)
    register(KIND)
    register_conduct()


def register_conduct() -> None:
    """Inspection, discipline, praise: their tabs, what they tell."""
    leads(Tab(50, "inspection", "Kiểm tra, giám sát", "oversight:inspections", CONDUCT))
    leads(Tab(55, "discipline", "Kỷ luật", "oversight:disciplines", CONDUCT))
    leads(Tab(60, "praise", "Khen thưởng", "oversight:commendations", VIEW))
    stands_on_organization(Tab(70, "oversight-praise", "Khen thưởng", "oversight:organization_praise", VIEW))
    label = "Kiểm tra, kỷ luật"
    stands_on_organization(Tab(80, "oversight-conduct", label, "oversight:organization_conduct", CONDUCT))
    also_tells(conduct_tells)
