"""Who issues papers for an organisation, which day a number may carry, what differs between two states of a report."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.text.dates import format_date

# Who signs or keeps the papers of an organisation: its leader for the standing committee, the staff that keeps the
# register of documents, the secretary who leads it. Each only where the grant itself stands, and with EXPORT.
SIGNING = (Permission.DECIDE, Permission.MANAGE_DIRECTIVES, Permission.FILL_SHEET)


def issues_for(scope: Scope) -> list[int]:
    """Organisations whose papers the person issues, in the order of the grants: those of his grants, none below."""
    found = [
        reach.organization_id
        for reach in scope.reaches
        if Permission.EXPORT in reach.permissions and reach.permissions & set(SIGNING)
    ]
    return list(dict.fromkeys(found))


def may_issue(scope: Scope, organization_id: int) -> bool:
    return organization_id in issues_for(scope)


def why_not_dated(day: dt.date, *, today: dt.date, last: dt.date | None = None, counted: dt.date | None = None) -> str:
    """Why a paper cannot carry this day; "" when it can.

    `last`: the day of the number before it; `counted`: the day that its figures are of.
    """
    if day > today:
        return f"Ngày ký {format_date(day)} chưa đến."
    if last and day < last:
        return f"Ngày ký không được trước ngày của số liền trước ({format_date(last)}): số đi theo thứ tự ngày."
    if counted and counted > today:
        return f"Số liệu tính đến {format_date(counted)}, ngày chưa đến; báo cáo ban hành chỉ lấy số liệu đến hôm nay."
    if counted and day < counted:
        return (
            f"Ngày ký {format_date(day)} trước ngày số liệu tính đến ({format_date(counted)}); "
            "đồng chí chọn lại ngày ký, hoặc ô “Tính đến ngày” của báo cáo."
        )
    return ""


@dataclass(frozen=True)
class Line:
    """A figure of a report at one time: `rows` is a digest of the keys of what it counts."""

    key: str
    label: str
    count: int
    rows: str = ""


@dataclass(frozen=True)
class Change:
    """A figure that is not what it was. None: it did not exist then, or exists no longer."""

    key: str
    label: str
    then: int | None
    now: int | None

    @property
    def difference(self) -> int | None:
        return None if self.then is None or self.now is None else self.now - self.then

    @property
    def address(self) -> str:
        """The part of an address that asks for its list."""
        return urlencode({"so": self.key})

    @property
    def only_rows(self) -> bool:
        """The number is the same and counts others."""
        return self.difference == 0


def changes(then: Iterable[Line], now: Iterable[Line]) -> list[Change]:
    """What differs, in the order of the older state; figures that are new come last.

    A figure of which one side has no digest is compared by its number alone.
    """
    before, after = {line.key: line for line in then}, {line.key: line for line in now}
    found = []
    for key, line in before.items():
        new = after.get(key)
        if new is None:
            found.append(Change(key, line.label, line.count, None))
        elif new.count != line.count or (line.rows and new.rows and line.rows != new.rows):
            found.append(Change(key, new.label or line.label, line.count, new.count))
    return found + [Change(key, line.label, None, line.count) for key, line in after.items() if key not in before]


def leaves(value, path: str = "") -> dict[str, object]:
    """Every value of a nested structure under its path."""
    if isinstance(value, Mapping):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    else:
        return {path: value}
    return {name: leaf for key, one in inner for name, leaf in leaves(one, f"{path}/{key}").items()}


def others_changed(then: Mapping, now: Mapping) -> int:
    """How many values beside the figures themselves differ: shares, means, money, levels of places."""
    without = [leaves({key: one for key, one in side.items() if key != "figures"}) for side in (then, now)]
    shares = [
        {path: one for path, one in leaves(side.get("figures", {})).items() if path.endswith("/percent")}
        for side in (then, now)
    ]
    before, after = without[0] | shares[0], without[1] | shares[1]
    return sum(before.get(path) != after.get(path) for path in {*before, *after})
