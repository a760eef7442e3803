"""A plan is decided, its decision mended, the plan reviewed once a year."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.planning.actions.facts import hold, note, refuse_no_commune
from cadres.planning.enums import VerdictKind
from cadres.planning.models import PlanningEntry, PlanningReview, PlanningRound, PlanningVerdict
from cadres.staff.actions.facts import refuse_future
from cells.organizations.models import Organization
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web.integrity import atomic_or_refused

# A plan is made within the term before its own.
YEARS_AHEAD = 6


@dataclass(frozen=True)
class RoundData:
    """A plan as its decision states it."""

    organization: Organization
    first_year: int
    last_year: int
    decision_number: str
    decided_on: dt.date
    committee_seats: int
    standing_seats: int
    inspection_seats: int


@dataclass(frozen=True)
class Seats:
    """What of a decision on a plan may be mended: its number and the seats of the bodies."""

    decision_number: str
    committee_seats: int
    standing_seats: int
    inspection_seats: int


@dataclass(frozen=True)
class ReviewData:
    """A yearly review: year and decision; who leaves (key of the post in the plan) with the reason."""

    year: int
    decision_number: str
    decided_on: dt.date
    removals: Mapping[int, str]


@atomic_or_refused()
def open_round(*, data: RoundData, by) -> PlanningRound:
    """Write down the plan of a commune for a term."""
    refuse_future(data.decided_on)
    Organization.objects.select_for_update(no_key=True).get(pk=data.organization.pk)
    refuse_no_commune(data.organization.pk, data.decided_on)
    if not data.first_year - YEARS_AHEAD <= data.decided_on.year <= data.last_year:
        raise Refused(
            f"Ngày quyết định {format_date(data.decided_on)} không hợp với nhiệm kỳ {data.first_year}–{data.last_year}."
        )
    made = PlanningRound.objects.create(**vars(data) | {"decision_number": data.decision_number.strip()})
    note(
        made,
        "opened",
        f"{made}: quyết định {made.paper}",
        by,
        after=vars(data) | {"organization": made.organization_id},
    )
    return made


@atomic_or_refused()
def correct_round(*, round: PlanningRound, seats: Seats, reason: str, by) -> None:
    """Mend the number of the decision or the seats; its day stays, for rows begin on it."""
    round = hold(round)
    before = {name: getattr(round, name) for name in vars(seats)}
    after = vars(seats) | {"decision_number": seats.decision_number.strip()}
    if before == after:
        raise Refused("Chưa có gì khác so với quy hoạch đã ghi.")
    for name, value in after.items():
        setattr(round, name, value)
    round.save(update_fields=list(after))
    note(round, "corrected", f"Đính chính {str(round).lower()}: {reason.strip()}", by, before=before, after=after)


@atomic_or_refused()
def review(*, round: PlanningRound, data: ReviewData, by) -> PlanningReview:
    """Keep or take out everybody who was in the plan on the day of the decision; nothing is overwritten."""
    round = hold(round)
    refuse_future(data.decided_on)
    refuse_wrong_year(round, data)
    judged = list(PlanningEntry.objects.on(data.decided_on).filter(person__round=round).order_by("id"))
    if not judged:
        raise Refused(f"Ngày {format_date(data.decided_on)} quy hoạch chưa có ai; đồng chí đưa người vào trước.")
    if unknown := data.removals.keys() - {one.pk for one in judged}:
        raise Refused(f"{len(unknown)} chức danh không có trong quy hoạch ngày {format_date(data.decided_on)}.")
    made = PlanningReview.objects.create(
        round=round, year=data.year, decision_number=data.decision_number.strip(), decided_on=data.decided_on
    )
    for entry in judged:
        judge(made, entry, data.removals.get(entry.pk))
    kept = len(judged) - len(data.removals)
    said = f"{made} ({made.paper}): giữ {kept}, đưa ra {len(data.removals)} lượt chức danh"
    after = {"year": data.year, "decided_on": data.decided_on, "removed": {str(k): v for k, v in data.removals.items()}}
    note(round, "reviewed", said, by, on=made, after=after)
    return made


def refuse_wrong_year(round: PlanningRound, data: ReviewData) -> None:
    """Reviews follow each other, each after the plan itself."""
    last = round.reviews.order_by("decided_on").last()
    if data.decided_on <= round.decided_on:
        raise Refused(f"Ngày quyết định rà soát phải sau ngày phê duyệt quy hoạch, {format_date(round.decided_on)}.")
    if data.year not in (data.decided_on.year, data.decided_on.year - 1):
        raise Refused(f"Năm rà soát {data.year} không hợp với ngày quyết định {format_date(data.decided_on)}.")
    if last and (data.decided_on <= last.decided_on or data.year <= last.year):
        raise Refused(f"{last} ngày {format_date(last.decided_on)} là đợt sau cùng; đợt mới phải sau đợt ấy.")


def judge(made: PlanningReview, entry: PlanningEntry, reason: str | None) -> None:
    """One verdict; without a reason to leave he is kept."""
    if reason is None:
        PlanningVerdict.objects.create(review=made, entry=entry, kind=VerdictKind.KEPT)
        return
    if not reason.strip():
        raise Refused(f"{entry.person}, {entry}: đưa ra khỏi quy hoạch phải có lý do.")
    if entry.until:
        raise Refused(f"{entry.person}, {entry}: đã đưa ra từ ngày {format_date(entry.until)}.")
    if entry.since >= made.decided_on:
        raise Refused(f"{entry.person}, {entry}: mới đưa vào ngày {format_date(entry.since)}.")
    PlanningVerdict.objects.create(review=made, entry=entry, kind=VerdictKind.REMOVED, reason=reason.strip())
    entry.valid = DateRange(entry.since, made.decided_on)
    entry.removed_number, entry.removed_reason = made.decision_number, reason.strip()
    entry.save(update_fields=["valid", "removed_number", "removed_reason"])
