"""A case is opened, its steps are written down; the ceremony makes a member, the recognition an official one (A4)."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.backends.postgresql.psycopg_any import DateRange

from cells.organizations.enums import OrganizationKind as K
from cells.organizations.models import Organization, OrganizationState, path_to
from cells.places.models import Village
from members.admissions import paths
from members.admissions.enums import Actor, Closing
from members.admissions.models import Case, CaseStep
from members.admissions.rules.path import Step, Votes
from members.admissions.rules.steps import Attempt, passes, why_not
from members.roll.actions.moving import Paper, end, leave, recognise
from members.roll.actions.receiving import Person, former_member
from members.roll.enums import Entry, Exit, StandingKind, Subject
from members.roll.models import LivingPlace, Member, Membership, Schooling, Standing, Work
from members.roll.rules import YOUNGEST, BirthDate, months_later
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

ISSUER = "Ban Thường vụ Huyện ủy"


@dataclass(frozen=True)
class Candidate:
    """Whom the cell prepares."""

    full_name: str
    sex: str
    birth: BirthDate
    ethnicity: str
    schooling: str
    occupation: str
    religion: str = "none"
    home_place: str = ""
    identity_number: str = ""
    schooling_words: str = ""
    union_on: dt.date | None = None
    village: Village | None = None
    mountain: bool = True
    elder: bool = False
    left_party_on: dt.date | None = None

    def columns(self) -> dict:
        facts = {name: value for name, value in vars(self).items() if name != "birth"}
        return facts | {"birth_year": self.birth.year, "birth_month": self.birth.month, "birth_day": self.birth.day}


@dataclass(frozen=True)
class Taken:
    """What is written down about a step."""

    step: str
    on: dt.date
    number: str = ""
    people: str = ""
    votes: Votes | None = None
    note: str = ""


@atomic_or_refused()
def open_case(*, cell: Organization, candidate: Candidate, taken: Taken, by) -> Case:
    """The cell chose somebody: the case begins with that step, under the guidance in force on its day."""
    if problem := candidate.birth.problem():
        raise Refused(problem)
    state = cell.states.filter(valid__contains=taken.on, kind__endswith="_cell").first()
    if state is None:
        raise Refused(f"Chi bộ chưa có hoặc không còn vào ngày {format_date(taken.on)}.")
    if candidate.birth.age_on(taken.on) < YOUNGEST:
        raise Refused(f"Ngày {format_date(taken.on)} chưa đủ {YOUNGEST} tuổi; đồng chí xem lại ngày sinh.")
    former_member(person_of(candidate))
    case = Case.objects.create(
        organization=cell,
        path=paths.as_json(paths.code_on(taken.on), grassroots_cell=state.kind == K.GRASSROOTS_CELL),
        opened_on=taken.on,
        **candidate.columns(),
    )
    _take(case, taken, by)
    record(
        by=by,
        did="admission.opened",
        said=f"Chọn quần chúng ưu tú {case.full_name}, {format_date(taken.on)}",
        on=case,
        organization=cell.named(taken.on),
        after={"path": case.path["code"], "schooling": case.schooling},
    )
    return case


def permission_for(step: Step) -> Permission:
    """Who may write a step down: those of the standing committee its staff, all others the cell or the committee."""
    return Permission.DECIDE_ADMISSIONS if step.actor == Actor.DISTRICT else Permission.RECORD_ADMISSIONS


def place_of_step(case: Case, step: Step, day: dt.date) -> int:
    """The organisation whose step it is: the grassroots committee for those of the committee, else the cell."""
    return committee_of(case.place_id, day) if step.actor == Actor.COMMITTEE else case.place_id


def committee_of(cell_id: int, day: dt.date) -> int:
    """The grassroots committee above a cell on the day; the cell itself when there is none."""
    above = [pk for pk, _ in path_to(cell_id, day)]
    kinds = OrganizationState.objects.on(day).filter(organization__in=above, kind=K.GRASSROOTS_COMMITTEE)
    return next(iter(kinds.values_list("organization_id", flat=True)), cell_id)


@atomic_or_refused()
def take_step(*, case: Case, taken: Taken, scope: Scope, by) -> CaseStep:
    """Write down that a step was taken; a vote that was not carried is kept and the step stays open."""
    case = hold(case)
    if not case.rules.has(taken.step):
        raise Refused("Bước này không có trong quy trình của hồ sơ.")
    step = case.rules.step(taken.step)
    if not scope.may(permission_for(step), place_of_step(case, step, clock.today())):
        raise PermissionDenied(permission_for(step))
    written = _take(case, taken, by)
    if written.passed and step.admits:
        admit(case, taken, by)
    elif written.passed and step.recognises:
        recognise_member(case, taken, by)
    words = "" if written.passed else " (không đạt số phiếu)"
    record(
        by=by,
        did="admission.step",
        said=f"{case.full_name}: {step.label}, {format_date(taken.on)}{told(written)}{words}",
        on=case,
        organization=Organization.objects.get(pk=case.place_id).named(taken.on),
        after={
            "step": taken.step,
            "number": taken.number,
            "counted": written.counted,
            "agreed": written.agreed,
            "passed": written.passed,
        },
    )
    return written


def told(written: CaseStep) -> str:
    """Number of the paper and votes, for the log."""
    parts = [f"số {written.number}" if written.number else "", written.votes_words]
    return "".join(f", {part}" for part in parts if part)


def hold(case: Case) -> Case:
    """The case, held until the act is over; refused when it is finished or given up."""
    case = Case.objects.select_for_update(of=("self",)).select_related("organization", "member").get(pk=case.pk)
    if not case.is_open:
        raise Refused(f"Hồ sơ của {case.full_name} đã kết thúc.")
    return case


def _take(case: Case, taken: Taken, author) -> CaseStep:
    """The row of a step, when the rules let it be written."""
    step = case.rules.step(taken.step)
    attempt = Attempt(taken.step, taken.on, taken.number, taken.people, taken.people, taken.votes)
    if reasons := why_not(case.rules, case.facts(), attempt, clock.today()):
        raise Refused(reasons)
    votes = taken.votes if step.votes else None
    return CaseStep.objects.create(
        case=case,
        step=taken.step,
        on=taken.on,
        number=taken.number.strip(),
        people=taken.people.strip(),
        counted=votes.counted if votes else None,
        agreed=votes.agreed if votes else None,
        passed=passes(step, votes),
        note=taken.note.strip(),
        by=author,
        at=clock.now(),
    )


def admit(case: Case, taken: Taken, by) -> Member:
    """The ceremony: from that day a probationary member of the cell. The Party age runs from the decision."""
    decision = case.steps.filter(step="decision", passed=True).latest("id")
    referrals = case.steps.filter(step="referrals", passed=True).last()
    period = DateRange(taken.on, None)
    person = person_of(case)
    member = former_member(person) or Member.objects.create(**person.columns())
    Standing.objects.create(
        member=member,
        kind=StandingKind.PROBATIONARY,
        valid=period,
        decision_number=decision.number,
        decision_date=decision.on,
        issuer=ISSUER,
        referrers=referrals.people if referrals else "",
    )
    Membership.objects.create(member=member, organization=case.organization, valid=period, entry=Entry.ADMITTED)
    write_sheet(member, case, taken.on)
    case.member = member
    case.save(update_fields=["member"])
    record(
        by=by,
        did="member.admitted",
        said=f"Kết nạp {member.full_name} ngày {format_date(taken.on)}, quyết định {decision.number}",
        on=member,
        organization=case.organization.named(taken.on),
        after={"admitted_on": taken.on, "decision": decision.number, "decided_on": decision.on},
    )
    return member


def write_sheet(member: Member, case: Case, on: dt.date) -> None:
    """Schooling, work and home as the case knows them; of a former member only what was not written yet."""
    known = member.schoolings.filter(subject=Subject.GENERAL)
    if not known.filter(level=case.schooling).exists():
        since = on if known.exists() else None
        Schooling.objects.create(
            member=member, subject=Subject.GENERAL, level=case.schooling, words=case.schooling_words, since=since
        )
    for model, facts in (
        (Work, {"occupation": case.occupation}),
        (LivingPlace, {"village_id": case.village_id} if case.village_id else None),
    ):
        if facts:
            end(model.objects.filter(member=member, valid__upper_inf=True), on)
            model.objects.create(member=member, valid=DateRange(on, None), **facts)


def person_of(known: Case | Candidate) -> Person:
    """The candidate as the first page of his member sheet will say."""
    names = ("full_name", "sex", "birth", "ethnicity", "religion", "home_place", "identity_number")
    return Person(**{name: getattr(known, name) for name in names}, joined_union_on=known.union_on)


def recognise_member(case: Case, taken: Taken, by) -> None:
    """The recognition: official from 12 months after the ceremony, whenever it is decided."""
    months = case.rules.eligibility["probation_months"]
    day = case.steps.filter(step=case.rules.admitting.code, passed=True).latest("id").on
    paper = Paper(taken.number, taken.on, ISSUER)
    recognise(member=case.member, on=months_later(day, months), paper=paper, by=by, through_case=True)


@atomic_or_refused()
def close_case(*, case: Case, on: dt.date, closing: str, reason: str, paper: Paper, scope: Scope, by) -> None:
    """Give the case up; a probationary member is removed from the roll by a decision."""
    case = hold(case)
    if not reason.strip():
        raise Refused("Ghi lý do thôi xét.")
    last = case.steps.order_by("-on").first()
    if paper.date and paper.date > clock.today():
        raise Refused(f"Ngày của quyết định {format_date(paper.date)} chưa đến.")
    if on > clock.today() or (last and on < last.on):
        raise Refused(f"Ngày thôi xét phải từ {format_date(last.on)} đến hôm nay.")
    ends = closing in (Closing.ANNULLED, Closing.REMOVED)
    if ends != (case.member_id is not None):
        words = "đã kết nạp thì chỉ có thể hủy quyết định hoặc xóa tên" if case.member_id else "chưa kết nạp"
        raise Refused(f"{case.full_name} {words}.")
    if case.member_id:
        if not scope.may(Permission.DECIDE_ADMISSIONS, case.place_id):
            raise PermissionDenied(Permission.DECIDE_ADMISSIONS)
        how = Exit.ANNULLED if closing == Closing.ANNULLED else Exit.REMOVED
        leave(member=case.member, on=on, how=how, paper=paper, by=by)
    case.closed_on, case.closing, case.closing_reason = on, closing, reason.strip()
    case.save(update_fields=["closed_on", "closing", "closing_reason"])
    record(
        by=by,
        did="admission.closed",
        said=f"Thôi xét {case.full_name}: {Closing(closing).label.lower()}",
        on=case,
        organization=case.organization.named(on),
        after={"closing": closing, "reason": reason.strip(), "paper": paper.number},
    )
