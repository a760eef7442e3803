"""Columns and lines: how a cell gets into a line, which line was known, what differs between two lines."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Diff

from sinho.accounts.models import User
from sinho.accounts.scope import Scope
from sinho.imports.findings import MISSING, WrongCell
from sinho.imports.tables import tidy
from sinho.imports.widgets import CellWidget

ROW_NUMBER = "dòng"
# Told how many steps of how many are done.
Tell = Callable[[int, int], None]


class CellField(Field):
    """A column of a workbook: its title, how its cells are read, what the explanation sheet says about it.

    `also`: other titles that people give the column.
    """

    def __init__(
        self,
        title: str,
        widget: CellWidget,
        *,
        required: bool = False,
        help: str = "",
        example: str = "",
        width: float = 16,
        also: tuple[str, ...] = (),
    ):
        super().__init__(column_name=title, widget=widget, saves_null_values=False)
        self.required, self.width, self.also = required, width, also
        self.help = " ".join(part for part in (help, f"Ví dụ: {example}." if example else "") if part)

    def clean(self, row, **kwargs):
        value = super().clean(row, **kwargs)
        if value is None and self.required:
            raise WrongCell("Ô này phải có giá trị.", MISSING)
        return value

    def put(self, instance: "Line", value, *, is_filled: bool) -> None:
        """An empty cell leaves what is known as it is; a filled one is remembered. Other spacing is no change."""
        if isinstance(value, Understood):
            instance.notes.append((self.attribute, value.text))
            value = value.value
        if is_filled:
            instance.typed.add(self.attribute)
        if value is None:
            return
        known = getattr(instance, self.attribute)
        if not (isinstance(known, str) and tidy(known) == value):
            setattr(instance, self.attribute, value)


@dataclass(frozen=True)
class Understood:
    """A value that was read otherwise than it was typed, and the sentence that says so."""

    value: object
    text: str


@dataclass(frozen=True)
class Expected:
    """What a trial saw: fingerprint of each thing in the file, and when."""

    seen: dict[str, str]
    at: dt.datetime


@dataclass(frozen=True)
class Author:
    """Who brings the file in, and how far he reaches: for kinds whose rows are written by actions."""

    user: User
    scope: Scope


@dataclass
class Line:
    """What a row says. Kinds add one attribute per column, among them `code`, `name`, `since` and `until`; None where
    nothing is known. `known`: the line that was known before the row was read."""

    row: int = 0
    new: bool = True
    typed: set[str] = field(default_factory=set)
    known: "Line | None" = field(default=None, compare=False)
    notes: list[tuple[str, str]] = field(default_factory=list, compare=False)

    def __deepcopy__(self, memo) -> "Line":
        """Its values are never changed in place."""
        return replace(self)

    def told(self, *names: str) -> bool:
        """Whether the row has a value in one of these columns."""
        return not self.typed.isdisjoint(names)


class LineLoader(BaseInstanceLoader):
    """Gives the line that is already known about the thing and the day of a row."""

    def get_instance(self, row):
        return self.resource.known_line(row)


class Changes(Diff):
    """What differs between two lines: attribute, words before, words after. A new thing is told in a sentence instead
    (`WorkbookResource.summary`)."""

    def __init__(self, resource, instance, new):
        self.left, self.right, self.new = {} if new else self.words(resource, instance), {}, new

    def compare_with(self, resource, instance):
        self.right = {} if self.new else self.words(resource, instance)

    def as_html(self) -> list[tuple[str, str, str]]:
        return [(name, self.left[name], after) for name, after in self.right.items() if self.left[name] != after]

    @staticmethod
    def words(resource, instance) -> dict[str, str]:
        return {f.attribute: f.widget.said(f.get_value(instance)) for f in resource.get_import_fields()}
