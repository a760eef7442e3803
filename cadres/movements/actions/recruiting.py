"""A round is opened, gets seats and candidates; results are written; who is hired comes onto the staff (A20)."""

import datetime as dt
from dataclasses import dataclass

from cadres.movements.enums import Hiring, Home
from cadres.movements.models import RecruitmentCandidate, RecruitmentRound, RecruitmentSeat
from cadres.movements.models.alike import alike
from cadres.staff import titles
from cadres.staff.actions import learning, posting
from cadres.staff.actions.facts import Appointment, Person, refuse_future
from cadres.staff.actions.learning import Learned
from cadres.staff.models import Cadre
from cadres.staff.rules import WAYS
from cells.organizations.models import Organization
from members.roll.enums import Subject
from members.roll.rules import BirthDate
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.text.folding import fold
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class Wanted:
    """What a round says and asks."""

    name: str
    opened_on: dt.date
    method: str
    legal_basis: str
    decision_number: str
    decision_date: dt.date
    home: str = Home.ANY
    minority: bool = False
    schooling: str = ""
    professional: str = ""
    oldest: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Place:
    """A seat: where, for which title, for how many."""

    organization: Organization
    title: str
    number: int


@dataclass(frozen=True)
class Applied:
    """Who applies; `home` is the committee of the commune where he lives, when it is in the district."""

    full_name: str
    sex: str
    birth: BirthDate
    ethnicity: str
    schooling: str
    applied_on: dt.date
    professional: str = ""
    professional_words: str = ""
    religion: str = "none"
    home_place: str = ""
    identity_number: str = ""
    home: Organization | None = None

    def columns(self) -> dict:
        """The columns of `RecruitmentCandidate`."""
        facts = {name: value for name, value in vars(self).items() if name != "birth"}
        return facts | {"birth_year": self.birth.year, "birth_month": self.birth.month, "birth_day": self.birth.day}


@dataclass(frozen=True)
class Hired:
    """How somebody is taken on. `existing`: his record on the staff; `different`: the alike ones are other people."""

    since: dt.date
    decision_number: str
    decision_date: dt.date | None
    existing: Cadre | None = None
    different: bool = False


@atomic_or_refused()
def open_round(*, wanted: Wanted, place: Place, by) -> RecruitmentRound:
    """A round with its first seat."""
    refuse_future(wanted.opened_on, wanted.decision_date)
    texts = {name: value.strip() if isinstance(value, str) else value for name, value in vars(wanted).items()}
    made = RecruitmentRound.objects.create(**texts)
    create_seat(made, place)
    note(made, "opened", f"Mở đợt tuyển dụng “{made.name}” theo {made.decision_number}", by, after=vars(wanted))
    return made


@atomic_or_refused()
def add_seat(*, round: RecruitmentRound, place: Place, by) -> RecruitmentSeat:
    """Another commune or title of the round."""
    round = hold(round)
    refuse_closed(round)
    seat = create_seat(round, place)
    said = f"Đợt “{round.name}” tuyển thêm {seat.number} {seat}"
    after = {"organization_id": seat.organization_id, "title": seat.title, "number": seat.number}
    note(round, "seat_added", said, by, place=seat.organization, after=after)
    return seat


def create_seat(round: RecruitmentRound, place: Place) -> RecruitmentSeat:
    title = titles.title_on(place.title, round.opened_on)
    if title is None:
        raise Refused(f"Ngày {format_date(round.opened_on)} danh mục chức danh không có chức danh này.")
    if round.method not in WAYS[title.group]:
        raise Refused(f"“{title.name}” không phải là công chức, không thi tuyển, xét tuyển.")
    return RecruitmentSeat.objects.create(
        round=round, organization=place.organization, title=place.title, number=place.number
    )


@atomic_or_refused()
def apply(*, seat: RecruitmentSeat, applied: Applied, by) -> RecruitmentCandidate:
    """Somebody applies for a seat; nobody twice in one round."""
    round = hold(seat.round)
    refuse_closed(round)
    refuse_future(applied.applied_on)
    if problem := applied.birth.problem():
        raise Refused(problem)
    if applied.applied_on < round.opened_on:
        raise Refused(f"Ngày nộp hồ sơ phải từ ngày mở đợt, {format_date(round.opened_on)}.")
    twins = RecruitmentCandidate.objects.filter(seat__round=round, search_key=fold(applied.full_name), sex=applied.sex)
    if any(one.birth.may_be(applied.birth) for one in twins):
        raise Refused(f"{applied.full_name}, sinh {applied.birth}, đã dự tuyển trong đợt này.")
    made = RecruitmentCandidate.objects.create(seat=seat, **applied.columns())
    note(
        round, "applied", f"{made.full_name} dự tuyển {seat}", by, place=seat.organization, after={"candidate": made.pk}
    )
    return made


@atomic_or_refused()
def hire(*, candidate: RecruitmentCandidate, hired: Hired, by) -> Cadre:
    """The candidate comes onto the staff with post and qualifications; once only."""
    round = hold(candidate.seat.round)
    candidate = still_waiting(candidate)
    if not hired.decision_number.strip() or hired.decision_date is None:
        raise Refused("Tuyển dụng phải có số và ngày của quyết định.")
    refuse_future(hired.since, hired.decision_date)
    if hired.since < candidate.applied_on:
        raise Refused(f"Ngày nhận việc phải từ ngày nộp hồ sơ, {format_date(candidate.applied_on)}.")
    refuse_taken(candidate)
    cadre = write_staff(candidate, hired, round, by)
    candidate.result, candidate.result_on, candidate.cadre = Hiring.HIRED, hired.since, cadre
    candidate.save()
    said = f"{candidate.full_name} trúng tuyển {candidate.seat}, từ {format_date(hired.since)}"
    after = {"candidate": candidate.pk, "cadre": cadre.pk, "since": hired.since, "paper": hired.decision_number.strip()}
    note(round, "hired", said, by, place=candidate.seat.organization, after=after)
    return cadre


def still_waiting(candidate: RecruitmentCandidate) -> RecruitmentCandidate:
    """The candidate, held; one with a result keeps it."""
    found = (
        RecruitmentCandidate.objects.select_for_update(of=("self",)).select_related("seat__round").get(pk=candidate.pk)
    )
    if found.result != Hiring.WAITING:
        day = format_date(found.result_on)
        raise Refused(f"{found.full_name} đã có kết quả: {found.get_result_display().lower()}, ngày {day}.")
    return found


def refuse_taken(candidate: RecruitmentCandidate) -> None:
    """No more people are hired for a seat than it wants."""
    seat = candidate.seat
    taken = seat.candidates.filter(result=Hiring.HIRED).count()
    if taken >= seat.number:
        raise Refused(f"{seat} cần tuyển {seat.number} người, đã tuyển đủ.")


def write_staff(candidate: RecruitmentCandidate, hired: Hired, round: RecruitmentRound, by) -> Cadre:
    """The record, the post and what he learned, by the acts on the staff."""
    seat = candidate.seat
    paper = (hired.decision_number.strip(), hired.decision_date)
    post = Appointment(seat.organization, seat.title, hired.since, round.method, *paper)
    twins = twins_of(candidate)
    if hired.existing is not None:
        if hired.existing not in twins:
            raise Refused("Hồ sơ được chọn không phải của người này.")
        posting.appoint(cadre=hired.existing, post=post, by=by)
        return hired.existing
    if twins and not hired.different:
        raise Refused(
            f"Đã có {len(twins)} hồ sơ cán bộ cùng họ tên, ngày sinh với người này. "
            "Đồng chí chọn hồ sơ ấy, hoặc đánh dấu là người khác."
        )
    cadre = posting.receive(person=person_of(candidate), post=post, by=by)
    for learned in learned_of(candidate):
        learning.learn(cadre=cadre, learned=learned, by=by)
    return cadre


def twins_of(candidate: RecruitmentCandidate) -> list[Cadre]:
    """Records on the staff that may be his and belong to no other candidate."""
    found = alike(candidate.full_name, candidate.sex, candidate.birth, candidate.identity_number)
    taken = set(RecruitmentCandidate.objects.filter(cadre__in=found).values_list("cadre_id", flat=True))
    return [one for one in found if one.pk not in taken]


def person_of(candidate: RecruitmentCandidate) -> Person:
    names = ("full_name", "sex", "birth", "ethnicity", "religion", "home_place", "identity_number")
    return Person(**{name: getattr(candidate, name) for name in names})


def learned_of(candidate: RecruitmentCandidate) -> list[Learned]:
    """What he brings along."""
    found = [Learned(Subject.GENERAL, candidate.schooling)]
    if candidate.professional:
        found.append(Learned(Subject.PROFESSIONAL, candidate.professional, words=candidate.professional_words))
    return found


@atomic_or_refused()
def not_hired(*, candidate: RecruitmentCandidate, result: str, on: dt.date, reason: str, by) -> None:
    """The candidate was not taken, or withdrew; with a reason."""
    round = hold(candidate.seat.round)
    candidate = still_waiting(candidate)
    if result not in (Hiring.NOT_HIRED, Hiring.WITHDREW):
        raise Refused("Chọn không trúng tuyển hoặc rút hồ sơ.")
    refuse_future(on)
    if on < candidate.applied_on:
        raise Refused(f"Ngày có kết quả phải từ ngày nộp hồ sơ, {format_date(candidate.applied_on)}.")
    if not reason.strip():
        raise Refused("Ghi lý do.")
    candidate.result, candidate.result_on, candidate.result_reason = result, on, reason.strip()
    candidate.save()
    said = f"{candidate.full_name}: {candidate.get_result_display().lower()}, {reason.strip()}"
    note(round, "not_hired", said, by, place=candidate.seat.organization, after={"candidate": candidate.pk})


@atomic_or_refused()
def close_round(*, round: RecruitmentRound, on: dt.date, by) -> None:
    """The round ends when every candidate has his result."""
    round = hold(round)
    refuse_closed(round)
    refuse_future(on)
    if waiting := RecruitmentCandidate.objects.filter(seat__round=round, result=Hiring.WAITING).count():
        raise Refused(f"Còn {waiting} người chưa có kết quả.")
    last = max(
        RecruitmentCandidate.objects.filter(seat__round=round).values_list("result_on", flat=True),
        default=round.opened_on,
    )
    if on < max(last, round.opened_on):
        raise Refused(f"Ngày kết thúc phải từ {format_date(max(last, round.opened_on))}.")
    round.closed_on = on
    round.save(update_fields=["closed_on"])
    note(round, "closed", f"Kết thúc đợt tuyển dụng “{round.name}”", by, after={"closed_on": on})


def hold(round: RecruitmentRound) -> RecruitmentRound:
    """The round is held until the act is over."""
    return RecruitmentRound.objects.select_for_update().get(pk=round.pk)


def refuse_closed(round: RecruitmentRound) -> None:
    if round.closed_on is not None:
        raise Refused(f"Đợt tuyển dụng đã kết thúc ngày {format_date(round.closed_on)}.")


def note(round: RecruitmentRound, did: str, said: str, author, *, place: Organization | None = None, **more) -> None:
    """An entry of the log about a round, at the commune of the seat, else of its first one."""
    place = place or round.seats.order_by("pk").first().organization
    where = place.named(clock.today())
    record(by=author, did=f"recruitment.{did}", said=said, on=round, organization=where, **more)
