"""A document comes into the register, is mended, struck; units are told to brief on it (A1)."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from cells.directives.actions.facts import hold, hold_documents, place, refuse, refuse_unless_alive
from cells.directives.models import Directive, DirectiveCorrection, DirectiveUnit
from cells.directives.rules.documents import why_not_dated, why_not_due, why_number_not_fits
from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.audit.actions import plain, record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

MANAGE = Permission.MANAGE_DIRECTIVES
DEEPEST = 20


@dataclass(frozen=True)
class DocumentFacts:
    """What a document is."""

    type: str
    number: str
    issuer: str
    issued_on: dt.date
    subject: str
    received_on: dt.date | None = None
    parent: Directive | None = None

    def columns(self) -> dict:
        """The columns of `Directive`."""
        return {name: value.strip() if isinstance(value, str) else value for name, value in vars(self).items()}

    def told(self) -> dict:
        """As the log and the corrections keep it."""
        columns = self.columns()
        parent = columns.pop("parent")
        return plain(columns | {"parent": parent.pk if parent else None})


@atomic_or_refused()
def enter_document(*, organization: Organization, direction: str, facts: DocumentFacts, scope: Scope, by) -> Directive:
    """Write a document into the register of the organisation."""
    scope.require(MANAGE, organization.pk)
    hold(organization.pk)
    refuse_facts(organization, direction, facts)
    made = Directive.objects.create(
        organization=organization, direction=direction, by=by, at=clock.now(), **facts.columns()
    )
    after = facts.told() | {"direction": direction}
    record(
        by=by,
        did="directive.entered",
        said=f"Vào sổ {made.named}",
        on=made,
        organization=place(organization),
        after=after,
    )
    return made


def refuse_facts(organization: Organization, direction: str, facts: DocumentFacts) -> None:
    """Type and number, days, the parent in the same register."""
    parent = facts.parent
    hold_documents([parent] if parent else [])
    if parent and (parent.organization_id != organization.pk or parent.struck):
        raise Refused("Văn bản mà nó thực hiện không có trong sổ này.")
    parent_on = parent.issued_on if parent else None
    refuse(
        why_number_not_fits(facts.number, facts.type)
        + why_not_dated(direction, facts.issued_on, facts.received_on, parent_on, clock.today())
    )


def facts_of(directive: Directive) -> DocumentFacts:
    return DocumentFacts(**{name: getattr(directive, name) for name in DocumentFacts.__dataclass_fields__})


@atomic_or_refused()
def correct_document(*, directive: Directive, facts: DocumentFacts, reason: str, scope: Scope, by) -> None:
    """Mend what was written down wrongly; what it said before stays beside it."""
    directive = held(directive, scope)
    refuse_facts(directive.organization, directive.direction, facts)
    refuse_circle(directive, facts.parent)
    first = min((one.issued_on for one in directive.children.filter(struck=False)), default=None)
    if first and first < facts.issued_on:
        raise Refused(f"Đã có văn bản thực hiện văn bản này, ban hành {format_date(first)}, trước ngày sửa lại.")
    early = directive.briefed.filter(briefing__held_on__lt=facts.issued_on, briefing__replaced_by=None)
    if early.exclude(briefing__struck=True).exists():
        raise Refused("Đã có buổi quán triệt trước ngày ban hành sửa lại; đồng chí sửa buổi ấy trước.")
    before = facts_of(directive).told()
    if before == facts.told():
        raise Refused("Chưa sửa gì.")
    for name, value in facts.columns().items():
        setattr(directive, name, value)
    directive.save()
    keep(directive, before, facts.told(), reason, by)
    words = f"Sửa {directive.named}: {reason.strip()}"
    more = {"before": before, "after": facts.told()}
    record(
        by=by, did="directive.corrected", said=words, on=directive, organization=place(directive.organization), **more
    )


def held(directive: Directive, scope: Scope) -> Directive:
    """The document as it is now, held until the act is over."""
    scope.require(MANAGE, directive.organization_id)
    directive = Directive.objects.select_for_update(of=("self",), no_key=True).get(pk=directive.pk)
    if directive.struck:
        raise Refused("Văn bản này đã bỏ vì ghi nhầm.")
    return directive


def refuse_circle(directive: Directive, parent: Directive | None) -> None:
    """No document carries out what carries it out."""
    for _ in range(DEEPEST):
        if parent is None:
            return
        if parent.pk == directive.pk:
            raise Refused("Văn bản không thể thực hiện chính nó hoặc văn bản thực hiện nó.")
        parent = parent.parent
    raise Refused("Văn bản nằm quá sâu trong cây văn bản.")


def keep(directive: Directive, before: dict, after: dict, reason: str, author) -> None:
    """The correction beside the document."""
    DirectiveCorrection.objects.create(
        directive=directive, before=before, after=after, reason=reason.strip(), by=author, at=clock.now()
    )


@atomic_or_refused()
def strike_document(*, directive: Directive, reason: str, scope: Scope, by) -> None:
    """Written down by mistake: nothing may hang on it."""
    directive = held(directive, scope)
    used = directive.children.filter(struck=False).exists() or directive.programmes.standing().exists()
    if used or directive.briefings.standing().exists():
        raise Refused("Đã có văn bản thực hiện, buổi quán triệt hoặc chương trình của văn bản này; không bỏ được.")
    directive.struck = True
    directive.save(update_fields=["struck"])
    keep(directive, {"struck": False}, {"struck": True}, reason, by)
    words = f"Bỏ {directive.named} ghi nhầm: {reason.strip()}"
    record(by=by, did="directive.struck", said=words, on=directive, organization=place(directive.organization))


@dataclass(frozen=True)
class Given:
    """When units were told, and by when they are to be done."""

    given_on: dt.date
    brief_by: dt.date
    programme_by: dt.date | None = None


@atomic_or_refused()
def give_to_units(
    *, directive: Directive, organizations: Collection[Organization], given: Given, scope: Scope, by
) -> list[DirectiveUnit]:
    """Tell units to brief on the document, or give those that were told another day."""
    directive = held(directive, scope)
    if not organizations:
        raise Refused("Chọn ít nhất một đơn vị.")
    refuse(why_not_due(directive.known_since, given.given_on, given.brief_by, given.programme_by, clock.today()))
    known = {
        one.organization_id: one for one in DirectiveUnit.objects.in_force_on(clock.today()).filter(directive=directive)
    }
    made = []
    for one in organizations:
        scope.require(MANAGE, one.pk)
        refuse_unless_alive(one, given.given_on)
        before = known.get(one.pk)
        if before and (before.brief_by, before.programme_by) == (given.brief_by, given.programme_by):
            continue
        if before and before.given_on > given.given_on:
            raise Refused(f"Đơn vị {one.named(given.given_on)[1]} đã được giao ngày {format_date(before.given_on)}.")
        made.append(DirectiveUnit(directive=directive, organization=one, by=by, at=clock.now(), **vars(given)))
    if not made:
        raise Refused("Các đơn vị này đã được giao với đúng hạn ấy.")
    DirectiveUnit.objects.bulk_create(made)
    words = f"Giao {len(made)} đơn vị quán triệt {directive.named}, hạn {format_date(given.brief_by)}"
    after = vars(given) | {"units": [one.organization_id for one in made]}
    record(
        by=by, did="directive.given", said=words, on=directive, organization=place(directive.organization), after=after
    )
    return made


@atomic_or_refused()
def release_unit(*, unit: DirectiveUnit, on: dt.date, reason: str, scope: Scope, by) -> DirectiveUnit:
    """The unit need not brief on the document any more."""
    scope.require(MANAGE, unit.organization_id)
    directive = held(unit.directive, scope)
    last = directive.units.filter(organization=unit.organization_id).order_by("given_on", "id").last()
    if last.released:
        raise Refused("Đơn vị này đã được thôi giao.")
    if not last.given_on <= on <= clock.today():
        raise Refused(f"Ngày thôi giao phải từ ngày giao {format_date(last.given_on)} đến hôm nay.")
    days = {"brief_by": max(last.brief_by, on), "programme_by": None}
    facts = {"given_on": on, "released": True, "reason": reason.strip(), "by": by, "at": clock.now()}
    made = DirectiveUnit.objects.create(directive=directive, organization=last.organization, **days, **facts)
    words = f"Thôi giao quán triệt {directive.named}: {reason.strip()}"
    record(by=by, did="directive.released", said=words, on=directive, organization=place(last.organization))
    return made
