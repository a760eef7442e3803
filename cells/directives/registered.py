"""What this theme gives to the pages of organisations and to the work of leading them, when the application starts."""

from cells.directives.imports import KIND as WORKBOOK
from cells.directives.report.kind import KIND as REPORT
from cells.directives.report.story import tell
from cells.organizations.life import also_tells
from cells.organizations.tabs import Tab, leads, stands_on_organization
from sinho.accounts.roles import Permission
from sinho.documents.reports import register
from sinho.imports.kinds import register as register_workbook

VIEW = Permission.VIEW


def register_directives() -> None:
    """Report, workbook, tabs, the story."""
    register(REPORT)
    register_workbook(WORKBOOK)
    leads(Tab(20, "directives", "Văn bản, quán triệt", "directives:list", VIEW))
    leads(Tab(80, "regulations", "Quy chế làm việc", "directives:coverage", VIEW))
    stands_on_organization(Tab(20, "directives", "Văn bản, quy chế", "directives:organization", VIEW))
    also_tells(tell)
