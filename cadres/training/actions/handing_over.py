"""What leaves the system on paper leaves a trace."""

from cadres.training.actions.facts import place_of
from sinho.audit.actions import record


def note_printed(*, said: str, on, organization, by) -> None:
    """A list of names was printed."""
    record(by=by, did="training.printed", said=said, on=on, organization=place_of(organization))
