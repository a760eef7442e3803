"""Taking an import back: the rows it changed get their former values, the rows it created go."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.apps import apps
from django.db import connection, models
from django.db.models.deletion import Collector, ProtectedError, RestrictedError

from sinho.imports.units import image_of, restore
from sinho.refusal import Refused

MOST_NAMED = 10
BUILT_UPON = "Không hoàn tác được vì đã có số liệu khác dựa vào"


def take_back(written: dict) -> None:
    """Undo what `written` tells. Refused, naming what stands in the way, when a row is no longer as it was written or
    something else hangs on a row that was created. Runs inside the transaction of the caller."""
    rows = rows_of(written["images"])
    refuse_changed(written, rows)
    with kept_rows_go():
        put_back(written, rows)


@contextmanager
def kept_rows_go() -> Iterator[None]:
    """Rows that the database keeps as they were written (steps, transfers) may go: for this transaction, and only
    while an import is taken back (`imports_taking_back` in their triggers)."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL sinho.taking_back = 'on'")
        yield
        cursor.execute("SET LOCAL sinho.taking_back = ''")


def put_back(written: dict, rows: list[tuple[dict, models.Model | None]]) -> None:
    """What was created goes, what was changed gets its former values; the last model first."""
    names = {(image["model"], image["pk"]): written["units"][image["key"]]["name"] for image, _ in rows}
    for model in reversed(written["order"]):
        mine = [(image, row) for image, row in rows if image["model"] == model]
        delete(apps.get_model(model), [row for image, row in mine if image["before"] is None], names)
        for image, row in mine:
            if image["before"] is not None:
                restore(row, image["before"])
                row.save(force_update=True)


def rows_of(images: list[dict]) -> list[tuple[dict, models.Model | None]]:
    """Each image with its row as it is now, held against other writers; None when it is gone."""
    keys = defaultdict(list)
    for image in images:
        keys[image["model"]].append(image["pk"])
    found = {
        model: apps.get_model(model)._base_manager.select_for_update().in_bulk(sorted(pks))
        for model, pks in keys.items()
    }
    return [(image, found[image["model"]].get(image["pk"])) for image in images]


def refuse_changed(written: dict, rows: Iterable[tuple[dict, models.Model | None]]) -> None:
    """Every row must still be as it was written."""
    changed = {}
    for image, row in rows:
        if row is None or image_of(row) != image["after"]:
            changed[written["units"][image["key"]]["name"]] = None
    if changed:
        raise Refused(f"Không hoàn tác được vì đã có thay đổi sau lần nhập: {listed(changed)}.")


def delete(model: type[models.Model], created: list[models.Model], names: Mapping | None = None) -> None:
    """Delete the rows if nothing but themselves would go. `names`: label of the model and key → whose row it is."""
    if not created:
        return
    collector = Collector(using="default", origin=created[0])
    try:
        collector.collect(created)
    except (ProtectedError, RestrictedError) as error:
        held = error.protected_objects if isinstance(error, ProtectedError) else error.restricted_objects
        raise Refused(in_the_way(held, names or {})) from error
    others = [row for other, mine in collector.data.items() if other is not model for row in mine]
    others += [row for found in collector.fast_deletes for row in found[:MOST_NAMED]]
    others += [row for found in collector.field_updates.values() for mine in found for row in mine[:MOST_NAMED]]
    if others:
        raise Refused(in_the_way(others, names or {}))
    collector.delete()


def in_the_way(rows: Iterable[models.Model], names: Mapping) -> str:
    """The sentence that names what hangs on the rows, and on whose."""
    told = dict.fromkeys(f"{row._meta.verbose_name} “{row}”{whose(row, names)}" for row in rows)
    return f"{BUILT_UPON}: {listed(told)}."


def whose(row: models.Model, names: Mapping) -> str:
    """“ của Lò Văn Ánh”, when the row itself does not name him."""
    links = [field for field in row._meta.concrete_fields if field.is_relation]
    keys = [(field.related_model._meta.label_lower, getattr(row, field.attname)) for field in links]
    name = next((names[key] for key in keys if key in names), "")
    return f" của {name}" if name and name not in str(row) else ""


def listed(names: dict) -> str:
    """The first names, and how many more."""
    first = list(names)[:MOST_NAMED]
    more = len(names) - len(first)
    return ", ".join(first) + (f" và {more} nơi khác" if more else "")
