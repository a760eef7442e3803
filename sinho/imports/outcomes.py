"""What came out of reading a file: verdicts on its rows, findings, what stood there before, what was written."""

import datetime as dt
import gc
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction

from sinho.imports.encodings import Encoding, Texts
from sinho.imports.enums import Level, Verdict
from sinho.imports.findings import CONVERTED, Finding, grouped
from sinho.imports.kinds import WorkbookKind
from sinho.imports.lines import ROW_NUMBER, Author, Expected, Tell
from sinho.imports.resources import WorkbookResource
from sinho.imports.tables import Table, read_table
from sinho.imports.units import Unit

LARGE = 100_000


@dataclass(frozen=True)
class RowOutcome:
    """One row: what would be done with it; what changes, column by column, or in a sentence what is new or wrong."""

    number: int
    key: str
    name: str
    verdict: str
    changes: tuple[tuple[str, str, str], ...] = ()
    text: str = ""

    def as_json(self) -> dict:
        return {
            "row": self.number,
            "key": self.key,
            "name": self.name,
            "verdict": self.verdict,
            "changes": [list(change) for change in self.changes],
            "text": self.text,
        }


@dataclass
class Outcome:
    """The result of a trial or of an import."""

    sheet: str
    rows: list[RowOutcome]
    findings: list[Finding]
    units: dict[str, Unit] = field(default_factory=dict)
    written: list[dict] = field(default_factory=list)
    concerns: dict[str, tuple[int, str]] = field(default_factory=dict)
    texts: Texts = field(default_factory=lambda: Texts(Encoding.UNICODE))
    questions: list[dict] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Rows by verdict, and all rows."""
        counted = Counter(row.verdict for row in self.rows)
        return {"rows": len(self.rows), **{verdict.value: counted[verdict] for verdict in Verdict}}

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.level == Level.ERROR]

    @property
    def doubts(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.level == Level.DOUBT]

    @property
    def seen(self) -> dict[str, str]:
        """Fingerprint of each thing in the file, as it stood when the file was read."""
        return {key: unit.fingerprint() for key, unit in self.units.items()}

    def as_json(self) -> dict:
        """What the trial page shows and the confirmation compares with."""
        return {
            "sheet": self.sheet,
            "first": self.rows[0].number if self.rows else 0,
            "last": self.rows[-1].number if self.rows else 0,
            "counts": self.counts,
            "errors": grouped(self.findings, Level.ERROR),
            "doubts": grouped(self.findings, Level.DOUBT),
            "notes": grouped(self.findings, Level.NOTE),
            "rows": [row.as_json() for row in self.rows],
            "seen": self.seen,
            "encoding": {"code": self.texts.encoding, "samples": [list(pair) for pair in self.texts.samples]},
            "questions": self.questions,
        }


def read_file(
    kind: WorkbookKind,
    content: bytes,
    file_name: str,
    *,
    reach: frozenset[int],
    day: dt.date,
    expected: Expected | None = None,
    encoding: str = "",
    names: Mapping[str, str] | None = None,
    progress: Tell | None = None,
    author: Author | None = None,
) -> Outcome:
    """Read the file against the database. `encoding`, `names`: what a person answered; `progress` is told how far
    it is; `author`: who brings it in.

    With `expected` what is right stays written, inside the transaction of the caller; without it this is a trial and
    nothing stays.
    """
    with in_peace(len(content)):
        table = read_table(content, file_name, kind.resource.titles(), encoding)
        say_converted(table)
        if any(finding.level == Level.ERROR for finding in table.findings):
            return Outcome(table.sheet, [], table.findings, texts=table.texts)
        given = {"expected": expected, "names": names, "progress": progress, "author": author}
        resource = kind.resource(reach=reach, day=day, **given)
        with transaction.atomic():
            result = resource.import_table(table, dry_run=expected is None)
        return outcome_of(resource, result, table)


def outcome_of(resource: WorkbookResource, result, table: Table) -> Outcome:
    """What came of the rows, told in words."""
    why = defaultdict(list)
    for finding in resource.remarks.findings:
        if finding.level == Level.ERROR:
            why[finding.row].append(finding.reason)
    rows = sorted((row_outcome(resource, row, why) for row in result.rows), key=lambda one: one.number)
    units = {unit.key: unit for unit in resource.units.values() if unit.lines}
    concerns = {key: resource.concerns(units[key]) for key in {image["key"] for image in resource.written}}
    questions = [question.as_json() for question in resource.questions()]
    findings = resource.remarks.findings
    return Outcome(table.sheet, rows, findings, units, resource.written, concerns, table.texts, questions)


@contextmanager
def in_peace(size: int) -> Iterator[None]:
    """Without the search for rings of objects while a large file is read: it finds none and takes long."""
    if size < LARGE or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def say_converted(table: Table) -> None:
    """Texts of an old font were read on our own guess: a person has to look at the sample."""
    if table.texts.found and table.texts.samples:
        typed, text = table.texts.samples[0]
        said = f"Đọc theo {Encoding(table.texts.encoding).label}: “{typed}” là “{text}”."
        table.findings.append(Finding(CONVERTED, said))


def row_outcome(resource: WorkbookResource, row, why: dict[int, list[str]]) -> RowOutcome:
    """The verdict on a row, from what was said about it and what it changes."""
    number = row.row_values[ROW_NUMBER]
    remarks, touched = resource.remarks, resource.touched.get(number, set())
    if number in remarks.stopped:
        verdict = Verdict.WRONG if number in remarks.wrong else Verdict.WAITING
        key = resource.key_of(row.row_values)
        return RowOutcome(number, key, remarks.name_of(number), verdict, text=" ".join(why[number]))
    line = row.instance
    if line.new and touched:
        return RowOutcome(number, line.code, line.name, Verdict.NEW, text=resource.summary(line))
    changes = tuple((remarks.titles[name], a, b) for name, a, b in row.diff if name in touched)
    verdict = Verdict.CHANGED if touched else Verdict.UNCHANGED
    return RowOutcome(number, line.code, line.name, verdict, changes)
