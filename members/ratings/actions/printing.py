"""A paper with the ratings of people leaves the system: who took it out, and why."""

from cells.organizations.models import Organization
from members.ratings.actions.holding import note
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def note_printed(*, organization: Organization, paper: str, year: int, reason: str, by) -> None:
    """Write down that the paper was printed."""
    said = f"In {paper} về xếp loại đảng viên năm {year}: {reason.strip()}"
    note(organization, organization, "rating.printed", said, by=by)
