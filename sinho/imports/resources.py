"""One workbook kind as a Resource of django-import-export: columns in = columns out.

What a row says is a line: a plain object with one attribute per column. The Resource reads cells into lines, loads the
line that is known about the same thing and day, compares the two and passes over rows that say nothing new. The lines
are then laid onto units (`sinho.imports.units`), judged together and written together; a trial is rolled back.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace

import tablib
from django.core.exceptions import ValidationError

from sinho.imports.columns import WorkbookColumns
from sinho.imports.encodings import looks_like_old_font
from sinho.imports.findings import (
    DATABASE,
    FONT,
    READ_AS,
    WAITING,
    WrongCell,
    WrongColumn,
    cause_of,
)
from sinho.imports.lines import ROW_NUMBER, Author, Changes, Expected, Line, LineLoader, Tell
from sinho.imports.remarks import Remarks
from sinho.imports.tables import Table
from sinho.imports.together import leave_out, refuse_repeated, refuse_stale
from sinho.imports.units import Unit, write_what_stands
from sinho.imports.widgets import TextWidget

# A row is read, laid and written; the writing of all rows counts as one step of each.
STEPS_A_ROW = 3


class WorkbookResource(WorkbookColumns):
    """Base of the workbook kinds.

    `reach`: ids of the organisations on which the person may import. `day`: today. `expected`: what an earlier trial
    saw, when the file is now written for good; the rows that are read are then held until the transaction ends.
    `names`: folded names that people write in files → the code that somebody said they mean. `author`: who imports.
    `order`: the models that are written, in the order of their references. `subject`: first word of acts in the log.
    """

    order: tuple = ()
    subject = ""
    line_class: type[Line]
    # Column → what a whole row tells about it: check(line, register, note), which completes the line and raises
    # `WrongColumn`. Passed over when the cell of that column could not be read.
    checks: dict[str, Callable] = {}

    class Meta:
        using_db = "default"
        use_bulk = True
        batch_size = None
        skip_unchanged = True
        store_instance = True
        store_row_values = True
        import_id_fields = ("code", "since")
        instance_loader_class = LineLoader

    def __init__(
        self,
        *,
        reach: frozenset[int],
        day: dt.date,
        expected: Expected | None = None,
        names: Mapping[str, str] | None = None,
        progress: Tell | None = None,
        author: Author | None = None,
    ):
        super().__init__()
        self.reach, self.day, self.expected, self.author = reach, day, expected, author
        self.names, self.progress = names or {}, progress
        self.steps = self.steps_done = 0
        self.remarks: Remarks | None = None
        self.units: dict[str, Unit] = {}
        self.lines: list[Line] = []
        self.read_lines: dict[str, list[Line]] = defaultdict(list)
        self.touched: dict[int, set[str]] = {}
        self.written: list[dict] = []

    # What a kind says

    def prepare(self, rows: list[dict]) -> None:
        """Look at all rows of the file before any of them is read."""

    def key_of(self, row: dict) -> str:
        """The code of the thing that a row is about; "" when it cannot be read."""
        return self.read("code", row) or ""

    def load(self, codes: set[str] | None) -> None:
        """Read all that rows about these things may need, in a fixed number of queries; a unit for every code.

        Without codes: units for everything within reach, for an export.
        """
        raise NotImplementedError

    def line_at(self, unit: Unit, state) -> Line:
        """A period of the unit as a row of the workbook."""
        raise NotImplementedError

    def lay(self, unit: Unit, line: Line) -> set[str]:
        """Lay the line onto its unit. Returns the columns in which something changes; raises `WrongColumn`."""
        raise NotImplementedError

    def judge(self) -> None:
        """Say what is wrong with the rows taken together, once all lines are laid."""
        raise NotImplementedError

    def summary(self, line: Line) -> str:
        """What a new thing is, in one sentence for the preview."""
        raise NotImplementedError

    def concerns(self, unit: Unit) -> tuple[int, str]:
        """Id and name of the organisation under which the log keeps a change of the unit."""
        raise NotImplementedError

    def present_lines(self) -> list[Line]:
        """The lines of today, for the export; after `load(None)`."""
        raise NotImplementedError

    @staticmethod
    def logged(model: str, image: dict) -> dict:
        """A row as the log keeps it."""
        return image

    def questions(self) -> list:
        """Names of the file that somebody has to explain (`sinho.imports.answers.Question`)."""
        return []

    @classmethod
    def offered_names(cls, reach: frozenset[int], day: dt.date) -> list[tuple[str, str]]:
        """What such a name may mean: codes with their names."""
        return []

    # Hooks of django-import-export

    def get_import_fields(self):
        return list(self.fields.values())

    @classmethod
    def get_diff_class(cls):
        return Changes

    def init_instance(self, row=None):
        return self.line_class()

    def known_line(self, row: dict) -> Line | None:
        """The line known for the thing and day of the row, from the rows before it or from the database; None for a
        new thing."""
        code, since = self.read("code", row), self.read("since", row)
        earlier, unit = self.read_lines.get(code), self.units.get(code)
        state = unit.state_at(since) if unit and since else None
        if earlier and (state is None or earlier[-1].since >= state.valid.lower):
            line = earlier[-1]
        elif state is not None:
            line = self.line_at(unit, state)
        else:
            return None
        goes_on = since is not None and line.until is not None and line.since <= since <= line.until
        return replace(line, known=line, until=line.until if goes_on else None)

    def after_init_instance(self, instance, new, row, **kwargs):
        instance.row, instance.new, instance.typed = row[ROW_NUMBER], new, set()

    def step(self, number: int = 1) -> None:
        """So many steps more are done: a row is read, laid and written."""
        self.steps_done += number
        if self.progress:
            self.progress(self.steps_done, self.steps)

    def import_instance(self, instance, row, **kwargs):
        """Read the cells, then what only the whole row can tell. All that is wrong is collected."""
        self.step()
        wrong: dict[str, WrongCell] = {}
        for f in self.get_import_fields():
            try:
                self.import_field(f, instance, row, **kwargs)
            except WrongCell as error:
                wrong[f.attribute] = error
        for column, check in self.checks.items():
            try:
                if column not in wrong:
                    check(instance, self.register, self.note)
            except WrongColumn as error:
                wrong.setdefault(error.column, error)
        for column, text in instance.notes:
            self.note(instance, column, text)
        if wrong:
            raise ValidationError({name: ValidationError(w.text, code=w.cause.code) for name, w in wrong.items()})
        self.read_lines[instance.code].append(instance)

    def note(self, line: Line, column: str, text: str) -> None:
        """Say how a cell was understood."""
        self.remarks.say(line.row, column, READ_AS, text)

    def save_instance(self, instance, is_create, row, **kwargs):
        """Not yet: lines are written together when all have been read."""
        self.lines.append(instance)

    def bulk_create(self, using_transactions, dry_run, raise_errors, batch_size=None, result=None):
        """All rows have been read; the last step of `import_data` before it commits or rolls back."""
        self.collect_invalid(result)
        refuse_repeated(self, result)
        for line in self.lines:
            if line.row not in self.remarks.wrong:
                self.lay_line(line)
        refuse_stale(self)
        self.judge()
        leave_out(self)
        ready = [unit for unit in self.units.values() if not set(unit.lines) & self.remarks.stopped]
        self.created = {unit.key for unit in ready if unit.is_new}
        self.written, refused = write_what_stands([unit for unit in ready if unit.lines], self.order)
        for key, text in refused.items():
            for row in self.units[key].lines:
                self.remarks.say(row, "", DATABASE if text else WAITING, text or "Chờ tổ chức cấp trên trong cùng tệp.")
        leave_out(self)

    def bulk_update(self, *args, **kwargs):
        """Done by `bulk_create`."""

    def bulk_delete(self, *args, **kwargs):
        """An import deletes nothing."""

    # The file as a whole

    def import_table(self, table: Table, *, dry_run: bool):
        """Read, compare, lay, judge, write. With `dry_run` the database is rolled back at the end."""
        self.remarks = Remarks(table, {name: f.column_name for name, f in self.fields.items()})
        headers = [ROW_NUMBER, *table.letters]
        self.steps = STEPS_A_ROW * len(table.rows)
        rows = [[row.number, *(row.cells.get(title) for title in table.letters)] for row in table.rows]
        named = [dict.fromkeys(self.titles().required) | dict(zip(headers, row, strict=True)) for row in rows]
        self.prepare(named)
        keyed = [(self.sort_key(cells), row) for cells, row in zip(named, rows, strict=True)]
        self.load({key[0] for key, _ in keyed} - {""})
        in_order = [row for _, row in sorted(keyed, key=lambda pair: pair[0])]
        result = self.import_data(tablib.Dataset(*in_order, headers=headers), dry_run=dry_run)
        for failure in [*result.base_errors, *(error for row in result.rows for error in row.errors)]:
            raise failure.error  # a defect of ours, not of the file
        return result

    def sort_key(self, row: dict) -> tuple[str, dt.date, int]:
        """Rows about the same thing are read together and in order of time."""
        return self.key_of(row), self.read("since", row) or dt.date.max, row[ROW_NUMBER]

    def collect_invalid(self, result) -> None:
        """What the Resource found invalid, in our words."""
        for row in result.rows:
            if row.validation_error is not None:
                for name, errors in row.validation_error.error_dict.items():
                    for error in errors:
                        self.remarks.say(row.row_values[ROW_NUMBER], name, cause_of(error.code), error.messages[0])
            unit = self.units.get(self.key_of(row.row_values))
            if unit is not None:
                unit.lines.append(row.row_values[ROW_NUMBER])

    @classmethod
    def built_upon(cls, written: dict) -> list[str]:
        """What was built on an import without referring to its rows, in words; holds what acts about them hold."""
        return []

    def lay_line(self, line: Line) -> None:
        """Lay one line; what cannot stand is said about its row."""
        self.step()
        try:
            self.touched[line.row] = self.lay(self.units[line.code], line)
            self.doubt_letters(line)
        except WrongColumn as error:
            self.remarks.say(line.row, error.column, error.cause, error.text)

    def doubt_letters(self, line: Line) -> None:
        """Texts that may be garbled."""
        for name in self.touched[line.row]:
            value = getattr(line, name)
            if (
                isinstance(self.fields[name].widget, TextWidget)
                and isinstance(value, str)
                and looks_like_old_font(value)
            ):
                self.remarks.say(line.row, name, FONT, "Có ký hiệu không có trong chữ Việt Unicode.")
