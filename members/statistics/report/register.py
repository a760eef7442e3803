"""What the register of statistical forms is told by the members' part: sets, forms, checks, who reports to whom."""

import datetime as dt
from pathlib import Path

from cells.organizations.enums import OrganizationKind
from cells.organizations.models import OrganizationState
from cells.organizations.papers import TERRITORIAL, Issuer, issuer_on, reporting_organizations
from members.statistics import sets
from members.statistics.report.gather import kept
from sinho.documents import checks, statistics
from sinho.documents.statistics_files import read_checks, read_forms

FOLDER = Path(sets.__file__).parent
GRASSROOTS = "grassroots"
LEVELS = {OrganizationKind.PROVINCE_COMMITTEE: "province", OrganizationKind.DISTRICT_COMMITTEE: "district"}


def register() -> None:
    """Once, when the application starts."""
    statistics.register_generations(sets.generations())
    statistics.register_forms(read_forms(FOLDER / "forms.yaml"))
    statistics.tells_reporters(reporter_on, reporting_organizations)
    checks.register_checks(read_checks(FOLDER / "checks.yaml"))
    checks.made_together(kept)


def receiver(issuer: Issuer) -> str:
    """The board that gets the forms: Ban Tổ chức Tỉnh ủy Lai Châu; "" for the top."""
    addressee = issuer.addressee.removeprefix("Ban Thường vụ ")
    return f"Ban Tổ chức {addressee}" if addressee else ""


def reporter_on(organization_id: int, day: dt.date) -> statistics.Reporter | None:
    """Who fills the forms in for the organisation: its board, or the grassroots committee itself."""
    issuer = issuer_on(organization_id, day)
    if issuer is None:
        return None
    kind = OrganizationState.objects.on(day).get(organization=organization_id).kind
    name = f"Ban Tổ chức {issuer.organ}" if kind in TERRITORIAL else issuer.organ
    return statistics.Reporter(organization_id, name, LEVELS.get(kind, GRASSROOTS), receiver(issuer))
