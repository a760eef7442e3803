"""The dated life of an organisation as people read it: what happened on a day, by which decision, what it changed."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from cells.organizations.enums import ENDINGS, EventKind
from cells.organizations.models import Organization, OrganizationEvent, OrganizationState
from sinho.accounts.scope import Scope
from sinho.text.dates import format_date

# Names of the parent on a day, by its id.
Named = Callable[[int | None, dt.date], str]


@dataclass(frozen=True)
class Moment:
    """A day in the life. `state` begins on it; `events` are its decisions; `other` is the organisation concerned.

    `about`: what part of the work another theme tells of (“Sinh hoạt”), and `url` where it stands in full.
    """

    day: dt.date
    title: str
    lines: tuple[str, ...] = ()
    state: OrganizationState | None = None
    events: tuple[OrganizationEvent, ...] = ()
    other: tuple[int, str] | None = None
    ends: bool = False
    about: str = ""
    url: str = ""

    @property
    def key(self) -> bool:
        """Whether the organisation began or ended on the day."""
        return self.ends or any(event.kind == EventKind.ESTABLISH for event in self.events)


def life_of(
    states: list[OrganizationState],
    events: list[OrganizationEvent],
    elsewhere: list[tuple[OrganizationEvent, str]],
    named: Named,
) -> list[Moment]:
    """All moments, newest first.

    `states` in order of time; `elsewhere` are decisions of other organisations (with their names) that split from
    this one or merged into it.
    """
    moments, told = [], set()
    for previous, state in zip([None, *states], states, strict=False):
        mine = [event for event in events if event.on == state.since and event.kind not in ENDINGS]
        told.update(event.pk for event in mine)
        moments.append(beginning(previous, state, mine, named))
    moments += [ending(state, events, told, named) for state in ends(states)]
    moments += [
        Moment(event.on, event.get_kind_display(), tuple(paper_lines(event, named)), events=(event,))
        for event in events
        if event.pk not in told
    ]
    moments += [
        Moment(
            event.on, happened_elsewhere(event, name), tuple(paper_lines(event)), other=(event.organization_id, name)
        )
        for event, name in elsewhere
    ]
    return newest_first(moments)


def newest_first(moments: Iterable[Moment]) -> list[Moment]:
    return sorted(moments, key=lambda moment: moment.day, reverse=True)


# Themes above this one tell of an organisation too; each registers its teller when the application starts.
Teller = Callable[[Organization, dt.date, Scope], Sequence[Moment]]
_tellers: list[Teller] = []


def also_tells(teller: Teller) -> None:
    """Let a theme have its say in the life of every organisation; what only some see is limited by the scope."""
    if teller not in _tellers:
        _tellers.append(teller)


def told_by_others(organization: Organization, day: dt.date, scope: Scope) -> list[Moment]:
    """What the other themes tell of it up to the day."""
    told = [moment for teller in _tellers for moment in teller(organization, day, scope)]
    return [moment for moment in told if moment.day <= day]


def beginning(previous: OrganizationState | None, state: OrganizationState, events: list, named: Named) -> Moment:
    """A period begins."""
    title = ", ".join(event.get_kind_display() for event in events)
    title = title or ("Thay đổi" if previous else "Bắt đầu được ghi trong hệ thống")
    lines = [line for event in events for line in paper_lines(event, named)]
    lines += differences(previous, state, named) if previous else [f"{state.name}, {stands(state, named)}"]
    return Moment(state.since, title, tuple(lines), state, tuple(events))


def ends(states: list[OrganizationState]) -> list[OrganizationState]:
    """States after which nothing follows at once."""
    starts = {state.since for state in states}
    return [state for state in states if state.valid.upper is not None and state.valid.upper not in starts]


def ending(state: OrganizationState, events: list, told: set, named: Named) -> Moment:
    """A period ends and none follows."""
    mine = [event for event in events if event.on == state.valid.upper and event.kind in ENDINGS]
    told.update(event.pk for event in mine)
    title = ", ".join(event.get_kind_display() for event in mine) or "Kết thúc hoạt động"
    lines = [line for event in mine for line in paper_lines(event, named)]
    return Moment(state.valid.upper, title, tuple(lines), events=tuple(mine), ends=True)


def paper_lines(event: OrganizationEvent, named: Named | None = None) -> list[str]:
    """The decision, the reason, where and with how many members, the other organisation."""
    paper = f"Quyết định {event.decision_number}" if event.decision_number else ""
    if event.decision_date:
        paper = f"{paper or 'Quyết định'} ngày {format_date(event.decision_date)}"
    paper = ", ".join(part for part in (paper, event.issuer) if part)
    other = named(event.related_id, event.on) if named and event.related_id else ""
    if other:
        other = f"{'Tách từ' if event.kind == EventKind.ESTABLISH else 'Vào'} {other}"
    return [part for part in (paper, founding_words(event), other, event.reason) if part]


def founding_words(event: OrganizationEvent) -> str:
    """Thành lập ở bản; 5 đảng viên chính thức, 1 dự bị."""
    where = f"Nơi thành lập: {event.get_place_display().lower()}" if event.place else ""
    members = f"{event.official_members} đảng viên chính thức" if event.official_members is not None else ""
    if event.probationary_members:
        members += f"{', ' if members else ''}{event.probationary_members} dự bị"
    return "; ".join(part for part in (where, members) if part)


def happened_elsewhere(event: OrganizationEvent, name: str) -> str:
    """What the decision about another organisation means for this one."""
    return f"Tách ra {name}" if event.kind == EventKind.ESTABLISH else f"Nhận sáp nhập {name}"


def stands(state: OrganizationState, named: Named) -> str:
    """Chi bộ trực thuộc, dưới Đảng bộ xã Nậm Tăm."""
    above = named(state.parent_id, state.since)
    return f"{state.get_kind_display().lower()}{f' dưới {above}' if above else ''}"


def differences(old: OrganizationState, new: OrganizationState, named: Named) -> list[str]:
    """What changed from one period to the next, as “tên: A → B”."""
    pairs = (
        ("tên", old.name, new.name),
        ("tên gọi tắt", old.short_name, new.short_name),
        ("hình thức", old.get_kind_display(), new.get_kind_display()),
        ("loại hình", old.get_type_display(), new.get_type_display()),
        ("cấp trên", named(old.parent_id, new.since), named(new.parent_id, new.since)),
        ("xã, thị trấn", str(old.commune or ""), str(new.commune or "")),
    )
    return [f"{label}: {was or '(trống)'} → {now or '(trống)'}" for label, was, now in pairs if was != now]
