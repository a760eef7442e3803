"""Things that rows of a file change, with all their dated rows: read once, changed in memory, written together.

A unit is one organisation or one village with its rows in the database. What it looked like when it was read stays
beside it, so that a trial can tell whether somebody changed it since, and an import can be taken back.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from django.contrib.postgres.fields import DateRangeField
from django.db import IntegrityError, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from sinho.imports.copying import copy_rows
from sinho.web.integrity import check_constraints_now, sentence_for

Image = dict[str, str | None]
Model = type[models.Model]
NEW_ROW = "new"
UNIQUE_VIOLATION = "23505"


@cache
def kept_fields(model: Model) -> list[models.Field]:
    """Fields that say something: no primary key, nothing computed from another field."""
    return [f for f in model._meta.concrete_fields if not f.primary_key and not hasattr(f, "compute")]


@cache
def text_of(f: models.Field) -> Callable[[models.Model], str | None]:
    """How a column of a row becomes a text; the simple kinds without a detour."""
    name = f.attname
    if f.is_relation:
        return lambda row: related_key(f, row)
    if isinstance(f, models.CharField | models.TextField):
        return lambda row: getattr(row, name)
    if isinstance(f, models.IntegerField):
        return lambda row: None if (value := getattr(row, name)) is None else str(value)
    if isinstance(f, DateRangeField):
        return lambda row: None if (value := getattr(row, name)) is None else range_as_json(value)
    return lambda row: None if getattr(row, name) is None else f.value_to_string(row)


def range_as_json(value: DateRange) -> str:
    """As the field itself writes it, in a tenth of the time."""
    if value.isempty:
        return '{"empty": true}'
    lower, upper = ("null" if day is None else f'"{day.isoformat()}"' for day in (value.lower, value.upper))
    return f'{{"bounds": "{value._bounds}", "lower": {lower}, "upper": {upper}}}'


def related_key(f: models.Field, row: models.Model) -> str | None:
    """Primary key of the row that is referred to; it may not have one yet."""
    if f.is_cached(row) and (related := f.get_cached_value(row)) is not None:
        return NEW_ROW if related.pk is None else str(related.pk)
    key = getattr(row, f.attname)
    return None if key is None else str(key)


def image_of(instance: models.Model) -> Image:
    """The row as texts, from which `restore` makes it again."""
    return {name: text(instance) for name, text in texts_of(type(instance))}


@cache
def texts_of(model: type[models.Model]) -> list[tuple[str, Callable[[models.Model], str | None]]]:
    """The columns of an image, each with how it becomes a text."""
    return [(f.attname, text_of(f)) for f in kept_fields(model)]


def restore(instance: models.Model, image: Image) -> None:
    """Give the row the values of the image."""
    for f in kept_fields(type(instance)):
        text = image[f.attname]
        setattr(instance, f.attname, None if text is None else f.to_python(text))


@dataclass
class Unit:
    """One organisation or village and its rows. `root` is the row that the key names."""

    key: str
    root: models.Model
    rows: list[models.Model] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    needs: set[str] = field(default_factory=set)
    seen: dict[int, Image] = field(default_factory=dict)

    def see(self, *instances: models.Model) -> None:
        """Remember rows as they stand in the database; new rows have not been seen."""
        self.seen |= {id(instance): image_of(instance) for instance in instances if not instance._state.adding}

    @property
    def is_new(self) -> bool:
        return id(self.root) not in self.seen

    @property
    def name(self) -> str:
        """What people call it; the last name it has."""
        named = [row.name for row in self.rows if hasattr(row, "name")]
        return named[-1] if named else self.key

    def fingerprint(self) -> str:
        """Changes when anything about the unit in the database changes; empty while it does not exist."""
        if self.is_new:
            return ""
        before = sorted([row._meta.label, row.pk, self.seen[id(row)]] for row in self.all() if id(row) in self.seen)
        return hashlib.sha256(json.dumps(before, sort_keys=True).encode()).hexdigest()[:24]

    def all(self) -> list[models.Model]:
        return [self.root, *self.rows]

    def is_written(self, row: models.Model) -> bool:
        """Whether the import changes or creates this row."""
        return id(row) not in self.seen or self.seen[id(row)] != image_of(row)

    def changes(self) -> list[models.Model]:
        return [row for row in self.all() if self.is_written(row)]


def write(units: Iterable[Unit], order: tuple[Model, ...]) -> list[dict]:
    """Write what changed: new rows many at a time, changed ones one by one. Returns the images before and after."""
    changed = [(unit, row) for unit in units for row in unit.changes()]
    written = []
    for model in order:
        mine = [(unit, row) for unit, row in changed if type(row) is model]
        for _, row in mine:
            follow_relations(row)
        for unit, row in mine:  # what ends makes room for what begins
            if id(row) in unit.seen:
                row.save(force_update=True)
        copy_rows(model, [row for unit, row in mine if id(row) not in unit.seen])
        written += [
            {
                "model": model._meta.label_lower,
                "pk": row.pk,
                "key": unit.key,
                "before": unit.seen.get(id(row)),
                "after": image_of(row),
            }
            for unit, row in mine
        ]
    return written


def follow_relations(row: models.Model) -> None:
    """Point at rows that have just received their primary key."""
    for f in relations_of(type(row)):
        related = f.get_cached_value(row, default=None)
        if related is not None and getattr(row, f.attname) != related.pk:
            setattr(row, f.name, related)


@cache
def relations_of(model: type[models.Model]) -> list[models.Field]:
    return [f for f in model._meta.concrete_fields if f.is_relation]


def write_what_stands(units: list[Unit], order: tuple[Model, ...]) -> tuple[list[dict], dict[str, str]]:
    """Write all units at once; if the database refuses, find out which of them it refuses.

    Returns what was written and, by key, the sentence for each unit that was not.
    """
    try:
        with transaction.atomic():
            written = write(units, order)
            check_constraints_now()
        return written, {}
    except IntegrityError as error:
        sentence(error)
    return write_one_by_one(units, order)


def write_one_by_one(units: list[Unit], order: tuple[Model, ...]) -> tuple[list[dict], dict[str, str]]:
    """Each unit by itself, again and again as long as one more can be written: one may have to wait for another."""
    written, waiting, refused = [], list(units), {}
    while waiting:
        left = []
        for unit in waiting:
            if unit.needs & {other.key for other in waiting if other is not unit and other.is_new}:
                left.append(unit)
                continue
            try:
                with transaction.atomic():
                    mine = write([unit], order)
                    check_constraints_now()
                written += mine
                refused.pop(unit.key, None)
            except IntegrityError as error:
                refused[unit.key] = sentence(error)
                left.append(unit)
        if len(left) == len(waiting):
            break
        waiting = left
    return written, {unit.key: refused.get(unit.key, "") for unit in waiting}


def sentence(error: IntegrityError) -> str:
    """What the database means; a defect of ours goes on as it is."""
    known = sentence_for(error)
    if known is None and getattr(error.__cause__, "pgcode", None) == UNIQUE_VIOLATION:
        return "Mã này vừa được người khác dùng. Đồng chí thử lại tệp."
    if known is None:
        raise error
    return known
