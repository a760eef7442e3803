"""What happens to an organisation: founded, changed, corrected, ended; who holds office in it (A5)."""

from cells.organizations.actions.changing import change, dissolve, found
from cells.organizations.actions.correcting import correct_event, correct_state, reopen
from cells.organizations.actions.history import Decision, Founding, StateData, facts_of, kind_on, put_event, put_state
from cells.organizations.actions.officers import add_term, appoint, relieve

__all__ = [
    "Decision",
    "Founding",
    "StateData",
    "add_term",
    "appoint",
    "change",
    "correct_event",
    "correct_state",
    "dissolve",
    "facts_of",
    "found",
    "kind_on",
    "put_event",
    "put_state",
    "relieve",
    "reopen",
]
