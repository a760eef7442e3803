"""What was typed wrongly about a person on the way into the Party is mended, before the admission (A4)."""

from django.core.exceptions import PermissionDenied

from cells.organizations.models import Organization
from members.admissions.actions.facts import Candidate
from members.admissions.actions.opening import refuse_twin
from members.admissions.actions.taking import hold, refuse_wrong_beginning
from members.admissions.models import Case
from members.admissions.rules.eligibility import why_not_eligible
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

# By these one tells who it is.
WHO = {"full_name", "sex", "birth_year", "birth_month", "birth_day"}


@atomic_or_refused()
def correct_candidate(*, case: Case, candidate: Candidate, reason: str, scope: Scope, by) -> Case:
    """Write the facts of the person anew; an identity number left empty stays. Afterwards the roll keeps them."""
    case = hold(case)
    if not scope.may(Permission.RECORD_ADMISSIONS, case.place_id):
        raise PermissionDenied(Permission.RECORD_ADMISSIONS)
    if case.member_id:
        raise Refused(f"{case.full_name} đã vào sổ đảng viên; lý lịch sửa ở trang của đảng viên.")
    if not reason.strip():
        raise Refused("Ghi lý do sửa.")
    if problem := candidate.birth.problem():
        raise Refused(problem)
    refuse_wrong_beginning(case.organization, candidate.birth, case.opened_on)
    before = write_facts(case, candidate)
    if WHO & before.keys():
        refuse_twin(case.place_id, case, besides=case)
    refuse_undone_votes(case)
    labels = [Case._meta.get_field(name).verbose_name for name in before]
    record(
        by=by,
        did="admission.corrected",
        said=f"Sửa thông tin của {case.full_name}: {', '.join(labels)}. Lý do: {reason.strip()}",
        on=case,
        organization=Organization.objects.get(pk=case.place_id).named(clock.today()),
        before={name: str(value) for name, value in before.items() if name != "identity_number"},
        after={name: str(getattr(case, name)) for name in before if name != "identity_number"}
        | {"reason": reason.strip()},
    )
    return case


def write_facts(case: Case, candidate: Candidate) -> dict:
    """Write what differs; gives what stood there before."""
    facts = candidate.columns()
    if not facts["identity_number"]:
        del facts["identity_number"]
    before = {name: getattr(case, name) for name, value in facts.items() if getattr(case, name) != value}
    if not before:
        raise Refused("Chưa có thông tin nào thay đổi.")
    for name in before:
        setattr(case, name, facts[name])
    case.save()
    return before


def refuse_undone_votes(case: Case) -> None:
    """A vote that was carried stays good only for somebody who could be considered on its day."""
    votes = [step for step in case.steps.in_force() if step.passed and step.counted]
    for vote in votes[:1]:
        if reasons := why_not_eligible(case.rules, case.facts(), vote.on):
            raise Refused([f"Đã biểu quyết ngày {format_date(vote.on)}: {one}" for one in reasons])
