"""Long lists of findings made short enough to be read on a page."""

from sinho.imports.findings import COLUMNS
from sinho.text.numbers import format_number

MOST_LINES, MOST_NUMBERS = 30, 12


def condensed(groups: list[dict]) -> list[dict]:
    """Groups of a trial with equal findings in one line: “30, 31, 46”; at most `MOST_LINES` lines each."""
    return [condense(group) for group in groups]


def condense(group: dict) -> dict:
    merged: dict[tuple, list[dict]] = {}
    for finding in group["findings"]:
        merged.setdefault((finding["column"], finding["typed"], finding["text"]), []).append(finding)
    lines = [
        {
            "rows": numbers([finding["row"] for finding in same]),
            "column": column.removeprefix("cột "),
            "typed": typed,
            "text": text,
            "name": same[0]["name"] if len(same) == 1 else "",
        }
        for (column, typed, text), same in merged.items()
    ]
    count = f"{len(lines)} cột" if group["code"] == COLUMNS.code else f"{format_number(group['rows'])} dòng"
    return {**group, "count": count, "lines": lines[:MOST_LINES], "more": len(lines) - MOST_LINES}


def numbers(rows: list[int]) -> str:
    """30, 31, 46 và 12 dòng nữa; "" for the file as a whole."""
    rows = sorted({row for row in rows if row})
    more = len(rows) - MOST_NUMBERS
    return ", ".join(map(str, rows[:MOST_NUMBERS])) + (f" và {format_number(more)} dòng nữa" if more > 0 else "")
