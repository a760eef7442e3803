"""Founding, changing and ending an organisation."""

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange

from cells.organizations import rules
from cells.organizations.actions.history import (
    Decision,
    Founding,
    StateData,
    facts_of,
    kind_on,
    put_event,
    write_state,
)
from cells.organizations.enums import EventKind
from cells.organizations.models import Officer, Organization, OrganizationState
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def found(
    *,
    code: str,
    since: dt.date,
    data: StateData,
    decision: Decision,
    founding: Founding,
    by,
    split_from: Organization | None = None,
) -> tuple[Organization, list[rules.Finding]]:
    """Found an organisation. Returns it with the warnings that an officer should read."""
    findings = check_founding(data, founding, since)
    if Organization.objects.filter(code=code).exists():
        raise Refused(f"Mã tổ chức “{code}” đã dùng cho tổ chức khác.")
    if split_from and kind_on(split_from, since - dt.timedelta(days=1)) is None:
        raise Refused(f"Tổ chức được tách không tồn tại trước ngày {format_date(since)}.")
    organization = Organization.objects.create(code=code)
    state, _ = write_state(organization=organization, since=since, data=data)
    put_event(
        organization=organization,
        kind=EventKind.ESTABLISH,
        on=since,
        decision=decision,
        founding=founding,
        related=split_from,
    )
    record(
        by=by,
        did="organization.founded",
        said=f"Thành lập {data.name}, {format_date(since)}",
        on=organization,
        organization=(organization.pk, data.name),
        after={**facts_of(state), "decision": decision.number, "place": founding.place},
    )
    return organization, findings


def check_founding(data: StateData, founding: Founding, since: dt.date) -> list[rules.Finding]:
    """Refuse what the rules forbid; return what they only warn of."""
    facts = rules.FoundingFacts(
        data.kind, parent_kind(data, since), founding.official_members, founding.probationary_members
    )
    findings = rules.founding_findings(facts, since)
    if refused := [finding.text for finding in findings if finding.level == rules.REFUSE]:
        raise Refused(refused)
    return [finding for finding in findings if finding.level == rules.WARN]


def parent_kind(data: StateData, day: dt.date) -> str | None:
    """Kind of the parent on the day; None at the top of the tree; refused when the parent does not exist then."""
    kind = kind_on(data.parent, day) if data.parent else None
    if data.parent and kind is None:
        raise Refused(f"Tổ chức cấp trên chưa có hoặc không còn vào ngày {format_date(day)}.")
    return kind


def refuse_wrong_place(data: StateData, day: dt.date) -> None:
    """Refuse a place in the tree that the kind cannot have."""
    if not rules.may_stand_under(data.kind, parent_kind(data, day)):
        raise Refused(rules.where_it_stands(data.kind))


@atomic_or_refused()
def change(
    *, organization: Organization, since: dt.date, data: StateData, event_kind: str, decision: Decision, by
) -> OrganizationState:
    """Rename, move, change kind, type or commune from a day on; the time before stays as it was."""
    held = OrganizationState.objects.on(since).filter(organization=organization).first()
    if held is None:
        raise Refused(f"Tổ chức không tồn tại vào ngày {format_date(since)}.")
    if held.since == since:
        raise Refused(
            f"Ngày {format_date(since)} đã có một giai đoạn bắt đầu; đồng chí chọn ngày khác, "
            "hoặc sửa giai đoạn đó ở trang “Quá trình”."
        )
    if all(getattr(held, name) == value for name, value in vars(data).items()):
        raise Refused(f"Chưa có gì khác so với trước ngày {format_date(since)}.")
    refuse_wrong_place(data, since)
    before = facts_of(held)
    state, _ = write_state(organization=organization, since=since, data=data)
    put_event(organization=organization, kind=event_kind, on=since, decision=decision, by=by)
    record(
        by=by,
        did="organization.changed",
        said=f"{EventKind(event_kind).label}: {data.name}, từ {format_date(since)}",
        on=organization,
        organization=(organization.pk, data.name),
        before=before,
        after=facts_of(state),
    )
    return state


@atomic_or_refused()
def dissolve(
    *,
    organization: Organization,
    on: dt.date,
    event_kind: str,
    decision: Decision,
    by,
    into: Organization | None = None,
) -> None:
    """End an organisation: `on` is the first day on which it no longer exists. Its offices end with it."""
    state = OrganizationState.objects.select_for_update().on(on).filter(organization=organization).first()
    if state is None or state.since >= on:
        raise Refused(f"Tổ chức không tồn tại trước ngày {format_date(on)}.")
    if OrganizationState.objects.filter(organization=organization, valid__startswith__gte=on).exists():
        raise Refused("Sau ngày này tổ chức còn thay đổi đã ghi; không thể giải thể trước đó.")
    if into and (into == organization or kind_on(into, on) is None):
        raise Refused(f"Tổ chức nhận sáp nhập phải là tổ chức khác và tồn tại vào ngày {format_date(on)}.")
    refuse_while_others_stand_under(organization, on)
    before = facts_of(state)
    state.valid = DateRange(state.since, on, "[)")
    state.save(update_fields=["valid"])
    end_offices(organization, on)
    put_event(organization=organization, kind=event_kind, on=on, decision=decision, related=into, by=by)
    record(
        by=by,
        did="organization.dissolved",
        said=f"{EventKind(event_kind).label}: {state.name}, {format_date(on)}",
        on=organization,
        organization=(organization.pk, state.name),
        before=before,
        after=facts_of(state),
    )


def refuse_while_others_stand_under(organization: Organization, on: dt.date) -> None:
    """An organisation ends only after everything under it has moved or ended."""
    below = OrganizationState.objects.filter(parent=organization, valid__overlap=DateRange(on, None, "[)"))
    names = list(below.order_by("sort_key").values_list("short_name", flat=True))
    if names:
        more = f" và {len(names) - 5} tổ chức khác" if len(names) > 5 else ""
        raise Refused(f"Còn {len(names)} tổ chức trực thuộc chưa chuyển đi: {', '.join(names[:5])}{more}.")


def end_offices(organization: Organization, on: dt.date) -> None:
    """Who still holds an office on the day no longer does; who was to take one later never will."""
    open_ones = Officer.objects.filter(organization=organization, held__overlap=DateRange(on, None, "[)"))
    for officer in open_ones:
        if officer.held.lower >= on:
            raise Refused(f"{officer.person_name} được ghi giữ chức vụ từ ngày {format_date(officer.held.lower)}.")
        officer.held = DateRange(officer.held.lower, on, "[)")
        officer.save(update_fields=["held"])
