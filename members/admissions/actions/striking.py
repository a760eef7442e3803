"""Steps that were written down wrongly are struck out: they stay with the reason, and are written anew (A4)."""

from itertools import takewhile

from django.core.exceptions import PermissionDenied

from cells.organizations.models import Organization
from members.admissions.actions.taking import permission_for, places_of_steps, told
from members.admissions.models import Case, CaseStep
from members.roll.actions.striking import take_back_admission, take_back_recognition
from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


def chain_from(case: Case, step: CaseStep) -> list[CaseStep]:
    """The step and all that were written after it, the last one first, without those that were struck out already."""
    return list(case.steps.in_force().filter(pk__gte=step.pk).order_by("-pk"))


def may_strike(case: Case, chain: list[CaseStep], scope: Scope) -> bool:
    """Whether the person might have written down every one of these steps."""
    return len(own_end(case, chain, scope)) == len(chain)


def own_end(case: Case, chain: list[CaseStep], scope: Scope) -> list[CaseStep]:
    """Of a chain, the last one first, the steps down to the first that the person might not have written."""
    place = places_of_steps(case, clock.today())

    def is_own(one: CaseStep) -> bool:
        step = case.rule_of(one.step)
        return scope.may(permission_for(step), place(step))

    return list(takewhile(is_own, chain))


@atomic_or_refused()
def strike_steps(*, case: Case, step: CaseStep, reason: str, scope: Scope, by) -> list[CaseStep]:
    """Strike out a step and all that were written after it, the last one first.

    A ceremony or a recognition also takes back what it wrote on the roll; all in one transaction.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("organization").get(pk=case.pk)
    chain = chain_from(case, step)
    if step not in chain:
        raise Refused("Bước này đã được gạch bỏ.")
    if not may_strike(case, chain, scope):
        raise PermissionDenied
    if not reason.strip():
        raise Refused("Ghi lý do gạch bỏ.")
    if case.closed_on:
        raise Refused(f"Hồ sơ đã thôi xét từ {format_date(case.closed_on)}; các bước của hồ sơ được giữ nguyên.")
    for one in chain:
        strike(case, one, reason.strip(), by)
    labels = [f"{case.rule_of(one.step).label} {format_date(one.on)}{told(one)}" for one in chain]
    record(
        by=by,
        did="admission.struck",
        said=f"{case.full_name}: gạch bỏ {'; '.join(labels)}. Lý do: {reason.strip()}",
        on=case,
        organization=Organization.objects.get(pk=case.place_id).named(clock.today()),
        before={"steps": [{"step": one.step, "on": one.on, "number": one.number} for one in chain]},
        after={"reason": reason.strip()},
    )
    return chain


def strike(case: Case, one: CaseStep, reason: str, author) -> None:
    """One row: what it wrote on the roll first, then the marks."""
    rule = case.rule_of(one.step)
    if one.passed and rule.recognises:
        take_back_recognition(member=case.member, number=one.number, reason=reason, by=author)
    elif one.passed and rule.admits:
        take_back_admission(member=case.member, on=one.on, reason=reason, by=author, apart=(Case, CaseStep))
        one.member, case.member = case.member, None
        case.save(update_fields=["member"])
    one.struck_at, one.struck_by, one.struck_reason = clock.now(), author, reason
    one.save(update_fields=["struck_at", "struck_by", "struck_reason", "member"])
