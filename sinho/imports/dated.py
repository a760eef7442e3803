"""Things whose life is a row of periods: laying what a file says from a day on onto what is known.

A register, one for each kind, knows how a column of a period is said in the workbook (`said`) and how a period takes
what a line says (`put`).
"""

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange

from sinho.imports.findings import ORDER, WrongColumn
from sinho.imports.units import Model, Unit
from sinho.text.dates import format_date

ONE_DAY = dt.timedelta(days=1)


def last_day(period: DateRange) -> dt.date | None:
    """Last day of a period; None while it goes on."""
    return None if period.upper is None else period.upper - ONE_DAY


def beginning(rows: list, since: dt.date, period: str = "valid"):
    """Among dated rows: the one that begins on the day, the other one that holds on it, the first day of the next."""
    own = next((row for row in rows if getattr(row, period).lower == since), None)
    holding = next((row for row in rows if row is not own and since in getattr(row, period)), None)
    following = min((getattr(row, period).lower for row in rows if getattr(row, period).lower > since), default=None)
    return own, holding, following


class DatedUnit(Unit):
    """A unit whose `state_model` has one row per period: `valid`, and a name."""

    state_model: Model

    @property
    def states(self) -> list:
        """Periods in order of time."""
        states = [row for row in self.rows if isinstance(row, self.state_model)]
        return sorted(states, key=lambda state: state.valid.lower)

    @property
    def name(self) -> str:
        states = self.states
        return states[-1].name if states else self.key

    @property
    def ends(self) -> dt.date | None:
        """First day on which it no longer exists; None while it goes on."""
        states = self.states
        return states[-1].valid.upper if states else None

    def state_at(self, day: dt.date):
        """The state of the day; else the last one before it, else the first one."""
        states = self.states
        before = [state for state in states if state.valid.lower <= day]
        held = next((state for state in before if day in state.valid), None)
        return held or (before[-1] if before else states[0] if states else None)


def lay_state(unit: DatedUnit, line, columns: tuple[str, ...], register) -> tuple[set[str], object | None]:
    """From the day of the line on the thing is as the line says.

    The state that held on the day ends the day before; a state that begins on it is corrected. A line that says nothing
    new about its day changes nothing. Gives the changed columns and the state that was changed or made.
    """
    own, holding, following = beginning(unit.states, line.since)
    now = own or holding
    changed = {name for name in columns if getattr(line, name) != (register.said(now, name) if now else None)}
    ends = {"until"} if line.until != (last_day(now.valid) if now else None) else set()
    if now and not changed and not ends:
        return set(), None
    if line.until and following and line.until >= following:
        text = f"Từ {format_date(following)} đã có giai đoạn khác; đến ngày phải trước đó."
        raise WrongColumn("until", text, ORDER)
    upper = line.until + ONE_DAY if line.until else following
    if now and not changed:
        now.valid = DateRange(now.valid.lower, upper, "[)")
        return ends, now
    if holding:
        holding.valid = DateRange(holding.valid.lower, line.since, "[)")
    state = own or register.new_state(unit)
    register.put(state, line)
    state.valid = DateRange(line.since, upper, "[)")
    if own is None:
        unit.rows.append(state)
    return changed | ends | (set() if own else {"since"}), state
