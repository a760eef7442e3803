"""What is said about the rows of a file taken together: repeated, overtaken by somebody else, waiting for one another.

Every function gets the Resource that reads the file (`sinho.imports.resources`).
"""

from collections import defaultdict
from itertools import pairwise

from sinho.imports.findings import ORDER, STALE, TWICE, WAITING
from sinho.imports.lines import ROW_NUMBER
from sinho.imports.traces import who_changed
from sinho.imports.units import Unit
from sinho.text.dates import format_date


def refuse_repeated(resource, result) -> None:
    """A thing may stand in several rows, but only once for a day, and no row may reach into the next."""
    first: dict[tuple, int] = {}
    for row in sorted(result.rows, key=lambda one: one.row_values[ROW_NUMBER]):
        number = row.row_values[ROW_NUMBER]
        key = (resource.key_of(row.row_values), resource.read("since", row.row_values))
        if all(key) and first.setdefault(key, number) != number:
            resource.remarks.say(number, "since", TWICE, f"Dòng {first[key]} đã ghi mã {key[0]} từ ngày này.")
    for lines in resource.read_lines.values():
        for line, later in pairwise(lines):
            if line.told("until") and line.since < later.since <= line.until:
                text = f"Dòng {later.row} ghi thay đổi từ {format_date(later.since)}; đến ngày phải trước đó."
                resource.remarks.say(line.row, "until", ORDER, text)


def refuse_stale(resource) -> None:
    """What somebody changed since the trial is named and not overwritten."""
    if resource.expected is None:
        return
    changing = [unit for unit in resource.units.values() if any(resource.touched.get(row) for row in unit.lines)]
    stale = [unit for unit in changing if unit.fingerprint() != resource.expected.seen.get(unit.key, "")]
    who = who_changed([unit.root for unit in stale], resource.expected.at)
    for unit in stale:
        for row in unit.lines:
            if resource.touched.get(row):
                text = f"{unit.key} · {unit.name}: {who.get(unit.root.pk, 'đã thay đổi')} sau lần thử."
                resource.remarks.say(row, "", STALE, text)


def leave_out(resource) -> None:
    """Rows wait when another row of the same thing is wrong, or a new thing that they need cannot be written."""
    needed_by = defaultdict(list)
    for unit in resource.units.values():
        for key in unit.needs:
            if resource.units[key].is_new:
                needed_by[key].append(unit)
    left = [unit for unit in resource.units.values() if set(unit.lines) & resource.remarks.stopped]
    seen = {unit.key for unit in left}
    while left:
        unit = left.pop()
        wait(resource, unit, unit)
        for dependent in needed_by[unit.key]:
            wait(resource, dependent, unit)
            if dependent.key not in seen:
                seen.add(dependent.key)
                left.append(dependent)


def wait(resource, unit: Unit, reason: Unit) -> None:
    """The rows of the unit wait for rows about `reason`."""
    wrong = sorted(set(reason.lines) & resource.remarks.stopped)
    for row in unit.lines:
        if row not in resource.remarks.stopped and resource.touched.get(row):
            resource.remarks.say(row, "", WAITING, f"Chờ sửa dòng {wrong[0]} ({reason.key}).")
