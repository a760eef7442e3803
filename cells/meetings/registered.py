"""What this theme gives to the pages of organisations and to the work of leading them, when the application starts."""

from cells.meetings.imports import KIND as WORKBOOK
from cells.meetings.report import KIND as REPORT
from cells.meetings.report.story import tell
from cells.organizations.life import also_tells
from cells.organizations.tabs import Tab, leads, stands_on_organization
from sinho.accounts.roles import Permission
from sinho.documents.reports import register
from sinho.imports.kinds import register as register_workbook

VIEW = Permission.VIEW


def register_meetings() -> None:
    """Report, workbook, tabs, the story."""
    register(REPORT)
    register_workbook(WORKBOOK)
    leads(Tab(10, "meetings", "Sinh hoạt chi bộ", "meetings:list", VIEW))
    stands_on_organization(Tab(10, "meetings", "Sinh hoạt", "meetings:organization", VIEW))
    also_tells(tell)
