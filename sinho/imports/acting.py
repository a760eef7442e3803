"""Kinds whose rows are written by the actions of their theme: what a row tells goes through the rules of the page.

The rows of one thing are done one after the other, all of them or none. What the database held before and holds
afterwards gives the images from which the import is taken back.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import transaction

from sinho.imports.findings import SCOPE, WrongColumn, cause
from sinho.imports.lines import Line
from sinho.imports.resources import WorkbookResource
from sinho.imports.together import leave_out, refuse_stale
from sinho.imports.units import Model, Unit, image_of
from sinho.refusal import Refused

REFUSED = cause(
    "refused",
    "Quy định chưa cho ghi như thế",
    "Quy tắc như khi ghi ở trang. Sửa dòng này theo lý do, hoặc bỏ dòng.",
)


class ActingResource(WorkbookResource):
    """Base of such kinds. Their lines carry the key of their unit in `code`; a thing may stand in several rows."""

    def act(self, unit: Unit, line: Line) -> None:
        """Do what the row tells, by actions; raises `Refused` or `WrongColumn`."""
        raise NotImplementedError

    def rows_now(self, units: list[Unit]) -> dict[str, list[Model]]:
        """Key → all rows of the unit as they are in the database now, in a fixed number of queries."""
        raise NotImplementedError

    def bulk_create(self, using_transactions, dry_run, raise_errors, batch_size=None, result=None):
        """All rows have been read; the last step of `import_data` before it commits or rolls back."""
        self.collect_invalid(result)
        for line in self.lines:
            if line.row not in self.remarks.wrong:
                self.lay_line(line)
        refuse_stale(self)
        self.judge()
        leave_out(self)
        lines = defaultdict(list)
        for line in self.lines:
            if self.touched.get(line.row):
                lines[line.code].append(line)
        ready = [unit for key, unit in self.units.items() if lines[key] and not set(unit.lines) & self.remarks.stopped]
        done = [unit for unit in ready if self.do(unit, lines[unit.key])]
        leave_out(self)
        self.written = self.images(done)

    def do(self, unit: Unit, lines: list[Line]) -> bool:
        """All rows of a thing, or none of them."""
        now = lines[0]
        try:
            with transaction.atomic():
                for now in lines:
                    self.step()
                    self.act(unit, now)
        except WrongColumn as error:
            self.remarks.say(now.row, error.column, error.cause, error.text)
        except Refused as refused:
            self.remarks.say(now.row, "", REFUSED, " ".join(refused.reasons))
        else:
            return True
        return False

    def images(self, units: list[Unit]) -> list[dict]:
        """Every row of the things that is not as it was, before and after."""
        now, written = self.rows_now(units) if units else {}, []
        for unit in units:
            before = {(type(row), row.pk): unit.seen[id(row)] for row in unit.all() if id(row) in unit.seen}
            for row in now[unit.key]:
                was, image = before.get((type(row), row.pk)), image_of(row)
                if was != image:
                    label = row._meta.label_lower
                    written.append({"model": label, "pk": row.pk, "key": unit.key, "before": was, "after": image})
        return written


@contextmanager
def said_at(column: str, columns: Iterable[tuple[str, str]] = ()) -> Iterator[None]:
    """What an action refuses is said at this column; `columns`: first words of reasons that belong to another one."""
    try:
        yield
    except Refused as refused:
        text = " ".join(refused.reasons)
        at = next((name for words, name in columns if text.startswith(words)), column)
        raise WrongColumn(at, text, REFUSED) from refused
    except PermissionDenied as error:
        raise WrongColumn(column, "Việc này không thuộc quyền ghi của đồng chí.", SCOPE) from error
