"""Writing about cases: opened, steps taken, given up, mended."""

from members.admissions.actions.closing import close_case
from members.admissions.actions.correcting import correct_candidate
from members.admissions.actions.facts import Candidate, Taken
from members.admissions.actions.handing import hand_over
from members.admissions.actions.opening import open_case
from members.admissions.actions.striking import strike_steps
from members.admissions.actions.taking import committee_of, permission_for, place_of_step, places_of_steps, take_step

__all__ = [
    "Candidate",
    "Taken",
    "close_case",
    "committee_of",
    "correct_candidate",
    "hand_over",
    "open_case",
    "permission_for",
    "place_of_step",
    "places_of_steps",
    "strike_steps",
    "take_step",
]
